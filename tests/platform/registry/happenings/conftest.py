"""A sample village with families whose members have things happen to them."""

import uuid
from datetime import UTC, date, datetime

import pytest
from samples.ledger import enrol

from registry.models import Family, Hamlet

STOCK = datetime(2026, 9, 30, 3, tzinfo=UTC)
CARD, OTHER_CARD = "3599010101150001", "3599010101150002"


def on(day, month=10):
    return datetime(2026, month, day, 3, tzinfo=UTC)


def days(day, month=10, told=None):
    """A day of October on which something happened, and the day it was told."""
    told = told or day
    return {"happened_on": date(2026, month, day), "reported_on": date(2026, month, told), "key": uuid.uuid4()}


@pytest.fixture
def people(village):
    """Adi leads a family of four with his wife, daughter and mother; Oto lives alone in another hamlet."""
    north, south = Hamlet.objects.create(name="UTARA"), Hamlet.objects.create(name="SELATAN")
    family = Family.objects.create(no_kk=CARD, hamlet=north, rt="001", created_at=STOCK, updated_at=STOCK)
    lone = Family.objects.create(no_kk=OTHER_CARD, hamlet=south, rt="002", created_at=STOCK, updated_at=STOCK)

    def person(name, sex, kin, relation, born, marital, **more):
        return enrol(
            at=STOCK,
            name=name,
            sex=sex,
            born_on=date.fromisoformat(born),
            hamlet=kin.hamlet,
            family=kin,
            relation=relation,
            rt=kin.rt,
            marital=marital,
            citizenship=1,
            **more,
        )

    return {
        "north": north,
        "south": south,
        "family": family,
        "lone": lone,
        "adi": person("ADI SAMPLE", 1, family, 1, "1980-01-01", 2),
        "ina": person("INA SAMPLE", 2, family, 3, "1984-02-02", 2),
        "ela": person("ELA SAMPLE", 2, family, 4, "2010-05-05", 1),
        "mak": person("MAK SAMPLE", 2, family, 7, "1955-03-03", 6),
        "oto": person("OTO SAMPLE", 1, lone, 1, "1982-01-01", 1),
    }
