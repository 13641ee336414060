"""
The only question this house asks of strangers' machines: the TXT records of one name.

Nothing is fetched and no address is followed, so a claimed domain cannot send us anywhere. The answer is text to compare, nothing more.
"""

from ipaddress import ip_address

import dns.exception
import dns.name
import dns.resolver
from django.conf import settings

LABEL = "_kentongan"
PREFIX = "kentongan="
#: Seconds for the whole question, all servers and attempts together.
PATIENCE_S = 5.0


class DnsSilent(RuntimeError):
    """No usable answer: time-out, refusal, a loop, or a text that is no answer. It says nothing about the domain."""


def has_token(domain: str, token: str) -> bool:
    """
    Whether the domain's own DNS holds the token.

    :raises DnsSilent: nobody could say.
    """
    return f"{PREFIX}{token}" in _texts(f"{LABEL}.{domain}.")


def record_name(domain: str) -> str:
    return f"{LABEL}.{domain}"


def _texts(name: str) -> set[str]:
    try:
        answer = _resolver().resolve(name, "TXT", search=False, lifetime=PATIENCE_S)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return set()
    except (dns.exception.DNSException, OSError, ValueError) as error:
        raise DnsSilent(type(error).__name__) from error
    return {b"".join(record.strings).decode("ascii", "replace").strip() for record in answer}


def _resolver() -> dns.resolver.Resolver:
    """The machine's resolver, or the servers the setting names; asked anew each time, because a remembered "no" helps nobody here."""
    servers = settings.DNS_SERVERS.split()
    resolver = dns.resolver.Resolver(configure=not servers)
    if servers:
        resolver.nameservers = [str(ip_address(server.rpartition("@")[0] or server)) for server in servers]
        ports = {server.rpartition("@")[2] for server in servers if "@" in server}
        resolver.port = int(next(iter(ports), "53"))
    resolver.cache = None
    return resolver
