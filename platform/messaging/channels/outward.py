"""
Asking a gateway on the network: bounded in time and size, never redirected, and never led into the deployment's own network.

The address is looked up once, every answer of the name server is judged, and the connection goes to the address that was judged. So a
name that leads somewhere else a moment later leads nowhere here.
"""

import ipaddress
import socket
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
import urllib3
from django.conf import settings

from messaging.channels import Away, Refused

log = structlog.get_logger(__name__)
#: Seconds: to connect, to hear anything, and for the whole answer.
CONNECT_S, READ_S, WHOLE_S = 5.0, 10.0, 20.0
LARGEST_ANSWER = 64 * 1024


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300


def ask(method: str, url: str, *, headers: dict[str, str] | None = None, body: bytes | None = None) -> Answer:
    """
    One request, once.

    :raises Refused: an address nobody may ask.
    :raises Away: no answer, too slow or too long a one, 429, or 5xx.
    """
    parts = urlsplit(url)
    address, port = judged(url)
    pool = _pool(parts.scheme, parts.hostname or "", address, port)
    path = parts.path or "/"
    try:
        response = pool.urlopen(
            method,
            f"{path}?{parts.query}" if parts.query else path,
            body=body,
            headers={**(headers or {}), "Host": parts.netloc.rpartition("@")[2]},
            retries=False,
            redirect=False,
            preload_content=False,
            assert_same_host=False,
        )
        found = Answer(response.status, _read(response))
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise Away(type(error).__name__) from error
    finally:
        pool.close()
    if found.status == 429 or found.status >= 500:
        raise Away(f"status {found.status}", _asked_wait(response.headers.get("Retry-After", "")))
    return found


def judged(url: str) -> tuple[str, int]:
    """
    The address and port that may be asked.

    :raises Refused: not https, or it leads into a private network which the deployment has not named.
    :raises Away: the name is not known just now.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Refused("alamat gateway salah") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise Refused("alamat gateway salah")
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise Away("nama gateway tidak ditemukan") from error
    for address in sorted(found):
        if not _may_be_asked(address, is_sealed=parts.scheme == "https"):
            log.warning("a gateway leads where nobody may ask", scheme=parts.scheme)
            raise Refused("alamat gateway tidak boleh dihubungi")
    return sorted(found)[0], port


def _may_be_asked(address: str, *, is_sealed: bool) -> bool:
    found: Any = ipaddress.ip_address(address.partition("%")[0])
    found = getattr(found, "ipv4_mapped", None) or found
    if any(found in ipaddress.ip_network(network) for network in settings.GATEWAY_NETWORKS):
        return True
    return is_sealed and found.is_global and not found.is_multicast


def _pool(scheme: str, host: str, address: str, port: int) -> urllib3.HTTPConnectionPool:
    timeout = urllib3.Timeout(connect=CONNECT_S, read=READ_S)
    if scheme == "https":
        return urllib3.HTTPSConnectionPool(address, port, timeout=timeout, server_hostname=host, assert_hostname=host)
    return urllib3.HTTPConnectionPool(address, port, timeout=timeout)


def _read(response: Any) -> bytes:
    """
    The answer, as far as it comes in time.

    :raises Away: a drop now and then, or without an end.
    """
    until, read = time.monotonic() + WHOLE_S, b""
    while chunk := response.read1(8192):
        read += chunk
        if len(read) > LARGEST_ANSWER or time.monotonic() > until:
            raise Away("jawaban gateway terlalu panjang atau lambat")
    return read


def _asked_wait(header: str) -> timedelta | None:
    return timedelta(seconds=int(header)) if header.isascii() and header.isdigit() and len(header) < 7 else None
