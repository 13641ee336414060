"""What cannot be, and what is unlikely, about a birth."""

from datetime import date
from enum import Enum

from registry.rules.findings import Verdict
from registry.rules.happenings import warn_if_late
from registry.rules.people import age_on
from registry.rules.relations import CHILD, CHILD_IN_LAW, GRANDCHILD, HEAD, HUSBAND, KIN, WIFE

#: Days within which a birth is reported (UU 24/2013 article 27), and a stillbirth (UU 23/2006 article 33).
LIMIT = 60
STILLBIRTH_LIMIT = 30
FEMALE = 2
YOUNGEST, OLDEST = 10, 60
YOUNG, OLD = 13, 50
#: Days between two births of one mother below which somebody should look again; twins may lie a day apart.
BETWEEN = 180
#: Days a child may be born after the father's death.
AFTER_FATHER = 300


class MotherRefusal(Enum):
    NOT_A_WOMAN = "{name} tercatat laki-laki, jadi tidak mungkin ibunya."
    TOO_YOUNG = "{name} berumur {age} tahun pada hari itu. Ibu paling muda 10 tahun."
    TOO_OLD = "{name} berumur {age} tahun pada hari itu. Ibu paling tua 60 tahun."
    DEAD = "{name} sudah meninggal sebelum hari itu."
    GONE = "{name} tidak tercatat tinggal di desa ini."


class FatherRefusal(Enum):
    NOT_A_MAN = "{name} tercatat perempuan, jadi tidak mungkin ayahnya."
    TOO_YOUNG = "{name} berumur {age} tahun pada hari itu. Ayah paling muda 10 tahun."


class BirthWarning(Enum):
    UNUSUAL_AGE = "Ibu berumur {age} tahun pada hari itu."
    BORN_SHORTLY_BEFORE = "Ibu ini sudah tercatat melahirkan {days} hari sebelum atau sesudahnya."
    ALREADY_THERE = "{name} dengan tanggal lahir yang sama sudah tercatat."
    FATHER_DIED = "Ayah meninggal {days} hari sebelum kelahiran."
    NO_FAMILY = "Orang tua belum masuk KK, jadi anak ini belum punya keluarga."
    NO_CARD = "Anak ini belum masuk KK mana pun. Isi nomor KK bila sudah ada keluarga yang menampungnya."
    NO_MOTHER = "Nama ibu belum diisi. Bila orang tuanya tidak diketahui, simpan berita acara dari polisi."
    UNLIKELY_WEIGHT = "Berat lahir {grams} gram. Periksa lagi."
    UNLIKELY_LENGTH = "Panjang lahir {cm} cm. Periksa lagi."


def check_mother(*, name: str, sex: int, born_on: date, died_on: date | None, happened_on: date) -> Verdict:
    """Refuse who cannot have given birth on a day; a mother may die on the day itself, never before it."""
    verdict, age = Verdict(), age_on(born_on, happened_on)
    if sex != FEMALE:
        verdict.refuse(MotherRefusal.NOT_A_WOMAN, name=name)
    elif age < YOUNGEST:
        verdict.refuse(MotherRefusal.TOO_YOUNG, name=name, age=max(age, 0))
    elif age > OLDEST:
        verdict.refuse(MotherRefusal.TOO_OLD, name=name, age=age)
    if died_on is not None and died_on < happened_on:
        verdict.refuse(MotherRefusal.DEAD, name=name)
    if not YOUNG <= age <= OLD:
        verdict.warn(BirthWarning.UNUSUAL_AGE, age=age)
    return verdict


def check_father(*, name: str, sex: int, born_on: date, died_on: date | None, happened_on: date) -> Verdict:
    """Refuse who cannot be the father, and warn of one who died long before."""
    verdict, age = Verdict(), age_on(born_on, happened_on)
    if sex == FEMALE:
        verdict.refuse(FatherRefusal.NOT_A_MAN, name=name)
    elif age < YOUNGEST:
        verdict.refuse(FatherRefusal.TOO_YOUNG, name=name, age=max(age, 0))
    if died_on is not None and (days := (happened_on - died_on).days) > AFTER_FATHER:
        verdict.warn(BirthWarning.FATHER_DIED, days=days)
    return verdict


def warn_of_birth(
    verdict: Verdict,
    *,
    happened_on: date,
    reported_on: date,
    siblings: list[date],
    weight_g: int | None,
    length_cm: float | None,
) -> Verdict:
    """Say what to look at twice; `siblings` are the days on which the mother's other children were born."""
    warn_if_late(verdict, happened_on=happened_on, reported_on=reported_on, limit=LIMIT)
    near = [abs((happened_on - born).days) for born in siblings]
    if shortly := [days for days in near if 1 < days <= BETWEEN]:
        verdict.warn(BirthWarning.BORN_SHORTLY_BEFORE, days=min(shortly))
    if weight_g is not None and not 500 <= weight_g <= 6000:
        verdict.warn(BirthWarning.UNLIKELY_WEIGHT, grams=weight_g)
    if length_cm is not None and not 25 <= length_cm <= 65:
        verdict.warn(BirthWarning.UNLIKELY_LENGTH, cm=length_cm)
    return verdict


def relation_of_child(parent: int | None) -> int:
    """What a newborn is on the card of a parent with this relation."""
    if parent in (HEAD, HUSBAND, WIFE):
        return CHILD
    return GRANDCHILD if parent in (CHILD, CHILD_IN_LAW) else KIN
