"""Writing one event and all it changes, in few statements."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Model

import audit
from exchange import imprints
from exchange.outbox import actions as outbox
from exchange.periods import Period
from registry import bulk
from registry.codes import BaseStatus, NikStatus, Relation
from registry.ledger import former, months, places, standing
from registry.models import CardNumber, Event, Family, Resident, Stay

#: Indicators every event may change.
FACTS = (
    "residents", "families", "card_unrecorded", "births", "deaths", "arrivals", "departures", "balance_closes",
    "days_since_register", "birth_certificates",
)  # fmt: skip
#: By what a resident is compared with those of other villages (registry.queries.elsewhere).
COMPARED = frozenset({"nik", "name", "born_on", "mother_name", "status", "residency"})


class EventOutOfOrder(ValueError):
    """Somebody it is about already has an event of a later reporting day; `since` is that day."""

    def __init__(self, resident: Resident, since: date) -> None:
        super().__init__(resident.pk, since)
        self.resident, self.since = resident, since


def known(key: uuid.UUID | None) -> Event | None:
    """The event an earlier click with the same key made."""
    return Event.objects.select_related("resident", "family").filter(key=key).first() if key else None


class Entry:
    """
    What one event changes, gathered first and then written whole. Use inside a transaction.

    From its beginning nobody else writes into this village's ledger, so read whom it changes after that.

    :param resident: whom it is mainly about; :param family: the family it is about.
    :param details: what the form of its kind asked, as JSON.
    """

    def __init__(
        self,
        *,
        kind: str,
        happened_on: date,
        reported_on: date,
        at: datetime,
        by: Any,
        key: uuid.UUID | None = None,
        resident: Resident | None = None,
        family: Family | None = None,
        details: dict[str, Any] | None = None,
        undoes: Event | None = None,
    ) -> None:
        self.event = Event(
            key=key or uuid.uuid4(),
            kind=kind,
            happened_on=happened_on,
            reported_on=reported_on,
            resident=resident,
            family=family,
            details=details or {},
            undoes=undoes,
            recorded_at=at,
            # A system with an API key has no account; the log has its name.
            recorded_by=by if getattr(by, "pk", None) else None,
        )
        self.at, self.by = at, by
        self._added: list[Resident] = []
        self._changed: dict[int, tuple[Resident, dict[str, Any]]] = {}
        self._families_added: list[Family] = []
        self._families: dict[int, tuple[Family, dict[str, Any]]] = {}
        # The event is about them too, though it changes nothing of them: a mother, a witness of the register.
        self._about: set[int] = {resident.pk} if resident is not None and resident.pk else set()
        months.hold(reported_on)

    def about(self, *residents: Resident | None) -> None:
        """Let the event stand on the page of somebody it does not change."""
        self._about |= {resident.pk for resident in residents if resident is not None and resident.pk}

    @property
    def added(self) -> list[Resident]:
        """Those the event brings in, in the order they were added."""
        return self._added

    def add(self, resident: Resident) -> Resident:
        """Bring somebody new into the register."""
        resident.created_at = resident.updated_at = self.at
        self._added.append(resident)
        return resident

    def change(self, resident: Resident, **fields: Any) -> Resident:
        """Change fields of somebody who is in it; what stood is kept for an undo."""
        held, before = self._changed.setdefault(resident.pk, (resident, {}))
        _set(held, fields, before)
        return held

    def add_family(self, family: Family) -> Family:
        family.created_at = family.updated_at = self.at
        self._families_added.append(family)
        return family

    def change_family(self, family: Family, **fields: Any) -> Family:
        if any(family is new for new in self._families_added):
            _set(family, fields, {})
            return family
        held, before = self._families.setdefault(family.pk, (family, {}))
        _set(held, fields, before)
        return held

    @property
    def changed(self) -> list[Resident]:
        """Whom it changes, as they will be."""
        return [resident for resident, _ in self._changed.values()]

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to write beside the event itself."""
        held = [*self._changed.values(), *self._families.values()]
        return bool(self._added or self._families_added or any(before for _, before in held))

    def write(self, *, is_told: bool = True) -> Event:
        """
        Write it all: families, residents, the event, their stays, the log and the figures' marks.

        :param is_told: False where the caller writes a fuller line into the log itself.
        :raises EventOutOfOrder: somebody has an event of a later day.
        """
        changed = [resident for resident, before in self._changed.values() if before]
        self._keep_words()
        self._save_families()
        stays = self._open_stays(changed)
        self._free_numbers()
        self._save_changed(changed)
        for resident in self._added:
            resident.save()
        self._save_event()
        roll(self.event, [*changed, *self._added], stays)
        self._save_card_numbers()
        # No other village is told of somebody who is gone, nor of what was wrong; the night compares what they are now.
        imprints.take_away([pk for pk, (_, before) in self._changed.items() if COMPARED & before.keys()])
        places.note([*changed, *self._added], at=self.at)
        mark_facts(self.event.reported_on, at=self.at)
        if is_told:
            self._tell()
        return self.event

    def _keep_words(self) -> None:
        day = self.event.reported_on
        former.keep(Resident, {pk: before for pk, (_, before) in self._changed.items()}, day=day)
        former.keep(Family, {pk: before for pk, (_, before) in self._families.items()}, day=day)

    def _save_families(self) -> None:
        for family, _ in self._families.values():
            family.updated_at = self.at
            family.save()
        for family in self._families_added:
            family.save()

    def _save_changed(self, residents: list[Resident]) -> None:
        attributes = {name for resident in residents for name in self._changed[resident.pk][1]}
        if "nik" in attributes:
            # Its status was put aside with it.
            attributes.add("nik_status")
        names = sorted({Resident._meta.get_field(name).name for name in attributes} | {"updated_at"})
        for resident in residents:
            resident.updated_at = self.at
        # Whoever stops being a family's head, dead, gone or in a family of their own, is written before the one who follows:
        # one statement writes its rows in any order, and for a moment the family would have two.
        for turn in range(3):
            part = [resident for resident in residents if self._turn(resident) == turn]
            Resident.objects.bulk_update(part, names, batch_size=500)

    def _turn(self, resident: Resident) -> int:
        if not _is_head(resident.relation, resident.status):
            return 0
        before = self._changed[resident.pk][1]
        led = _is_head(before.get("relation", resident.relation), before.get("status", resident.status))
        return 1 if led else 2

    def _free_numbers(self) -> None:
        """A NIK that goes from one resident to another is nobody's for a moment, or for a moment two would have it."""
        befores = {pk: before for pk, (_, before) in self._changed.items() if "nik" in before}
        if len(befores) > 1:
            givers = [pk for pk, before in befores.items() if before["nik"]]
            Resident.objects.filter(pk__in=givers).update(nik=None, nik_status=NikStatus.MISSING)

    def _open_stays(self, residents: Iterable[Resident]) -> dict[int, Stay]:
        stays = {stay.resident_id: stay for stay in Stay.objects.filter(resident__in=residents, until__isnull=True)}
        for resident in residents:
            stay = stays.get(resident.pk)
            if stay is not None and stay.since > self.event.reported_on:
                raise EventOutOfOrder(resident, stay.since)
        return stays

    def _save_event(self) -> None:
        event = self.event
        event.before = {
            "residents": {str(pk): before for pk, (_, before) in self._changed.items() if before},
            "added": [resident.pk for resident in self._added],
            "families": {str(pk): before for pk, (_, before) in self._families.items() if before},
            "families_added": [family.pk for family in self._families_added],
        }
        event.touched = sorted(self._about | set(self._changed) | set(event.before["added"]))
        event.save(force_insert=True)

    def _save_card_numbers(self) -> None:
        moved = [family for family, before in self._families.values() if "no_kk" in before]
        day, event = self.event.reported_on, self.event
        held = CardNumber.objects.filter(family__in=moved, until__isnull=True)
        # A card may get its number without anybody's stay changing, so the stays alone do not show the order.
        if moved and (since := held.filter(since__gt=day).values_list("since", flat=True).first()):
            raise EventOutOfOrder(self._named(), since)
        held.update(until=day)
        CardNumber.objects.bulk_create(
            CardNumber(family=family, no_kk=family.no_kk, since=day, event=event)
            for family in [*moved, *self._families_added]
            if family.no_kk
        )

    def _named(self) -> Resident:
        """Somebody by whom a refusal is told."""
        return self.event.resident or next(iter([*self.changed, *self._added]), Resident())

    def _tell(self) -> None:
        event = self.event
        name = event.resident.name if event.resident else ""
        audit.record(f"event.{event.kind.lower()}", event, by=self.by, at=self.at, detail={"name": name})


def mark_facts(day: date, *, at: datetime) -> None:
    """Say that the figures of a day's month, and of the present one, may have changed."""
    outbox.mark(*FACTS, at=at, period=[Period.month_of(day), Period.month_of(months.today(at))])


def roll(event: Event, residents: Iterable[Resident], stays: dict[int, Stay]) -> None:
    """Close and open the stays of residents whose standing an event has changed; `stays` are the open ones by resident."""
    ended, begun = [], []
    for resident in residents:
        stay, now = stays.get(resident.pk), standing.of_resident(resident)
        before = standing.of_stay(stay) if stay else None
        if before == now:
            continue
        if stay is not None:
            ended.append(standing.end(stay, now, day=event.reported_on, by=event))
        if now is not None:
            begun.append(standing.opened(resident, before, now, day=event.reported_on, by=event))
    # All are closed before one is opened, or for a moment a family would have two heads.
    Stay.objects.bulk_update(ended, ["until", "closed_by", "is_exit", "ends_heading"], batch_size=500)
    bulk.copy_in(begun)


def _is_head(relation: int | None, status: int) -> bool:
    return relation == Relation.HEAD and status == BaseStatus.LIVING


def _set(held: Model, fields: dict[str, Any], before: dict[str, Any]) -> None:
    for name, value in fields.items():
        attribute = held._meta.get_field(name).attname  # type: ignore[union-attr] # never a reverse relation
        stood = getattr(held, attribute)
        setattr(held, name, value)
        if getattr(held, attribute) != stood or (isinstance(value, Model) and value.pk is None):
            before.setdefault(attribute, standing.written(stood))
