"""What must be true of two villages after every step."""

from collections import Counter
from datetime import date

from hypothesis.stateful import invariant

from exchange.models import Fact
from exchange.outbox import actions as outbox
from exchange.periods import Period
from exchange.rules import HIDDEN_UNDER
from papers import books
from papers.books.cells import rows_of
from registry import actions, queries, statistics
from registry.books import balances
from registry.ledger import months, standing
from registry.models import Month, Resident, Stay
from registry.queries import balance
from walls import current

from .two_villages import LIVING, Villages


class FiguresAgree(Villages):
    """Every way of counting comes to one number, and nobody stands in two places."""

    @invariant()
    def all_figures_agree(self):
        for office in self.offices:
            with current.inside(office):
                self.months_follow_each_other()
                self.counts_agree()
                self.books_agree()
                self.closed_months_say_what_they_said(office)
                self.records_are_the_last_stays()
                self.every_family_has_one_head()

    @invariant()
    def nobody_lives_in_two_places(self):
        found = []
        for office in self.offices:
            with current.inside(office):
                found += Resident.objects.filter(**LIVING, nik__isnull=False).values_list("nik", flat=True)
        assert len(found) == len(set(found))

    def months_follow_each_other(self):
        kept = {month.first: month.balance for month in Month.objects.filter(closed_at__isnull=False)}
        closing = None
        for first in self.months():
            found = balance.of_month(first)
            for cell in found.cells:
                assert cell.people.adds_up, (first, cell)
                assert cell.heads.adds_up, (first, cell)
            for flow in (found.people(), found.heads()):
                # Whoever leaves one row of a table enters another: nobody goes out of the village by a shift.
                assert flow.shifted_in == flow.shifted_out, (first, flow)
            far = balance.moved_out(first).values()
            assert sum(one["men"] + one["women"] for one in far) == found.people().moved, first
            if closing is not None:
                assert by_cell(found, "opening") == closing, first
            closing = by_cell(found, "closing")
            if first in kept:
                assert nameless(actions.months.snapshot(first)) == nameless(kept[first]), first

    def books_agree(self):
        """B.3, row by row and as printed in its total, and LAMPID: each is the closing of the month, and its sum."""
        month = Period(f"{self.now:%Y-%m}")
        *hamlets, total = [row.cells for row in balances.recapitulation(month)]
        counted, families = queries.resident_counts(self.now.date()), total[29]
        sums = [sum(row[column] for row in hamlets) for column in range(2, 32)]
        assert sums == list(total[2:32])
        assert (total[31], families, total[30]) == (counted.residents, counted.families, counted.residents - families)
        report = {row[1]: row for row in balances.lampid(month)}
        last = report["Penduduk/keluarga akhir bulan ini"]
        assert (last[6], last[7], last[8], last[11]) == (
            counted.men,
            counted.women,
            counted.residents,
            counted.families,
        )
        first = report["Penduduk/keluarga awal bulan ini"]
        assert (first[8], first[11]) == (total[8], total[6])

    def closed_months_say_what_they_said(self, office):
        """Every book, and some statistics, word by word."""
        for first in Month.objects.filter(closed_at__isnull=False).values_list("first", flat=True):
            said = whatever_is_said(Period(f"{first:%Y-%m}"))
            assert self.printed.setdefault((office.pk, first), said) == said, first

    def counts_agree(self):
        today = self.now.date()
        book, families = balance.of_month(today.replace(day=1)).people(), balance.of_month(today.replace(day=1)).heads()
        counted = queries.resident_counts(today)
        here = Resident.objects.filter(**LIVING)
        assert book.closing == counted.residents == here.count() == queries.counted_as_of().count()
        assert families.closing == counted.families == here.filter(relation=1).count()
        outbox.publish_dirty(at=self.now)
        facts = Fact.objects.filter(office_id=current.office().pk, indicator="residents", period=f"{today:%Y-%m}")
        # Where nobody is left there is nothing to count, and no figure.
        small = 0 < counted.residents < HIDDEN_UNDER
        assert [fact.is_small for fact in facts] == [small] * (counted.residents > 0)
        assert small or sum(fact.numerator for fact in facts) == counted.residents

    def records_are_the_last_stays(self):
        open_stays = {stay.resident_id: standing.of_stay(stay) for stay in Stay.objects.filter(until__isnull=True)}
        records = {person.pk: standing.of_resident(person) for person in Resident.objects.all()}
        assert open_stays == {pk: stood for pk, stood in records.items() if stood is not None}

    def every_family_has_one_head(self):
        heads: Counter[int] = Counter()
        for family, relation in Resident.objects.filter(status=1, family__isnull=False).values_list(
            "family_id", "relation"
        ):
            heads[family] += relation == 1
        assert set(heads.values()) <= {1}, heads

    def months(self):
        first = date(2026, 9, 1)
        while first <= self.now.date():
            yield first
            first = months.after(first)


def by_cell(found, name):
    """One figure of people and of heads, cell by cell; who nobody is in is left out."""
    cells = {
        (cell.hamlet, cell.is_foreign, cell.sex): (getattr(cell.people, name), getattr(cell.heads, name))
        for cell in found.cells
    }
    return {where: counts for where, counts in cells.items() if counts != (0, 0)}


def printed(book, month):
    return [row.cells for row in rows_of(book.rows(month), book.columns)]


def whatever_is_said(month):
    said = {code: printed(books.of(code), month) for code in ("B.1", "B.2", "B.3", "B.4", "B.5", "LAMPID")}
    for slug in ("status-perkawinan", "rentang-umur", "keluarga-per-dusun", "suku"):
        found = statistics.count(statistics.named(slug), day=month.last_day)
        said[slug] = [(row.label, vars(row.numbers)) for row in found.rows]
    return said


def nameless(snapshot):
    """A kept month without its hamlets: it keeps those of its own day, whatever they are called since, and however many they are."""
    return {**snapshot, "hamlets": {}, "cells": [{**cell, "name": ""} for cell in snapshot["cells"]]}
