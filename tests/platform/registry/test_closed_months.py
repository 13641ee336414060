"""A month that was closed says the same for ever: six books, all statistics, what the public sees, and the facts."""

import uuid
from datetime import UTC, date, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from samples import pdfs
from samples.ledger import enrol, happen
from samples.residents import run_households, settle

from exchange.periods import Period
from papers import books
from papers.books.cells import rows_of
from registry import actions, facts, ledger, queries, statistics
from registry.actions import territory
from registry.actions.happenings.marriages import record_marriage
from registry.codes import HouseholdRole
from registry.ledger import former as ledger_former
from registry.models import Area, Event, Former, Household, PersonDocument, Resident
from registry.queries import former
from registry.queries.listing import ResidentFilters
from registry.queries.on_day import residents_on
from registry.statistics import public
from registry.statistics.growth import growth
from registry.statistics.vulnerable import vulnerable

from .conftest import csv_of, stored

OCTOBER = Period("2026-10")
LAST = date(2026, 10, 31)
FIRST = date(2026, 10, 1)
CODES = ("B.1", "B.2", "B.3", "B.4", "B.5", "LAMPID")
COUNTED = (
    facts.residents, facts.families, facts.births, facts.deaths, facts.arrivals, facts.departures,
    facts.card_unrecorded, facts.nik_possible, facts.birth_certificates,
)  # fmt: skip
MARRIED, NEVER = 2, 1


def on(day, month=11):
    return datetime(2026, month, day, 3, tzinfo=UTC)


def printed(code):
    book = books.of(code)
    tables = [(table.rows, table.columns) for table in book.tables]
    said = [
        list(row.cells)
        for rows, columns in [(book.rows, book.columns), *tables]
        for row in rows_of(rows(OCTOBER), columns)
    ]
    return said, list(book.notes(OCTOBER)) if book.notes else []


def counted(statistic):
    found = statistics.count(statistic, day=LAST)
    people = list(statistics.stays_of(statistic, "", day=LAST).values_list("pk", flat=True).order_by("pk"))
    return [(row.label, vars(row.numbers)) for row in found.rows], vars(found.total), people


def listed(gita):
    named = ("name", "nik", "marital", "occupation", "hamlet", "rt", "family_id", "relation", "sex")
    return [
        tuple(str(getattr(one, name)) for name in named)
        for one in residents_on(LAST, ResidentFilters(day=LAST), account=gita)[:]
    ]


def everything_said(gita):
    """Whatever October says to anybody, by where it is said."""
    said = {code: printed(code) for code in CODES}
    said |= {one.slug: counted(one) for one in statistics.all_declared()}
    said |= {f"public {one.slug}": public.public_table(one, day=LAST).rows for one in public.public_statistics()}
    said |= {one.__name__: one(OCTOBER) for one in COUNTED}
    return said | {"growth": growth(FIRST), "vulnerable": vulnerable(LAST), "list": listed(gita)}


@pytest.fixture
def month(village, gita):
    """October of a hundred people and a guest, of whom some died, moved, came; closed in November."""
    settle(110, on=date(2026, 9, 30), at=on(30, 9), by=gita)
    run_households(4, at=on(30, 9))
    enrol(at=on(12, 10), kind="TEMPORARY_IN", name="TAMU SAMPLE", sex=1, born_on=date(1990, 1, 1), residency=2,
          birthplace="MALANG", occupation=9, nationality="Indonesia", hamlet=Resident.objects.order_by("pk")[0].hamlet)  # fmt: skip
    alone = list(Resident.objects.filter(relation=4, residency=1).order_by("pk")[:4])
    happen("DEATH", alone[0], at=on(9, 10), by=gita)
    happen("MOVE_OUT", alone[1], at=on(12, 10), by=gita, details={"move_class": 4})
    happen("DEATH", alone[2], at=on(13, 10), by=gita)
    enrol(at=on(14, 10), kind="BIRTH", name="UMA SAMPLE", sex=2, born_on=date(2026, 10, 1), citizenship=1,
          mother=Resident.objects.filter(relation=3).first(), mother_name="IBU SAMPLE")  # fmt: skip
    actions.close_month(first=FIRST, by=gita, at=on(2))
    return gita


@pytest.fixture
def unchanged(month, gita):
    """Do something after closing; afterwards October says what it said."""
    before = everything_said(gita)

    def check(what):
        after = everything_said(gita)
        assert {name for name, said in after.items() if said != before[name]} == set(), what

    return check


def permanent(**wanted):
    stays = queries.counted_as_of(LAST).values("resident")
    return Resident.objects.filter(pk__in=stays, status=1, **wanted).order_by("pk")


def correct(resident, gita, at=None, **said):
    return actions.correct_resident(resident=resident, details=said, by=gita, at=at or on(5), reason="Salah tulis")


def test_a_correction_changes_no_closed_month(unchanged, gita):
    woman, man = permanent(sex=2, relation=3).first(), permanent(sex=1, relation=1).last()

    correct(woman, gita, name="BARU SAMPLE", nickname="BARU", birthplace="MALANG", religion=3, education=8, studying=9,
            occupation=11, marital=6, blood=4, ethnicity="Bali", pregnant=1, chronic_illness=9, disability=2,
            birth_certificate="A-1", marriage_certificate="N-1", recording=2, card=4, card_place="MALANG",
            card_on=date(2026, 11, 1), lives_since=date(2020, 1, 1), reads="L", insurance=4, contraception=2,
            employment_insurance="BPJS", mother_name="IBU BARU", father_name="BAPAK BARU")  # fmt: skip
    unchanged("a correction of many words")
    correct(man, gita, nik="3599010101700099", born_on=date(1970, 1, 1))
    unchanged("a correction of the NIK and the birthday")
    correct(man, gita, sex=2, at=on(6))
    correct(woman, gita, name="LAIN SAMPLE", at=on(6))
    unchanged("a second correction of the same name")
    correct(
        Resident.objects.get(name="TAMU SAMPLE"),
        gita,
        name="TAMU BARU",
        birthplace="BLITAR",
        occupation=3,
        nik="3599010101900099",
    )
    unchanged("a correction of a guest")
    correct(Resident.objects.get(name="UMA SAMPLE"), gita, name="UMI SAMPLE", mother_name="LAIN")
    correct(Resident.objects.get(name="UMI SAMPLE").mother, gita, name="IBUNYA SAMPLE")
    unchanged("a correction of the child and the mother")
    assert Former.objects.filter(what="resident.name", subject=woman.pk).count() == 2


def test_no_event_of_a_later_month_changes_it(unchanged, gita):
    bride = permanent(sex=2, relation=4, marital=NEVER).last()

    married = happen("MARRIAGE", bride, at=on(5), by=gita, marital=MARRIED, married_on=date(2026, 11, 5))
    unchanged("a marriage")
    with transaction.atomic():
        ledger.undo(event=married, reported_on=date(2026, 11, 6), reason="Salah", by=gita, at=on(6))
    unchanged("the undo of a marriage")
    happen("DIVORCE", permanent(marital=2).first(), at=on(6), by=gita, marital=4, divorced_on=date(2026, 11, 1))
    happen("DEATH", permanent(relation=4).first(), at=on(6), by=gita)
    happen("MOVE_OUT", permanent(relation=4).last(), at=on(7), by=gita)
    happen("MOVE_IN", Resident.objects.get(name="TAMU SAMPLE"), at=on(7), by=gita, residency=1)
    unchanged("a divorce, a death, two moves")
    with transaction.atomic():
        died = Event.objects.filter(kind="DEATH", reported_on=date(2026, 10, 13)).get()
        ledger.undo(event=died, reported_on=date(2026, 11, 8), reason="Salah orang", by=gita, at=on(8))
    unchanged("the undo of a death of that month")
    dead = Resident.objects.filter(status=2).order_by("pk").first()
    paper = actions.add_paper(
        resident=dead, kind=PersonDocument.Kind.DEATH, name="akta.pdf", data=pdfs.PLAIN, by=gita, at=on(9)
    )
    unchanged("a paper of somebody who died in it")
    actions.remove_paper(paper=paper, by=gita, at=on(10))
    unchanged("its removal")


def test_a_marriage_by_its_form_changes_no_closed_month(unchanged, gita):
    grown = permanent(marital=NEVER, born_on__lt=date(2000, 1, 1))
    couple = grown.filter(sex=2).last(), grown.filter(sex=1).last()

    record_marriage(
        resident=couple[0], partner=couple[1], details={"state": 2, "certificate": "N-9"}, effect="tetap", new_head=None,
        happened_on=date(2026, 11, 3), reported_on=date(2026, 11, 4), key=uuid.uuid4(), by=gita, at=on(9),
    )  # fmt: skip

    unchanged("a marriage")
    as_now = statistics.count(statistics.named("status-perkawinan"), day=date(2026, 11, 4)).rows
    assert vars(as_now[1].numbers) != vars(
        statistics.count(statistics.named("status-perkawinan"), day=LAST).rows[1].numbers
    )


def test_a_merge_and_its_undo_change_no_closed_month(unchanged, gita):
    keep, other = permanent(sex=2, relation=4)[:2]
    child = permanent(relation=4).exclude(pk__in=[keep.pk, other.pk]).filter(born_on__gt=other.born_on).last()
    nik = other.nik

    merged = actions.merge_residents(
        keep=keep, other=other, from_other=["nik", "name", "occupation"], by=gita, at=on(5)
    )
    other.refresh_from_db()
    assert other.nik is None
    unchanged("a merge")
    assert nik in {row[13] for row in printed("B.1")[0]}
    with transaction.atomic():
        ledger.undo(event=merged, reported_on=date(2026, 11, 6), reason="Dua orang", by=gita, at=on(6))
    unchanged("its undo")
    assert child is not None


def test_what_becomes_of_hamlets_changes_no_closed_month(unchanged, gita):
    hamlet = Area.objects.filter(level=Area.Level.HAMLET).order_by("pk")[0]

    territory.rename_area(area=hamlet, name="Zamrud", day=date(2026, 11, 5), by=gita, at=on(5))
    unchanged("another name")
    made = territory.add_area(level=hamlet.level, hamlet=None, rw="", rt="", name="Baru", by=gita, at=on(5))
    unchanged("a new hamlet")
    territory.rename_area(area=hamlet, name="Intan", day=date(2026, 11, 6), by=gita, at=on(6))
    territory.close_area(area=made, day=date(2026, 11, 7), by=gita, at=on(7))
    unchanged("its end")
    others = Area.objects.filter(level=hamlet.level, closed_on__isnull=True).exclude(pk=hamlet.pk)
    territory.join_areas(areas=others, into=hamlet, day=date(2026, 11, 8), by=gita, at=on(8))
    unchanged("all hamlets joined into one")
    assert former.hamlet_names(date(2026, 11, 5))[hamlet.hamlet_id] == "ZAMRUD"
    assert former.hamlet_names(date(2026, 11, 6))[hamlet.hamlet_id] == "INTAN"


def test_what_becomes_of_households_changes_no_closed_month(unchanged, gita):
    listed_one, *others = Household.objects.order_by("pk")
    head = listed_one.members.get()
    guest = permanent(household=None).first()

    actions.change_household(household=listed_one, number="1", is_listed=not listed_one.is_listed, by=gita, at=on(5))
    unchanged("another word on the state's list")
    actions.join_household(household=listed_one, resident=guest, role=HouseholdRole.HEAD, by=gita, at=on(5))
    unchanged("another head")
    actions.leave_household(resident=head, by=gita, at=on(6))
    actions.end_household(household=others[0], on=date(2026, 11, 6), reason="Pindah rumah", by=gita, at=on(6))
    unchanged("the end of one")
    actions.reopen_household(household=others[0], by=gita, at=on(7))
    actions.make_household(number="BARU", head=permanent(household=None).last(), by=gita, at=on(7))
    unchanged("a new one")


def line_of(resident, **changed):
    return {
        "nama": resident.name, "nik": resident.nik, "no_kk": resident.family.no_kk, "sex": str(resident.sex),
        "tanggallahir": resident.born_on.isoformat(), "kk_level": str(resident.relation), "dusun": resident.hamlet.name,
        "rt": resident.rt, "rw": resident.rw, "alamat": resident.address, **changed,
    }  # fmt: skip


def test_a_file_that_changes_twenty_people_and_its_undo_change_no_closed_month(unchanged, gita):
    chosen = list(permanent(residency=1).select_related("family", "hamlet")[:20])
    people = [line_of(one, pekerjaan_id="11", tempatlahir="MALANG", agama_id="3", suku="BALI") for one in chosen]

    batch = stored(csv_of(people), gita, at=on(12))

    assert batch.changed_count == 20
    unchanged("a file")
    assert Former.objects.filter(what="resident.birthplace").count() == 20
    actions.undo_import(batch=batch, by=gita, at=on(13))
    unchanged("its undo")
    stored(csv_of([line | {"tempatlahir": "BLITAR"} for line in people]), gita, at=on(13))
    unchanged("another file")


def test_a_register_without_corrections_keeps_nothing(month):
    assert not Former.objects.exists()


def test_what_was_changed_before_words_were_kept_is_brought_over_from_the_events(month, gita, monkeypatch):
    """As the migration finds an office: events and files that hold what stood, and no word kept."""
    bring_over = import_module("registry.migrations.0010_former_of_events").keep
    woman = permanent(sex=2, relation=3).select_related("family", "hamlet")[0]
    said = everything_said(gita)
    with monkeypatch.context() as before:
        before.setattr(ledger_former, "keep", lambda *_, **__: None)
        correct(woman, gita, name="BARU SAMPLE", occupation=11, at=on(5))
        correct(woman, gita, name="LAIN SAMPLE", marital=None, at=on(6))
        stored(csv_of([line_of(woman, nama="LAIN SAMPLE", tempatlahir="MALANG")]), gita, at=on(12))
    assert not Former.objects.exists()
    assert printed("B.1") != said["B.1"]

    for _ in range(2):
        bring_over(None, SimpleNamespace(connection=connection))

    assert everything_said(gita) == said
    assert Former.objects.filter(what="resident.name").count() == 2
