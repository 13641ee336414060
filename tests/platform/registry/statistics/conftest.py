"""A sample village with every kind of resident, in which things have happened since."""

from datetime import UTC, date, datetime

import pytest
from samples.ledger import enrol, happen
from samples.residents import run_households, settle

from registry.models import Hamlet, Resident

STOCK = datetime(2026, 8, 31, 3, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def on(day, month):
    return datetime(2026, month, day, 3, tzinfo=UTC)


@pytest.fixture
def people(village, gita):
    """Some hundred residents from the end of August on; then a birth, deaths, moves and an undo until November."""
    from django.db import transaction

    from registry import ledger

    settle(240, on=date(2026, 8, 31), at=STOCK, by=gita)
    run_households(5, at=STOCK)
    alone = list(Resident.objects.filter(relation=4, residency=1).order_by("pk")[:8])
    happen("DEATH", alone[0], at=on(9, 9), by=gita)
    happen("MOVE_OUT", alone[1], at=on(12, 9), by=gita, details={"move_class": 4})
    happen("INSIDE", alone[2], at=on(3, 10), by=gita, hamlet=Hamlet.objects.order_by("-pk")[0], rw="009", rt="009")
    happen("CORRECTION", alone[3], at=on(5, 10), by=gita, sex=3 - alone[3].sex)
    happen("MISSING", alone[4], at=on(6, 10), by=gita)
    undone = happen("DEATH", alone[5], at=on(7, 10), by=gita, details={"has_certificate": True})
    with transaction.atomic():
        ledger.undo(event=undone, reported_on=date(2026, 10, 9), reason="Salah orang", by=gita, at=on(9, 10))
    happen("DEATH", alone[6], at=on(8, 10), by=gita, details={"has_certificate": True})
    late = happen("DEATH", alone[7], at=on(9, 10), by=gita)
    with transaction.atomic():
        ledger.undo(event=late, reported_on=date(2026, 11, 2), reason="Salah orang", by=gita, at=on(2, 11))
    kin = alone[3].family
    enrol(at=on(2, 10), kind="BIRTH", name="UMA SAMPLE", sex=2, born_on=date(2026, 10, 1), family=kin, relation=4,
          hamlet=kin.hamlet, rw=kin.rw, rt=kin.rt)  # fmt: skip
    enrol(at=on(5, 11), kind="MOVE_IN", name="ANA SAMPLE", sex=2, born_on=date(1999, 1, 1), citizenship=2)
    enrol(at=on(6, 11), kind="TEMPORARY_IN", name="TAMU SAMPLE", sex=1, born_on=date(1990, 1, 1), residency=2)
    return Resident.objects.order_by("pk")
