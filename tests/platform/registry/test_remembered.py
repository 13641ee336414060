"""What is counted once is counted anew after every event, after one that was only rehearsed, and where there is no cache."""

import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import transaction
from samples.ledger import happen

from registry import queries, statistics
from registry.ledger import Entry
from registry.models import Hamlet, Resident
from registry.queries import balance
from registry.queries.remembered import in_order, remembered, state
from registry.statistics.vulnerable import vulnerable
from walls import current, fleeting

from .conftest import NOON

TODAY = date(2026, 11, 20)
KEY = UUID("11111111-2222-4333-8444-555555555555")
PLATFORM = Path(__file__).resolve().parents[3] / "platform"


def counted():
    return statistics.count(statistics.named("jenis-kelamin"), day=TODAY).total.total


def test_a_count_is_made_once_until_something_happens(ani, gita, django_assert_num_queries):
    assert counted() == 1
    with django_assert_num_queries(1):  # the state of the register
        assert counted() == 1

    happen("DEATH", ani, at=NOON, by=gita)

    assert counted() == 0 == queries.resident_counts(TODAY).residents
    assert balance.of_month(date(2026, 11, 1)).people().died == 1


def write(resident, by, kind, **changes):
    with transaction.atomic():
        entry = Entry(kind=kind, happened_on=TODAY, reported_on=TODAY, at=NOON, by=by, resident=resident, key=KEY)
        entry.change(Resident.objects.get(pk=resident.pk), **changes)
        entry.write()


def test_what_was_only_rehearsed_is_not_remembered(ani, gita):
    """The check page lets an event happen, counts, and takes all of it back; afterwards it happens otherwise under the same key."""
    before = state()
    mark = transaction.savepoint()
    write(ani, gita, "DEATH", status=2)
    assert counted() == 0
    during = state()
    transaction.savepoint_rollback(mark)
    assert (counted(), state()) == (1, before)

    write(ani, gita, "INSIDE", rt="009")

    assert state() not in (before, during)
    assert counted() == 1


def test_a_hamlet_bears_its_new_name_at_once(ani):
    assert {line.hamlet for line in vulnerable(TODAY)[0]} == {"TENGAH"}

    Hamlet.objects.filter(name="TENGAH").update(name="TIMUR")

    assert {line.hamlet for line in vulnerable(TODAY)[0]} == {"TIMUR"}


def test_without_a_cache_everything_is_counted_every_time(village, monkeypatch):
    monkeypatch.setattr(fleeting, "get", lambda key: None)
    monkeypatch.setattr(fleeting, "put", lambda key, value, *, seconds: None)
    asked = []

    for _ in range(2):
        assert remembered("question", 1, make=lambda: asked.append(1) or len(asked)) == len(asked)

    assert len(asked) == 2


def test_nothing_is_also_remembered(village):
    asked = []

    for _ in range(2):
        assert remembered("question", make=lambda: asked.append(1)) is None

    assert len(asked) == 1


def test_two_questions_and_two_villages_are_kept_apart(village, neighbour):
    assert remembered("question", 1, make=lambda: "one") == "one"
    assert remembered("question", 2, make=lambda: "two") == "two"
    with current.inside(neighbour):
        assert remembered("question", 1, make=lambda: "theirs") == "theirs"
    assert remembered("question", 1, make=lambda: "made anew") == "one"


def test_rows_in_their_order_are_read_page_by_page(ani, django_assert_num_queries):
    made = [
        Resident.objects.create(name=f"WARGA {letter}", sex=1, born_on=TODAY, created_at=NOON, updated_at=NOON)
        for letter in "DCBA"
    ]
    rows = in_order("people", rows=Resident.objects.order_by("name"))
    with django_assert_num_queries(1):
        assert [row.name for row in rows[1:3]] == ["WARGA A", "WARGA B"]
    assert (len(rows), rows[0], rows[-1]) == (5, ani, made[0])
    with pytest.raises(IndexError):
        rows[5]

    made[1].delete()

    assert [row.name for row in rows] == ["ANI SAMPLE", "WARGA A", "WARGA B", "WARGA D"], (
        "a row that has gone is left out"
    )


def test_the_kept_is_forgotten_with_the_cache(ani):
    counted()
    cache.clear()

    assert counted() == 1


# A name here changes nothing that is counted: who shares a household, and whose photograph it is.
NO_EVENT = {"actions/households.py", "actions/papers.py"}
WRITES = re.compile(
    r"(Resident|Family|Stay)\.objects\.[^\n]*(update|create|delete|bulk_\w+)\(|upsert\((Resident|Family)"
)


def test_only_the_ledger_and_its_files_write_what_is_counted():
    """Otherwise a number would be remembered beyond its time; what writes must write an event."""
    registry = PLATFORM / "registry"
    found = {
        str(path.relative_to(registry))
        for path in registry.rglob("*.py")
        if "migrations" not in path.parts and WRITES.search(path.read_text())
    }

    assert {one for one in found if not one.startswith(("ledger/", "importing/"))} == NO_EVENT


def test_the_guard_sees_a_writer():
    assert WRITES.search("Resident.objects.filter(pk=1).update(religion=1)")
    assert WRITES.search("Stay.objects.create(since=day)")
    assert not WRITES.search("Resident.objects.filter(pk=1).count()")
