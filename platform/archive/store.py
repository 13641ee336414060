"""
The one door to object storage.

Every object lies under the key of its office, which is put before its name here and nowhere else; so no name leads to a neighbour.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from archive.models import Document
from archive.retention import RetentionClass
from walls import current


class StoreUnavailable(RuntimeError):
    """The store cannot be reached, refuses us, or does not have what it should; trying again later is right."""


class ChecksumMismatch(RuntimeError):
    """What the store holds under this key is not what we gave it; a person must look."""


@dataclass(frozen=True)
class Capabilities:
    """What the store in use can do beyond keeping bytes."""

    checksums: bool
    versioning: bool
    object_lock: bool


def put(document: Document, content: bytes) -> None:
    """
    Store the content once; done already is done well.

    :raises StoreUnavailable: try again later.
    :raises ChecksumMismatch: content, index and store disagree.
    """
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise ChecksumMismatch(document.object_key)
    if _sha256_in_store(document) is None:
        answer = _asked("put_object", Key=_own(document), Body=content, **_envelope(document))
        if answer.get("ChecksumSHA256") == _checksum(document):
            return
    if _sha256_in_store(document) != document.sha256:
        raise ChecksumMismatch(document.object_key)


def get(document: Document) -> bytes:
    """
    The content, proven to be what was stored.

    :raises StoreUnavailable: try again later.
    :raises ChecksumMismatch: it was changed in the store.
    """
    content = _body(document)
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise ChecksumMismatch(document.object_key)
    return content


def confirm(document: Document) -> None:
    """
    Make sure the store answers and has the document, before somebody is sent there.

    :raises StoreUnavailable: it does not answer, or the document is not there.
    """
    try:
        _client().head_object(Bucket=settings.S3_BUCKET, Key=_own(document))
    except (BotoCoreError, ClientError) as error:
        raise StoreUnavailable(str(error)) from error


def presign(document: Document, *, seconds: int = 60, download_name: str = "") -> str:
    """A link to this one object that works for so many seconds and always downloads."""
    return str(
        _client().generate_presigned_url(
            "get_object",
            Params={
                "Bucket": settings.S3_BUCKET,
                "Key": _own(document),
                "ResponseContentDisposition": attachment(download_name or document.name),
                "ResponseContentType": document.content_type,
                "ResponseCacheControl": "no-store",
            },
            ExpiresIn=seconds,
        )
    )


def attachment(name: str) -> str:
    """A Content-Disposition that every browser saves under this name (RFC 6266)."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-()") else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def ensure_bucket() -> None:
    """
    Make the bucket when it is missing, and have it keep old versions where the store can.

    :raises StoreUnavailable: it cannot be made.
    """
    try:
        _client().head_bucket(Bucket=settings.S3_BUCKET)
    except ClientError:
        _asked("create_bucket")
    except BotoCoreError as error:
        raise StoreUnavailable(str(error)) from error
    if not capabilities().versioning:
        _try("put_bucket_versioning", VersioningConfiguration={"Status": "Enabled"})


def capabilities() -> Capabilities:
    """What this store can do, asked and not assumed."""
    return Capabilities(
        checksums=_refuses_a_wrong_checksum(),
        versioning=_try("get_bucket_versioning").get("Status") == "Enabled",
        object_lock="ObjectLockConfiguration" in _try("get_object_lock_configuration"),
    )


def _refuses_a_wrong_checksum() -> bool:
    wrong = base64.b64encode(hashlib.sha256(b"something else").digest()).decode()
    try:
        _asked("put_object", Key="-/probe", Body=b"probe", ChecksumSHA256=wrong)
    except StoreUnavailable as refusal:
        return isinstance(refusal.__cause__, ClientError)
    _try("delete_object", Key="-/probe")
    return False


def _own(document: Document) -> str:
    """Where the document lies: its name under the key of the current office."""
    return f"{current.office().key}/{document.object_key}"


def _envelope(document: Document) -> dict[str, Any]:
    """What is stored beside the bytes, so that the bucket explains itself without our database."""
    schedule = RetentionClass(document.retention).schedule
    words = {
        "sha256": document.sha256,
        "retention": document.retention,
        "retention-years": f"{schedule.active_years}+{schedule.inactive_years}",
        "fate": schedule.fate,
    } | {f"basis-{name}".lower().replace("_", "-"): str(value) for name, value in document.basis.items()}
    return {
        "ContentType": document.content_type,
        "ContentDisposition": attachment(document.name),
        "ChecksumSHA256": _checksum(document),
        # Headers are ASCII: anything else is percent-encoded; S3 allows 2 kB in all.
        "Metadata": {name: quote(value, safe=" .,:;/()+-_")[:160] for name, value in words.items()},
    }


def _checksum(document: Document) -> str:
    return base64.b64encode(bytes.fromhex(document.sha256)).decode()


def _sha256_in_store(document: Document) -> str | None:
    """The digest of what lies under the key; None when nothing does. A store that keeps no checksums is read back."""
    try:
        head = _client().head_object(Bucket=settings.S3_BUCKET, Key=_own(document), ChecksumMode="ENABLED")
    except ClientError as error:
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404:
            return None
        raise StoreUnavailable(str(error)) from error
    except BotoCoreError as error:
        raise StoreUnavailable(str(error)) from error
    kept = head.get("ChecksumSHA256")
    return base64.b64decode(kept).hex() if kept else hashlib.sha256(_body(document)).hexdigest()


def _body(document: Document) -> bytes:
    answer = _asked("get_object", Key=_own(document))
    try:
        content: bytes = answer["Body"].read()
    except (BotoCoreError, OSError) as error:
        raise StoreUnavailable(str(error)) from error
    return content


def _asked(operation: str, **arguments: Any) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = getattr(_client(), operation)(Bucket=settings.S3_BUCKET, **arguments)
    except (BotoCoreError, ClientError) as error:
        raise StoreUnavailable(str(error)) from error
    return answer


def _try(operation: str, **arguments: Any) -> dict[str, Any]:
    """Ask for something the store may not know."""
    try:
        return _asked(operation, **arguments)
    except StoreUnavailable:
        return {}


def _client() -> Any:
    return _client_for(settings.S3_ENDPOINT, settings.S3_KEY, settings.S3_SECRET, settings.S3_REGION)


@cache
def _client_for(endpoint: str | None, key: str, secret: str, region: str) -> Any:
    """One client a process: making one takes longer than storing a letter, and it is safe to share between threads."""
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        region_name=region,
        config=Config(
            connect_timeout=2,
            read_timeout=10,
            # The sweeper tries again; a person or a worker never waits long here.
            retries={"max_attempts": 1, "mode": "standard"},
            signature_version="s3v4",
            s3={"addressing_style": "path"},
        ),
    )
