"""What happens to an office that stands: another name, another region code, a door closed for a while."""

import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

import accounts.actions
from tenants import names, queries
from tenants.actions.telling import tell
from tenants.models import Domain, Office, OfficeRegion, Region, RetiredName
from walls import current

OLD_HOST_LEADS_ON = timedelta(days=366)
SHORTEST_REASON = 5


class OfficeGone(ValueError):
    """The office is not there, or no longer."""


class NameRefused(ValueError):
    """The name or the word for its kind cannot be written, or is what the office is called already; the text says which."""


class CodeRefused(ValueError):
    """The office cannot have this region code; the text says why."""


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

    :raises OfficeGone: there is no such office any more.
    :raises CodeRefused: the code stands for nothing an office like this can be, is taken, or lies outside of its kabupaten.
    """
    with transaction.atomic():
        with current.outside():
            office = _locked(office_id)
            before = office.region_code
            office.parent = _parent_for(office, code)
            _end_code(office, since, at)
            office.region_code = code
            try:
                with transaction.atomic():
                    office.save(update_fields=["region_code", "parent"])
            except IntegrityError as taken:
                raise CodeRefused("Kode ini sudah dipakai kantor lain.") from taken
            OfficeRegion.objects.create(office=office, code=code, since=since)
            office = _locked(office_id)
        tell("office.recode", office, by=by, at=at, detail={"from": before, "to": code, "since": since.isoformat()})
    return office


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


def refuse_code(*, office: Office, code: str) -> None:
    """:raises CodeRefused: see `recode_office`; nothing is changed."""
    with current.outside():
        _parent_for(office, code)


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


def _parent_for(office: Office, code: str) -> Office:
    """
    :raises CodeRefused: see `recode_office`.
    """
    if office.parent is None:
        raise CodeRefused("Kode kabupaten tidak dapat diganti dari sini.")
    if queries.kind_of_code(code) != office.kind:
        raise CodeRefused(f"Kode ini bukan kode {Office.Kind(office.kind).label.lower()}.")
    if code == office.region_code:
        raise CodeRefused("Kode ini sudah dipakai kantor itu.")
    if not code.startswith(f"{office.above[-1].region_code}."):
        raise CodeRefused("Kode ini di luar kabupaten.")
    if not Region.objects.filter(code=code).exists():
        raise CodeRefused("Kode ini tidak ada dalam daftar wilayah.")
    if Office.objects.standing().filter(region_code=code).exists():
        raise CodeRefused("Kode ini sudah dipakai kantor lain.")
    parent = Office.objects.standing().filter(region_code=code.rpartition(".")[0]).first()
    if parent is None:
        raise CodeRefused("Kantor kecamatan untuk kode ini belum dibuka.")
    return parent


def _end_code(office: Office, since: date, at: datetime) -> None:
    """
    :raises CodeRefused: the day is not between the day of the present code and today.
    """
    present = OfficeRegion.objects.select_for_update().get(office=office, until__isnull=True)
    if not present.since <= since <= at.astimezone(office.tzinfo).date():
        raise CodeRefused(f"Tanggalnya harus antara {present.since:%d-%m-%Y} dan hari ini.")
    present.until = since
    present.save(update_fields=["until"])
