"""
Whether the particulars of one person can stand beside each other.

Refused is only what cannot be; what is merely unlikely is said, and an officer who says why may store it. Only what somebody has
just changed is judged: registers carry odd old values, and a phone number must be mendable without mending those first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from registry.rules import people
from registry.rules.findings import Verdict

Values = Mapping[str, Any]

MALE, FEMALE = 1, 2
NEVER_MARRIED, WIDOWED = 1, 6
MARRIED, DIVORCED = (2, 3), (4, 5)
PREGNANT = 1
HUSBAND, WIFE = 2, 3
WNA = 2
KTP, KIA = 2, 3
NO_DISABILITY = 7
#: UU 16/2019 article 7.
MARRIAGE_AGE = 19


class Refusal(Enum):
    PREGNANT_MAN = "Hanya perempuan yang dapat ditulis hamil."
    HUSBAND_IS_MALE = "Suami harus laki-laki."
    WIFE_IS_FEMALE = "Istri harus perempuan."
    NEVER_MARRIED = "Akta atau tanggal perkawinan tidak cocok dengan status belum kawin."
    NOT_DIVORCED = "Akta atau tanggal perceraian tidak cocok dengan status belum kawin."
    NOT_YET = "Tanggal ini belum tiba."
    BEFORE_BIRTH = "Tanggal ini sebelum tanggal lahir."
    DIVORCED_BEFORE_MARRIED = "Tanggal perceraian sebelum tanggal perkawinan."
    OUT_OF_THE_WORLD = "Lintang antara -90 dan 90, bujur antara -180 dan 180."
    HALF_A_POINT = "Isi lintang dan bujur, atau kosongkan keduanya."
    NO_SUCH_WEIGHT = "Berat lahir dalam gram, antara 200 dan 9.999."
    NO_SUCH_LENGTH = "Panjang lahir dalam cm, antara 10 dan 80."
    NO_SUCH_ORDER = "Kelahiran ke-1 sampai ke-30."


class Warning(Enum):
    CONTRACEPTION_UNMARRIED = "Cara KB diisi, tetapi statusnya tidak kawin."
    DIVORCED_IS_MARRIED = "Ada akta perceraian, tetapi statusnya kawin. Biasanya karena kawin lagi."
    UNRECORDED_HAS_PAPER = "Statusnya belum tercatat, tetapi nomor aktanya diisi."
    MARRIED_YOUNG = "Umur saat kawin di bawah 19 tahun."
    FOREIGNER_WITHOUT_PAPERS = "Warga asing tanpa nomor paspor atau KITAS."
    KIA_FOR_ADULT = "KIA hanya untuk yang belum 17 tahun dan belum kawin."
    KTP_FOR_CHILD = "KTP-el biasanya untuk umur 17 tahun ke atas atau sudah kawin."
    KIND_WITHOUT_DISABILITY = "Ragam disabilitas diisi, tetapi disabilitas ditulis tidak ada."
    LIGHT_OR_HEAVY = "Berat lahir tidak lazim. Periksa, apakah ditulis dalam gram?"


@dataclass(frozen=True)
class Rule:
    """One thing that cannot be or is unlikely: where it is said, what it looks at, and when it is so."""

    field: str
    looks_at: tuple[str, ...]
    found: Refusal | Warning
    is_so: Callable[[Values, date], bool]


def judge(values: Values, *, changed: set[str], on: date) -> list[tuple[str, Verdict]]:
    """Refusals and warnings by field, of everything that what was changed has to do with."""
    return [_said(rule) for rule in RULES if changed & {rule.field, *rule.looks_at} and rule.is_so(values, on)]


def _said(rule: Rule) -> tuple[str, Verdict]:
    verdict = Verdict()
    return rule.field, verdict.refuse(rule.found) if isinstance(rule.found, Refusal) else verdict.warn(rule.found)


def _is_after(field: str, other: str = "") -> Callable[[Values, date], bool]:
    """True when a day lies after another one, or after today."""

    def is_so(values: Values, on: date) -> bool:
        day, limit = values.get(field), values.get(other) if other else on
        return bool(day and limit and day > limit)

    return is_so


def _is_before_birth(field: str) -> Callable[[Values, date], bool]:
    return lambda values, _on: bool(values.get(field) and values.get("born_on") and values[field] < values["born_on"])


def _is_outside(field: str, lowest: float, highest: float) -> Callable[[Values, date], bool]:
    return lambda values, _on: values.get(field) is not None and not lowest <= float(values[field]) <= highest


def _has(*fields: str) -> Callable[[Values], bool]:
    return lambda values: any(values.get(field) for field in fields)


def _is_minor(values: Values, on: date) -> bool:
    return not people.must_hold_card(
        born_on=values.get("born_on"), marital=values.get("marital"), citizenship=None, on=on
    )


_WEDDING = _has("marriage_certificate", "married_on")
_DIVORCE = _has("divorce_certificate", "divorced_on")

RULES = (
    Rule("pregnant", ("sex",), Refusal.PREGNANT_MAN, lambda v, on: v.get("pregnant") == PREGNANT and v.get("sex") == MALE),
    Rule("relation", ("sex",), Refusal.HUSBAND_IS_MALE, lambda v, on: v.get("relation") == HUSBAND and v.get("sex") == FEMALE),
    Rule("relation", ("sex",), Refusal.WIFE_IS_FEMALE, lambda v, on: v.get("relation") == WIFE and v.get("sex") == MALE),
    Rule(
        "marital", ("marriage_certificate", "married_on"), Refusal.NEVER_MARRIED,
        lambda v, on: v.get("marital") == NEVER_MARRIED and _WEDDING(v),
    ),
    Rule(
        "marital", ("divorce_certificate", "divorced_on"), Refusal.NOT_DIVORCED,
        lambda v, on: v.get("marital") == NEVER_MARRIED and _DIVORCE(v),
    ),
    Rule("married_on", (), Refusal.NOT_YET, _is_after("married_on")),
    Rule("divorced_on", (), Refusal.NOT_YET, _is_after("divorced_on")),
    Rule("card_on", (), Refusal.NOT_YET, _is_after("card_on")),
    Rule("lives_since", (), Refusal.NOT_YET, _is_after("lives_since")),
    Rule("married_on", ("born_on",), Refusal.BEFORE_BIRTH, _is_before_birth("married_on")),
    Rule("card_on", ("born_on",), Refusal.BEFORE_BIRTH, _is_before_birth("card_on")),
    Rule("lives_since", ("born_on",), Refusal.BEFORE_BIRTH, _is_before_birth("lives_since")),
    # Whoever has married again has an old divorce and a new wedding.
    Rule(
        "divorced_on", ("married_on", "marital"), Refusal.DIVORCED_BEFORE_MARRIED,
        lambda v, on: v.get("marital") in DIVORCED and _is_after("married_on", "divorced_on")(v, on),
    ),
    Rule("latitude", (), Refusal.OUT_OF_THE_WORLD, _is_outside("latitude", -90, 90)),
    Rule("longitude", (), Refusal.OUT_OF_THE_WORLD, _is_outside("longitude", -180, 180)),
    Rule(
        "latitude", ("longitude",), Refusal.HALF_A_POINT,
        lambda v, on: (v.get("latitude") is None) != (v.get("longitude") is None),
    ),
    Rule("birth_weight_g", (), Refusal.NO_SUCH_WEIGHT, _is_outside("birth_weight_g", 200, 9999)),
    Rule("birth_length_cm", (), Refusal.NO_SUCH_LENGTH, _is_outside("birth_length_cm", 10, 80)),
    Rule("birth_order", (), Refusal.NO_SUCH_ORDER, _is_outside("birth_order", 1, 30)),
    Rule(
        "contraception", ("marital",), Warning.CONTRACEPTION_UNMARRIED,
        lambda v, on: bool(v.get("contraception")) and v.get("marital") is not None and v["marital"] not in MARRIED,
    ),
    Rule(
        "marital", ("divorce_certificate", "divorced_on"), Warning.DIVORCED_IS_MARRIED,
        lambda v, on: v.get("marital") in MARRIED and _DIVORCE(v),
    ),
    Rule(
        "marital", ("marriage_certificate", "divorce_certificate"), Warning.UNRECORDED_HAS_PAPER,
        lambda v, on: (v.get("marital") == 3 and bool(v.get("marriage_certificate")))
        or (v.get("marital") == 5 and bool(v.get("divorce_certificate"))),
    ),
    Rule(
        "married_on", ("born_on",), Warning.MARRIED_YOUNG,
        lambda v, on: bool(v.get("married_on") and v.get("born_on"))
        and v["born_on"] <= v["married_on"]
        and people.age_on(v["born_on"], v["married_on"]) < MARRIAGE_AGE,
    ),
    Rule(
        "citizenship", ("passport", "kitas"), Warning.FOREIGNER_WITHOUT_PAPERS,
        lambda v, on: v.get("citizenship") == WNA and not _has("passport", "kitas")(v),
    ),
    Rule(
        "card", ("born_on", "marital"), Warning.KIA_FOR_ADULT,
        lambda v, on: v.get("card") == KIA and not _is_minor(v, on),
    ),
    Rule(
        "card", ("born_on", "marital"), Warning.KTP_FOR_CHILD,
        lambda v, on: v.get("card") == KTP and _is_minor(v, on),
    ),
    Rule(
        "disability_kind", ("disability",), Warning.KIND_WITHOUT_DISABILITY,
        lambda v, on: bool(v.get("disability_kind")) and v.get("disability") == NO_DISABILITY,
    ),
    Rule(
        "birth_weight_g", (), Warning.LIGHT_OR_HEAVY,
        lambda v, on: v.get("birth_weight_g") is not None
        and not _is_outside("birth_weight_g", 200, 9999)(v, on)
        and _is_outside("birth_weight_g", 1000, 6000)(v, on),
    ),
)  # fmt: skip
