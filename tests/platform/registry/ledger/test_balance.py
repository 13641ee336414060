"""The balance of a month: it always adds up, and every event stands in its column."""

from datetime import UTC, date, datetime, timedelta

import pytest
from samples.ledger import enrol, happen

from registry import actions, ledger, queries
from registry.models import Event, Family, Hamlet, Resident, Stay
from registry.queries import balance

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
STOCK = datetime(2026, 9, 30, 3, tzinfo=UTC)


def on(day, month=10):
    return datetime(2026, month, day, 3, tzinfo=UTC)


@pytest.fixture
def people(village):
    """Two hamlets; in one a family of three, in the other a man alone."""
    north, south = Hamlet.objects.create(name="UTARA"), Hamlet.objects.create(name="SELATAN")
    family = Family.objects.create(no_kk="3599010101150001", hamlet=north, created_at=STOCK, updated_at=STOCK)
    lone = Family.objects.create(no_kk="3599010101150002", hamlet=south, created_at=STOCK, updated_at=STOCK)

    def person(name, sex, hamlet, kin, relation, born="1980-01-01", **more):
        return enrol(
            at=STOCK,
            name=name,
            sex=sex,
            born_on=date.fromisoformat(born),
            hamlet=hamlet,
            family=kin,
            relation=relation,
            rt="001",
            **more,
        )

    return {
        "north": north,
        "south": south,
        "family": family,
        "adi": person("ADI SAMPLE", 1, north, family, 1),
        "ina": person("INA SAMPLE", 2, north, family, 3),
        "ela": person("ELA SAMPLE", 2, north, family, 4, born="2010-05-05"),
        "oto": person("OTO SAMPLE", 1, south, lone, 1),
    }


def book(first, **wanted):
    return balance.of_month(first).people(
        lambda cell: all(getattr(cell, name) == value for name, value in wanted.items())
    )


def heads(first):
    return balance.of_month(first).heads()


def every_cell_adds_up(*months):
    for first in months:
        for cell in balance.of_month(first).cells:
            assert cell.people.adds_up, (first, cell)
            assert cell.heads.adds_up, (first, cell)


def test_the_first_month_begins_with_those_who_were_brought_in_before(people):
    found = book(OCTOBER)

    assert (found.opening, found.closing, found.other) == (4, 4, 0)
    assert (heads(OCTOBER).opening, heads(OCTOBER).closing) == (2, 2)
    assert queries.resident_counts(date(2026, 9, 29)).residents == 0


def test_every_event_stands_in_its_own_column(people, gita):
    happen("DEATH", people["oto"], at=on(3), by=gita)
    enrol(at=on(4), kind="BIRTH", name="UMA SAMPLE", sex=2, born_on=date(2026, 10, 1), hamlet=people["north"],
          family=people["family"], relation=4)  # fmt: skip
    enrol(at=on(5), kind="MOVE_IN", name="ANA SAMPLE", sex=2, born_on=date(1999, 1, 1), hamlet=people["south"])
    happen("MISSING", people["ela"], at=on(6), by=gita)
    happen("MOVE_OUT", people["ina"], at=on(7), by=gita, details={"move_class": 4})

    found = book(OCTOBER)
    assert (found.opening, found.born, found.came, found.died, found.moved, found.missing) == (4, 1, 1, 1, 1, 1)
    assert (found.other, found.closing) == (0, 3)
    assert book(NOVEMBER).opening == found.closing
    assert (heads(OCTOBER).died, heads(OCTOBER).closing) == (1, 1)
    assert balance.moved_out(OCTOBER) == {4: {"men": 0, "women": 1, "men_heads": 0, "women_heads": 0}}
    every_cell_adds_up(OCTOBER, NOVEMBER)


def test_reports_go_by_the_day_the_office_was_told(people, gita):
    """A death of October that is told in November is November's; October's numbers stay what they were."""
    ledger_of_october = balance.of_month(OCTOBER)
    entry = happen("DEATH", people["oto"], at=on(5, 11), by=gita)
    assert entry.reported_on == date(2026, 11, 5)

    assert balance.of_month(OCTOBER) == ledger_of_october
    assert book(NOVEMBER).died == 1


def test_who_moves_to_another_hamlet_stays_in_the_village(people, gita):
    happen("INSIDE", people["oto"], at=on(9), by=gita, hamlet=people["north"])

    assert book(OCTOBER, hamlet=people["north"].pk).shifted_in == 1
    assert book(OCTOBER, hamlet=people["south"].pk).shifted_out == 1
    assert (book(OCTOBER).other, book(OCTOBER).closing) == (0, 4)
    every_cell_adds_up(OCTOBER, NOVEMBER)


def test_a_corrected_sex_is_told_as_a_shift_and_still_adds_up(people, gita):
    happen("CORRECTION", people["ela"], at=on(9), by=gita, sex=1)

    assert (book(OCTOBER, sex=1).other, book(OCTOBER, sex=2).other, book(OCTOBER).other) == (1, -1, 0)
    every_cell_adds_up(OCTOBER)


def test_a_new_head_in_the_place_of_a_dead_one_is_a_new_family(people, gita):
    from django.db import transaction

    with transaction.atomic():
        entry = ledger.Entry(
            kind="DEATH", happened_on=date(2026, 10, 2), reported_on=date(2026, 10, 3), at=on(3), by=gita,
            resident=people["adi"],
        )  # fmt: skip
        entry.change(people["adi"], status=2, relation=1)
        entry.change(people["ina"], relation=1)
        entry.change_family(people["family"], no_kk="3599010310260001")
        entry.write()

    found = heads(OCTOBER)
    assert (found.opening, found.died, found.born, found.closing) == (2, 1, 1, 2)
    assert (book(OCTOBER).died, book(OCTOBER).other, book(OCTOBER).closing) == (1, 0, 3)
    numbers = people["family"].card_numbers.order_by("since", "pk").values_list("no_kk", "until")
    assert list(numbers) == [("3599010310260001", None)]
    every_cell_adds_up(OCTOBER)


def test_a_temporary_resident_is_in_no_balance_until_he_stays(people, gita):
    guest = enrol(at=on(2), kind="TEMPORARY_IN", name="TAMU SAMPLE", sex=1, born_on=date(1990, 1, 1), residency=2)
    assert (book(OCTOBER).closing, queries.as_of(date(2026, 10, 2)).count()) == (4, 5)

    happen("MOVE_IN", guest, at=on(20), by=gita, residency=1)

    assert (book(OCTOBER).came, book(OCTOBER).closing) == (1, 5)
    every_cell_adds_up(OCTOBER)


def test_where_somebody_stood_is_known_for_every_day(people, gita):
    happen("INSIDE", people["oto"], at=on(9), by=gita, hamlet=people["north"], rt="002", address="Jl. Baru")
    happen("DEATH", people["oto"], at=on(20), by=gita)

    def stood(day):
        stay = queries.as_of(day).filter(resident=people["oto"]).first()
        return stay and (stay.hamlet.name, stay.rt, stay.address)

    assert stood(date(2026, 9, 29)) is None
    assert stood(date(2026, 10, 8)) == ("SELATAN", "001", "")
    assert stood(date(2026, 10, 9)) == stood(date(2026, 10, 19)) == ("UTARA", "002", "Jl. Baru")
    assert stood(date(2026, 10, 20)) is None


class TestAnUndo:
    @pytest.fixture
    def death(self, people, gita):
        return happen("DEATH", people["oto"], at=on(3), by=gita)

    def undo(self, event, by, at):
        from django.db import transaction

        with transaction.atomic():
            return ledger.undo(event=event, reported_on=ledger.today(at), reason="Salah orang", by=by, at=at)

    def test_in_the_same_month_leaves_the_columns_as_they_were(self, death, people, gita):
        self.undo(death, gita, on(9))

        found = book(OCTOBER)
        assert (found.died, found.corrected_in, found.corrected_out, found.other, found.closing) == (0, 1, 1, 0, 4)
        assert Resident.objects.get(pk=people["oto"].pk).status == 1
        assert Event.objects.filter(pk=death.pk).exists()
        every_cell_adds_up(OCTOBER)

    def test_in_a_later_month_is_that_months_correction(self, death, people, gita):
        actions.close_month(first=OCTOBER, by=gita, at=on(1, 11))
        closed = balance.of_month(OCTOBER)

        self.undo(death, gita, on(9, 11))

        assert balance.of_month(OCTOBER) == closed
        assert (closed.people().died, book(NOVEMBER).corrected_in, book(NOVEMBER).closing) == (1, 1, 4)
        every_cell_adds_up(OCTOBER, NOVEMBER)

    def test_of_a_birth_leaves_a_row_without_numbers(self, people, gita):
        child = enrol(at=on(4), kind="BIRTH", name="UMA SAMPLE", sex=2, born_on=date(2026, 10, 1),
                      nik="3599014110260001", nik_status="TETAP", hamlet=people["north"])  # fmt: skip
        event = Event.objects.get(kind="BIRTH")

        self.undo(event, gita, on(5))

        child.refresh_from_db()
        assert (child.status, child.nik, child.family) == (9, None, None)
        assert (book(OCTOBER).born, book(OCTOBER).closing) == (0, 4)

    def test_is_refused_twice_and_beneath_later_events(self, death, people, gita):
        undone = self.undo(death, gita, on(5))
        with pytest.raises(ledger.AlreadyUndone):
            self.undo(death, gita, on(6))
        with pytest.raises(ledger.NotToBeUndone):
            self.undo(undone, gita, on(6))
        moved = happen("INSIDE", people["oto"], at=on(7), by=gita, rt="009")
        happen("DEATH", people["oto"], at=on(8), by=gita)
        with pytest.raises(ledger.LaterEvents) as refused:
            self.undo(moved, gita, on(9))
        assert [event.kind for event in refused.value.events] == ["DEATH"]

    def test_puts_back_every_field_the_event_changed(self, people, gita):
        before = Resident.objects.values().get(pk=people["oto"].pk)
        event = happen(
            "INSIDE",
            people["oto"],
            at=on(7),
            by=gita,
            hamlet=people["north"],
            rt="009",
            family=people["family"],
            relation=4,
            lives_since=date(2020, 1, 1),
        )

        self.undo(event, gita, on(8))

        after = Resident.objects.values().get(pk=people["oto"].pk)
        assert {**after, "updated_at": None} == {**before, "updated_at": None}


class TestTheDays:
    def test_nothing_is_reported_before_what_was_reported_of_the_same_person(self, people, gita):
        happen("INSIDE", people["oto"], at=on(9), by=gita, rt="002")

        with pytest.raises(ledger.EventOutOfOrder) as refused:
            happen("DEATH", people["oto"], at=on(20), by=gita, on=date(2026, 10, 8))

        assert refused.value.since == date(2026, 10, 9)
        assert Stay.objects.filter(resident=people["oto"], until__isnull=True).count() == 1

    def test_a_closed_month_takes_nothing_more(self, people, gita):
        actions.close_month(first=OCTOBER, by=gita, at=on(1, 11))

        with pytest.raises(ledger.MonthClosed) as refused:
            happen("DEATH", people["oto"], at=on(2, 11), by=gita, on=date(2026, 10, 31))
        assert refused.value.open_from == NOVEMBER
        with pytest.raises(ledger.MonthClosed):
            happen("DEATH", people["oto"], at=on(2, 11), by=gita, on=date(2026, 9, 30))

    def test_months_close_once_in_order_and_when_they_are_over(self, people, gita):
        happen("DEATH", people["oto"], at=on(20), by=gita)
        with pytest.raises(actions.MonthNotOver):
            actions.close_month(first=OCTOBER, by=gita, at=on(30))
        with pytest.raises(actions.EarlierMonthOpen) as refused:
            actions.close_month(first=NOVEMBER, by=gita, at=on(1, 12))
        assert refused.value.first == OCTOBER

        month = actions.close_month(first=OCTOBER, by=gita, at=on(2, 11))
        assert month.balance["total"] == {"opening": 4, "closing": 3, "families": 1}
        with pytest.raises(actions.MonthAlreadyClosed):
            actions.close_month(first=OCTOBER, by=gita, at=on(3, 11))

    def test_a_day_is_the_offices_own(self, people, gita):
        """Half past eleven at night in London is the next morning in Sumenep."""
        event = happen("DEATH", people["oto"], at=datetime(2026, 10, 31, 23, 30, tzinfo=UTC), by=gita)
        assert event.reported_on == NOVEMBER


def test_an_import_and_its_undo_leave_no_trace_in_the_columns(people, gita, village):
    from registry.ledger.months import opening_day

    assert opening_day(on(9)) == date(2026, 9, 30)
    happen("DEATH", people["oto"], at=on(9), by=gita)
    assert opening_day(on(9)) == date(2026, 10, 9)
    assert timedelta(0) == opening_day(on(9)) - date(2026, 10, 9)
