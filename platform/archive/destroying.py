"""
The end of an office's objects: everything under its key, in every version, what was never finished being sent, and its earlier copies.

The store is listed, not our index: what no row knows of any more is removed as well.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from archive import copies, store

Version = tuple[dict[str, str], int]
KEY = re.compile(r"[a-z][a-z2-7]{9}")
#: As many as S3 takes in one request.
BATCH = 1000


@dataclass(frozen=True)
class Holdings:
    """What the store has of an office: versions (of which markers hold no bytes), their bytes, and uploads never finished."""

    versions: int
    size: int
    uploads: int

    @property
    def is_nothing(self) -> bool:
        return not (self.versions or self.uploads)


def holdings(office_key: str) -> Holdings:
    """
    Count what lies under an office's key.

    :raises StoreUnavailable: the store does not answer.
    """
    sizes = [size for _, size in _versions(settings.S3_BUCKET, _prefix(office_key))]
    return Holdings(len(sizes), sum(sizes), len(_uploads(settings.S3_BUCKET, _prefix(office_key))))


def destroy(office_key: str) -> None:
    """
    Remove all of it; killed in between, it is done again and goes on where it was.

    :raises StoreUnavailable: the store does not answer, or will not let something go (a lock of its own).
    """
    prefix = _prefix(office_key)
    for upload in _uploads(settings.S3_BUCKET, prefix):
        _asked("abort_multipart_upload", settings.S3_BUCKET, Key=upload["Key"], UploadId=upload["UploadId"])
    _delete(settings.S3_BUCKET, lambda: _versions(settings.S3_BUCKET, prefix))


def count_copies(office_key: str, *, but: str) -> int:
    """
    How many versions of copies of an office there are, not counting the one that stays.

    :raises StoreUnavailable: the store does not answer.
    """
    return sum(1 for _ in _copies(office_key, but))


def destroy_copies(office_key: str, *, but: str) -> None:
    """
    Remove every copy of an office, in every version, but one.

    :param but: the place of the copy that was handed over.
    :raises StoreUnavailable: as `destroy`.
    """
    _delete(settings.COPIES_BUCKET, lambda: _copies(office_key, but))


def _copies(office_key: str, but: str) -> Iterator[Version]:
    found = _versions(settings.COPIES_BUCKET, copies.PREFIX + _prefix(office_key))
    return ((version, size) for version, size in found if version["Key"] != but)


def _delete(bucket: str, listed: Callable[[], Iterator[Version]]) -> None:
    # Listed anew after each batch: a page behind deleted versions would begin at the wrong place.
    while batch := [version for version, _ in islice(listed(), BATCH)]:
        refused = _asked("delete_objects", bucket, Delete={"Objects": batch, "Quiet": True}).get("Errors", [])
        if refused:
            raise store.StoreUnavailable(f"{len(refused)} objects were not let go: {refused[0].get('Code', '')}")


def _versions(bucket: str, prefix: str) -> Iterator[Version]:
    """Each version and each delete marker, with its bytes."""
    where: dict[str, Any] = {}
    while True:
        page = _asked("list_object_versions", bucket, Prefix=prefix, **where)
        for found in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]:
            yield {"Key": found["Key"], "VersionId": found["VersionId"]}, found.get("Size", 0)
        if not page.get("IsTruncated"):
            return
        where = {"KeyMarker": page["NextKeyMarker"], "VersionIdMarker": page.get("NextVersionIdMarker", "")}


def _uploads(bucket: str, prefix: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    where: dict[str, Any] = {}
    while True:
        page = _asked("list_multipart_uploads", bucket, Prefix=prefix, **where)
        found += page.get("Uploads", [])
        if not page.get("IsTruncated"):
            return found
        where = {"KeyMarker": page["NextKeyMarker"], "UploadIdMarker": page["NextUploadIdMarker"]}


def _asked(operation: str, bucket: str, **arguments: Any) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = getattr(store._client(), operation)(Bucket=bucket, **arguments)
    except (BotoCoreError, ClientError) as error:
        raise store.StoreUnavailable(str(error)) from error
    return answer


def _prefix(office_key: str) -> str:
    """Never an empty one: that would be every office's."""
    if not KEY.fullmatch(office_key):
        raise ValueError(f"{office_key!r} is no key of an office.")
    return f"{office_key}/"
