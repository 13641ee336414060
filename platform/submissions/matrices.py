"""Who owes what: the villages of a kecamatan and the reports due in some days, side by side."""

from dataclasses import dataclass
from datetime import date

from submissions import queries
from submissions.queries import Duty
from submissions.rules.obligations import Obligation
from submissions.rules.standing import Five, five
from submissions.rules.terms import Term
from tenants.models import Office
from walls import current


def villages() -> list[Office]:
    """The villages below this kecamatan that send, by name; one query."""
    below = Office.objects.standing().filter(parent_id=current.office().pk, kind=Office.Kind.VILLAGE)
    return list(below.select_related("parent").order_by("name"))


@dataclass(frozen=True)
class Column:
    """One report of one period, with a duty for each village in the order of the matrix; None where it is not owed."""

    obligation: Obligation
    term: Term
    due_on: date
    day: date
    cells: list[Duty | None]

    @property
    def five(self) -> Five:
        return five(queries.reports_of(self.cells), self.day)


@dataclass(frozen=True)
class Matrix:
    """Who owes what: the villages, and the reports due in these days."""

    villages: list[Office]
    columns: list[Column]
    day: date

    @property
    def rows(self) -> list[tuple[Office, list[Duty | None], Five]]:
        """Each village with its reports and its five numbers."""
        cells = [[column.cells[place] for column in self.columns] for place in range(len(self.villages))]
        return [
            (office, row, five(queries.reports_of(row), self.day))
            for office, row in zip(self.villages, cells, strict=True)
        ]

    @property
    def total(self) -> Five:
        return sum((column.five for column in self.columns), Five())


def matrix(day: date, first: date, last: date) -> Matrix:
    """All reports due in these days, of all villages of this kecamatan; three queries."""
    offices = villages()
    found = queries.assembled(offices, day, first, last)
    asked: dict[tuple[str, str], Duty] = {}
    for (_, code, term), one in found.items():
        asked.setdefault((code, term), one)
    columns = [
        Column(one.obligation, one.term, one.due_on, day, [found.get((office.pk, code, term)) for office in offices])
        for (code, term), one in sorted(asked.items(), key=lambda item: (item[1].due_on, item[1].obligation.name))
    ]
    return Matrix(offices, columns, day)
