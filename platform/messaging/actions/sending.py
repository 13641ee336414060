"""
Sending what waits. One message at a time: claimed in a transaction, handed over outside of any, and then noted.

A worker killed between handing over and noting leaves the message claimed; after ten minutes it is tried again, so a person may read it
twice, never more often for one death, unless a receipt arrived meanwhile (`receipts`). What a gateway can tell apart by `key`, it will.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from accounts import links
from jobs.errands import actions as errands
from messaging import channels, events, queries
from messaging.actions import counts
from messaging.actions.consent import STOPPED
from messaging.channels import Away, Outgoing, Refused
from messaging.models import METERED, ON_ITS_WAY, Channel, Message, MessagingSettings, State
from messaging.rules import numbers, times
from walls import current

log = structlog.get_logger(__name__)
#: In one round; what is left waits for the next, behind the messages of other offices.
AT_ONCE = 40
SOON = timedelta(seconds=5)


def send_due(*, at: datetime) -> int:
    """
    Send what is due. Returns how many were handed over.

    A gateway that is away is left alone for the rest of the round, so it costs a round one wait and not forty.
    """
    if not Message.objects.filter(state__in=ON_ITS_WAY, send_after__lte=at).exists():
        return 0
    # Killed in the middle, this is not the end.
    errands.leave("messaging.send_due", due_at=at + times.LEASE + SOON)
    decided = queries.messaging_settings()
    resting: set[str] = set()
    sent = 0
    for _ in range(AT_ONCE):
        claimed = _claim(at, resting, decided)
        if claimed is None:
            break
        sent += _hand_over(claimed, at, resting, decided)
    _come_back(at, resting)
    return sent


def _come_back(at: datetime, resting: set[str]) -> None:
    waiting = Message.objects.filter(state__in=ON_ITS_WAY).exclude(channel__in=resting)
    first = waiting.order_by("send_after").values_list("send_after", flat=True).first()
    if first is not None:
        errands.leave("messaging.send_due", due_at=max(first, at + SOON))
    if resting:
        errands.leave("messaging.send_due", due_at=at + times.pause_after(1) + SOON)


def give_up(held: Message, at: datetime, fault: str) -> None:
    """This way has failed for good: the next one takes over. The caller holds the row."""
    _go_on(held, at, fault)
    held.save()
    if held.state == State.WAITING:
        errands.leave("messaging.send_due", due_at=at)


@transaction.atomic
def _claim(at: datetime, resting: set[str], decided: MessagingSettings) -> Message | None:
    """The next one that is really to be tried now; those that turn out otherwise are settled on the way."""
    due = Message.objects.filter(state__in=ON_ITS_WAY, send_after__lte=at).exclude(channel__in=resting)
    for _ in range(AT_ONCE):
        locked = due.select_for_update(of=("self",), skip_locked=True).select_related("contact", "account")
        message = locked.order_by("send_after", "pk").first()
        if message is None:
            return None
        if _may_go(message, at, decided):
            message.state, message.tries = State.SENDING, message.tries + 1
            message.tried_at, message.send_after = at, at + times.LEASE
            message.save()
            return message
        message.save()
    return None


def _may_go(message: Message, at: datetime, decided: MessagingSettings) -> bool:
    """Whether it is tried now. Otherwise it was changed: dropped, put off, or moved to another channel."""
    if message.event == events.ANSWER.key and message.contact is not None:
        # They wrote themselves, just now: an answer needs no wish and no morning, but they may have said STOP since.
        if message.contact.ended_because == STOPPED or not queries.may_answer(message.contact, at):
            message.state, message.fault = State.DROPPED, "tidak lagi menunggu jawaban"
            return False
    elif message.contact is not None:
        if message.contact.ended_at is not None:
            message.state, message.fault = State.DROPPED, "izin dihentikan"
            return False
        after = times.after_quiet(queries.local(at), decided.quiet_from, decided.quiet_until)
        if after > at:
            message.state, message.send_after = State.WAITING, after
            return False
    if message.tries >= times.TRIES:
        _go_on(message, at, message.fault or "tidak ada jawaban")
        return False
    if message.channel in METERED and _is_used_up(at, decided):
        _go_on(message, at, "batas bulan ini tercapai")
        return False
    return True


def _is_used_up(at: datetime, decided: MessagingSettings) -> bool:
    month = queries.local(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return queries.metered_since(month) >= decided.monthly_cap


def _go_on(message: Message, at: datetime, fault: str) -> None:
    """The next way to this person, or the end."""
    message.fault = fault[:60]
    if not message.next_channels:
        message.state = State.FAILED
        return
    message.channel, *message.next_channels = message.next_channels
    message.tries, message.send_after, message.external_id = 0, at, ""
    message.state = State.BY_HAND if message.channel == Channel.HAND else State.WAITING
    counts.changed()


def _hand_over(message: Message, at: datetime, resting: set[str], decided: MessagingSettings) -> bool:
    try:
        external = channels.sender(message.channel).send(_outgoing(message, at, decided), decided)
    except (Refused, numbers.NoNumber) as refusal:
        log.warning("a message was refused", channel=message.channel, message=message.pk, why=str(refusal)[:60])
        fault = str(refusal)
        _note(message, lambda held: _go_on(held, at, fault))
        return False
    except Away as away:
        resting.add(message.channel)
        log.warning("a gateway is away", channel=message.channel, message=message.pk, why=str(away)[:60])
        why, wait = str(away), away.wait
        _note(message, lambda held: _put_off(held, at, why, wait))
        return False
    _note(message, lambda held: _note_sent(held, at, external))
    return True


def _note(message: Message, change: Callable[[Message], None]) -> None:
    """Write down what came of a try, unless somebody was quicker: a receipt, or an end of the consent."""
    with transaction.atomic():
        held = Message.objects.select_for_update().get(pk=message.pk)
        if held.state == State.SENDING and held.tries == message.tries and held.channel == message.channel:
            change(held)
            held.save()


def _note_sent(held: Message, at: datetime, external: str) -> None:
    # A gateway that calls two messages the same has receipts for neither; nothing is sent anew because of it.
    is_new = not Message.objects.filter(channel=held.channel, external_id=external).exists()
    held.state, held.sent_at, held.external_id, held.fault = State.SENT, at, external if is_new else "", ""


def _put_off(held: Message, at: datetime, why: str, wait: timedelta | None) -> None:
    held.state, held.fault = State.WAITING, why[:60]
    held.send_after = at + times.pause_after(held.tries, wait)


def _outgoing(message: Message, at: datetime, decided: MessagingSettings) -> Outgoing:
    what = events.event(message.event)
    title = f"{what.title} – {current.office().title}"
    if message.account is not None:
        link = current.office().address.rstrip("/") + message.path if message.path else links.address("messaging:inbox")
        return Outgoing(str(message.key), message.account.email, title, f"{message.text}\n\n{link}")
    assert message.contact is not None
    return Outgoing(
        key=str(message.key),
        to=numbers.international(queries.phone_of(message.contact)),
        title=title,
        text=message.text,
        template=what.template,
        values=[str(message.values.get(name, "")) for name in what.samples],
        is_answer=queries.may_answer(message.contact, at),
    )
