"""
The store of copies: whole offices as single files, away from the documents of any office.

They lie in a bucket of their own (COPIES_BUCKET), or in the documents' bucket under a prefix no office key can be.
"""

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from archive import store
from archive.store import ChecksumMismatch, StoreUnavailable

PREFIX = "copies/"
#: S3 takes at most 5 GB in one piece; above this the library sends parts, each with a checksum of its own.
_ONE_PIECE = 256 * 1024 * 1024
_CHUNK = 1024 * 1024


def put(name: str, path: Path, *, sha256: str) -> str:
    """
    Store a file and return where it lies.

    :raises StoreUnavailable: try again later.
    :raises ChecksumMismatch: what arrived is not as long as what was sent.
    """
    location, size = PREFIX + name, path.stat().st_size
    try:
        if size <= _ONE_PIECE:
            checksum = base64.b64encode(bytes.fromhex(sha256)).decode()
            with path.open("rb") as file:
                _client().put_object(Bucket=settings.COPIES_BUCKET, Key=location, Body=file, ChecksumSHA256=checksum)
        else:
            _client().upload_file(
                str(path), settings.COPIES_BUCKET, location, ExtraArgs={"ChecksumAlgorithm": "SHA256"}
            )
        arrived = _client().head_object(Bucket=settings.COPIES_BUCKET, Key=location)["ContentLength"]
    except (BotoCoreError, ClientError, OSError) as error:
        raise StoreUnavailable(str(error)) from error
    if arrived != size:
        raise ChecksumMismatch(location)
    return location


def fetch(location: str, path: Path, *, sha256: str) -> None:
    """
    Write a stored file to `path`, proven to be what was stored.

    :raises StoreUnavailable: try again later, or it is not there any more.
    :raises ChecksumMismatch: it was changed in the store.
    """
    with path.open("wb") as file:
        seen = _read(location, file.write)
    if seen != sha256:
        raise ChecksumMismatch(location)


def digest(location: str) -> str:
    """
    SHA-256 of what the store gives back.

    :raises StoreUnavailable: try again later, or it is not there any more.
    """
    return _read(location, lambda piece: None)


def remove(location: str) -> None:
    """
    Delete a stored file; one that is gone already is gone.

    :raises StoreUnavailable: try again later.
    """
    try:
        _client().delete_object(Bucket=settings.COPIES_BUCKET, Key=location)
    except (BotoCoreError, ClientError) as error:
        raise StoreUnavailable(str(error)) from error


def ensure_bucket() -> None:
    """
    Make the bucket of copies when it is missing.

    :raises StoreUnavailable: it cannot be made.
    """
    try:
        _client().head_bucket(Bucket=settings.COPIES_BUCKET)
    except ClientError:
        try:
            _client().create_bucket(Bucket=settings.COPIES_BUCKET)
        except (BotoCoreError, ClientError) as error:
            raise StoreUnavailable(str(error)) from error
    except BotoCoreError as error:
        raise StoreUnavailable(str(error)) from error


def _read(location: str, take: Callable[[bytes], object]) -> str:
    seen = hashlib.sha256()
    try:
        body = _client().get_object(Bucket=settings.COPIES_BUCKET, Key=location)["Body"]
        for piece in body.iter_chunks(_CHUNK):
            seen.update(piece)
            take(piece)
    except (BotoCoreError, ClientError) as error:
        raise StoreUnavailable(str(error)) from error
    return seen.hexdigest()


def _client() -> Any:
    # One client for the whole room.
    return store._client()
