"""What is known for a form that goes with a letter."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from modules.service.models import Letter
from modules.service.queries import desk
from modules.service.rules.sheets import Filling, Member
from modules.service.rules.sheets.filling import Place
from registry.codes import BaseStatus
from registry.models import Event, Resident
from registry.rules.names import squeezed
from tenants.models import Region
from walls import current


def empty_filling(at: datetime) -> Filling:
    """A form nobody has filled in, of the current office."""
    return Filling(place=_place(), at=at)


def filling_of(letter: Letter, at: datetime) -> Filling:
    """A letter's form: the applicant as the letter has them, the family as the register has it now."""
    known = Resident.objects.select_related("family", "hamlet")
    resident = known.filter(pk=letter.resident_id).first() if letter.resident_id else None
    about: dict[str, Any] = {}
    if resident:
        about = {
            "kk": (resident.family.no_kk or "") if resident.family else "",
            "hamlet": resident.hamlet.name.title() if resident.hamlet else "",
            "rt": resident.rt,
            "rw": resident.rw,
            "members": tuple(_member(one) for one in _family(resident)),
        }
    return Filling(
        place=_place(),
        at=at,
        today=desk.today(at),
        kind=letter.definition,
        subject=letter.person,
        answers=letter.answers,
        address=letter.person.address,
        phone=letter.phone,
        reported=_reported(letter, resident),
        **about,
    )


def _reported(letter: Letter, resident: Resident | None) -> dict[str, Any]:
    """What the register says of the report of the death or the birth a letter is about, newest first; nothing where it knows of none."""
    found: dict[str, Any] | None = _events(letter, resident).order_by("-pk").values_list("details", flat=True).first()
    return found or {}


def _events(letter: Letter, resident: Resident | None) -> QuerySet[Event]:
    """
    Whoever knows the number of the dead is told of the report; of a birth, whoever shares the child's card or reported it, because
    many know a name and a birthday.
    """
    standing, said = Event.objects.filter(undone_by__isnull=True), letter.answers
    if nik := said.get("deceased.nik"):
        return standing.filter(kind=Event.Kind.DEATH, resident__nik=nik)
    name, born_on = squeezed(str(said.get("child.name") or "")).upper(), said.get("child.born_on")
    if not name or not born_on:
        return standing.none()
    near = Q(details__reporter_nik=letter.person.nik) if letter.person.nik else Q(pk__in=[])
    if resident is not None and resident.family_id is not None:
        near |= Q(family=resident.family_id)
    births = standing.filter(near, kind=Event.Kind.BIRTH, happened_on=born_on)
    return births.filter(opened__resident__name=name)


def _place() -> Place:
    office: Any = current.office()
    above = {parent.kind: parent.name for parent in office.above}
    province = Region.objects.filter(code=office.region_code[:2]).values_list("name", flat=True).first()
    return Place(
        village=office.name,
        district=above.get("district", ""),
        regency=above.get("regency", ""),
        province=province or "",
        code=office.region_code,
        postcode=office.postal_code,
    )


def _family(resident: Resident) -> list[Resident]:
    if resident.family_id is None:
        return [resident]
    living = Resident.objects.filter(family_id=resident.family_id, status=BaseStatus.LIVING)
    return list(living.order_by("relation", "born_on", "pk"))


def _member(one: Resident) -> Member:
    return Member(
        name=one.name,
        nik=one.nik or "",
        sex=one.get_sex_display(),
        birth_place=one.birthplace,
        born_on=one.born_on,
        citizenship=one.get_citizenship_display() or "",
        passport=one.passport,
        passport_until=one.passport_until,
        birth_certificate=one.birth_certificate,
        blood=one.get_blood_display() or "",
        religion=one.get_religion_display() or "",
        marital=one.get_marital_display() or "",
        marriage_certificate=one.marriage_certificate,
        married_on=one.married_on,
        divorce_certificate=one.divorce_certificate,
        divorced_on=one.divorced_on,
        relation=one.get_relation_display() or "",
        relation_code=f"{one.relation:02d}" if one.relation else "",
        education=one.get_education_display() or "",
        occupation=one.get_occupation_display() or "",
        permit=one.kitas,
        mother_nik=one.mother_nik,
        mother_name=one.mother_name,
        father_nik=one.father_nik,
        father_name=one.father_name,
    )
