"""A small village of the ledger: two hamlets, a family of four, a man alone, more families where wanted, and what happens to them."""

import uuid
from datetime import UTC, date, datetime

from samples.ledger import enrol

STOCK = datetime(2026, 9, 30, 3, tzinfo=UTC)
KK, OTHER_KK = "3599010101150001", "3599010101150002"


def on(day, month=10):
    return datetime(2026, month, day, 3, tzinfo=UTC)


def told(day, month=10):
    """The days, key and clerk every event is recorded with."""
    told_on = date(2026, month, day)
    return {"happened_on": told_on, "reported_on": told_on, "key": uuid.uuid4(), "by": None, "at": on(day, month)}


def settle_village(*, at=STOCK, tens=0):
    """:param tens: makes the numbers of one village others than those of the next."""
    from registry.models import Family, Hamlet

    north, south = Hamlet.objects.create(name="UTARA"), Hamlet.objects.create(name="SELATAN")
    made = {"created_at": at, "updated_at": at, "rt": "001"}
    family = Family.objects.create(no_kk=_kk(tens + 1), hamlet=north, address="Jl. Satu", **made)
    lone = Family.objects.create(no_kk=_kk(tens + 2), hamlet=south, address="Jl. Dua", **made)

    def person(number, name, sex, kin, relation, born="1980-01-01", **more):
        return enrol(
            at=at,
            name=f"{name} SAMPLE",
            nik=f"3599010101800{tens + number:03d}",
            nik_status="TETAP",
            sex=sex,
            born_on=date.fromisoformat(born),
            hamlet=kin.hamlet,
            rt="001",
            address=kin.address,
            family=kin,
            relation=relation,
            citizenship=1,
            **more,
        )

    return {
        "north": north,
        "south": south,
        "family": family,
        "lone": lone,
        "adi": person(1, "ADI", 1, family, 1, religion=1, occupation=84),
        "ina": person(2, "INA", 2, family, 3),
        "ela": person(3, "ELA", 2, family, 4, "2004-05-05"),
        "edo": person(4, "EDO", 1, family, 4, "2015-06-06"),
        "oto": person(5, "OTO", 1, lone, 1),
    }


def settle_families(count, *, at=STOCK, tens=0):
    """So many families more in the hamlets there are: a head, a wife, and a child in every other; every sixth is foreign."""
    from registry.models import Family, Hamlet

    hamlets = list(Hamlet.objects.order_by("pk"))
    for number in range(count):
        place = {"hamlet": hamlets[number % len(hamlets)], "rt": f"00{1 + number % 4}", "address": f"Jl. {number}"}
        kin = Family.objects.create(
            no_kk=f"3599010101160{tens * 10 + number:03d}", created_at=at, updated_at=at, **place
        )
        # Head, wife and child: relation, sex, year of birth, and whether the card was recorded or the birth certified.
        members = [(1, 1, 1980, {"recording": 3 if number % 3 else None}), (3, 2, 1986, {})]
        members += [(4, 1 + number % 4 // 2, 2012, {"birth_certificate": "AL-1" if number % 4 else ""})] * (number % 2)
        for relation, sex, year, more in members:
            enrol(
                at=at,
                name=f"KELUARGA {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number]} {['AYAH', 'IBU', 'ANAK'][(1, 3, 4).index(relation)]}",
                nik=f"35990101017{relation}{tens * 10 + number + 1:04d}",
                nik_status="TETAP",
                sex=sex,
                born_on=date(year, 1 + number % 12, 1),
                family=kin,
                relation=relation,
                citizenship=2 if number % 6 == 5 else 1,
                **place,
                **more,
            )


def _kk(number):
    return f"3599010101150{number:03d}"
