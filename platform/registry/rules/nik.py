"""
The rules of the NIK: ``PPKKCC DDMMYY NNNN``, where a woman's day is written plus forty.

The place is where the person was first registered and the day is the one first written, and a NIK never changes; so a
place or a day that disagrees with today's record is a warning, never a refusal. There is no check digit.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum, StrEnum
from typing import Any

from registry.rules.findings import Finding, Verdict
from registry.rules.numbers import LENGTH, has_known_province, has_listed_district

FEMALE = 2
MALE = 1
FEMALE_DAYS_BEGIN_AT = 40


class NikStatus(StrEnum):
    """Whether a resident's NIK is the real one, a temporary one of the office, or missing."""

    FIXED = "TETAP"
    TEMPORARY = "SEMENTARA"
    MISSING = "BELUM_ADA"


class NikRefusal(Enum):
    NOT_DIGITS = "NIK hanya boleh berisi angka."
    NOT_SIXTEEN = "NIK harus 16 angka. Tertulis {count}."
    BEGINS_WITH_ZERO = "NIK tetap tidak diawali 0. Angka 0 di depan hanya untuk NIK sementara."
    ALL_THE_SAME = "NIK tidak mungkin 16 angka yang sama."
    NO_SUCH_DAY = "Tanggal di dalam NIK (angka ke-7 dan 8: {part}) tidak mungkin."
    NO_SUCH_MONTH = "Bulan di dalam NIK (angka ke-9 dan 10: {part}) tidak mungkin."
    NO_SERIAL = "Empat angka terakhir NIK tidak boleh 0000."


class NikWarning(Enum):
    UNKNOWN_PLACE = "Dua angka pertama NIK ({part}) bukan kode provinsi yang dikenal."
    UNLISTED_DISTRICT = (
        "Enam angka pertama NIK ({part}) tidak ada di daftar kecamatan sekarang. NIK lama dapat memuat kode sebelum pemekaran; "
        "cocokkan dengan KTP atau KK."
    )
    OTHER_BIRTHDAY = "Tanggal lahir di NIK ({part}) berbeda dari tanggal lahir yang tertulis."
    OTHER_SEX = "NIK ini bernomor {sex}, berbeda dari jenis kelamin yang tertulis."
    TEMPORARY = "NIK sementara. Ganti setelah NIK dari Dukcapil terbit."


def status_of(nik: str | None) -> NikStatus:
    """Tell the status a written NIK has: nothing and ``0`` mean there is none yet."""
    if not nik or not nik.strip("0"):
        return NikStatus.MISSING
    return NikStatus.TEMPORARY if nik.startswith("0") else NikStatus.FIXED


def check_nik(
    nik: str, *, sex: int | None = None, born_on: date | None = None, status: NikStatus = NikStatus.FIXED
) -> Verdict:
    """Refuse a NIK that cannot be, and warn of one that is unlikely for this sex and day of birth."""
    verdict = Verdict()
    if not (nik.isascii() and nik.isdigit()):
        return verdict.refuse(NikRefusal.NOT_DIGITS)
    if len(nik) != LENGTH:
        return verdict.refuse(NikRefusal.NOT_SIXTEEN, count=len(nik))
    if len(set(nik)) == 1:
        return verdict.refuse(NikRefusal.ALL_THE_SAME)
    if status == NikStatus.TEMPORARY:
        return verdict.warn(NikWarning.TEMPORARY)
    _refuse_what_cannot_be(nik, verdict)
    if verdict.is_accepted:
        _warn_of_what_is_unlikely(nik, sex, born_on, verdict)
    return verdict


def warnings_of(told: Mapping[str, Any]) -> list[Finding]:
    """What is unlikely about the NIK of somebody who is told by field name; nothing where none was told."""
    number = told.get("nik") or ""
    verdict = check_nik(number, sex=told.get("sex"), born_on=told.get("born_on"), status=status_of(number))
    return verdict.warnings if number and verdict.is_accepted else []


def sex_in(nik: str) -> int:
    """Tell the sex a well-formed NIK was given for: 1 male, 2 female."""
    return FEMALE if int(nik[6:8]) > FEMALE_DAYS_BEGIN_AT else MALE


def day_part_for(born_on: date, sex: int) -> str:
    """Write the six digits DDMMYY a NIK carries for this birthday and sex."""
    day = born_on.day + (FEMALE_DAYS_BEGIN_AT if sex == FEMALE else 0)
    return f"{day:02d}{born_on.month:02d}{born_on.year % 100:02d}"


def birthdays_in(nik: str, *, on: date) -> list[date]:
    """List the days of birth a well-formed NIK can mean for somebody aged 0 to 120 on the given day, youngest first."""
    day, month, year = int(nik[6:8]) % FEMALE_DAYS_BEGIN_AT, int(nik[8:10]), int(nik[10:12])
    century = on.year - on.year % 100
    days = (_day_or_none(century - back + year, month, day) for back in (0, 100, 200))
    return [born for born in days if born and born <= on and on.year - born.year <= 120]


def _refuse_what_cannot_be(nik: str, verdict: Verdict) -> None:
    day, month = int(nik[6:8]), int(nik[8:10])
    if nik.startswith("0"):
        verdict.refuse(NikRefusal.BEGINS_WITH_ZERO)
    if not (1 <= day <= 31 or 41 <= day <= 71):
        verdict.refuse(NikRefusal.NO_SUCH_DAY, part=nik[6:8])
    if not 1 <= month <= 12:
        verdict.refuse(NikRefusal.NO_SUCH_MONTH, part=nik[8:10])
    if nik.endswith("0000"):
        verdict.refuse(NikRefusal.NO_SERIAL)


def _warn_of_what_is_unlikely(nik: str, sex: int | None, born_on: date | None, verdict: Verdict) -> None:
    if not has_known_province(nik):
        verdict.warn(NikWarning.UNKNOWN_PLACE, part=nik[:2])
    elif not has_listed_district(nik):
        verdict.warn(NikWarning.UNLISTED_DISTRICT, part=f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}")
    if sex is not None and sex_in(nik) != sex:
        verdict.warn(NikWarning.OTHER_SEX, sex="perempuan" if sex_in(nik) == FEMALE else "laki-laki")
    if born_on is not None and nik[6:12] not in (day_part_for(born_on, MALE), day_part_for(born_on, FEMALE)):
        verdict.warn(NikWarning.OTHER_BIRTHDAY, part=_readable_day(nik))


def _readable_day(nik: str) -> str:
    return f"{int(nik[6:8]) % FEMALE_DAYS_BEGIN_AT:02d}-{nik[8:10]}-{nik[10:12]}"


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
