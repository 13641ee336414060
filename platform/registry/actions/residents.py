"""Adding and correcting one resident, and showing a full NIK."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

import audit
from registry.codes import BaseStatus, Relation, Residency
from registry.ledger import Entry, today
from registry.models import Event, Family, Hamlet, Resident
from registry.rules import kk, names, nik, people, places
from web.indonesian import masked_kk, masked_nik

# What a person may type about a resident; the base status changes only through events.
PLAIN = (
    "name",
    "sex",
    "birthplace",
    "born_on",
    "religion",
    "education",
    "studying",
    "occupation",
    "marital",
    "citizenship",
    "blood",
    "disability",
    "relation",
    "father_name",
    "father_nik",
    "mother_name",
    "mother_nik",
    "rw",
    "rt",
    "address",
    "current_address",
    "phone",
    "residency",
    "birth_certificate",
    "marriage_certificate",
    "married_on",
    "divorce_certificate",
    "divorced_on",
)
NUMBERS = {"nik": masked_nik, "father_nik": masked_nik, "mother_nik": masked_nik, "no_kk": masked_kk}

Details = Mapping[str, Any]


class DetailsImpossible(ValueError):
    """Something typed cannot be; `field` says where and the message says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class NikTaken(DetailsImpossible):
    """Another resident of this village already has this NIK."""

    def __init__(self, holder: Resident) -> None:
        super().__init__("nik", f"NIK ini sudah dipakai {holder.name}.")
        self.holder = holder


class HeadTaken(DetailsImpossible):
    """The family already has a living head."""

    def __init__(self, head: Resident) -> None:
        super().__init__("relation", f"Keluarga ini sudah punya kepala keluarga: {head.name}.")
        self.head = head


@transaction.atomic
def add_resident(*, details: Details, by: Any, at: datetime, key: uuid.UUID | None = None) -> Resident:
    """
    Add a person to the register.

    :param key: sent with the form; a second click finds the person the first one added.
    :param details: values by field name; also `nik`, `no_kk` and `hamlet` (a name), which find or make what they name.
    :raises DetailsImpossible: a value cannot be.
    :raises NikTaken: the NIK belongs to another resident.
    :raises HeadTaken: the family has a living head already.
    """
    known = Resident.objects.filter(form_key=key).first() if key else None
    if known is not None:
        return known
    resident = Resident(form_key=key)
    day = today(at)
    _check(details, resident, on=day)
    is_temporary = details.get("residency") == Residency.TEMPORARY
    kind = Event.Kind.TEMPORARY_IN if is_temporary else Event.Kind.OPENING
    entry = Entry(kind=kind, happened_on=day, reported_on=day, by=by, at=at)
    for name, value in _values(details, resident).items():
        setattr(resident, name, value)
    if details.get("no_kk"):
        resident.family = _family(details["no_kk"], resident, entry)
    entry.event.resident = entry.add(resident)
    entry.write(is_told=False)
    audit.record("resident.add", resident, by=by, at=at, detail={"name": resident.name, "nik": _shown(resident.nik)})
    return resident


@transaction.atomic
def correct_resident(*, resident: Resident, details: Details, by: Any, at: datetime, reason: str = "") -> Resident:
    """
    Correct what is written about a resident; the log keeps what stood and what came, with numbers masked.

    :raises DetailsImpossible: a value cannot be.
    :raises NikTaken: the NIK belongs to another resident.
    :raises HeadTaken: the family has a living head already.
    """
    day = today(at)
    entry = Entry(
        kind=Event.Kind.CORRECTION, happened_on=day, reported_on=day, by=by, at=at, details={"reason": reason}
    )
    resident = Resident.objects.select_related("family", "hamlet").get(pk=resident.pk)
    _check(details, resident, on=day)
    before = _facts(resident)
    entry.change(resident, **_values(details, resident))
    if "no_kk" in details:
        entry.change(resident, family=_family(details["no_kk"], resident, entry))
    changes = {
        name: [old, new]
        for (name, old), new in zip(before.items(), _facts(resident).values(), strict=True)
        if old != new
    }
    if changes:
        entry.event.resident = resident
        entry.write(is_told=False)
        audit.record("resident.correct", resident, by=by, at=at, detail={"changes": changes, "reason": reason})
    return resident


@transaction.atomic
def reveal_nik(*, resident: Resident, by: Any, reason: str, at: datetime) -> str:
    """Give the full NIK to an officer of the field, and log who saw it, when and why (UU 27/2022 article 35)."""
    audit.record("resident.reveal_nik", resident, by=by, at=at, detail={"reason": reason[:200]})
    return resident.nik or ""


def _check(details: Details, resident: Resident, *, on: date) -> None:
    """Refuse what cannot be, the first problem first."""
    for field, verdict in _verdicts(details, resident):
        for finding in verdict.refusals:
            raise DetailsImpossible(field, finding.text)
    if details.get("born_on") and not people.is_possible_birthday(details["born_on"], on=on):
        raise DetailsImpossible("born_on", "Tanggal lahir harus sebelum hari ini dan umur paling banyak 120 tahun.")
    for field in ("rt", "rw"):
        if places.rt_rw(details.get(field) or "") is None:
            raise DetailsImpossible(field, "Tulis 1 sampai 3 angka, atau kosongkan.")
    _check_others(details, resident)


def _verdicts(details: Details, resident: Resident) -> list[tuple[str, Any]]:
    found = []
    if "name" in details:
        found.append(("name", names.check_name(details["name"])))
    number = details.get("nik")
    # A NIK that already stands is not judged again: registers carry odd old ones.
    if number and number != resident.nik:
        found.append(("nik", nik.check_nik(number, status=nik.status_of(number))))
    if details.get("no_kk"):
        found.append(("no_kk", kk.check_kk(details["no_kk"])))
    return found


def _check_others(details: Details, resident: Resident) -> None:
    number = details.get("nik")
    holder = Resident.objects.exclude(pk=resident.pk).filter(nik=number).first() if number else None
    if holder is not None:
        raise NikTaken(holder)
    family = details.get("no_kk", resident.family)
    if family and not details.get("relation", resident.relation):
        raise DetailsImpossible("relation", "Pilih hubungan dalam KK.")
    no_kk = details.get("no_kk", resident.family.no_kk if resident.family else None)
    is_head = details.get("relation", resident.relation) == Relation.HEAD and resident.status == BaseStatus.LIVING
    if no_kk and is_head:
        heads = Resident.objects.filter(family__no_kk=no_kk, relation=Relation.HEAD, status=BaseStatus.LIVING)
        if head := heads.exclude(pk=resident.pk).first():
            raise HeadTaken(head)


def _values(details: Details, resident: Resident) -> dict[str, Any]:
    """The fields that what was typed would set; the family apart, because it may be a new one."""
    found = {name: details[name] for name in PLAIN if name in details}
    if "name" in found:
        found["name"] = names.squeezed(found["name"])
    for name in ("rt", "rw"):
        if name in found:
            found[name] = places.rt_rw(found[name] or "") or ""
    if "nik" in details:
        found["nik"] = details["nik"] or None
        found["nik_status"] = nik.status_of(found["nik"])
    if "hamlet" in details:
        found["hamlet"] = _hamlet(details["hamlet"])
    return found


def _hamlet(name: str | None) -> Hamlet | None:
    name = places.hamlet_name(name or "")
    return Hamlet.objects.get_or_create(name=name)[0] if name else None


def _family(no_kk: str | None, resident: Resident, entry: Entry) -> Family | None:
    if not no_kk:
        return None
    known = Family.objects.filter(no_kk=no_kk).first()
    place = {"hamlet": resident.hamlet, "rw": resident.rw, "rt": resident.rt, "address": resident.address}
    return known or entry.add_family(Family(no_kk=no_kk, **place))


def _facts(resident: Resident) -> dict[str, Any]:
    """Write a resident as the log may keep it: words for codes, masks for numbers."""
    facts: dict[str, Any] = {"nik": resident.nik, "no_kk": resident.family.no_kk if resident.family else None}
    facts["hamlet"] = resident.hamlet.name if resident.hamlet else ""
    for name in PLAIN:
        value = getattr(resident, name)
        facts[name] = value.isoformat() if isinstance(value, date) else value
    return {name: _shown(value, NUMBERS[name]) if name in NUMBERS else value for name, value in facts.items()}


def _shown(number: str | None, mask: Any = masked_nik) -> str:
    return mask(number) if number else ""
