"""What happens to an office that stands: another name, another region code, a door closed for a while."""

import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

import accounts.actions
from tenants import names, queries
from tenants.actions import coding
from tenants.actions.coding import CodeRefused as CodeRefused
from tenants.actions.telling import tell
from tenants.models import Domain, Office, RetiredName
from walls import current

OLD_HOST_LEADS_ON = timedelta(days=366)
SHORTEST_REASON = 5


class OfficeGone(ValueError):
    """The office is not there, or no longer."""


class NameRefused(ValueError):
    """The name or the word for its kind cannot be written, or is what the office is called already; the text says which."""


class OfficeNotOpen(RuntimeError):
    """It is closed already."""


class OfficeNotSuspended(RuntimeError):
    """It is open, or its data are being removed."""


class ReasonMissing(ValueError):
    """People at a closed door want to know why."""


def rename_office(*, office_id: int, name: str, designation: str, by: Any, at: datetime) -> Office:
    """
    Give an office another name, and with it another host; the old host leads to the new one, and nobody else may have it.

    Letters already issued keep what is printed on them; their QR codes lead on.

    :raises OfficeGone: there is no such office any more.
    :raises NameRefused: the name cannot be written, or nothing would change.
    """
    name, designation = written_name(name, 120), written_name(designation, 30)
    with transaction.atomic():
        with current.outside():
            office = _locked(office_id)
            before, old_host = office.title, office.host
            if (office.name, office.designation) == (name, designation):
                raise NameRefused("Nama dan sebutan ini sudah dipakai kantor itu.")
            office.name, office.designation = name, designation
            office.save(update_fields=["name", "designation"])
            host = queries.host_for(office)
            if host != old_host:
                _move_host(office, old_host, host, at)
            office = _locked(office_id)
        detail = {"from": before, "to": office.title, "old_host": old_host, "host": host}
        tell("office.rename", office, by=by, at=at, detail=detail)
    return office


def recode_office(*, office_id: int, code: str, since: date, by: Any, at: datetime) -> Office:
    """
    Give an office another region code from a day on, and the parent that belongs to it; its data and figures stay with it.

    The villages of a kecamatan get theirs with it: 35.29.01.2001 for 35.29.11.2001. All of them in one transaction, or none.

    :raises OfficeGone: there is no such office any more.
    :raises CodeRefused: the code stands for nothing an office like this can be, is taken, or lies outside of its kabupaten; or so it is
        with that of one of its villages.
    """
    with transaction.atomic():
        with current.outside():
            coding.hold_still(shared=False)
            office = _locked(office_id)
            parent = coding.parent_for(office, code)
            changes = [coding.Change(office, office.region_code, code), *coding.carried(office, code)]
            coding.put(changes, parent, since=since, at=at)
            changed = [(one.before, _locked(one.office.pk)) for one in changes]
        for before, one in changed:
            detail = {"from": before, "to": one.region_code, "since": since.isoformat()}
            tell("office.recode", one, by=by, at=at, detail=detail)
    return changed[0][1]


def suspend_office(*, office_id: int, reason: str, by: Any, at: datetime) -> Office:
    """
    Close an office for a while: its data stay, its pages say why, its sessions end, its work waits until it is reopened.

    :raises OfficeGone: there is no such office any more.
    :raises OfficeNotOpen: it is closed already.
    :raises ReasonMissing: no reason was given.
    """
    reason = " ".join(reason.split())[:200]
    if len(reason) < SHORTEST_REASON or not reason.isprintable():
        raise ReasonMissing
    with transaction.atomic():
        with current.outside():
            office = _locked(office_id)
            if office.state != Office.State.OPEN:
                raise OfficeNotOpen
            office.state, office.suspended_because = Office.State.SUSPENDED, reason
            office.save(update_fields=["state", "suspended_because"])
        with current.inside(office):
            ended = accounts.actions.end_every_session()
        tell("office.suspend", office, by=by, at=at, detail={"reason": reason, "ended_sessions": ended})
    return office


def reopen_office(*, office_id: int, by: Any, at: datetime) -> Office:
    """
    Open the door again; the sweepers bring what waited.

    :raises OfficeGone: there is no such office any more.
    :raises OfficeNotSuspended: it is open.
    """
    with transaction.atomic():
        with current.outside():
            office = _locked(office_id)
            if office.state != Office.State.SUSPENDED:
                raise OfficeNotSuspended
            office.state, office.suspended_because = Office.State.OPEN, ""
            office.save(update_fields=["state", "suspended_because"])
        tell("office.reopen", office, by=by, at=at)
    return office


def _locked(office_id: int) -> Office:
    """The standing office with what its title, hosts and secrets need; nobody else changes it until the transaction ends."""
    if not Office.objects.standing().select_for_update().filter(pk=office_id).exists():
        raise OfficeGone(office_id)
    found = Office.objects.select_related("secret", "parent__parent__parent").prefetch_related("domains")
    return found.get(pk=office_id)


def written_name(text: str, longest: int) -> str:
    """
    :raises NameRefused: nothing that could stand on a letterhead and in an address.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if not names.slug(text) or len(text) > longest or not text.isprintable():
        raise NameRefused(f"Tulis dengan huruf biasa, paling panjang {longest} huruf.")
    return text


def _move_host(office: Office, old: str, new: str, at: datetime) -> None:
    # A name the office had before is its own: it comes back out of retirement.
    RetiredName.objects.filter(host=new, office=office).delete()
    Domain.objects.filter(tenant=office, domain=old).delete()
    RetiredName.objects.rest([old], office=office, at=at, free_after=at + OLD_HOST_LEADS_ON)
    Domain.objects.create(tenant=office, domain=new, is_primary=True)
