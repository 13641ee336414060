"""
Writing messages, in the transaction of what they tell of. Whatever is wrong with a message, it never stops the act itself.

Each person is told once of an event about a subject; told again, nothing happens.
"""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from accounts.models import Account
from jobs.errands import actions as errands
from messaging import channels, events, queries
from messaging.actions import counts
from messaging.models import Channel, Contact, Message, MessagingSettings, State
from messaging.rules import times, wording


def tell_posts(
    event: str, posts: Iterable[str], *, subject: str, path: str, at: datetime, values: Mapping[str, str] | None = None
) -> int:
    """Tell everybody who holds one of these posts today. Returns how many."""
    holding = {"appointments__post__in": list(posts), "appointments__until__isnull": True}
    people = Account.objects.filter(is_active=True, **holding).distinct()
    return tell_accounts(event, people, subject=subject, path=path, at=at, values=values)


def tell_accounts(
    event: str,
    people: Iterable[Any],
    *,
    subject: str,
    path: str,
    at: datetime,
    values: Mapping[str, str] | None = None,
) -> int:
    """
    Tell officers in the app, and by e-mail where the event says so and they have an address. Returns how many.

    :param path: the page they are led to, beginning with /.
    :raises UnknownEvent: nobody declared it.
    """
    what, decided = events.event(event), queries.messaging_settings()
    people = list(people)
    if not decided.tells(event) or not people:
        return 0
    text = wording.printed(decided.wording_of(what), values or {})
    made = [_to_officer(what, one, subject, path, text, decided, at) for one in people]
    Message.objects.bulk_create(made, ignore_conflicts=True)
    counts.changed()
    if any(one.state == State.WAITING for one in made):
        errands.leave("messaging.send_due", due_at=at)
    return len(made)


def tell_resident(
    event: str,
    phone: str,
    *,
    subject: str,
    at: datetime,
    values: Mapping[str, str] | None = None,
    at_once: bool = False,
) -> int:
    """
    Tell whoever has this number, if they asked for it. Returns how many: none or one.

    :param at_once: it is worth nothing later, so it is not left to an officer and not written where that is the only way.
    :raises UnknownEvent: nobody declared it.
    """
    what = events.event(event)
    contact = queries.agreed(phone) if phone else None
    if contact is None:
        return 0
    decided = queries.messaging_settings()
    if not decided.tells(event):
        return 0
    ways = channels.for_residents(decided)
    if at_once:
        ways = ways[:-1]
    if not ways:
        return 0
    is_by_hand = ways[0] == Channel.HAND
    after = times.after_quiet(queries.local(at), decided.quiet_from, decided.quiet_until)
    message = Message(
        key=uuid.uuid4(),
        event=event,
        subject=subject,
        contact=contact,
        text=wording.printed(decided.wording_of(what), values or {}),
        values={name: wording.printed(value, {}) for name, value in (values or {}).items()},
        channel=ways[0],
        next_channels=ways[1:],
        state=State.BY_HAND if is_by_hand else State.WAITING,
        send_after=after,
        made_at=at,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    if is_by_hand:
        counts.changed()
    else:
        errands.leave("messaging.send_due", due_at=after)
    return 1


def answer_resident(*, contact: Contact, text: str, heard: str, at: datetime) -> None:
    """
    Answer what somebody wrote, by WhatsApp and at any hour. The same message brought again is answered once.

    :param heard: the gateway's name of what they wrote.
    """
    message = Message(
        key=uuid.uuid4(),
        event=events.ANSWER.key,
        subject=f"heard:{hashlib.sha256(heard.encode()).hexdigest()[:40]}",
        contact=contact,
        text=wording.printed(text, {}),
        channel=Channel.WHATSAPP,
        state=State.WAITING,
        send_after=at,
        made_at=at,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    errands.leave("messaging.send_due", due_at=at)


def _to_officer(
    what: events.Event, person: Any, subject: str, path: str, text: str, decided: MessagingSettings, at: datetime
) -> Message:
    mails = what.mails and decided.mails_officers and bool(person.email)
    return Message(
        key=uuid.uuid4(),
        event=what.key,
        subject=subject,
        account=person,
        text=text,
        path=path if path.startswith("/") and not path.startswith("//") else "",
        channel=Channel.EMAIL if mails else Channel.IN_APP,
        state=State.WAITING if mails else State.SENT,
        send_after=at,
        sent_at=None if mails else at,
        made_at=at,
    )
