"""Writing the lines of a file into the register, in few statements and inside the caller's transaction."""

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection

from registry import bulk
from registry.codes import Relation
from registry.importing import judging
from registry.importing.register import Known, Values
from registry.incoming import across
from registry.incoming.columns import BY_FIELD
from registry.models import Family, Hamlet, ImportRow, Resident
from registry.rules import nik as nik_rules

CHUNK = 500
DAYS = {"born_on", "married_on", "divorced_on", "passport_until"}
FAMILY_PLACE = ("hamlet_id", "rw", "rt", "address")
WRITTEN = [
    field.name
    for field in Resident._meta.concrete_fields
    if not field.generated and field.name not in ("id", "created_at")
]
# The database itself leaves empty what no file of residents tells.
ADDED = [
    field.name
    for field in Resident._meta.concrete_fields
    if not field.generated
    and (field.name in ("no_kk", "family", *BY_FIELD) or not (field.null or field.has_db_default()))
]
Report = Callable[[int], None]


def store(rows: list[ImportRow], known: Known, *, at: datetime, report: Report) -> dict[str, Any]:
    """
    Write new and changed lines; every line keeps whom it made or what stood before.

    :param report: told how many lines are written, while the transaction is still open.
    :return: what else was made, for the undo: {"hamlets": [ids], "families": [ids], "families_before": {id: place}}.
    """
    pairs = [(row.number, row.values) for row in rows]
    hamlets = _make_hamlets(pairs, known)
    made = _make_families(pairs, known, at)
    changed = [row for row in rows if row.resident is not None]
    new = [row for row in rows if row.resident is None]
    _change(changed, known, at)
    report(len(changed))
    _add(new, known, at, lambda done: report(len(changed) + done))
    _remember(rows)
    return {"hamlets": hamlets, **made}


def _make_hamlets(pairs: list[tuple[int, Values]], known: Known) -> list[int]:
    missing = [name for name in across.hamlet_names(pairs) if name not in known.hamlets]
    made = Hamlet.objects.bulk_create([Hamlet(name=name) for name in missing])
    known.hamlets.update({hamlet.name: hamlet for hamlet in made})
    return [hamlet.pk for hamlet in made]


def _make_families(pairs: list[tuple[int, Values]], known: Known, at: datetime) -> dict[str, Any]:
    places = across.family_places(pairs)
    new = [
        _place_family(Family(no_kk=no_kk, created_at=at, updated_at=at), values, known)
        for no_kk, values in places.items()
        if no_kk not in known.families
    ]
    before: dict[str, list[Any]] = {}
    for no_kk, values in places.items():
        family = known.families.get(no_kk)
        if family is None or not across.is_living_head(values):
            continue
        stood = [getattr(family, name) for name in FAMILY_PLACE]
        _place_family(family, values, known)
        if stood != [getattr(family, name) for name in FAMILY_PLACE]:
            before[str(family.pk)] = stood
            family.updated_at = at
    moved = [family for family in known.families.values() if str(family.pk) in before]
    upsert(Family, moved, ["hamlet", "rw", "rt", "address", "updated_at"])
    bulk.insert(new)
    known.families.update({str(family.no_kk): family for family in new})
    return {"families": [family.pk for family in new], "families_before": before}


def _place_family(family: Family, values: Values, known: Known) -> Family:
    if values.get("hamlet"):
        family.hamlet = known.hamlets[str(values["hamlet"])]
    for name in ("rw", "rt", "address"):
        if values.get(name):
            setattr(family, name, values[name])
    return family


def _change(rows: list[ImportRow], known: Known, at: datetime) -> None:
    residents = []
    for row in rows:
        assert row.resident is not None
        changes = judging.differences(row.resident, row.values)
        row.before = {name: stands for name, (stands, _) in changes.items()}
        residents.append(fill(row.resident, {name: comes for name, (_, comes) in changes.items()}, known, at))
    # Whoever stops being head is written first, or for a moment a family would have two.
    upsert(Resident, [resident for resident in residents if resident.relation != Relation.HEAD], WRITTEN)
    upsert(Resident, [resident for resident in residents if resident.relation == Relation.HEAD], WRITTEN)


def _add(rows: list[ImportRow], known: Known, at: datetime, report: Report) -> None:
    blank = Resident(extra={}, created_at=at)
    residents = [fill(bulk.like(blank), row.values, known, at) for row in rows]
    bulk.insert(residents, ADDED, report)
    for row, resident in zip(rows, residents, strict=True):
        row.resident, row.before = resident, {}


def fill(resident: Resident, values: Values, known: Known, at: datetime) -> Resident:
    """Write the values of a line onto a resident; empty cells change nothing."""
    for name, value in values.items():
        if value is None or value == "":
            continue
        if name == "hamlet":
            resident.hamlet = known.hamlets[str(value)]
        elif name == "no_kk":
            resident.family = known.families[str(value)]
        else:
            setattr(resident, name, date.fromisoformat(str(value)) if name in DAYS else value)
    resident.nik_status = nik_rules.status_of(resident.nik)
    resident.updated_at = at
    return resident


def upsert(model: type[Any], objects: Iterable[Any], fields: list[str]) -> None:
    """Write changed objects in few statements: an insert that meets its own key and becomes an update."""
    objects = list(objects)
    if objects:
        model.objects.bulk_create(
            objects, batch_size=CHUNK, update_conflicts=True, unique_fields=["id"], update_fields=fields
        )


def _remember(rows: list[ImportRow]) -> None:
    """Write on every line whom it is about and what stood before, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registry_importrow SET resident_id = said.resident, before = said.before::jsonb "
            "FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS said(id, resident, before) "
            "WHERE registry_importrow.id = said.id",
            [
                [row.pk for row in rows],
                [row.resident.pk if row.resident else None for row in rows],
                [json.dumps(row.before) for row in rows],
            ],
        )
