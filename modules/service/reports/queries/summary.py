"""
The figures of a span, as dashboard, reports, spreadsheet and API tell them.

Letters are counted by the service's own `figures`, from which the facts of the kecamatan come too.
"""

from collections import Counter
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import Count, F, IntegerField, Value
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from modules.service.complaints.contract import figures_between
from modules.service.contract import Letter, LetterEvent, figures, spans
from modules.service.contract import letter_kinds as kinds
from modules.service.queue.contract import served_between
from modules.service.reports.rules.summary import (
    Complaints,
    Officer,
    Queue,
    Reason,
    Satisfaction,
    Service,
    Source,
    Summary,
)
from modules.service.survey.contract import index_between
from walls import current, fleeting

#: A page that is opened again within a minute tells the same.
KEPT_S = 60
_REASONS = 10
#: The hands a letter goes through: whose, and the minutes it lay there.
_HANDS = (
    ("made", "made_by", None),
    ("checked", "kasi", "kasi_minutes"),
    ("initialed", "sekdes", "sekdes_minutes"),
    ("signed", "signed_by", "signer_minutes"),
)


def remembered(span: spans.Span) -> Summary:
    """The figures of a span as of a minute ago at most; counted anew where there is no cache."""
    key = f"service-figures:{span.code}"
    kept = fleeting.get(key)
    if kept is None:
        found = summary_of(span)
        kept = asdict(found)
        # Whoever has just begun looks for the first letter and should find it.
        if not found.is_empty:
            fleeting.put(key, kept, seconds=KEPT_S)
    return Summary.from_json(kept)


def summary_of(span: spans.Span) -> Summary:
    """The figures of a span as of now. A dozen statements, whatever the number of letters."""
    zone = current.office().tzinfo
    begin, end = span.begins_at(zone), span.ends_at(zone)
    sources, arrivals = _arrived(begin, end)
    in_time, due = figures.promises(begin, end)
    worked, whole = figures.times(begin, end), figures.times(begin, end, "lasted")
    index = index_between(span.first_day, span.last_day)
    return Summary(
        received=sum(source.count for source in sources),
        issued=figures.issued(begin, end).count(),
        collected=figures.collected(begin, end).count(),
        cancelled=figures.cancelled(begin, end).count(),
        returned=figures.returned(begin, end).count(),
        in_time=in_time,
        due=due,
        measured=worked.count if worked else 0,
        median=worked.median if worked else None,
        p90=worked.p90 if worked else None,
        whole_median=whole.median if whole else None,
        whole_p90=whole.p90 if whole else None,
        services=_services(begin, end),
        officers=_officers(begin, end),
        sources=sources,
        arrivals=arrivals,
        reasons=_reasons(begin, end),
        complaints=Complaints(**figures_between(span.first_day, span.last_day)),
        satisfaction=Satisfaction(index.count, str(index.shown), index.quality.letter, index.weakest.name)
        if index
        else None,
        queue=Queue(*served_between(span.first_day, span.last_day)),
    )


def _arrived(begin: datetime, end: datetime) -> tuple[list[Source], list[list[int]]]:
    """By where requests came from, and by weekday (Monday is 1) and hour; one statement."""
    zone = current.office().tzinfo
    rows = (
        figures.received(begin, end)
        .annotate(weekday=ExtractIsoWeekDay("created_at", tzinfo=zone), hour=ExtractHour("created_at", tzinfo=zone))
        .values_list("source", "weekday", "hour")
        .annotate(count=Count("pk"))
    )
    sources: Counter[str] = Counter()
    hours: Counter[tuple[int, int]] = Counter()
    for source, weekday, hour, count in rows:
        sources[source] += count
        hours[weekday, hour] += count
    told = [Source(key, label, sources[key]) for key, label in Letter.Source.choices if sources[key]]
    return told, [[weekday, hour, count] for (weekday, hour), count in sorted(hours.items())]


def _services(begin: datetime, end: datetime) -> list[Service]:
    """Each service of which a letter was issued or a promise fell; the busiest first. Two statements."""
    Percentile = figures.Percentile
    timed = {
        row["kind"]: {name: row[name] for name in ("count", "measured", "median", "p90")}
        for row in figures.issued(begin, end)
        .values("kind")
        .annotate(
            count=Count("pk"), measured=Count("worked"), median=Percentile("worked", 0.5), p90=Percentile("worked", 0.9)
        )
    }
    judged = {
        kind: (in_time, due)
        for kind, in_time, due in figures.judged(begin, end)
        .values_list("kind")
        .annotate(in_time=Count("pk", filter=figures.IN_TIME), due=Count("pk"))
    }
    nothing: dict[str, Any] = {"count": 0, "measured": 0, "median": None, "p90": None}
    named = {pk: (slug, title, minutes) for pk, slug, title, minutes in kinds({*timed, *judged})}
    found = [
        Service(
            *named[kind],
            **timed.get(kind, nothing),
            in_time=judged.get(kind, (0, 0))[0],
            due=judged.get(kind, (0, 0))[1],
        )
        for kind in named
    ]
    return sorted(found, key=lambda service: (-service.count, -service.due, service.title))


def _officers(begin: datetime, end: datetime) -> list[Officer]:
    """What passed through whose hands among the letters issued, and half of it in how long; one statement."""
    issued = figures.issued(begin, end)
    arms = [
        issued.filter(**{f"{hand}__isnull": False})
        .values(officer=F(hand), name=F(f"{hand}__name"))
        .annotate(
            what=Value(what),
            count=Count("pk"),
            median=figures.Percentile(minutes, 0.5) if minutes else Value(None, IntegerField()),
        )
        for what, hand, minutes in _HANDS
    ]
    people: dict[int, dict[str, Any]] = {}
    for row in arms[0].union(*arms[1:], all=True):
        person = people.setdefault(row["officer"], {"pk": row["officer"], "name": row["name"]})
        person[row["what"]] = row["count"]
        if row["what"] != "made":
            person[f"{row['what']}_median"] = row["median"]
    return sorted((Officer(**person) for person in people.values()), key=lambda officer: officer.name)


def _reasons(begin: datetime, end: datetime) -> list[Reason]:
    """Why requests were sent back, the most frequent first, told alike when only capitals differ."""
    sent_back = LetterEvent.objects.filter(what=LetterEvent.What.RETURNED, at__gte=begin, at__lt=end)
    rows = sent_back.values_list("note").annotate(count=Count("pk")).order_by("-count", "note")[:200]
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    for note, count in rows:
        key = note.strip(" .").casefold()
        words.setdefault(key, note)
        counts[key] += count
    return [Reason(words[key], count) for key, count in counts.most_common(_REASONS)]
