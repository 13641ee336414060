"""Writing the standards of the office, and setting them by decree."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

import audit
from accounts.models import Account
from modules.service import queries
from modules.service.models import Standard
from modules.service.rules import standards as rules


class DecreeRefused(ValueError):
    """The decree has no number, or a day that has not come; the message says which."""


@transaction.atomic
def change_standards(*, service: str, texts: Mapping[str, str], by: Account, at: datetime) -> Standard:
    """
    Write into the draft of the standards; the first change takes over what is decreed.

    :param service: the slug of a service, or "" for what all of them share.
    :param texts: component -> text; empty is as usual.
    """
    found = queries.standards()
    draft = found.draft or Standard(
        common=dict(found.decreed.common) if found.decreed else {}, own=dict(found.decreed.own) if found.decreed else {}
    )
    if draft.pk:
        draft = Standard.objects.select_for_update().get(pk=draft.pk)
    said = {
        key: text.strip()[: rules.LONGEST] for key, text in texts.items() if key in rules.COMPONENTS and text.strip()
    }
    said.pop("fee", None)
    if service:
        draft.own = {name: one for name, one in {**draft.own, service: said}.items() if one}
    else:
        draft.common = {key: text for key, text in said.items() if key in rules.COMMON}
    draft.changed_at, draft.changed_by_name = at, by.name
    draft.save()
    audit.record("standard.change", draft, by=by, at=at, detail={"service": service or "semua"})
    return draft


@transaction.atomic
def decree_standards(*, number: str, on: date, by: Account, at: datetime) -> Standard:
    """
    Set the standards by a decree of the head; without a draft those in force are renewed as they are.

    :raises DecreeRefused: see there.
    """
    number = " ".join(number.split())[:80]
    if not number:
        raise DecreeRefused("Isi nomor keputusan.")
    if on > queries.today(at):
        raise DecreeRefused("Tanggal keputusan tidak boleh di masa depan.")
    found = queries.standards()
    before = found.draft or found.decreed
    standard = found.draft or Standard(
        common=dict(before.common) if before else {},
        own=dict(before.own) if before else {},
        changed_at=at,
        changed_by_name=by.name,
    )
    standard.decree_number, standard.decreed_on, standard.review_on = number, on, _a_year_after(on)
    standard.approved_by, standard.approved_by_name, standard.approved_at = by, by.name, at
    standard.save()
    audit.record("standard.decree", standard, by=by, at=at, detail={"number": number})
    return standard


def _a_year_after(day: date) -> date:
    # The 29th of February has no namesake.
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
