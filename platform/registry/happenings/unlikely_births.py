"""What to look at twice before a birth or a stillbirth is recorded."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from registry.actions.happenings.parents import judge
from registry.actions.happenings.places import Card
from registry.actions.happenings.problems import HappeningImpossible
from registry.models import Resident
from registry.rules import names, nik
from registry.rules.births import STILLBIRTH_LIMIT, BirthWarning, warn_of_birth
from registry.rules.findings import Finding, Verdict
from registry.rules.happenings import warn_if_late


def warnings_of_birth(
    *,
    resident: Resident | None,
    children: Any,
    father: int | None,
    happened_on: Any,
    reported_on: Any,
    details: Mapping[str, Any] | None = None,
    card: Card | None = None,
    **_: Any,
) -> list[Finding]:
    """What to look at twice; what cannot be is left to the action."""
    details = details or {}
    verdict = _of_parents(resident, father, happened_on, details)
    siblings = list(_siblings(resident, details).values_list("name", "born_on"))
    born = [day for _, day in siblings]
    for number, child in enumerate(children):
        verdict.warnings += names.check_name(child["name"], is_new=True).warnings
        verdict.warnings += nik.warnings_of({**child, "born_on": happened_on})
        days = [] if number else born
        warn_of_birth(
            verdict, happened_on=happened_on, reported_on=reported_on, siblings=days,
            weight_g=child.get("weight_g"), length_cm=float(child["length_cm"]) if child.get("length_cm") else None,
        )  # fmt: skip
        if (child["name"].upper(), happened_on) in siblings or (resident is None and _is_there(child, happened_on)):
            verdict.warn(BirthWarning.ALREADY_THERE, name=child["name"].upper())
    _warn_of_home(verdict, resident, details, card)
    return list({finding.reason: finding for finding in verdict.warnings}.values())


def warnings_of_stillbirth(
    *,
    resident: Resident,
    father: int | None,
    happened_on: Any,
    reported_on: Any,
    details: Mapping[str, Any] | None = None,
    **_: Any,
) -> list[Finding]:
    verdict = _of_parents(resident, father, happened_on, details or {})
    return warn_if_late(verdict, happened_on=happened_on, reported_on=reported_on, limit=STILLBIRTH_LIMIT).warnings


def _of_parents(resident: Resident | None, father: int | None, happened_on: Any, details: Mapping[str, Any]) -> Verdict:
    """What is unlikely of the parents, also of one who was typed."""
    try:
        found = judge(resident, father, happened_on=happened_on, details=details)
    except HappeningImpossible:
        return Verdict()
    return Verdict(warnings=[*found.verdict.warnings])


def _siblings(resident: Resident | None, details: Mapping[str, Any]) -> QuerySet[Resident]:
    """Other children of the mother, by her record or by her number."""
    if resident is not None:
        return Resident.objects.filter(mother=resident)
    number = details.get("mother_nik")
    return Resident.objects.filter(mother_nik=number) if number else Resident.objects.none()


def _is_there(child: Mapping[str, Any], born_on: Any) -> bool:
    return Resident.objects.filter(born_on=born_on, name=names.squeezed(child["name"]).upper()).exists()


def _warn_of_home(verdict: Verdict, resident: Resident | None, details: Mapping[str, Any], card: Card | None) -> None:
    if resident is None and not details.get("mother_name") and not details.get("mother_nik"):
        verdict.warn(BirthWarning.NO_MOTHER)
    if resident is None and (card is None or card.is_new):
        verdict.warn(BirthWarning.NO_CARD)
    elif resident is not None and resident.family_id is None:
        verdict.warn(BirthWarning.NO_FAMILY)
