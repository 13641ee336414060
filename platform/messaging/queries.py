"""Messages as pages, the clock and receipts ask for them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from messaging import channels, sealed
from messaging.models import GONE, METERED, ON_ITS_WAY, Contact, Message, MessagingSettings, State
from messaging.rules import numbers
from walls import current
from walls.current import local as local

#: So long after a person wrote, WhatsApp lets an office answer in free words.
ANSWER_WITHIN = timedelta(hours=24)


def messaging_settings() -> MessagingSettings:
    """What the office decided, or what ships."""
    return MessagingSettings.objects.filter(pk=1).first() or MessagingSettings(pk=1)


def may_tell_at_once() -> bool:
    """Whether the office has a way to residents that does not wait for an officer."""
    return len(channels.for_residents(messaging_settings())) > 1


def agreed(phone: str) -> Contact | None:
    """Whoever has this number and still wants to be told."""
    try:
        mark = sealed.mark(numbers.read(phone))
    except numbers.NoNumber:
        return None
    return Contact.objects.filter(mark=mark, ended_at__isnull=True).first()


def inbox(account: Any) -> QuerySet[Message]:
    """What one officer was told, newest first."""
    return Message.objects.filter(account_id=account.pk).order_by("-made_at", "-pk")


def unread(account: Any) -> QuerySet[Message]:
    """Those of them that are new."""
    return inbox(account).filter(seen_at__isnull=True)


def told_subjects(event: str, subjects: Iterable[str]) -> set[str]:
    """About which of these anybody here was told."""
    found = Message.objects.filter(event=event, subject__in=list(subjects), account__isnull=False)
    return set(found.values_list("subject", flat=True))


def to_residents(which: str) -> QuerySet[Message]:
    """BY_HAND waits for an officer, FAILED went wrong, WAITING is on its way, SENT is done; the oldest first only where it waits."""
    found = Message.objects.filter(contact__isnull=False).select_related("contact")
    if which == "BY_HAND":
        return found.filter(state=State.BY_HAND).order_by("made_at", "pk")
    states: dict[str, tuple[str, ...]] = {"FAILED": (State.FAILED, State.DROPPED), "WAITING": ON_ITS_WAY, "SENT": GONE}
    return found.filter(state__in=states.get(which, GONE)).order_by("-made_at", "-pk")


def waiting_by_hand() -> QuerySet[Message]:
    return Message.objects.filter(contact__isnull=False, state=State.BY_HAND)


def about(subject: str) -> list[Message]:
    """What residents were told of one thing, newest first; one statement."""
    mine = Q(subject=subject) | Q(subject__startswith=f"{subject}:")
    found = Message.objects.select_related("contact").filter(mine, contact__isnull=False)
    return list(found.order_by("-made_at", "-pk")[:50])


def phone_of(contact: Contact) -> str:
    """The number in the clear, for sending and nothing else; "" when it cannot be read any more."""
    return sealed.opened("phone", contact.sealed)


def masked(contact: Contact | None) -> str:
    return numbers.masked(phone_of(contact)) if contact else ""


def by_month(at: datetime, months: int = 6) -> list[dict[str, Any]]:
    """[{"month", "channel", "sent", "read", "failed"}] of what went to residents, the newest month first."""
    first = local(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0) - timedelta(days=31 * (months - 1))
    month = TruncMonth("made_at", tzinfo=current.office().tzinfo)
    found = Message.objects.filter(contact__isnull=False, made_at__gte=first.replace(day=1))
    counted = (
        found.annotate(month=month)
        .values("month", "channel")
        .annotate(
            sent=Count("pk", filter=Q(state__in=GONE)),
            read=Count("pk", filter=Q(state=State.READ)),
            failed=Count("pk", filter=Q(state__in=[State.FAILED, State.DROPPED])),
        )
    )
    return [dict(row) for row in counted.order_by("-month", "channel")]


def metered_since(moment: datetime) -> int:
    """How many tries were paid for since then."""
    return Message.objects.filter(channel__in=METERED, tried_at__gte=moment).count()


def may_answer(contact: Contact, at: datetime) -> bool:
    """Whether the person wrote within the last day."""
    return contact.heard_at is not None and at - contact.heard_at < ANSWER_WITHIN
