"""A real S3 server on 127.0.0.1, in a virtual environment of its own because it pins an older botocore."""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

import boto3
from botocore.client import Config
from botocore.exceptions import BotoCoreError, ClientError

from infra.local import processes, venv
from infra.local.places import ROOT, Places, StackProblem

NAME = "s3"
BUCKET = "kentongan"
REGION = "us-east-1"
LOCK = ROOT / "infra" / "local" / "ministack.lock"


def start(places: Places, secrets: Mapping[str, str], port: int) -> str:
    """
    Start the server, make the bucket when missing, and return the endpoint.

    :raises StackProblem: its environment could not be made, or the server died.
    """
    venv.ensure(places.ministack_venv, LOCK)
    endpoint = f"http://127.0.0.1:{port}"
    if not processes.serves(places, NAME, lambda: _answers(endpoint)):
        _start(places, secrets, port)
        processes.wait_until(lambda: _answers(endpoint), places=places, name=NAME)
    _make_bucket(client(endpoint, secrets["S3_KEY"], secrets["S3_SECRET"]))
    return endpoint


def stop(places: Places) -> bool:
    """Stop the server; objects are on disk already, bucket settings are written now."""
    return bool(processes.stop(places, NAME))


def client(endpoint: str, key: str, secret: str) -> Any:
    """A boto3 client that gives up within seconds instead of minutes."""
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        region_name=REGION,
        config=Config(
            # Without v4 the links are signed the old way, which this server lets pass unchecked.
            signature_version="s3v4",
            connect_timeout=3,
            read_timeout=10,
            retries={"max_attempts": 1},
            s3={"addressing_style": "path"},
        ),
    )


def _start(places: Places, secrets: Mapping[str, str], port: int) -> None:
    home = places.base / "s3"
    for folder in (home, home / "objects", home / "state", home / "tmp"):
        folder.mkdir(mode=0o700, exist_ok=True)
    env = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "SERVICES": "s3",
        "LOG_LEVEL": "WARNING",
        # Objects are written through to disk; the settings of buckets are saved when the server stops.
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(home / "objects"),
        "PERSIST_STATE": "1",
        "STATE_DIR": str(home / "state"),
        # Check signatures against this one key instead of letting anybody in.
        "AUTH": "true",
        "AWS_ACCESS_KEY_ID": secrets["S3_KEY"],
        "AWS_SECRET_ACCESS_KEY": secrets["S3_SECRET"],
    }
    processes.start(places, NAME, [places.ministack_venv / "bin" / "python", "-m", "ministack"], env=env, cwd=home)


def _answers(endpoint: str) -> bool:
    try:
        with urllib.request.urlopen(f"{endpoint}/_ministack/health", timeout=2) as answer:  # noqa: S310 - our own port
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def _make_bucket(s3: Any) -> None:
    try:
        if BUCKET not in {one["Name"] for one in s3.list_buckets().get("Buckets", [])}:
            s3.create_bucket(Bucket=BUCKET)
    except (BotoCoreError, ClientError) as problem:
        raise StackProblem(f"The S3 server runs but refuses to make the bucket '{BUCKET}': {problem}") from problem
