"""New first invitations, for offices where nobody has come in while the first link lived."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

import accounts.actions
import audit
from accounts import links
from accounts.actions import SomebodyCameIn
from supervision.models import Opening
from tenants.actions.telling import FromOutside
from tenants.models import Office
from walls import current, keys


class OfficeInUse(RuntimeError):
    """Somebody has come in there: the office invites its people by itself."""


class OfficeShut(RuntimeError):
    """Its door is shut, so no link would lead in."""


def invite_again(*, office: Office, by: Any, at: datetime, seen: datetime | None = None) -> Opening:
    """
    Make a new first link for an office below; the old one dies. Returns the opening that keeps it.

    :param seen: when the link was made that was looked at; if it is another by now, a first click has made it, and it stays.
    :raises OfficeInUse, OfficeShut: see there.
    """
    if office.state != Office.State.OPEN:
        raise OfficeShut(office.key)
    try:
        with transaction.atomic():
            made = _held(office, by)
            if seen is None or made.link_made_at == seen:
                _renew(made, office, by, at)
            return made
    except SomebodyCameIn as error:
        Opening.objects.filter(office_id=office.pk, entered_at=None).update(entered_at=at)
        raise OfficeInUse(office.key) from error


def invite_many_again(*, offices: Iterable[Office], by: Any, at: datetime) -> list[Opening]:
    """
    Make new links where none stands any more, each by itself; where somebody has come in, or the door is shut, nothing is made.

    Sent twice, the second finds links that stand and makes none.
    """
    asked = {office.pk: office for office in offices}
    standing = {one.office_id for one in Opening.objects.filter(office_id__in=asked) if one.link_stands(at)}
    made = []
    for office in asked.values():
        if office.pk not in standing:
            try:
                made.append(invite_again(office=office, by=by, at=at))
            except (OfficeInUse, OfficeShut):
                continue
    return made


@transaction.atomic
def take_slips(*, openings: Iterable[Opening], by: Any, at: datetime) -> None:
    """Note who took invitations away on paper: whoever has them can come in as the first person."""
    for one in openings:
        if one.link_stands(at):
            audit.record("office.take_invitation", one, by=by, at=at, detail={"title": one.office_title})


def _held(office: Office, by: Any) -> Opening:
    """What this kabupaten keeps of the opening, locked; made now where the office was opened from the command line."""
    if not Opening.objects.filter(office_id=office.pk).exists():
        wanted = {
            "office_id": office.pk,
            "region_code": office.region_code,
            "opened_at": office.opened_at,
            "by_name": by.name[:120],
        }
        Opening.objects.get_or_create(key=uuid5(NAMESPACE_URL, f"opening:{office.key}"), defaults=wanted)
    return Opening.objects.select_for_update(of=("self",)).filter(office_id=office.pk).latest("pk")


def _renew(made: Opening, office: Office, by: Any, at: datetime) -> None:
    own = current.office()
    with current.inside(office):
        person, secret = accounts.actions.invite_again(by=FromOutside(f"{by.name}, {own.title}"), at=at)
        link = links.invitation(secret)
    made.office_title, made.address = office.title, office.address
    made.account_name, made.username, made.phone = person.name, person.username, person.phone
    made.link_sealed, made.renewed_at = keys.seal("first invitation", link), at
    made.save()
    audit.record("office.invite_again", made, by=by, at=at, detail={"code": office.region_code, "title": office.title})
