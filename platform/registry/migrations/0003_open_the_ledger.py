"""
Bring what stood before the ledger into it: fields that lay in `extra`, and one opening event for everybody who lives here.

Can run twice: what has a value is left alone, and whoever has a stay gets no second one.
"""

import uuid
from typing import Any

from django.db import migrations
from django.utils import timezone

CODES = ("contraception", "pregnant", "card", "insurance")
TEXTS = ("passport", "kitas", "ethnicity", "tag_id", "insurance_number")
DAYS = ("passport_until",)
DEGREES = ("latitude", "longitude")
LIVING, HEAD = 1, 1


def open_the_ledger(apps: Any, schema_editor: Any) -> None:
    _spread_extra(apps.get_model("registry", "Resident"))
    _open(apps)


def _spread_extra(Resident: Any) -> None:
    held = list(Resident.objects.exclude(extra={}))
    for resident in held:
        for name in (*CODES, *TEXTS, *DAYS, *DEGREES):
            value = resident.extra.get(name)
            if value not in (None, "") and getattr(resident, name) in (None, ""):
                setattr(resident, name, _degrees(value) if name in DEGREES else value)
    Resident.objects.bulk_update(held, [*CODES, *TEXTS, *DAYS, *DEGREES], batch_size=500)


def _degrees(text: str) -> float | None:
    try:
        return float(str(text).replace(",", "."))
    except ValueError:
        return None


def _open(apps: Any) -> None:
    Resident, Event, Stay, CardNumber, Family = (
        apps.get_model("registry", name) for name in ("Resident", "Event", "Stay", "CardNumber", "Family")
    )
    people = list(Resident.objects.filter(status=LIVING, stays__isnull=True))
    if not people:
        return
    now = timezone.now()
    day = min(now.date(), min(person.created_at.date() for person in people))
    event = Event.objects.create(
        key=uuid.uuid4(),
        kind="OPENING",
        happened_on=day,
        reported_on=day,
        touched=sorted(person.pk for person in people),
        recorded_at=now,
    )
    Stay.objects.bulk_create(
        [
            Stay(
                resident=person,
                since=day,
                opened_by=event,
                is_entry=True,
                begins_heading=person.relation == HEAD,
                residency=person.residency,
                sex=person.sex,
                citizenship=person.citizenship,
                hamlet_id=person.hamlet_id,
                rw=person.rw,
                rt=person.rt,
                address=person.address,
                family_id=person.family_id,
                relation=person.relation,
            )
            for person in people
        ],
        batch_size=500,
    )
    CardNumber.objects.bulk_create(
        CardNumber(family=family, no_kk=family.no_kk, since=day, event=event)
        for family in Family.objects.filter(no_kk__isnull=False, card_numbers__isnull=True)
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_the_ledger")]

    operations = [migrations.RunPython(open_the_ledger, migrations.RunPython.noop)]
