"""Families with plausible ages, schooling and work, as lines of the incumbent's file."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from registry.codes import BaseStatus, KtpMarital, Relation, Sex
from registry.rules.nik import day_part_for
from registry.rules.people import age_on
from registry.synthetic import words

PREFIX = "359901"
Cell = str | int | date
Row = dict[str, Cell]

_DAYS_IN_YEAR = 365.25


@dataclass
class _Person:
    name: str
    sex: int
    born_on: date
    relation: int
    marital: int
    father: str
    mother: str


@dataclass
class _Maker:
    """Keeps the dice and the serial numbers given so far, so that no NIK or family card comes twice."""

    dice: random.Random
    on: date
    serials: Counter[str] = field(default_factory=Counter)

    def number(self, day_part: str) -> str:
        self.serials[day_part] += 1
        return f"{PREFIX}{day_part}{self.serials[day_part]:04d}"

    def day(self, age: int) -> date:
        """Pick a birthday of somebody who is this old on the reference day."""
        back = int(age * _DAYS_IN_YEAR) + self.dice.randint(2, 363)
        return self.on - timedelta(days=back)

    def name(self, sex: int) -> str:
        given = words.MALE if sex == Sex.MALE else words.FEMALE
        first, second = self.dice.sample(given, 2)
        return f"{first} {second}".upper()


def make_village(count: int, *, seed: int, on: date) -> list[Row]:
    """Make exactly `count` residents in families, the same ones for the same seed and day."""
    maker = _Maker(random.Random(seed), on)  # noqa: S311 - dice for samples, no secret
    rows: list[Row] = []
    while len(rows) < count:
        rows.extend(_family_rows(maker))
    return rows[:count]


def _family_rows(maker: _Maker) -> list[Row]:
    dice = maker.dice
    no_kk = maker.number(_issued(maker).strftime("%d%m%y"))
    hamlet = dice.randrange(len(words.HAMLETS))
    place: Row = {
        "alamat": f"{dice.choice(words.STREETS)} No. {dice.randint(1, 200)}",
        "dusun": words.HAMLETS[hamlet],
        "rw": f"{hamlet + 1:03d}",
        "rt": f"{dice.randint(1, 4):03d}",
        "no_kk": no_kk,
    }
    return [place | _cells(maker, person) for person in _family(maker)]


def _issued(maker: _Maker) -> date:
    return maker.on - timedelta(days=maker.dice.randint(30, 5_000))


def _family(maker: _Maker) -> list[_Person]:
    dice = maker.dice
    if dice.random() < 0.12:
        return _widow_with_children(maker)
    head = _person(maker, Sex.MALE, dice.randint(23, 74), Relation.HEAD, KtpMarital.MARRIED)
    if dice.random() < 0.06:
        head.marital = KtpMarital.NEVER
        return [head]
    age = age_on(head.born_on, maker.on)
    wife = _person(maker, Sex.FEMALE, max(19, age - dice.randint(0, 8)), Relation.WIFE, KtpMarital.MARRIED)
    family = [head, wife, *_children(maker, head.name, wife)]
    if age < 50 and dice.random() < 0.12:
        family.append(_person(maker, Sex.FEMALE, age + dice.randint(20, 32), Relation.PARENT, KtpMarital.WIDOWED))
        head.mother = family[-1].name
    return family


def _widow_with_children(maker: _Maker) -> list[_Person]:
    head = _person(maker, Sex.FEMALE, maker.dice.randint(35, 80), Relation.HEAD, KtpMarital.WIDOWED)
    return [head, *_children(maker, maker.name(Sex.MALE), head)]


def _children(maker: _Maker, father: str, mother: _Person) -> list[_Person]:
    dice, mothers_age = maker.dice, age_on(mother.born_on, maker.on)
    ages = sorted(
        {mothers_age - dice.randint(20, 40) for _ in range(dice.choices((0, 1, 2, 3, 4), (12, 26, 34, 20, 8))[0])},
        reverse=True,
    )
    children = []
    for age in ages:
        # Grown children mostly have a family card of their own.
        if age < 0 or (age > 24 and dice.random() < 0.75):
            continue
        child = _person(maker, dice.choice((Sex.MALE, Sex.FEMALE)), age, Relation.CHILD, KtpMarital.NEVER)
        child.father, child.mother = father, mother.name
        children.append(child)
    return children


def _person(maker: _Maker, sex: int, age: int, relation: int, marital: int) -> _Person:
    return _Person(
        maker.name(sex), sex, maker.day(age), relation, marital, maker.name(Sex.MALE), maker.name(Sex.FEMALE)
    )


def _cells(maker: _Maker, person: _Person) -> Row:
    age = age_on(person.born_on, maker.on)
    education, studying, occupation = _schooling_and_work(maker.dice, person, age)
    is_of_age = age >= 17
    married = person.marital == KtpMarital.MARRIED
    row: Row = {
        "nama": person.name,
        "nik": maker.number(day_part_for(person.born_on, person.sex)),
        "sex": int(person.sex),
        "tempatlahir": maker.dice.choice(words.BIRTHPLACES),
        "tanggallahir": person.born_on,
        "agama_id": 1 if maker.dice.random() < 0.98 else maker.dice.randint(2, 7),
        "pendidikan_kk_id": education,
        "pendidikan_sedang_id": studying,
        "pekerjaan_id": occupation,
        "status_kawin": int(person.marital),
        "kk_level": int(person.relation),
        "warganegara_id": 1,
        "nama_ayah": person.father,
        "nama_ibu": person.mother,
        "golongan_darah_id": maker.dice.choice((1, 2, 3, 4, 13, 13, 13)),
        "akta_lahir": f"3599-LT-{person.born_on:%d%m%Y}-{maker.dice.randint(1, 9999):04d}" if age < 20 else "",
        "akta_perkawinan": f"{maker.dice.randint(1, 400)}/{maker.dice.randint(1, 12)}/CONTOH" if married else "",
        "cacat_id": 7 if maker.dice.random() < 0.985 else maker.dice.randint(1, 6),
        "hamil": 2 if person.sex == Sex.FEMALE else "",
        "ktp_el": 2 if is_of_age else 1,
        "status_rekam": 8 if is_of_age else 1,
        "status_dasar": int(BaseStatus.LIVING),
        "id_asuransi": maker.dice.choice((1, 2, 2, 2, 3)),
    }
    return row


def _schooling_and_work(dice: random.Random, person: _Person, age: int) -> tuple[int, int, int]:
    """Choose (education, studying, occupation) codes that fit an age."""
    if age < 5:
        return 1, 1, 1
    if age < 7:
        return 1, 2, 1
    if age < 13:
        return 2, 4, 3
    if age < 16:
        return 3, 6, 3
    if age < 19:
        return 4, 7, 3
    education = dice.choices((1, 2, 3, 4, 5, 6, 7, 8, 9), (3, 8, 34, 20, 26, 1, 2, 5, 1))[0]
    if person.sex == Sex.FEMALE:
        return education, 18, dice.choices((2, 9, 20, 65, 84, 88, 73, 1), (58, 14, 6, 4, 6, 6, 1, 5))[0]
    return (
        education,
        18,
        dice.choices(
            (9, 20, 11, 19, 88, 15, 65, 84, 26, 27, 81, 5, 85, 1), (34, 9, 10, 9, 14, 8, 3, 3, 2, 2, 2, 1, 1, 2)
        )[0],
    )
