"""What must be true of two villages after every step, and once more of everything when a story ends."""

import sys
from collections import Counter
from datetime import date
from itertools import pairwise

from django.db.models import F
from hypothesis.stateful import invariant

from exchange.periods import Period
from papers import books
from papers.books.cells import rows_of
from registry import actions, statistics
from registry.ledger import months, standing
from registry.models import Month, Resident, Stay
from registry.queries import balance
from registry.queries.families import families_without_head
from registry.queries.remembered import state
from walls import current

from .one_count import OneCount
from .two_villages import LIVING, Villages


class FiguresAgree(Villages):
    """Every way of counting comes to one number, and nobody stands in two places."""

    @invariant()
    def all_figures_agree(self):
        for office, clerk in zip(self.offices, self.people, strict=True):
            with current.inside(office):
                # A step changes one village, or two: what was found true of the other is so still.
                found = (state(), self.now.date(), Month.objects.filter(closed_at__isnull=False).count())
                if self.found_true.get(office.pk) != found:
                    self.months_follow_each_other()
                    self.one_count(clerk).of_a_step()
                    self.closed_months_say_what_they_said(office)
                    self.records_are_the_last_stays()
                    self.every_family_has_one_head()
                    self.nobody_stood_in_two_places()
                    self.found_true[office.pk] = found

    @invariant()
    def nobody_lives_in_two_places(self):
        found = []
        for office in self.offices:
            with current.inside(office):
                found += Resident.objects.filter(**LIVING, nik__isnull=False).values_list("nik", flat=True)
        assert len(found) == len(set(found))

    def teardown(self):
        try:
            # A story that was refused has said why already.
            if sys.exc_info()[0] is None:
                self.everything_agrees()
        finally:
            super().teardown()

    def everything_agrees(self):
        """Both villages whole, also the one no step has changed by its own account."""
        for office, clerk in zip(self.offices, self.people, strict=True):
            with current.inside(office):
                self.months_follow_each_other()
                self.one_count(clerk).of_a_story()
                self.records_are_the_last_stays()

    def one_count(self, clerk):
        return OneCount(now=self.now, months=list(self.months()), account=clerk)

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

    def closed_months_say_what_they_said(self, office):
        """Every book, and some statistics, word by word."""
        for first in Month.objects.filter(closed_at__isnull=False).values_list("first", flat=True):
            said = whatever_is_said(Period(f"{first:%Y-%m}"))
            assert self.printed.setdefault((office.pk, first), said) == said, first

    def records_are_the_last_stays(self):
        open_stays = {stay.resident_id: standing.of_stay(stay) for stay in Stay.objects.filter(until__isnull=True)}
        records = {person.pk: standing.of_resident(person) for person in Resident.objects.all()}
        assert open_stays == {pk: stood for pk, stood in records.items() if stood is not None}

    def every_family_has_one_head(self):
        """Whoever leaves is followed by another head, so nobody here is left without; only a file may bring such a family."""
        heads: Counter[int] = Counter()
        for family, relation in Resident.objects.filter(status=1, family__isnull=False).values_list(
            "family_id", "relation"
        ):
            heads[family] += relation == 1
        assert set(heads.values()) <= {1}, heads
        assert not families_without_head().exists()
        settled = Resident.objects.filter(**LIVING, family__isnull=False)
        led = settled.filter(relation=1).values_list("family", flat=True)
        # A family of residents is counted by its head, so its head is a resident too and no guest.
        assert set(settled.values_list("family", flat=True)) == set(led)
        assert not Resident.objects.filter(**LIVING, family__isnull=True, relation=1).exists()

    def nobody_stood_in_two_places(self):
        """On no day, also not on one that is long over: stays of one person follow each other, and so do the heads of a family."""
        follow_each_other(Stay.objects.order_by("resident", "since", "pk").values_list("resident", "since", "until"))
        heads = Stay.objects.filter(family__isnull=False, relation=1).order_by("family", "since", "pk")
        follow_each_other(heads.exclude(until=F("since")).values_list("family", "since", "until"))

    def months(self):
        first = date(2026, 9, 1)
        while first <= self.now.date():
            yield first
            first = months.after(first)


def follow_each_other(stood):
    """Rows of (whose, since, until) in the order of their days."""
    for (whose, since, until), (other, following, _) in pairwise(stood):
        if whose == other:
            assert until is not None, (whose, since, following)
            assert until <= following, (whose, since, until, following)


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
