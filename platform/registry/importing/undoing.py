"""Taking a stored file back out of the register, when nobody has touched its people since."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from registry.codes import Relation
from registry.importing import storing
from registry.importing.storing import DAYS, FAMILY_PLACE, WRITTEN
from registry.ledger import files, taking_back
from registry.models import Area, Event, Family, Hamlet, ImportBatch, ImportRow, Resident, Stay
from registry.rules import nik as nik_rules


class LeftBehind(Exception):
    """Without the batch its families would keep people who joined them later, and no head; `count` says how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def written_by(batch: ImportBatch) -> QuerySet[ImportRow]:
    """The lines of a stored file that wrote something: what an undo goes by."""
    return ImportRow.objects.filter(batch=batch, state__in=["NEW", "CHANGED"])


def is_forgotten(batch: ImportBatch) -> bool:
    """Whether some of them were let go of."""
    return written_by(batch).count() < batch.store_count


def touched_since(batch: ImportBatch) -> int:
    """Count the people of the batch who were corrected, removed or had an event after it was stored."""
    rows = written_by(batch)
    changed = Q(resident__isnull=True) | ~Q(resident__updated_at=batch.committed_at)
    event = Event.objects.get(batch=batch)
    later = {pk for event in taking_back.later_events(event) for pk in event.touched}
    return rows.filter(changed | Q(resident__in=later)).count()


def used_elsewhere(batch: ImportBatch) -> int:
    """Count the uses of the batch's new people in other modules: letters, programmes and the like."""
    new = ImportRow.objects.filter(batch=batch, state="NEW").values("resident_id")
    # Their stays are the batch's own and go with it.
    links = [link for link in Resident._meta.related_objects if link.related_model not in (ImportRow, Stay)]
    return sum(link.related_model._base_manager.filter(**{f"{link.field.name}__in": new}).count() for link in links)


def take_back(batch: ImportBatch, *, by: Any, at: datetime) -> dict[str, int]:
    """
    Put back what stood before, remove who was new, and the families and hamlets nobody lives in any more.

    :raises LeftBehind: see there; the caller's transaction takes everything back.
    """
    event = Event.objects.get(batch=batch)
    headed = _headed_families(batch)
    files.take_out(event, by=by, at=at)
    changed = _put_back(batch, at)
    new = list(ImportRow.objects.filter(batch=batch, state="NEW").values_list("resident_id", flat=True))
    ImportRow.objects.filter(batch=batch).update(resident=None)
    Resident.objects.filter(pk__in=new).delete()
    _put_families_back(batch.made.get("families_before", {}))
    _make_sure_nobody_is_left_behind(headed)
    Family.objects.filter(pk__in=batch.made.get("families", []), members__isnull=True).delete()
    _forget_places(batch.made.get("hamlets", []))
    Hamlet.objects.filter(pk__in=batch.made.get("hamlets", []), residents__isnull=True, families__isnull=True).delete()
    return {"removed": len(new), "restored": changed}


def _headed_families(batch: ImportBatch) -> set[int]:
    """The families in which people of the batch are now, as far as somebody living heads them."""
    own = ImportRow.objects.filter(batch=batch, resident__family__isnull=False).values("resident__family")
    heads = Resident.objects.filter(family__in=own, status=1, relation=Relation.HEAD)
    return set(heads.values_list("family", flat=True))


def _make_sure_nobody_is_left_behind(headed: set[int]) -> None:
    living = Resident.objects.filter(family__in=headed, status=1)
    still = living.filter(relation=Relation.HEAD).values("family")
    if count := living.exclude(family__in=still).count():
        raise LeftBehind(count)


def _forget_places(hamlets: list[int]) -> None:
    """The places of hamlets nobody lives in any more, unless somebody has described them."""
    empty = Area.objects.filter(hamlet__in=hamlets, hamlet__residents__isnull=True, hamlet__families__isnull=True)
    empty.filter(head__isnull=True, keeper__isnull=True, boundary__isnull=True, latitude__isnull=True).delete()


def _put_back(batch: ImportBatch, at: datetime) -> int:
    rows = list(
        ImportRow.objects.filter(batch=batch, state="CHANGED").select_related("resident__family", "resident__hamlet")
    )
    families = _families_of(rows)
    hamlets = {hamlet.name: hamlet for hamlet in Hamlet.objects.all()}
    residents = [_restore(row, families, hamlets, at) for row in rows]
    storing.upsert(Resident, [resident for resident in residents if resident.relation != Relation.HEAD], WRITTEN)
    storing.upsert(Resident, [resident for resident in residents if resident.relation == Relation.HEAD], WRITTEN)
    return len(residents)


def _families_of(rows: list[ImportRow]) -> dict[str, Family]:
    numbers = {row.before["no_kk"] for row in rows if row.before.get("no_kk")}
    return {str(family.no_kk): family for family in Family.objects.filter(no_kk__in=numbers)}


def _restore(row: ImportRow, families: dict[str, Family], hamlets: dict[str, Hamlet], at: datetime) -> Resident:
    resident = row.resident
    assert resident is not None
    for name, value in row.before.items():
        if name == "hamlet":
            resident.hamlet = hamlets.get(value)
        elif name == "no_kk":
            resident.family = families.get(value)
        else:
            setattr(resident, name, date.fromisoformat(value) if value and name in DAYS else value)
    resident.nik_status = nik_rules.status_of(resident.nik)
    resident.updated_at = at
    return resident


def _put_families_back(before: dict[str, list[Any]]) -> None:
    families = list(Family.objects.filter(pk__in=before))
    for family in families:
        for name, value in zip(FAMILY_PLACE, before[str(family.pk)], strict=True):
            setattr(family, name, value)
    storing.upsert(Family, families, ["hamlet", "rw", "rt", "address"])
