"""
One number, whoever is asked for it: each place that counts the people of a village is compared with the pencil, or with the balance.

`of_a_step` compares what any step may change; `of_a_story` asks every table, list, book and figure there is, of every month.
"""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from exchange import indicators
from exchange.models import Fact
from exchange.outbox import actions as outbox
from exchange.periods import Period
from exchange.rules import is_too_small
from registry import queries, statistics
from registry.books import balances, changes, guests, population
from registry.codes import Citizenship
from registry.ledger.months import first_of
from registry.queries import balance
from registry.queries import territory as places
from registry.statistics import Whom, charts
from registry.statistics.growth import growth
from registry.statistics.people import AGES
from registry.statistics.public import public_day, public_statistics, public_table
from registry.statistics.vulnerable import vulnerable
from walls import current

from .pencil import CELLS, Four, Pencil, cell, four

#: One of people and two of families, each counted in another way; the others are asked at the end.
OF_A_STEP = ("jenis-kelamin", "keluarga-per-dusun", "jumlah-anggota-keluarga")
FLOWS = {"births": "born", "deaths": "died", "arrivals": "came", "departures": "moved"}
FOREIGN = Citizenship.WNA.label.upper()


class OneCount:
    """The village this process is inside of, at a moment."""

    def __init__(self, *, now: datetime, months: list[date], account: Any) -> None:
        self.now, self.today, self.months, self.account = now, now.date(), months, account
        self.month = self.today.replace(day=1)
        self.span = Period.month_of(self.today)
        self.pencil = Pencil()

    def of_a_step(self) -> None:
        self.ledger()
        self.statistics([statistics.named(slug) for slug in OF_A_STEP])
        self.growth()
        self.recapitulation()
        self.report()
        self.changes(self.month)
        outbox.publish_dirty(at=self.now)
        self.figures(self.month)

    def of_a_story(self) -> None:
        self.of_a_step()
        self.statistics(statistics.all_declared())
        self.pyramid()
        self.lists()
        self.territory()
        self.public()
        self.registers()
        for month in self.months:
            self.changes(month)
            self.figures(month)
            self.as_of_its_end(month)
        outbox.recompute_all(period=self.span, at=self.now)
        self.quality()

    def ledger(self) -> None:
        counted = queries.resident_counts(self.today)
        said = (counted.residents, counted.men, counted.women, counted.families)
        assert said == (self.pencil.total, self.pencil.men, self.pencil.women, self.pencil.families)
        here = Counter(cell(*one) for one in queries.counted_as_of().values_list("citizenship", "sex"))
        assert four(here) == self.pencil.people
        month = balance.of_month(self.month)
        assert self._closing(month.people) == self.pencil.people
        assert self._closing(month.heads) == self.pencil.heads

    def _closing(self, counted: Any) -> Four:
        def is_in(wanted: tuple[bool, int]) -> Any:
            return lambda part: (part.is_foreign, part.sex) == wanted

        return tuple(counted(is_in(one)).closing for one in CELLS)

    def statistics(self, asked: list[Any]) -> None:
        """By citizenship and sex: the total, and its rows together."""
        for statistic in asked:
            counted = statistics.count(statistic, day=self.today)
            rows = [_numbers(row.numbers) for row in counted.rows]
            assert tuple(map(sum, zip(*rows, strict=True))) == _numbers(counted.total) or not rows, statistic.slug
            if statistic.whom is Whom.PEOPLE:
                assert _numbers(counted.total) == self.pencil.people, statistic.slug
            elif statistic.whom is Whom.FAMILIES:
                assert _numbers(counted.total) == self.pencil.heads, statistic.slug
            elif statistic.whom is Whom.EVERYBODY:
                assert counted.total.total == self.pencil.total + len(self.pencil.temporary)

    def growth(self) -> None:
        """Every month of the curve is that of the balance."""
        for grown in growth(self.month, months=len(self.months)):
            flow = balance.of_month(grown.first).people()
            assert vars(grown) == {name: getattr(flow, name) for name in vars(grown) if name != "first"} | {
                "first": grown.first
            }, grown.first
            assert grown.closing == flow.closing, grown.first

    def recapitulation(self) -> None:
        """B.3: every hamlet at the end of the month, and the total as it is printed."""
        *hamlets, total = [row.cells for row in balances.recapitulation(self.span)]
        assert [sum(row[column] for row in hamlets) for column in range(2, 32)] == list(total[2:32])
        assert _closing_of_b3(total) == (self.pencil.people, self.pencil.families)
        assert total[30] == self.pencil.total - self.pencil.families
        assert total[31] == self.pencil.total
        found = {"" if row[1] == "TANPA DUSUN" else row[1]: _closing_of_b3(row) for row in hamlets}
        assert {name: said for name, said in found.items() if sum(said[0])} == self.pencil.by_hamlet()

    def report(self) -> None:
        """LAMPID: its last row, and its first beside B.3."""
        report = {row[1]: row for row in balances.lampid(self.span)}
        last = report["Penduduk/keluarga akhir bulan ini"]
        heads = self.pencil.heads_by_sex
        assert tuple(last[2:6]) == self.pencil.people
        assert tuple(last[6:9]) == (self.pencil.men, self.pencil.women, self.pencil.total)
        assert tuple(last[9:12]) == (*heads, sum(heads))
        first, total = report["Penduduk/keluarga awal bulan ini"], list(balances.recapitulation(self.span))[-1].cells
        assert (first[8], first[11]) == (total[8], total[6])

    def changes(self, first: date) -> None:
        """B.2: whoever is listed as born, dead, come, gone or missing is in the column of B.3 and of LAMPID, cell by cell."""
        span = Period.month_of(first)
        listed = Counter((stay.opened_by.kind, *cell(stay.citizenship, stay.sex)) for stay in changes.entries(span))
        listed += Counter((stay.closed_by.kind, *cell(stay.citizenship, stay.sex)) for stay in changes.exits(span))
        month = balance.of_month(first)
        kinds = {"BIRTH": "born", "MOVE_IN": "came", "DEATH": "died", "MOVE_OUT": "moved", "MISSING": "missing"}
        for kind, flow in kinds.items():
            for is_foreign, sex in CELLS:
                # The names are bound now: the loop goes on before nobody.
                told = month.people(lambda part, wanted=(is_foreign, sex): (part.is_foreign, part.sex) == wanted)
                assert listed[kind, is_foreign, sex] == getattr(told, flow), (first, kind, is_foreign, sex)

    def as_of_its_end(self, first: date) -> None:
        """Who stood here when a month ended, asked today, is whom its books counted: by stays, statistics, B.3 and LAMPID."""
        span, month = Period.month_of(first), balance.of_month(first)
        day = min(span.last_day, self.today)
        people, heads = self._closing(month.people), self._closing(month.heads)
        stood = list(queries.counted_as_of(day).values_list("citizenship", "sex", "relation"))
        assert four(Counter(cell(*one[:2]) for one in stood)) == people, first
        assert four(Counter(cell(*one[:2]) for one in stood if one[2] == 1)) == heads, first
        for slug, wanted in (("jenis-kelamin", people), ("keluarga-per-dusun", heads)):
            assert _numbers(statistics.count(statistics.named(slug), day=day).total) == wanted, (first, slug)
        assert _closing_of_b3(list(balances.recapitulation(span))[-1].cells) == (people, sum(heads)), first
        last = {row[1]: row for row in balances.lampid(span)}["Penduduk/keluarga akhir bulan ini"]
        assert (tuple(last[2:6]), last[11]) == (people, sum(heads)), first

    def pyramid(self) -> None:
        steps = charts.pyramid(statistics.count(statistics.named(AGES), day=self.today))
        assert (sum(step.men for step in steps), sum(step.women for step in steps)) == (
            self.pencil.men,
            self.pencil.women,
        )

    def lists(self) -> None:
        _, sums = vulnerable(self.today)
        assert tuple(sums[:4]) == (*self.pencil.heads_by_sex, self.pencil.men, self.pencil.women)

    def territory(self) -> None:
        found = {
            place.area.hamlet.name: (place.men, place.women, place.families)
            for place in places.territory(self.account)
            if place.area.level == "DUSUN" and place.area.hamlet
        }
        wanted = {
            name: (people[0] + people[2], people[1] + people[3], families)
            for name, (people, families) in self.pencil.by_hamlet().items()
            if name
        }
        assert {name: said for name, said in found.items() if any(said)} == wanted

    def public(self) -> None:
        """What everybody may see of the last closed month; what is small is hidden and says nothing."""
        day = public_day(self.today)
        month = balance.of_month(first_of(day))
        for statistic in public_statistics():
            counted = month.heads if statistic.whom is Whom.FAMILIES else month.people
            men, women = (counted(lambda part, sex=sex: part.sex == sex).closing for sex in (1, 2))
            shown = public_table(statistic, day=day)
            for told, true in ((shown.total.men, men), (shown.total.women, women), (shown.total.total, men + women)):
                assert told in (None, true), statistic.slug
            SHOWN[statistic.slug] += shown.total.total is not None

    def registers(self) -> None:
        """B.1 and B.5, line by line; B.4 beside the statistic that counts guests."""
        for book, citizenship, sex, relation in ((population.RESIDENTS, 10, 2, 12), (population.CARDS, 14, 4, 13)):
            lines = list(book.rows(self.span)[0:1000])
            assert [line[0] for line in lines] == list(range(1, len(lines) + 1)), book.code
            # Who ceased to be a permanent resident stays in the book, and says so in its last column.
            rows = [line for line in lines if not line[-1]]
            assert four(Counter((row[citizenship] == FOREIGN, 1 if row[sex] == "L" else 2) for row in rows)) == (
                self.pencil.people
            ), book.code
            assert sum(row[relation] == "KEPALA KELUARGA" for row in rows) == self.pencil.families, book.code
        here = [visit for visit in guests.visits(self.span) if visit.last.until is None]
        assert len(here) == len(self.pencil.temporary)

    def figures(self, first: date) -> None:
        """The figures the kecamatan reads of a month; of few people it reads only that they are few."""
        month = balance.of_month(first)
        people, heads = month.people(), month.heads()
        was_there = people.opening or people.closing
        wanted: dict[str, Any] = {code: (getattr(people, flow), None) for code, flow in FLOWS.items() if was_there}
        if people.closing:
            wanted |= {"residents": (people.closing, None), "families": (heads.closing, None)}
        if was_there:
            wanted["balance_closes"] = (1, 1)
        self._published(first, wanted, {*FLOWS, "residents", "families", "balance_closes"})

    def quality(self) -> None:
        """What is counted of single records, after the night in which all figures are counted anew."""
        day, total = self.span.last_day, self.pencil.total
        shares = {
            "card_unrecorded": self.pencil.card_unrecorded(day),
            "birth_certificates": self.pencil.birth_certificates(day),
            "nik_possible": self.pencil.possible_niks(),
        }
        wanted: dict[str, Any] = {code: share for code, share in shares.items() if share[1]}
        # Nobody has compared the people of these villages yet.
        wanted |= {"recorded_elsewhere": (0, None)} if total else {}
        self._published(self.month, wanted, {*shares, "recorded_elsewhere"})

    def _published(self, first: date, wanted: dict[str, Any], codes: set[str]) -> None:
        facts = Fact.objects.filter(
            office_id=current.office().pk, period=Period.month_of(first), indicator__in=codes
        ).values_list("indicator", "is_small", "numerator", "denominator")
        found = {code: "few" if is_small else (number, whole) for code, is_small, number, whole in facts}
        assert found == {code: self._told(code, *figure) for code, figure in wanted.items()}, first
        SHOWN["figures"] += sum(said != "few" for said in found.values())

    def _told(self, code: str, number: int, whole: int | None) -> Any:
        if indicators.named(code).counts_people and is_too_small(number, whole):
            return "few"
        return Decimal(number), None if whole is None else Decimal(whole)


#: How often a public table told its sum, and how many figures told a number: where all is hidden, nothing is proven.
SHOWN: Counter[str] = Counter()


def _numbers(numbers: Any) -> Four:
    return numbers.wni_men, numbers.wni_women, numbers.wna_men, numbers.wna_women


def _closing_of_b3(cells: Any) -> tuple[Four, int]:
    """The form has WNA before WNI."""
    foreign_men, foreign_women, men, women, families = cells[25:30]
    return (men, women, foreign_men, foreign_women), families
