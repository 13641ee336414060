"""The five numbers of reports as a kabupaten reads them: from published figures alone, which hold counts and no report."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum

from exchange.models import Fact
from exchange.periods import Period
from submissions import codes, queries
from submissions.rules.standing import Five
from tenants.models import Office
from walls import current

#: What could not be counted tells no number.
COUNTED = Q(numerator__isnull=False)


@dataclass(frozen=True)
class Line:
    """Of whom or what, and its numbers; `key` of an office leads on."""

    name: str
    five: Five
    key: str = ""


def of_districts(period: Period) -> list[Line]:
    """A line for each kecamatan of this kabupaten, by name; two queries."""
    offices = Office.objects.standing().filter(parent_id=current.office().pk, kind=Office.Kind.DISTRICT)
    found = _sums(period, "office__parent_id", Q(office__parent__parent_id=current.office().pk))
    return [_line(office, found) for office in offices.order_by("name")]


def of_villages(district: Office, period: Period) -> list[Line]:
    """A line for each village of a kecamatan, by name; two queries."""
    offices = Office.objects.standing().filter(parent_id=district.pk, kind=Office.Kind.VILLAGE)
    found = _sums(period, "office_id", Q(office__parent_id=district.pk))
    return [_line(office, found) for office in offices.order_by("name")]


def of_obligations(period: Period) -> list[Line]:
    """A line for each obligation that ships and was due, over the whole kabupaten; one query."""
    wanted = [code for pair in codes.DETAILS.values() for code in pair]
    below = Q(office__parent__parent_id=current.office().pk)
    facts = Fact.objects.filter(below, COUNTED, period=period, indicator__in=wanted)
    sums = {
        row["indicator"]: (int(row["above"]), int(row["below"] or 0))
        for row in facts.values("indicator").annotate(above=Sum("numerator"), below=Sum("denominator"))
    }
    names = queries.obligations()
    lines = []
    for obligation, (received, on_time) in codes.DETAILS.items():
        if received in sums:
            actual, expected = sums[received]
            five = Five(actual, expected, sums.get(on_time, (0, 0))[0])
            lines.append(Line(names[obligation].name, five, obligation))
    return lines


def total(lines: Iterable[Line]) -> Five:
    """Counts are added; rates are never averaged."""
    return sum((line.five for line in lines), Five())


def _sums(period: Period, by: str, below: Q) -> dict[tuple[int, str], tuple[int, int]]:
    facts = Fact.objects.filter(below, COUNTED, period=period, indicator__in=[codes.ON_TIME, codes.RECEIVED])
    rows = facts.values(by, "indicator").annotate(above=Sum("numerator"), below=Sum("denominator"))
    return {(row[by], row["indicator"]): (int(row["above"]), int(row["below"] or 0)) for row in rows}


def _line(office: Office, found: dict[tuple[int, str], tuple[int, int]]) -> Line:
    actual, expected = found.get((office.pk, codes.RECEIVED), (0, 0))
    on_time, _ = found.get((office.pk, codes.ON_TIME), (0, 0))
    return Line(office.name, Five(actual, expected, on_time), office.key)
