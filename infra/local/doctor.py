"""`make doctor`: one line for each thing that must be well."""

from __future__ import annotations

import os
import socket
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import psycopg
import redis
from botocore.exceptions import BotoCoreError, ClientError

from infra.local import chromium, env_file, object_store, ports, postgres, processes, space, venv
from infra.local.places import Places

Finding = tuple[bool | None, str]  # True is well, False is wrong, None is only told.
MARKS = {True: "ok    ", False: "WRONG ", None: "info  "}


def run(places: Places) -> int:
    """Print every finding; 0 when nothing is wrong."""
    values = env_file.read(places.env_file) | {key: value for key, value in os.environ.items() if "KENTONGAN" in key}
    wrong = 0
    for check in (_python, _environment, _disk, _ports, _database, _broker, _store, _browser):
        for well, text in _safely(check, places, values):
            wrong += well is False
            print(f"{MARKS[well]} {text}")
    print("Everything needed is well." if not wrong else f"{wrong} thing(s) wrong.")
    return 1 if wrong else 0


def _safely(check: Callable[..., Iterator[Finding]], places: Places, values: dict[str, str]) -> Iterator[Finding]:
    try:
        yield from check(places, values)
    except Exception as problem:  # A doctor who faints helps nobody.
        yield False, f"{check.__name__.strip('_')}: {type(problem).__name__}: {str(problem).splitlines()[0]}"


def _python(_places: Places, _values: dict[str, str]) -> Iterator[Finding]:
    yield sys.version_info >= (3, 11), f"Python {sys.version.split()[0]} (3.11 or newer is needed)"


def _environment(places: Places, _values: dict[str, str]) -> Iterator[Finding]:
    for folder, lock in ((places.root / ".venv", "requirements.lock"), (places.ministack_venv, object_store.LOCK)):
        current = venv.is_current(folder, places.root / lock)
        yield (
            current,
            f"{folder.name} {'matches its lock file' if current else 'is not made from its lock file: make run'}",
        )


def _disk(places: Places, _values: dict[str, str]) -> Iterator[Finding]:
    left = space.free_mib(places.base)
    yield left >= space.NEEDED_MIB, f"{left} MiB free on the disk of .local ({space.NEEDED_MIB} needed)"


def _ports(places: Places, values: dict[str, str]) -> Iterator[Finding]:
    for name, port in env_file.read(places.base / "ports").items():
        taken = not processes.is_up(places, name) and not ports.is_free(int(port))
        yield not taken, f"port {port} of {name} {'is taken by another program' if taken else 'is ours or free'}"
    web = int(values.get("KENTONGAN_PORT", "8000"))
    state = "free" if ports.is_free(web) else "in use" + (" by the demo" if processes.is_up(places, "web") else "")
    yield None, f"web port {web} is {state}"
    yield None, f"office names: kec-contoh.localhost {'resolves here' if _resolves() else 'resolves in browsers only'}"


def _resolves() -> bool:
    try:
        return bool(socket.getaddrinfo("kec-contoh.localhost", 80))
    except OSError:
        return False


def _database(_places: Places, values: dict[str, str]) -> Iterator[Finding]:
    url = values.get("KENTONGAN_DATABASE_URL")
    if not url:
        yield False, "database: no KENTONGAN_DATABASE_URL; start the stack with: make run"
        return
    with psycopg.connect(url, connect_timeout=5) as connection:
        row = connection.execute(
            "SELECT current_setting('server_version'), current_setting('fsync'), rolsuper, "
            "(SELECT array_agg(extname::text) FROM pg_extension) FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row is not None
    version, fsync, superuser, extensions = row
    yield (
        int(version.partition(".")[0]) >= 15,
        f"PostgreSQL {version} answers at {urlsplit(url).netloc.rpartition('@')[2]}",
    )
    yield None if fsync == "on" else False, f"database: fsync is {fsync}"
    yield (
        not superuser,
        f"database: the app's role is {'a superuser, which it must not be' if superuser else 'no superuser'}",
    )
    missing = set(postgres.EXTENSIONS) - set(extensions)
    yield not missing, f"database: extensions {'missing: ' + ', '.join(sorted(missing)) if missing else 'are there'}"


def _broker(_places: Places, values: dict[str, str]) -> Iterator[Finding]:
    for name in ("KENTONGAN_BROKER_URL", "KENTONGAN_CACHE_URL"):
        with redis.Redis.from_url(values.get(name, "redis://127.0.0.1:1"), socket_timeout=3) as client:
            told: Any = client.info("server")
        version = told.get("valkey_version") or told.get("redis_version")
        yield True, f"{name.split('_')[1].lower()}: {told.get('server_name', 'redis')} {version} answers"


def _store(_places: Places, values: dict[str, str]) -> Iterator[Finding]:
    names = ("KENTONGAN_S3_ENDPOINT", "KENTONGAN_S3_KEY", "KENTONGAN_S3_SECRET", "KENTONGAN_S3_BUCKET")
    endpoint, key, secret, bucket = (values.get(name, "") for name in names)
    if not endpoint:
        yield False, "S3: no KENTONGAN_S3_ENDPOINT; start the stack with: make run"
        return
    s3 = object_store.client(endpoint, key, secret)
    s3.head_bucket(Bucket=bucket)
    yield True, f"S3 answers at {endpoint}, bucket {bucket} is there"
    for name, probe in (("checksum", _checksum), ("presigned link", _presigned), *_BUCKET_PROBES):
        yield None, f"S3: {name}: {_told(probe, s3, bucket)}"


def _told(probe: Callable[[Any, str], str], s3: Any, bucket: str) -> str:
    try:
        return probe(s3, bucket)
    except (ClientError, BotoCoreError, OSError) as problem:
        return f"not available ({type(problem).__name__})"


def _checksum(s3: Any, bucket: str) -> str:
    key = f"doctor/{uuid.uuid4()}"
    wrong = "A" * 43 + "="
    try:
        s3.put_object(Bucket=bucket, Key=key, Body=b"doctor", ChecksumSHA256=wrong)
    except ClientError:
        return "a wrong SHA-256 is refused"
    s3.delete_object(Bucket=bucket, Key=key)
    return "NOT checked by the store"


def _presigned(s3: Any, bucket: str) -> str:
    key = f"doctor/{uuid.uuid4()}"
    s3.put_object(Bucket=bucket, Key=key, Body=b"doctor")
    try:
        link = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=60)
        opens, forged = _opens(link), _opens(link[:-4] + "0000")
        return "works, and a changed one is refused" if opens and not forged else f"{opens=} {forged=}"
    finally:
        s3.delete_object(Bucket=bucket, Key=key)


def _opens(link: str) -> bool:
    try:
        with urllib.request.urlopen(link, timeout=5) as answer:  # noqa: S310 - the configured store
            return bool(answer.read() == b"doctor")
    except urllib.error.HTTPError:
        return False


def _versioning(s3: Any, bucket: str) -> str:
    return str(s3.get_bucket_versioning(Bucket=bucket).get("Status", "available, not switched on"))


def _object_lock(s3: Any, bucket: str) -> str:
    try:
        told = s3.get_object_lock_configuration(Bucket=bucket)
    except ClientError as problem:
        if problem.response["Error"]["Code"] == "ObjectLockConfigurationNotFoundError":
            return "available, not switched on"
        raise
    return str(told["ObjectLockConfiguration"].get("ObjectLockEnabled"))


_BUCKET_PROBES = (("versioning", _versioning), ("object lock", _object_lock))


def _browser(_places: Places, _values: dict[str, str]) -> Iterator[Finding]:
    found = chromium.program()
    yield (
        (True, f"Chromium: {found}") if found else (None, "Chromium is missing: the journeys of make test are not run")
    )
