"""Parents who do not live in the village: typed as form F-2.01 asks of them, and found again if they once lived here."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from registry.actions.happenings.arriving import known_by_nik
from registry.actions.happenings.beginning import refuse
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import BaseStatus, Sex
from registry.models import Resident
from registry.queries import died_on
from registry.rules import names, nik
from registry.rules.births import check_father, check_mother
from registry.rules.findings import Verdict

#: What F-2.01 asks of each parent, after `mother_` and `father_` in the details of a birth.
ASKED = ("name", "nik", "birthplace", "born_on", "citizenship")
_PARENTS: tuple[tuple[str, Sex, str, Callable[..., Verdict]], ...] = (
    ("mother", Sex.FEMALE, "ibu", check_mother),
    ("father", Sex.MALE, "ayah", check_father),
)


class Absent(NamedTuple):
    """The records of parents who lived here once, if their numbers are known, and what was judged about what was typed."""

    mother: Resident | None
    father: Resident | None
    verdict: Verdict


def absent_parents(details: Mapping[str, Any], *, happened_on: date) -> Absent:
    """
    Judge what was typed of parents who do not live here.

    :raises HappeningImpossible: a name, a number or an age cannot be, or the number is that of somebody who lives here.
    """
    verdict = Verdict()
    known: dict[str, Resident | None] = {}
    for who, sex, word, check in _PARENTS:
        found = known[who] = _known(who, word, details)
        if found is not None:
            _merge(verdict, judged(check, found, happened_on), f"{who}_nik")
        elif details.get(f"{who}_nik") or details.get(f"{who}_born_on"):
            # A name alone was typed before anything else was asked, and is taken as it was.
            refuse(f"{who}_name", names.check_name(details.get(f"{who}_name", "")))
        _judge_number(verdict, who, sex, details)
        born_on = day_of(details, f"{who}_born_on")
        if found is None and born_on is not None:
            name = details[f"{who}_name"]
            said = check(name=name, sex=sex, born_on=born_on, died_on=None, happened_on=happened_on)
            _merge(verdict, said, f"{who}_born_on")
    if details.get("mother_nik") and details.get("mother_nik") == details.get("father_nik"):
        raise HappeningImpossible("father_nik", "NIK ayah sama dengan NIK ibu. Periksa lagi.")
    return Absent(known["mother"], known["father"], verdict)


def judged(check: Callable[..., Verdict], parent: Resident, happened_on: date) -> Verdict:
    """A record judged as a parent, who may have died."""
    day = died_on(parent) if parent.status == BaseStatus.DEAD else None
    return check(name=parent.name, sex=parent.sex, born_on=parent.born_on, died_on=day, happened_on=happened_on)


def day_of(details: Mapping[str, Any], name: str) -> date | None:
    """A day of an event's details, which keep it as text."""
    said = details.get(name)
    return date.fromisoformat(said) if said else None


def _known(who: str, word: str, details: Mapping[str, Any]) -> Resident | None:
    found = known_by_nik(details.get(f"{who}_nik"))
    if found is None or found.status == BaseStatus.INVALID:
        return None
    if found.status == BaseStatus.LIVING:
        said = f"NIK ini milik {found.name}, yang tercatat di desa ini. Pilih {found.name} sebagai {word}."
        raise HappeningImpossible(f"{who}_nik", said)
    return found


def _judge_number(verdict: Verdict, who: str, sex: Sex, details: Mapping[str, Any]) -> None:
    number = details.get(f"{who}_nik")
    if number:
        born_on = day_of(details, f"{who}_born_on")
        said = nik.check_nik(number, sex=sex, born_on=born_on, status=nik.status_of(number))
        _merge(verdict, said, f"{who}_nik")


def _merge(verdict: Verdict, more: Verdict, field: str) -> None:
    refuse(field, more)
    verdict.warnings += more.warnings
