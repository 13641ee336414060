"""Ports on 127.0.0.1: chosen once, written down, and kept while they can be kept."""

from __future__ import annotations

import random
import socket
from collections.abc import Callable
from contextlib import closing

from infra.local import env_file
from infra.local.places import Places, StackProblem

# Below Linux's ephemeral range (32768 and up), so an outgoing connection never takes a server's port.
FIRST, LAST = 15000, 29999


def is_free(port: int) -> bool:
    """True when a server could listen on this port of 127.0.0.1 now."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose(*, taken: set[int], free: Callable[[int], bool] = is_free) -> int:
    """
    Pick a random free port that is not in `taken`.

    :raises StackProblem: none of 200 tries was free.
    """
    for _ in range(200):
        port = random.randint(FIRST, LAST)  # noqa: S311 - not a secret
        if port not in taken and free(port):
            return port
    raise StackProblem(f"No free port between {FIRST} and {LAST} on 127.0.0.1.")


def next_free(start: int, *, free: Callable[[int], bool] = is_free) -> int:
    """
    The first free port from `start` on, at most 100 further.

    :raises StackProblem: none is free.
    """
    for port in range(start, start + 100):
        if free(port):
            return port
    raise StackProblem(f"No free port between {start} and {start + 99} on 127.0.0.1.")


def keep(places: Places, name: str, *, running: bool) -> int:
    """
    The port written down for this server, or a new one when a stranger has taken it.

    :param running: our own server is up, so its port is rightly in use.
    """
    path = places.base / "ports"
    known = env_file.read(path)
    port = int(known.get(name, "0"))
    if port and (running or is_free(port)):
        return port
    if port:
        print(f"Port {port} of {name} is used by another program; choosing a new one.")
    port = choose(taken={int(value) for value in known.values()})
    env_file.write(path, known | {name: str(port)}, title="Ports of the local stack.")
    return port
