"""What a kabupaten ordered, and who looks into this village."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.fields.json import KeyTextTransform

from audit.models import Entry
from exchange.matters import queries as matters
from exchange.matters.models import Matter
from inspections import rules
from inspections.models import Watch
from walls import fleeting

NOTICE = "inspections-under-way"
KEPT_S = 60.0


@dataclass(frozen=True)
class Ordered:
    """An order of this kabupaten, opened: who is looked into, why, at what, until when, and the link while it may be used."""

    matter: Matter
    letter: str
    reason: str
    areas: list[rules.Area]
    until: datetime
    journal: list[matters.Line]
    link: str
    username: str

    def is_open(self, at: datetime) -> bool:
        return not self.matter.is_settled and at < self.until


def orders() -> QuerySet[Matter]:
    return matters.matters(rules.KIND)


def order_named(key: uuid.UUID) -> Ordered:
    """:raises MatterUnknown: unknown, or another kabupaten's, which is the same."""
    matter = matters.named(key, rules.KIND)
    journal = matters.journal(matter)
    first, answers = journal[0], {line.verb: line.data for line in journal}
    ready: dict[str, Any] = answers.get("siap", {})
    return Ordered(
        matter=matter,
        letter=matters.subject(matter),
        reason=first.text,
        areas=areas_named(first.data.get("areas", [])),
        until=matter.settled_at or matter.due_at or matter.opened_at,
        journal=journal,
        link=str(ready.get("link", "")),
        username=str(ready.get("username", "")),
    )


def areas_named(codes: list[str]) -> list[rules.Area]:
    return [rules.AREAS[code] for code in codes if code in rules.AREAS]


def watches() -> QuerySet[Watch]:
    """Every inspection of this village, the latest end first."""
    return Watch.objects.select_related("account").order_by("-until", "pk")


def pages_seen(watch: Watch) -> list[dict[str, Any]]:
    """Which pages were opened, how often, first and last; the latest first, at most 200."""
    looks = Entry.objects.filter(actor_id=watch.account_id, action="watcher.look")
    grouped = looks.annotate(page=KeyTextTransform("page", "detail")).values("page")
    counted = grouped.annotate(times=Count("pk"), first=Min("at"), last=Max("at")).order_by("-last")
    return [dict(row) for row in counted[:200]]


def said_of_those_who_look(at: datetime) -> str:
    """One sentence while somebody may look, "" otherwise; asked by every page, so it is remembered for a minute."""
    kept: list[tuple[str, str, datetime]] | None = fleeting.get(NOTICE)
    if kept is None:
        kept = list(Watch.objects.filter(until__gt=at).order_by("until").values_list("office_title", "letter", "until"))
        fleeting.put(NOTICE, kept, seconds=KEPT_S)
    names = [f"{title} (surat tugas {letter})" for title, letter, until in kept if at < until]
    return f"Sedang diperiksa {', '.join(names)}." if names else ""
