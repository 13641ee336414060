"""People who come into the village: typed, or found again by their NIK."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry.actions.happenings.beginning import born_by, refuse
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import BaseStatus, Residency
from registry.ledger import Entry
from registry.models import Family, Resident
from registry.rules import arrivals, names, nik

#: What may be said of somebody who comes, typed or handed over; nothing of health but what the family card asks.
TOLD = (
    "name", "nickname", "nik", "sex", "birthplace", "born_on", "religion", "education", "studying", "occupation", "marital",
    "citizenship", "nationality", "descent", "ethnicity", "blood", "reads", "disability", "disability_kind", "father_name",
    "father_nik", "mother_name", "mother_nik", "phone", "passport", "passport_until", "kitas", "recording", "card",
    "birth_certificate", "birth_order", "marriage_certificate", "married_on", "divorce_certificate", "divorced_on",
)  # fmt: skip


@dataclass(frozen=True)
class Newcomer:
    """
    Somebody who comes: `told` by field name (`TOLD`), and what they are in the family they form or join.

    Whoever was in the register before is found by `resident` or by NIK, keeps the row, and needs nothing typed.
    """

    told: Mapping[str, Any] = field(default_factory=dict)
    relation: int | None = None
    resident: int | None = None


def bring_in(
    entry: Entry,
    newcomers: Sequence[Newcomer],
    *,
    residency: int,
    place: Mapping[str, Any],
    family: Family | None,
    on: date,
    since: date,
) -> list[Resident]:
    """
    Let people in, each as a new row or as the row they had.

    :param on: today, by which a birthday is judged; :param since: the day from which they live here.
    :raises HappeningImpossible: somebody is here already, is dead or missing, or what was typed cannot be; the field is
        `person_<number>_<name>`.
    """
    rows = [_row(number, newcomer) for number, newcomer in enumerate(newcomers)]
    _refuse_twins(newcomers, rows)
    here: dict[str, Any] = {**place, "residency": residency, "family": family, "lives_since": since}
    return [
        _enter(entry, number, newcomer, row, {**here, "relation": newcomer.relation if family else None}, on, since)
        for number, (newcomer, row) in enumerate(zip(newcomers, rows, strict=True))
    ]


def known_by_nik(number: str | None) -> Resident | None:
    return Resident.objects.select_related("family", "hamlet").filter(nik=number).first() if number else None


def _row(number: int, newcomer: Newcomer) -> Resident | None:
    if newcomer.resident is None:
        return known_by_nik(newcomer.told.get("nik"))
    found = Resident.objects.select_related("family", "hamlet").filter(pk=newcomer.resident).first()
    if found is None:
        raise HappeningImpossible(_at(number, "name"), "Orang ini tidak ada di data penduduk.")
    other = known_by_nik(newcomer.told.get("nik"))
    if other is not None and other.pk != found.pk:
        raise HappeningImpossible(_at(number, "nik"), f"NIK ini sudah dipakai {other.name}.")
    return found


def _refuse_twins(newcomers: Sequence[Newcomer], rows: Sequence[Resident | None]) -> None:
    seen: set[object] = set()
    for number, (newcomer, row) in enumerate(zip(newcomers, rows, strict=True)):
        who: object = row.pk if row else newcomer.told.get("nik") or object()
        if who in seen:
            raise HappeningImpossible(_at(number, "nik"), arrivals.ArrivalRefusal.TWICE.value)
        seen.add(who)


def _enter(
    entry: Entry, number: int, newcomer: Newcomer, row: Resident | None, here: dict[str, Any], on: date, since: date
) -> Resident:
    told = _values(newcomer.told)
    if row is None:
        _check(number, told, on)
        found = entry.add(Resident(**told, **here))
    else:
        is_here = row.status == BaseStatus.LIVING
        # A temporary resident who stays for good is let in; everybody else who lives here is in the way.
        stays_on = is_here and row.residency == Residency.TEMPORARY and here["residency"] == Residency.PERMANENT
        verdict = arrivals.check_known(name=row.name, status=row.status, is_living_here=is_here and not stays_on)
        refuse(_at(number, "nik"), verdict)
        if told:
            _check(number, {**_stood(row), **told}, on, is_known=True)
        found = entry.change(row, status=BaseStatus.LIVING, **told, **here)
    born_by(found, on=since)
    return found


def _check(number: int, told: Mapping[str, Any], on: date, *, is_known: bool = False) -> None:
    for name, verdict in arrivals.check_newcomer(told, on=on):
        # A NIK that stands already is not judged again: registers carry odd old ones.
        if not (is_known and name == "nik"):
            refuse(_at(number, name), verdict)


def _values(told: Mapping[str, Any]) -> dict[str, Any]:
    """Only what was really said: nothing typed leaves what a known person had."""
    found = {name: told[name] for name in TOLD if told.get(name) not in (None, "")}
    if "name" in found:
        found["name"] = names.squeezed(found["name"])
    if "nik" in found:
        found["nik_status"] = nik.status_of(found["nik"])
    return found


def _stood(row: Resident) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("name", "sex", "born_on")}


def _at(number: int, name: str) -> str:
    return f"person_{number}_{name}"
