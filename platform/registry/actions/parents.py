"""
Parents who are in the register themselves: chosen, or found by the NIK that was typed for them.

A parent is always born before the child. That alone keeps anybody from becoming their own ancestor.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from registry.actions.refusals import DetailsImpossible
from registry.codes import BaseStatus, Sex
from registry.models import Resident
from registry.queries import died_on
from registry.rules import people
from web.indonesian import long_date

PARENTS = {"father": (Sex.MALE, "Ayah"), "mother": (Sex.FEMALE, "Ibu")}
YOUNGEST_PARENT = 12

Details = Mapping[str, Any]


def linked(details: Details, resident: Resident) -> dict[str, Resident | None]:
    """The parents that what was typed would set: the one chosen from the register, else whoever has the NIK typed."""
    found: dict[str, Resident | None] = {}
    for parent in PARENTS:
        number = details.get(f"{parent}_nik")
        if _was_found_by_what_is_emptied(parent, details, resident):
            found[parent] = None
        elif details.get(parent):
            found[parent] = Resident.objects.filter(pk=details[parent]).first()
        elif number and number != getattr(resident, f"{parent}_nik"):
            if match := Resident.objects.filter(nik=number).first():
                found[parent] = match
        elif parent in details:
            found[parent] = None
    return found


def _was_found_by_what_is_emptied(parent: str, details: Details, resident: Resident) -> bool:
    """The number that led to the parent is taken away and nobody else was chosen: the link was as wrong as the number."""
    stands = getattr(resident, parent)
    is_emptied = f"{parent}_nik" in details and not details[f"{parent}_nik"]
    is_chosen = details.get(parent) not in (None, "", getattr(stands, "pk", None))
    return is_emptied and not is_chosen and stands is not None and stands.nik == getattr(resident, f"{parent}_nik")


def check(details: Details, resident: Resident) -> None:
    """
    Refuse parents who cannot be.

    :raises DetailsImpossible: the person itself, of the other sex, not born before the child, or a mother who had died; or a child
        born before.
    """
    born_on = details.get("born_on") or resident.born_on
    for name, parent in _to_judge(details, resident).items():
        sex, word = PARENTS[name]
        if parent.pk == resident.pk:
            raise DetailsImpossible(name, f"{word} tidak mungkin orangnya sendiri.")
        if parent.sex != sex:
            raise DetailsImpossible(name, f"{parent.name} tertulis {parent.get_sex_display().lower()}.")
        if born_on and parent.born_on >= born_on:
            raise DetailsImpossible(name, f"{word} harus lahir sebelum anaknya.")
        died = died_on(parent) if name == "mother" and parent.status == BaseStatus.DEAD else None
        if born_on and died and died < born_on:
            raise DetailsImpossible(name, f"{parent.name} sudah meninggal {long_date(died)}, sebelum anak ini lahir.")
    _check_children(details, resident)


def warnings_of(details: Details, resident: Resident) -> list[str]:
    born_on = details.get("born_on") or resident.born_on
    return [
        f"{PARENTS[name][1]} baru berumur {people.age_on(parent.born_on, born_on)} tahun saat anak ini lahir."
        for name, parent in _to_judge(details, resident).items()
        if born_on and parent.born_on < born_on and people.age_on(parent.born_on, born_on) < YOUNGEST_PARENT
    ]


def _to_judge(details: Details, resident: Resident) -> dict[str, Resident]:
    """The parents who would be set, or who stand while the birthday changes."""
    found = linked(details, resident)
    if details.get("born_on") not in (None, resident.born_on):
        found = {name: getattr(resident, name) for name in PARENTS} | found
    return {name: parent for name, parent in found.items() if parent is not None}


def _check_children(details: Details, resident: Resident) -> None:
    if not resident.pk:
        return
    children = Resident.objects.filter(Q(father=resident) | Q(mother=resident))
    is_moved = details.get("born_on") not in (None, resident.born_on)
    if is_moved and (child := children.filter(born_on__lte=details["born_on"]).first()):
        raise DetailsImpossible("born_on", f"Anaknya, {child.name}, lahir lebih dahulu.")
    if details.get("sex") not in (None, resident.sex) and (child := children.first()):
        raise DetailsImpossible("sex", f"Masih tertulis sebagai orang tua {child.name}. Ubah dahulu di data anaknya.")
