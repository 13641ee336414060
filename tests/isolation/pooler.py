"""
A pooler as its users dread it: each statement goes to whichever server process is next, as PgBouncer does in transaction mode.

Small, but real sockets and PostgreSQL's own protocol: a client believes to have a session, and has none.
"""

import contextlib
import queue
import secrets
import socket
import struct
import threading
from typing import Any

import psycopg

STARTUP, READY = 196608, b"Z"


class Pooler:
    """Listens on `port`; lends `backends` server processes of the database in turn, or one to each client when `by_session`."""

    def __init__(self, database: dict[str, Any], *, backends: int = 2, by_session: bool = False) -> None:
        known = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
        address = {name: database[setting] for name, setting in known.items()}
        self.by_session = by_session
        self.servers = [psycopg.connect(**address, autocommit=True) for _ in range(backends)]
        self.idle: queue.Queue[socket.socket] = queue.Queue()
        for server in self.servers:
            self.idle.put(socket.socket(fileno=socket.dup(server.pgconn.socket)))
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self.door.close()
        for server in self.servers:
            server.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.door.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(ConnectionError, OSError, struct.error):
            self._greet(client)
            server = self.idle.get() if self.by_session else None
            try:
                while (message := _message(client))[:1] != b"X":
                    lent = server or self.idle.get()
                    lent.setblocking(True)
                    try:
                        self._transaction(client, lent, message)
                    finally:
                        if server is None:
                            self.idle.put(lent)
            finally:
                if server is not None:
                    self.idle.put(server)

    def _greet(self, client: socket.socket) -> None:
        while True:
            (size,) = struct.unpack("!I", _exactly(client, 4))
            if struct.unpack("!I", _exactly(client, size - 4)[:4])[0] == STARTUP:
                break
            client.sendall(b"N")
        told = [("server_version", "15.0"), ("client_encoding", "UTF8"), ("TimeZone", "UTC")]
        parts = [_packed(b"R", struct.pack("!I", 0))]
        parts += [_packed(b"S", f"{name}\0{value}\0".encode()) for name, value in told]
        # Like every pooler it has numbers of its own for cancelling.
        parts += [_packed(b"K", secrets.token_bytes(8)), _packed(READY, b"I")]
        client.sendall(b"".join(parts))

    def _transaction(self, client: socket.socket, server: socket.socket, message: bytes) -> None:
        """Pass messages on until the server says that no transaction is open."""
        while True:
            server.sendall(message)
            if message[:1] in b"QS":
                while True:
                    answer = _message(server)
                    client.sendall(answer)
                    if answer[:1] == READY:
                        break
                if answer[5:6] == b"I":
                    return
            message = _message(client)


def _packed(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!I", len(body) + 4) + body


def _message(peer: socket.socket) -> bytes:
    head = _exactly(peer, 5)
    return head + _exactly(peer, struct.unpack("!I", head[1:])[0] - 4)


def _exactly(peer: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        more = peer.recv(count - len(found))
        if not more:
            raise ConnectionError
        found += more
    return found
