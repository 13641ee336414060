"""The five numbers of reports as a kabupaten reads them: from published figures alone, which hold counts and no report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

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
    region_code: str = ""
    obligation: str = ""


def district_below(text: str) -> Office:
    """
    A kecamatan of this kabupaten by its key or region code.

    :raises Office.DoesNotExist: there is none, or it is another's.
    """
    return _districts().get(**{"region_code" if "." in text else "key": text})


def of_districts(period: Period, district: Office | None = None) -> list[Line]:
    """A line for each kecamatan of this kabupaten, by name, or for one of them; two queries."""
    offices = _districts().filter(pk=district.pk) if district else _districts()
    found = _sums(period, "office__parent_id", _below(district))
    return [_line(office, found) for office in offices.order_by("name")]


def of_villages(period: Period, district: Office | None = None) -> list[Line]:
    """A line for each village of this kabupaten, or of one of its kecamatan, by name; two queries."""
    offices = Office.objects.standing().filter(kind=Office.Kind.VILLAGE)
    offices = offices.filter(parent=district) if district else offices.filter(parent__parent_id=current.office().pk)
    found = _sums(period, "office_id", _below(district))
    return [_line(office, found) for office in offices.order_by("name", "region_code")]


def of_obligations(period: Period, district: Office | None = None) -> list[Line]:
    """A line for each obligation that was due, over the whole kabupaten or one kecamatan; two queries at most."""
    known = queries.obligations()
    pairs = {code: codes.details_of(code) for code in known}
    facts = Fact.objects.filter(_below(district), COUNTED, period=period)
    facts = facts.filter(indicator__in=[code for pair in pairs.values() for code in pair])
    sums = {
        row["indicator"]: (int(row["above"]), int(row["below"] or 0))
        for row in facts.values("indicator").annotate(above=Sum("numerator"), below=Sum("denominator"))
    }
    return [
        Line(known[code].name, _five(sums, received, on_time), obligation=code)
        for code, (received, on_time) in pairs.items()
        if received in sums
    ]


def total(lines: Iterable[Line]) -> Five:
    """Counts are added; rates are never averaged."""
    return sum((line.five for line in lines), Five())


def _districts() -> QuerySet[Office]:
    return Office.objects.standing().filter(parent_id=current.office().pk, kind=Office.Kind.DISTRICT)


def _below(district: Office | None) -> Q:
    """The villages of a kecamatan, or of this kabupaten."""
    return Q(office__parent_id=district.pk) if district else Q(office__parent__parent_id=current.office().pk)


def _five(sums: Mapping[str, tuple[int, int]], received: str, on_time: str) -> Five:
    actual, expected = sums[received]
    return Five(actual, expected, sums.get(on_time, (0, 0))[0])


def _sums(period: Period, by: str, below: Q) -> dict[tuple[int, str], tuple[int, int]]:
    facts = Fact.objects.filter(below, COUNTED, period=period, indicator__in=[codes.ON_TIME, codes.RECEIVED])
    rows = facts.values(by, "indicator").annotate(above=Sum("numerator"), below=Sum("denominator"))
    return {(row[by], row["indicator"]): (int(row["above"]), int(row["below"] or 0)) for row in rows}


def _line(office: Office, found: dict[tuple[int, str], tuple[int, int]]) -> Line:
    actual, expected = found.get((office.pk, codes.RECEIVED), (0, 0))
    on_time, _ = found.get((office.pk, codes.ON_TIME), (0, 0))
    return Line(office.name, Five(actual, expected, on_time), office.key, office.region_code)
