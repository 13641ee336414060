"""How offices are named: in the database, in hosts and headings."""

import re
import secrets
import unicodedata

from django.conf import settings

SHORT = {"district": "Kec.", "regency": "Kab.", "village": "Desa"}
KEY_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
HOST_PREFIX = {"district": "kec-", "regency": "kab-", "village": ""}
LABEL = re.compile(r"(?!-)[a-z0-9-]{3,63}(?<!-)")
#: Names under the deployment's domain that are, or may one day be, the service's own.
RESERVED = frozenset(
    [
        "admin",
        "api",
        "app",
        "assets",
        "autoconfig",
        "autodiscover",
        "cdn",
        "demo",
        "dev",
        "ftp",
        "help",
        "imap",
        "kentongan",
        "localhost",
        "login",
        "mail",
        "mx",
        "ns",
        "ns1",
        "ns2",
        "pop",
        "s3",
        "smtp",
        "static",
        "status",
        "test",
        "webmail",
        "www",
    ]
)


def new_key() -> str:
    """Ten letters that say nothing about the office: 50 bits."""
    return secrets.choice(KEY_LETTERS[:26]) + "".join(secrets.choice(KEY_LETTERS) for _ in range(9))


def schema_name(key: str) -> str:
    return f"d_{key}"


def role_name(key: str) -> str:
    return f"o_{key}"


def slug(text: str) -> str:
    """A host label of a region's name: Ra'as -> raas, Batang Batang -> batang-batang."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def bare(kind: str, name: str) -> str:
    """The name without the word for its kind: "Kabupaten Sumenep" -> "Sumenep", "Kota Sumenep" (a district) stays."""
    return name.removeprefix("Kabupaten ") if kind == "regency" else name


def short_title(kind: str, name: str) -> str:
    return f"{SHORT[kind]} {name}"


def host_candidates(kind: str, own: str, above: list[str], code: str) -> list[str]:
    """
    Subdomain labels to try in this order, each at most 63 characters.

    `{desa}` alone collides for a third of all villages, `{desa}-{kecamatan}` for 0.33 %; then the regency helps, then the code, then a
    number: the hosts of an office that was closed here stay taken for years.
    """
    if kind != "village":
        parts = [HOST_PREFIX[kind] + slug(own)]
        parts.append("-".join([parts[0], *map(slug, above[:1])]))
    else:
        parts = ["-".join(map(slug, [own, *above[:depth]])) for depth in (1, 2)]
    coded = HOST_PREFIX[kind] + slug(own)[:40] + "-" + code.replace(".", "")
    parts += [coded, *(f"{coded}-{number}" for number in range(2, 10))]
    return [part[:63].strip("-") for part in dict.fromkeys(parts)]


def label_trouble(label: str, kind: str) -> str:
    """Why a typed subdomain cannot be an office's, in an Indonesian sentence; "" when it can. Whether it is free the database says."""
    if not LABEL.fullmatch(label) or label.startswith("xn--"):
        return "pakai 3 sampai 63 huruf kecil, angka, atau garis, seperti rombasan-pragaan."
    if label in RESERVED:
        return f"“{label}” dipakai layanan ini sendiri."
    prefixes = tuple(prefix for of, prefix in HOST_PREFIX.items() if prefix and of != kind)
    if label.startswith(prefixes) or not label.startswith(HOST_PREFIX[kind]):
        return "awalan kec- untuk kecamatan, kab- untuk kabupaten, desa tanpa keduanya."
    return ""


def web_address(host: str) -> str:
    """The address a person types: with the port on a developer's machine, without it in production."""
    port = (
        ""
        if (settings.SCHEME, settings.PORT) in {("https", "443"), ("http", "80")} or settings.DOMAIN != "localhost"
        else f":{settings.PORT}"
    )
    return f"{settings.SCHEME}://{host}{port}"
