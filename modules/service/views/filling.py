"""Filling a parent or a witness from the register, so that nobody types what the office knows."""

from typing import Any

from modules.service import queries
from modules.service.rules.kind import Group
from registry import queries as registry
from registry.models import Resident

Filled = tuple[dict[str, Any], dict[str, list[Resident]], dict[str, str]]


def family_of(resident: Resident | None) -> list[Resident]:
    """The living family of whoever stands at the counter."""
    if resident is None or resident.family_id is None:
        return []
    members = registry.family_members(resident.family)
    return [member for member in members if member.pk != resident.pk and member.is_living and member.nik]


def relatives(group: Group, family: list[Resident]) -> list[Resident]:
    """Those of the family who may be the person a group asks about, for one click."""
    if not group.person:
        return []
    wanted = {"mother": 2, "father": 1, "wife": 2, "husband": 1}.get(group.key)
    return [member for member in family if wanted is None or member.sex == wanted][:6]


def filled(wish: str, typed: dict[str, Any], resident: Resident | None) -> Filled:
    """
    Answer a wish: `mother:12` takes resident 12, `mother` looks for what was typed as the mother's NIK or name.

    :return: the answers, people to choose from, and what is wrong.
    """
    group, _, number = wish.partition(":")  # of a group answered several times, one row: heirs.2
    if number.isascii() and number.isdigit() and len(number) < 18:
        found = queries.resident_at_counter(int(number))
        return (typed | _particulars(group, found), {}, {}) if found else (typed, {}, {})
    text = str(typed.get(f"{group}.nik") or typed.get(f"{group}.name") or "")
    matches = [match for match in registry.search_residents(text, living_only=True, whole=True) if match.nik]
    if len(matches) == 1:
        return typed | _particulars(group, queries.resident_at_counter(matches[0].pk)), {}, {}
    if not matches:
        return typed, {}, {f"{group}.nik": "Tidak ada warga yang cocok. Isi sendiri dari KTP-nya."}
    return typed, {group: matches}, {}


def _particulars(group: str, person: Resident | None) -> dict[str, str]:
    if person is None:
        return {}
    said = queries.subject_of(person)
    values = {
        "name": said.name,
        "nik": said.nik,
        "birth_place": said.birth_place,
        "born_on": said.born_on.isoformat() if said.born_on else "",
        "occupation": said.occupation,
        "address": said.address,
        "sex": said.sex,
        "religion": said.religion,
        "marital": said.marital,
        "citizenship": said.citizenship,
        "stated": "YA",
    }
    return {f"{group}.{name}": value for name, value in values.items()}
