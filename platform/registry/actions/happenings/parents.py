"""The parents of a birth: read afresh and judged."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from registry.actions.happenings.absent import absent_parents, judged
from registry.actions.happenings.beginning import fresh, refuse
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import BaseStatus, Relation, Sex
from registry.models import Resident
from registry.queries import died_on
from registry.rules.births import MotherRefusal, check_father, check_mother
from registry.rules.findings import Verdict


class Parents(NamedTuple):
    """
    Mother and father as far as they are in the register, and what was judged about them.

    :param first: the one who was picked, whose family the child joins: the mother, else the father; nobody where neither lives here.
    """

    mother: Resident | None
    father: Resident | None
    verdict: Verdict
    first: Resident | None


def judge(
    about: Resident | None, father_pk: int | None, *, happened_on: date, details: Mapping[str, Any] | None = None
) -> Parents:
    """
    Read the parents afresh: `about` is the mother, or the father when the mother is not in the register, or nobody.

    :param details: what was typed of whoever is not in the register (`absent.ASKED`).
    :raises HappeningImpossible: one of them cannot be.
    """
    absent = absent_parents(details or {}, happened_on=happened_on)
    if about is None:
        return Parents(absent.mother, absent.father, absent.verdict, None)
    picked = fresh(about)
    mother = picked if picked.sex == Sex.FEMALE else None
    father = None if mother else picked
    if mother and father_pk:
        father = Resident.objects.select_related("family", "hamlet").filter(pk=father_pk).first()
        if father is None:
            raise HappeningImpossible("father", "Pilih ayah dari daftar.")
    verdict = absent.verdict
    if mother:
        _merge(verdict, judged(check_mother, mother, happened_on), "")
        _here(mother, happened_on)
    if father:
        _merge(verdict, judged(check_father, father, happened_on), "father" if mother else "")
        if not mother:
            _here(father, happened_on)
    return Parents(mother or absent.mother, father, verdict, mother or father)


def fathers_of(mother: Resident) -> list[Resident]:
    """Men of the mother's card who may be the father, her husband first."""
    if mother.family is None:
        return []
    men = Resident.objects.filter(family=mother.family, sex=Sex.MALE).exclude(status=BaseStatus.INVALID)
    return sorted(men, key=lambda man: (man.pk != husband_pk(mother, list(men)), man.born_on))


def husband_pk(mother: Resident, men: list[Resident]) -> int | None:
    """The man a card calls her husband."""
    husband_of: dict[int | None, int] = {Relation.WIFE: Relation.HEAD, Relation.HEAD: Relation.HUSBAND}
    wanted = husband_of.get(mother.relation)
    return next((man.pk for man in men if wanted and man.relation == wanted), None)


def _here(parent: Resident, happened_on: date) -> None:
    if parent.status == BaseStatus.LIVING:
        return
    if parent.status == BaseStatus.DEAD and died_on(parent) is not None:
        return
    refuse("", Verdict().refuse(MotherRefusal.GONE, name=parent.name))


def _merge(verdict: Verdict, more: Verdict, field: str) -> None:
    refuse(field, more)
    verdict.warnings += more.warnings
