"""What the register itself says about a person, one tab each."""

from typing import Any

from registry import about, queries, words
from registry.about import Asked, Part
from registry.models import PersonDocument, Resident
from registry.particulars import OF_PARENTS
from registry.permissions import RegistryPermission
from registry.queries.papers import papers_of


def add_all() -> None:
    """This will register the tabs, at start."""
    about.add(Part("data", "Data", "registry/_details.html", _data, order=10))
    about.add(Part("keluarga", "Keluarga", "registry/_family.html", _family, order=20))
    about.add(Part("peristiwa", "Peristiwa", "registry/_events.html", _events, order=30))
    about.add(Part("dokumen", "Dokumen", "registry/_papers.html", _papers, RegistryPermission.OPEN_PAPERS, 50))
    about.add(Part("riwayat", "Riwayat", "registry/_history.html", _history, order=60))


def _data(asked: Asked) -> dict[str, Any]:
    resident = asked.resident
    known = [pk for pk in (resident.father_id, resident.mother_id) if pk]
    parents = queries.residents_for(asked.account).filter(pk__in=known).in_bulk() if known else {}
    if asked.as_of:
        queries.let_say(asked.as_of, parents.values())
    return {
        "father": parents.get(resident.father_id),
        "mother": parents.get(resident.mother_id),
        # A parent of another hamlet is not named, neither by the register nor by what the card says.
        "hides_father": bool(resident.father_id and resident.father_id not in parents),
        "hides_mother": bool(resident.mother_id and resident.mother_id not in parents),
        "may_see_health": asked.account.may(RegistryPermission.REVEAL_HEALTH),
        "may_see_numbers": asked.account.may(RegistryPermission.REVEAL_NIK),
    }


def _family(asked: Asked) -> dict[str, Any]:
    if asked.as_of:
        family = asked.stood.family if asked.stood else None
        members = queries.family_as_of(family.pk if family else None, asked.as_of, account=asked.account)
        return {"stays": members, "family": family, "as_of": asked.as_of}
    among = queries.residents_for(asked.account)
    members_now = list(queries.family_members(asked.resident.family, among=among))
    household = asked.resident.household
    together = among.filter(household=household).order_by("household_role", "name", "pk") if household else []
    return {"members": members_now, "family": asked.resident.family, "household": household, "together": list(together)}


def _events(asked: Asked) -> dict[str, Any]:
    events = list(queries.events_about(asked.records))
    named = {event.resident_id for event in events if event.resident_id}
    return {"events": events, "elsewhere": queries.strangers(asked.account, named)}


def _papers(asked: Asked) -> dict[str, Any]:
    return {
        "papers": list(papers_of(asked.records)),
        "kinds": PersonDocument.Kind,
        "may_change": asked.account.may(RegistryPermission.CHANGE_RESIDENTS),
    }


def _history(asked: Asked) -> dict[str, Any]:
    return {"entries": told_history(asked.resident, asked.account)}


def told_history(resident: Resident, account: Any) -> list[words.Told]:
    """What the log says of a resident; a Kepala Dusun is not told who the parents are."""
    hidden = () if queries.sees_whole_register(account) else OF_PARENTS
    return [words.told(entry, hidden=hidden) for entry in queries.history_of(resident)]
