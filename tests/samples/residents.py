"""A village of any size with every field filled somehow, brought into the register through the ledger."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from registry import codes, synthetic
from registry.ledger import files
from registry.models import Family, Hamlet, Household, ImportBatch, Resident
from walls import current

AT_ONCE = 5000
ETHNICITIES = ("Madura", "MADURA", "Jawa", " jawa", "")


@transaction.atomic
def settle(count: int, *, on: date, at: datetime, by: Any, seed: int = 1) -> None:
    """
    Bring in made-up residents who stand in the register from a day on.

    What the incumbent's file does not carry is thrown with dice: some foreign, some temporary, some of whom little is known.
    """
    dice = random.Random(seed)
    hamlets: dict[str, Hamlet] = {hamlet.name: hamlet for hamlet in Hamlet.objects.all()}
    families: dict[str, Family] = {}
    rows = synthetic.make_village(count, seed=seed, on=on)
    for part in _parts(rows, AT_ONCE):
        batch = ImportBatch.objects.create(
            key=uuid4(), filename="contoh.xlsx", size=1, uploaded_by=by, uploaded_at=at, committed_at=at, state="DONE"
        )
        event = files.begin(batch, day=on, by=by, at=at)
        made = _families(part, hamlets, families, dice, at)
        residents = Resident.objects.bulk_create(
            [_resident(row, hamlets, families, dice, on, at) for row in part], batch_size=1000
        )
        files.finish(event, residents, before={}, families_made=[family.pk for family in made], at=at)
    learn()


def learn(*tables: str) -> None:
    """Let the planner know what was brought in, as its own cleaner would within a minute; into those of the register by default."""
    schema = current.office().schema_name
    tables = tables or ("registry_resident", "registry_stay", "registry_family", "registry_event")
    # Only their owner may; to the role of the office the database says no more than a warning.
    with current.outside(), connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(f'{schema}.{table}' for table in tables)}")


def _parts(rows: list[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _families(
    rows: list[Any], hamlets: dict[str, Hamlet], families: dict[str, Family], dice: random.Random, at: datetime
) -> list[Family]:
    for name in sorted({row["dusun"] for row in rows} - set(hamlets)):
        hamlets[name] = Hamlet.objects.create(name=name)
    new = {}
    for row in rows:
        if row["no_kk"] not in families and row["no_kk"] not in new:
            new[row["no_kk"]] = Family(
                no_kk=row["no_kk"], hamlet=hamlets[row["dusun"]], rw=row["rw"], rt=row["rt"], address=row["alamat"],
                social_class=dice.choice((None, *codes.SocialClass.values)), created_at=at, updated_at=at,
            )  # fmt: skip
    made = Family.objects.bulk_create(new.values(), batch_size=1000)
    families.update(new)
    return made


def _resident(
    row: Any, hamlets: dict[str, Hamlet], families: dict[str, Family], dice: random.Random, on: date, at: datetime
) -> Resident:
    is_woman = row["sex"] == codes.Sex.FEMALE
    known = dice.random() < 0.95
    marital = {1: 1, 2: dice.choice((2, 2, 2, 3)), 3: dice.choice((4, 5)), 4: 6}[row["status_kawin"]]
    return Resident(
        name=row["nama"],
        nik=row["nik"],
        nik_status="TETAP",
        sex=row["sex"],
        birthplace=row["tempatlahir"],
        born_on=row["tanggallahir"],
        religion=row["agama_id"] if known else None,
        education=row["pendidikan_kk_id"],
        studying=row["pendidikan_sedang_id"],
        occupation=dice.choice((6, 7)) if dice.random() < 0.01 else row["pekerjaan_id"],
        marital=marital if known else None,
        citizenship=dice.choices((1, 2, 3, None), (960, 15, 5, 20))[0],
        blood=row["golongan_darah_id"] if known else None,
        ethnicity=dice.choice(ETHNICITIES),
        disability=row["cacat_id"] if known else None,
        disability_kind=dice.choice(("F", "S")) if row["cacat_id"] != codes.Disability.NONE else "",
        chronic_illness=dice.choices((14, None, 1, 6, 12), (60, 34, 2, 2, 2))[0],
        pregnant=dice.choices((1, 2, None), (2, 90, 8))[0] if is_woman else None,
        contraception=dice.choice((1, 3, None)) if marital in (2, 3) else None,
        insurance=row["id_asuransi"],
        employment_insurance="BPJS-CONTOH" if dice.random() < 0.05 else "",
        recording=dice.choices((row["status_rekam"], 2, None), (90, 6, 4))[0],
        card=dice.choice((3, 1)) if row["ktp_el"] == 1 else row["ktp_el"],
        family=families[row["no_kk"]],
        relation=row["kk_level"],
        father_name=row["nama_ayah"],
        mother_name=row["nama_ibu"],
        hamlet=hamlets[row["dusun"]],
        rw=row["rw"],
        rt=row["rt"],
        address=row["alamat"],
        lives_since=on - timedelta(days=dice.randrange(4000)) if dice.random() < 0.1 else None,
        birth_certificate=row["akta_lahir"],
        marriage_certificate=row["akta_perkawinan"],
        residency=codes.Residency.TEMPORARY
        if dice.random() < 0.02 and row["kk_level"] > 3
        else codes.Residency.PERMANENT,
        created_at=at,
        updated_at=at,
    )


def run_households(every: int, *, at: datetime) -> None:
    """Make every so manieth head of a family the head of a household, of which half are on the state's list."""
    heads = list(Resident.objects.filter(relation=codes.Relation.HEAD).order_by("pk")[::every])
    made = Household.objects.bulk_create(
        Household(number=f"{place:05d}", is_listed=place % 2 == 0, created_at=at, updated_at=at)
        for place, _ in enumerate(heads)
    )
    for head, household in zip(heads, made, strict=True):
        head.household, head.household_role = household, codes.HouseholdRole.HEAD
    Resident.objects.bulk_update(heads, ["household", "household_role"], batch_size=1000)
