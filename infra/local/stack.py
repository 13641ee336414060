"""The three servers together, and the env file that tells the application where they are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from infra.local import env_file, object_store, ports, postgres, processes, secrets_file, space, valkey
from infra.local.places import Places

SERVERS = (postgres, valkey, object_store)
# A part given in the environment is used as it is and not started here.
GIVEN = {
    postgres: ("KENTONGAN_DATABASE_URL",),
    valkey: ("KENTONGAN_BROKER_URL", "KENTONGAN_CACHE_URL"),
    object_store: ("KENTONGAN_S3_ENDPOINT", "KENTONGAN_S3_BUCKET", "KENTONGAN_S3_KEY", "KENTONGAN_S3_SECRET"),
}


def up(places: Places) -> dict[str, str]:
    """
    Start what is not running, wait until all answer, write the env file and return its values.

    :raises StackProblem: no disk space, or a server does not start.
    """
    places.make()
    space.require(places.base)
    with places.locked():
        secrets = secrets_file.load(places)
        addresses = _start(places, secrets)
        values = _base(places, secrets)
        for server in SERVERS:
            values |= _values(server, addresses[server], secrets) if server in addresses else _given(server)
        env_file.write(places.env_file, values, title="Written by infra.local at each start. Never commit.")
    return values


def down(places: Places) -> list[str]:
    """Stop the servers and return the names of those that were running."""
    if not places.pids.exists():
        return []
    with places.locked():
        return [server.NAME for server in reversed(SERVERS) if server.stop(places)]


@contextmanager
def running(places: Places) -> Iterator[dict[str, str]]:
    """Have the stack up for a while; one that was up before stays up."""
    before = any(status(places).values())
    try:
        yield up(places)
    finally:
        if not before:
            down(places)


def status(places: Places) -> dict[str, int | None]:
    """The pid of each server, or None."""
    return {server.NAME: processes.running(processes.pid_file(places, server.NAME)) for server in SERVERS}


def _start(places: Places, secrets: dict[str, str]) -> dict[object, str]:
    own = [server for server in SERVERS if GIVEN[server][0] not in os.environ]
    chosen = {one: ports.keep(places, one.NAME, running=processes.is_up(places, one.NAME)) for one in own}
    with ThreadPoolExecutor(len(SERVERS)) as pool:
        started = {server: pool.submit(server.start, places, secrets, chosen[server]) for server in own}
    return {server: future.result() for server, future in started.items()}


def _base(places: Places, secrets: dict[str, str]) -> dict[str, str]:
    kept = env_file.read(places.env_file)
    return {
        "KENTONGAN_SECRET_KEY": secrets["SECRET_KEY"],
        "KENTONGAN_DOMAIN": kept.get("KENTONGAN_DOMAIN", "localhost"),
        "KENTONGAN_PORT": kept.get("KENTONGAN_PORT", "8000"),
        "KENTONGAN_DEBUG": kept.get("KENTONGAN_DEBUG", "0"),
        "KENTONGAN_LOCAL_DIR": str(places.base),
    }


def _values(server: object, address: str, secrets: dict[str, str]) -> dict[str, str]:
    if server is postgres:
        return {"KENTONGAN_DATABASE_URL": address}
    if server is valkey:
        return {"KENTONGAN_BROKER_URL": f"{address}/0", "KENTONGAN_CACHE_URL": f"{address}/1"}
    return {
        "KENTONGAN_S3_ENDPOINT": address,
        "KENTONGAN_S3_BUCKET": object_store.BUCKET,
        "KENTONGAN_S3_KEY": secrets["S3_KEY"],
        "KENTONGAN_S3_SECRET": secrets["S3_SECRET"],
    }


def _given(server: object) -> dict[str, str]:
    names = GIVEN[server]  # type: ignore[index]
    print(f"{names[0]} is set; this server is not started here.")
    return {name: os.environ[name] for name in names if name in os.environ}
