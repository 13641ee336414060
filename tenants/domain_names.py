"""What may be an office's own domain, and how it is written (pure but for the deployment's own name)."""

import re

import idna

LONGEST = 253
# RFC 6761, 6762, 7686, 8375, 9476 and ICANN's choice for private networks: names the public DNS never answers for.
NEVER_PUBLIC = {
    "alt", "arpa", "corp", "example", "home", "internal", "invalid", "lan", "local", "localdomain", "localhost", "mail", "onion",
    "private", "test",
}  # fmt: skip
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


class DomainRefused(ValueError):
    """The text is no domain an office can have; says why, in Indonesian."""


def normalised(text: str, *, deployment: str) -> str:
    """
    The domain as DNS writes it: lower case, punycode, without the dot at the end.

    :param deployment: the domain the offices of this deployment live under; neither it, nor what is under or above it, can be had.
    :raises DomainRefused: the text says why.
    """
    plain = text.strip().removesuffix(".")
    if not plain or len(plain) > LONGEST:
        raise DomainRefused("Tulis nama domain, paling panjang 253 huruf, seperti pragaanlaok.desa.id.")
    if re.search(r"[\s/:@?#%\\*_\x00-\x1f]", plain):
        raise DomainRefused("Tulis nama domainnya saja, tanpa https://, garis miring, bintang, atau spasi.")
    domain = _in_punycode(plain)
    labels = domain.split(".")
    if len(domain) > LONGEST or not all(LABEL.fullmatch(label) for label in labels):
        raise DomainRefused("Nama domain ini tidak bisa dibaca. Periksa ejaannya.")
    if len(labels) < 2 or labels[-1].isdigit() or labels[-1] in NEVER_PUBLIC:
        raise DomainRefused("Ini bukan domain di internet. Pakai domain milik kantor, seperti pragaanlaok.desa.id.")
    if _overlap(domain, deployment.lower()):
        raise DomainRefused("Domain ini milik layanan ini sendiri. Pakai domain milik kantor Anda.")
    return domain


def readable(domain: str) -> str:
    """With the letters a person sees: xn--dsa-2na.id -> désa.id; the same text when there is nothing to translate."""
    try:
        return idna.decode(domain)
    except idna.IDNAError:
        return domain


def _in_punycode(plain: str) -> str:
    try:
        return idna.encode(plain, uts46=True, std3_rules=True).decode().lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise DomainRefused("Nama domain ini tidak bisa dibaca. Periksa ejaannya.") from error


def _overlap(domain: str, deployment: str) -> bool:
    return domain == deployment or domain.endswith(f".{deployment}") or deployment.endswith(f".{domain}")
