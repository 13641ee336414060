"""Letters as lists, boxes and timelines show them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet

from exchange.spans import Span
from modules.service.models import UNDER_WAY, Letter, LetterKind, State
from modules.service.queries import figures
from modules.service.queries.figures import LATE as _LATE
from walls import current

DUPLICATE_WITHIN = timedelta(days=7)
#: What came back longer ago is found in the list of letters.
READY_WITHIN = timedelta(days=7)
AT_COUNTER = (Letter.Source.COUNTER, Letter.Source.RT, Letter.Source.ASSISTED)
_DESKS = ("KASI", "SEKDES", "LATE", State.AWAITING)
Seen = Callable[[datetime, datetime], QuerySet[Letter]]
#: What a figure counted, as addresses name it: its words before the span, and the letters.
SEEN: dict[str, tuple[str, Seen]] = {
    "masuk": ("Masuk", figures.received),
    "terbit": ("Terbit", figures.issued),
    "diambil": ("Diambil", figures.collected),
    "dikembalikan": ("Dikembalikan", figures.returned),
    "jatuh-tempo": ("Jatuh tempo", figures.judged),
    "lewat": ("Lewat waktu", lambda begin, end: figures.judged(begin, end).exclude(figures.IN_TIME)),
}


@dataclass(frozen=True)
class LetterFilters:
    """
    What the list is narrowed to; empty values narrow nothing. `state` may also be KASI or SEKDES (who is waited for) or LATE.

    `span` with `seen` narrows to what a figure of the span counted: a key of `SEEN`.
    """

    text: str = ""
    state: str = ""
    kind: str = ""
    source: str = ""
    desk: str = ""
    span: Span | None = None
    seen: str = ""
    officer: int | None = None


def letters_page(filters: LetterFilters) -> QuerySet[Letter]:
    """Letters newest first with their kind; one query a page and one to count."""
    letters = Letter.objects.select_related("kind").defer("subject", "answers")
    if filters.kind:
        letters = letters.filter(kind__slug=filters.kind)
    if filters.source:
        letters = letters.filter(source=filters.source)
    if filters.desk:
        letters = letters.filter(_in_state(filters.desk))
    if filters.span and filters.seen in SEEN:
        zone = current.office().tzinfo
        letters = letters & SEEN[filters.seen][1](filters.span.begins_at(zone), filters.span.ends_at(zone))
    if filters.officer:
        hands = ("made_by", "kasi", "sekdes", "signed_by")
        letters = letters.filter(reduce(or_, (Q(**{hand: filters.officer}) for hand in hands)))
    # On a desk the oldest promise comes first, so what is late stands at the top; the list of all stays newest first.
    order = ("due_at", "pk") if filters.state in _DESKS else ("-created_at", "-pk")
    return letters.filter(_in_state(filters.state), _matching(filters.text.strip())).order_by(*order)


#: What somebody still has to do something about; how many are over, nobody waits for.
COUNTED = (*UNDER_WAY, State.READY)


def counts_by_state() -> dict[str, int]:
    """
    How many letters stand in each state of `COUNTED`, who is waited for, how many are late (LATE), and who was told of it: one query,
    which the letters that are over do not slow down.
    """
    rows = list(
        Letter.objects.filter(state__in=COUNTED)
        .values_list("state")
        .annotate(
            count=Count("pk"),
            unread=Count("pk", filter=Q(kasi_at__isnull=True)),
            late=Count("pk", filter=_LATE),
            told_sekdes=Count("pk", filter=_LATE & ~Q(told_post="")),
            told_kades=Count("pk", filter=_LATE & Q(told_post="KADES")),
        )
    )
    found = dict.fromkeys(COUNTED, 0) | {state: count for state, count, *_ in rows}
    kasi = next((row[2] for row in rows if row[0] == State.CHECKING), 0)
    late, sekdes, kades = (sum(row[place] for row in rows) for place in (3, 4, 5))
    return found | {
        "KASI": kasi,
        "SEKDES": found[State.CHECKING] - kasi,
        "LATE": late,
        "TOLD_SEKDES": sekdes,
        "TOLD_KADES": kades,
    }


def lying_with(*, kasi: bool, sekdes: bool, told_head: bool) -> QuerySet[Letter]:
    """What waits for a check of the Kasi, of the secretary, and what the head was told lies late; each letter once."""
    lying = Q(pk__in=[])
    if kasi:
        lying |= _in_state("KASI")
    if sekdes:
        lying |= _in_state("SEKDES")
    if told_head:
        lying |= _LATE & Q(told_post="KADES")
    return Letter.objects.filter(state__in=[State.CHECKING, State.AWAITING]).filter(lying)


def told_late(post: str, limit: int = 5) -> list[Letter]:
    """What this post was told lies late at another's desk, the oldest promise first."""
    told = Q(told_post="KADES") if post == "KADES" else ~Q(told_post="")
    letters = Letter.objects.select_related("kind").defer("subject", "answers").filter(_LATE, told)
    return list(letters.order_by("due_at", "pk")[:limit])


def latest_made(limit: int = 6) -> list[Letter]:
    """The newest requests, for the desk they were made at."""
    newest = (
        Letter.objects.select_related("kind").defer("subject", "answers", "warnings").order_by("-created_at", "-pk")
    )
    return list(newest[:limit])


def ready_at_counter(at: datetime, limit: int = 6) -> list[Letter]:
    """What was asked for at the counter, came back signed these days and waits for the printer, newest first."""
    ready = Letter.objects.select_related("kind").defer("subject", "answers", "warnings").filter(
        state=State.READY, signed_at__gte=at - READY_WITHIN, source__in=AT_COUNTER
    )  # fmt: skip
    return list(ready.order_by("-signed_at", "-pk")[:limit])


def letters_to_sign(slugs: Iterable[str] | None = None) -> QuerySet[Letter]:
    """
    What waits for a signature, the oldest promise first.

    :param slugs: the kinds the asker may sign; None is all.
    """
    waiting = Letter.objects.select_related("kind", "kasi", "sekdes").filter(state=State.AWAITING)
    if slugs is not None:
        waiting = waiting.filter(kind__slug__in=list(slugs))
    return waiting.order_by("due_at", "pk")


def oddities_of(letters: Iterable[Letter], *, at: datetime) -> dict[int, list[str]]:
    """Why a letter should be looked at before it is signed; two queries for the whole box."""
    waiting = list(letters)
    signed_kinds = set(
        Letter.objects.filter(signed_at__isnull=False, kind__in={letter.kind_id for letter in waiting}).values_list(
            "kind", flat=True
        )
    )
    since = at - DUPLICATE_WITHIN
    people = {letter.resident_id for letter in waiting if letter.resident_id}
    recent = list(
        Letter.objects.filter(resident__in=people, created_at__gte=since)
        .exclude(state=State.CANCELLED)
        .values_list("pk", "resident_id", "kind_id")
    )
    return {letter.pk: _oddities(letter, signed_kinds, recent) for letter in waiting}


def _oddities(letter: Letter, signed_kinds: set[int], recent: list[tuple[int, int, int]]) -> list[str]:
    reasons = list(letter.warnings)
    if letter.kind_id not in signed_kinds:
        reasons.append("Surat pertama jenis ini. Baca isinya dahulu.")
    same = (letter.resident_id, letter.kind_id)
    if letter.resident_id and any((resident, kind) == same and pk != letter.pk for pk, resident, kind in recent):
        reasons.append("Warga ini meminta surat yang sama dalam 7 hari terakhir.")
    return reasons


def recent_same_letter(*, kind: LetterKind, resident_id: int | None, nik: str, at: datetime) -> Letter | None:
    """The newest letter of this kind for the same person in the last seven days that was not cancelled."""
    same = Q(resident_id=resident_id) if resident_id else Q(resident__isnull=True, subject__nik=nik)
    found = Letter.objects.select_related("kind").filter(same, kind=kind, created_at__gte=at - DUPLICATE_WITHIN)
    return found.exclude(state=State.CANCELLED).order_by("-created_at").first()


def letter_by_tracking_code(code: str) -> Letter | None:
    return Letter.objects.select_related("kind").filter(tracking_code=code).first()


def letter_by_verification_code(code: str) -> Letter | None:
    """A letter that was signed, valid or cancelled since; a code of an unsigned one is unknown to everybody."""
    signed = Letter.objects.select_related("kind", "signed_by", "document", "version").defer(
        "document__waiting_bytes", "version__source", "version__changes"
    )
    return signed.filter(verification_code=code, signed_at__isnull=False).first()


def codes_of_cancelled(today: date) -> list[str]:
    """The verification codes of signed letters that were cancelled and would still hold today."""
    cancelled = Letter.objects.filter(state=State.CANCELLED, signed_at__isnull=False, valid_until__gte=today)
    return list(cancelled.order_by("pk").values_list("verification_code", flat=True))


def _in_state(state: str) -> Q:
    if state == "LATE":
        return _LATE
    if state == "KASI":
        return Q(state=State.CHECKING, kasi_at__isnull=True)
    if state == "SEKDES":
        return Q(state=State.CHECKING, kasi_at__isnull=False)
    return Q(state=state) if state in State.values else Q()


def _matching(text: str) -> Q:
    if not text:
        return Q()
    code = text.upper().replace("-", "").replace(" ", "")
    return (
        Q(subject_name__icontains=text)
        | Q(about_name__icontains=text)
        | Q(number_text__icontains=text)
        | Q(tracking_code=code)
    )
