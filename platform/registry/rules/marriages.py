"""What cannot be, and what is unlikely, about a marriage and its end."""

from datetime import date
from enum import Enum

from registry.rules.findings import Verdict
from registry.rules.people import age_on
from registry.rules.relations import CHILD, CHILD_IN_LAW, HEAD, HUSBAND, KIN, WIFE

MALE, FEMALE = 1, 2
MARRIED = frozenset({2, 3})
#: Days within which a marriage (UU 23/2006 article 34) and a divorce that is final (article 40) are reported.
LIMIT = 60
#: The age at which both may marry (UU 16/2019).
OF_AGE = 19
IMPOSSIBLE_AGE = 10


class MarriageRefusal(Enum):
    SAME_PERSON = "Pilih dua orang yang berbeda."
    SAME_SEX = "Kedua orang ini berjenis kelamin sama."
    PARENT_AND_CHILD = "Kedua orang ini orang tua dan anak."
    STILL_MARRIED = "{name} masih tercatat kawin. Catat perceraian atau kematian pasangannya dulu."
    A_CHILD = "{name} berumur {age} tahun pada hari itu."
    NOT_MARRIED = "{name} tidak tercatat kawin."


class MarriageWarning(Enum):
    HAS_A_WIFE = "{name} masih tercatat kawin. Beristri lebih dari satu perlu izin pengadilan."
    UNDER_AGE = "{name} belum 19 tahun. Perlu dispensasi pengadilan (UU 16/2019)."
    NO_CERTIFICATE = "Belum ada nomor akta atau buku nikah."
    MARITAL_UNKNOWN = "Status perkawinan {name} belum diketahui."


def check_partner(*, name: str, sex: int, born_on: date, marital: int | None, happened_on: date) -> Verdict:
    """Judge one of two who marry: a woman who is married cannot, a man who is may with the court's leave."""
    verdict, age = Verdict(), age_on(born_on, happened_on)
    if age < IMPOSSIBLE_AGE:
        verdict.refuse(MarriageRefusal.A_CHILD, name=name, age=max(age, 0))
    if marital in MARRIED:
        if sex == MALE:
            verdict.warn(MarriageWarning.HAS_A_WIFE, name=name)
        else:
            verdict.refuse(MarriageRefusal.STILL_MARRIED, name=name)
    if age < OF_AGE:
        verdict.warn(MarriageWarning.UNDER_AGE, name=name)
    return verdict


def relation_of_spouse(partner: int | None, sex: int) -> int:
    """What somebody of a sex is on the card their spouse stands on with this relation."""
    if partner in (HEAD, HUSBAND, WIFE):
        return HUSBAND if sex == MALE else WIFE
    return CHILD_IN_LAW if partner == CHILD else KIN
