"""Ordering, extending and ending an inspection in the kabupaten, and what the village does on hearing of it."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

import accounts.actions
import audit
from accounts import links
from accounts.models import Account
from exchange.matters import actions as exchange
from exchange.matters import queries as matters
from exchange.matters.actions import Said
from exchange.matters.models import Entry, Matter
from inspections import queries, rules
from inspections.models import Watch
from jobs.errands import actions as errands
from tenants.actions.telling import FromOutside
from tenants.models import Office
from walls import fleeting

#: The task that writes down what ended by itself.
LAPSE = "inspections.note_lapsed"


class OrderRefused(ValueError):
    """The order cannot be given so; the message says why in Indonesian."""


class InspectionOver(ValueError):
    """It has ended; another one wants another order."""


def order_inspection(
    *, key: uuid.UUID, village: Office, letter: str, reason: str, areas: Sequence[str], days: int, by: Any, at: datetime
) -> Matter:
    """
    Order that somebody may look into a village for some days.

    :param key: sent with the form; a second click finds the first order.
    :raises OrderRefused: no reason, no area, too long, or the village is not open.
    """
    letter, reason = " ".join(letter.split())[:80], reason.strip()
    until = _checked_until(reason, days, at)
    if not letter or not areas or not set(areas) <= set(rules.AREAS):
        raise OrderRefused("Isi nomor surat tugas dan pilih paling sedikit satu bagian.")
    data = {"letter": letter, "areas": sorted(areas), "until": until.isoformat()}
    said = Said(post=_post(by), verb="perintah", state="asked", text=reason, data=data)
    try:
        with transaction.atomic():
            begun = exchange.begin(
                kind=rules.KIND, topic="pemeriksaan", to=village, subject=letter, said=said, by=by, at=at, due_at=until, key=key
            )  # fmt: skip
            detail = {"title": village.title, "letter": letter, "until": until.isoformat(), "areas": sorted(areas)}
            audit.record("inspection.order", begun, by=by, at=at, detail=detail)
    except exchange.OfficeAway as away:
        raise OrderRefused("Kantor desa ini sedang tidak buka.") from away
    except IntegrityError:
        return matters.named(key, rules.KIND)
    return begun


@transaction.atomic
def extend_inspection(*, key: uuid.UUID, reason: str, days: int, by: Any, at: datetime) -> None:
    """
    Let it go on until so many days from now, for a reason of its own.

    :raises OrderRefused: no reason, or too long.
    :raises InspectionOver: it has ended.
    """
    until = _checked_until(reason.strip(), days, at)
    matter = _held_open(key, at)
    said = Said(post=_post(by), verb="perpanjang", state="open", text=reason.strip(), data={"until": until.isoformat()})
    exchange.say(matter, said, by=by, at=at, due_at=until)
    audit.record("inspection.extend", matter, by=by, at=at, detail={"until": until.isoformat()})


@transaction.atomic
def end_inspection(*, key: uuid.UUID, by: Any, at: datetime) -> None:
    """
    End it before its time; its sessions end as soon as the village has heard.

    :raises InspectionOver: it has ended.
    """
    matter = _held_open(key, at)
    said = Said(post=_post(by), verb="akhiri", state="ended")
    exchange.say(matter, said, by=by, at=at, turn="", settled_at=at)
    audit.record("inspection.end", matter, by=by, at=at)


def hear(matter: Matter, entry: Entry) -> None:
    """What the village does when its kabupaten has spoken; the kabupaten only reads what the village answers."""
    if matters.is_mine(matter):
        return
    said = next(line for line in matters.journal(matter) if line.number == entry.number)
    by, now = FromOutside(matter.from_office.title), timezone.now()
    watch = Watch.objects.filter(matter=matter.key).select_related("account").first()
    if said.verb == "perintah" and watch is None and not matter.is_settled:
        _let_in(matter, said, by=by, at=now)
    elif said.verb == "perpanjang" and watch is not None and watch.account.is_active:
        until = _until(said)
        Watch.objects.filter(pk=watch.pk).update(until=max(until, watch.since))
        accounts.actions.extend_watcher(account=watch.account, until=until, by=by, at=now)
        errands.leave(LAPSE, due_at=until)
    elif said.verb == "akhiri" and watch is not None and watch.account.is_active:
        Watch.objects.filter(pk=watch.pk).update(until=max(min(now, watch.until), watch.since))
        accounts.actions.end_watcher(account=watch.account, by=by, at=now)
    transaction.on_commit(lambda: fleeting.drop(queries.NOTICE))


def note_lapsed(*, at: datetime) -> int:
    """
    Write down what ended because its time was over, in the log of this village and in the journal both sides read. Returns how many.

    The door is shut by the clock itself; this only says so, and says it once.
    """
    noted = 0
    for watch in Watch.objects.filter(until__lte=at).order_by("until", "pk"):
        with transaction.atomic():
            noted += _lapse(watch, at)
    return noted


def _lapse(watch: Watch, at: datetime) -> bool:
    try:
        matter = exchange.held(watch.matter)
    except matters.MatterUnknown:
        return False
    # One that was extended says so before its errand comes; one that was ended is settled.
    if matter.is_settled or (matter.due_at and matter.due_at > at):
        return False
    by = FromOutside(watch.office_title)
    exchange.say(matter, Said(post="", verb="habis", state="ended"), by=by, at=at, turn="", settled_at=at)
    audit.record("inspection.lapse", watch, at=at, detail={"letter": watch.letter, "until": watch.until.isoformat()})
    return True


def _let_in(matter: Matter, said: matters.Line, *, by: FromOutside, at: datetime) -> None:
    until = _until(said)
    if at >= until:
        # Heard too late, as after the village was closed for a while: nobody comes in any more.
        exchange.say(matter, Said(post="", verb="lewat", state="ended"), by=by, at=at, turn="", settled_at=at)
        return
    areas = [area for area in said.data.get("areas", []) if area in rules.AREAS]
    letter = str(said.data.get("letter", ""))[:80]
    account, secret = accounts.actions.invite_watcher(
        username=f"periksa-{matter.key.hex[:8]}",
        name=f"Pemeriksa {matter.from_office.title}, surat tugas {letter}",
        reads=rules.reads_of(areas),
        until=until,
        by=by,
        at=at,
    )
    Watch.objects.create(
        matter=matter.key,
        account=account,
        office_title=matter.from_office.title,
        letter=letter,
        reason=said.text,
        areas=areas,
        since=at,
        until=until,
    )
    errands.leave(LAPSE, due_at=until)
    data = {"link": links.invitation(secret), "username": account.username}
    exchange.say(matter, Said(post="", verb="siap", state="open", data=data), by=by, at=at, turn="")


def _until(said: matters.Line) -> datetime:
    """No order lasts longer than the rule, whatever it says."""
    return rules.end_of(datetime.fromisoformat(str(said.data["until"])), said_at=said.at)


def _checked_until(reason: str, days: int, at: datetime) -> datetime:
    if len(reason) < rules.SHORTEST_REASON:
        raise OrderRefused("Tulis alasannya, paling sedikit sepuluh huruf. Desa membacanya.")
    if not 1 <= days <= rules.LONGEST.days:
        raise OrderRefused(f"Paling lama {rules.LONGEST.days} hari.")
    return at + timedelta(days=days)


def _held_open(key: uuid.UUID, at: datetime) -> Matter:
    matter = exchange.held(key)
    if matter.kind != rules.KIND:
        raise matters.MatterUnknown(key)
    if matter.is_settled or matter.due_at is None or at >= matter.due_at:
        raise InspectionOver(key)
    return matter


def _post(by: Any) -> str:
    posts: list[str] = by.posts if isinstance(by, Account) else []
    return posts[0] if posts else ""
