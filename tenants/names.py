"""How offices are named: in the database, in hosts and headings."""

import re
import secrets
import unicodedata

from django.conf import settings

SHORT = {"district": "Kec.", "regency": "Kab.", "village": "Desa"}
KEY_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
HOST_PREFIX = {"district": "kec-", "regency": "kab-", "village": ""}


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


def web_address(host: str) -> str:
    """The address a person types: with the port on a developer's machine, without it in production."""
    port = (
        ""
        if (settings.SCHEME, settings.PORT) in {("https", "443"), ("http", "80")} or settings.DOMAIN != "localhost"
        else f":{settings.PORT}"
    )
    return f"{settings.SCHEME}://{host}{port}"
