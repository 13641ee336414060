"""What may be said of small numbers, and how a closed figure proves that it is still the same (pure)."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

#: A number of people from 1 to 9 tells of persons and does not leave the village.
HIDDEN_UNDER = 10
#: Of fewer people, papers or answers a share is luck: it is written without a colour.
JUDGED_FROM = 20
_NUMBER_OF_A_PERSON = re.compile(r"(?:\d[\s.\-]{0,2}){16}")


def is_too_small(numerator: Decimal | int, denominator: Decimal | int | None) -> bool:
    """
    A number of people so small that it tells of persons: under 10, or a part, a rest or a whole under 10.

    Nobody is not hidden: that no one died says nothing of anybody.
    """
    if 0 < numerator < HIDDEN_UNDER:
        return True
    if denominator is None:
        return False
    return denominator < HIDDEN_UNDER or 0 < denominator - numerator < HIDDEN_UNDER


def names_a_person(text: str) -> bool:
    """Whether a NIK or a KK number may stand in it, also when written in groups."""
    return bool(_NUMBER_OF_A_PERSON.search(text))


def checksum(
    office: str,
    code: str,
    period: str,
    *,
    version: int,
    numerator: Decimal | None,
    denominator: Decimal | None,
    buckets: Sequence[int] | None,
    revision: int,
) -> str:
    """SHA-256 of everything a closed figure says, in hexadecimal."""
    groups = "" if buckets is None else ",".join(map(str, buckets))
    said = (office, code, period, version, _plain(numerator), _plain(denominator), groups, revision)
    return hashlib.sha256("|".join(map(str, said)).encode()).hexdigest()


def checksum_of_all(checksums: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over the figures of a closed period, each its code and its checksum: one too many or too few shows."""
    return hashlib.sha256("\n".join(f"{code} {one}" for code, one in sorted(checksums)).encode()).hexdigest()


def digest_of(said: Any) -> str:
    """Sixteen letters that are others when anything of it is; of what JSON can hold, and days."""
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:16]


def _plain(number: Decimal | None) -> str:
    """3, 3.0 and 3.0000 are one number."""
    return "" if number is None else f"{Decimal(number).quantize(Decimal('0.0001')):f}"
