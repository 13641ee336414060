"""The population books: every book of a month says the same, and what has no column is said in words."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from samples.ledger import enrol, happen

from exchange.periods import Period
from papers import books
from papers.books.cells import rows_of
from registry import actions, ledger, queries
from registry.models import CardNumber, Event, Family, Hamlet, Resident

SEPTEMBER, OCTOBER, NOVEMBER = Period("2026-09"), Period("2026-10"), Period("2026-11")
STOCK = datetime(2026, 9, 30, 3, tzinfo=UTC)
KK = "3599010101150001"


def on(day, month=10):
    return datetime(2026, month, day, 3, tzinfo=UTC)


def rows(code, span=OCTOBER):
    book = books.of(code)
    return list(rows_of(book.rows(span), book.columns))


def cells(code, span=OCTOBER):
    return [list(row.cells) for row in rows(code, span)]


def total(span=OCTOBER):
    return list(rows("B.3", span)[-1].cells)


def lampid(span=OCTOBER):
    return {row[1]: row[2:] for row in cells("LAMPID", span)}


def undo(event, by, at):
    with transaction.atomic():
        return ledger.undo(event=event, reported_on=ledger.today(at), reason="Salah orang", by=by, at=at)


@pytest.fixture
def person(village):
    def make(name, sex, hamlet, family=None, relation=None, **more):
        usual = {"born_on": date(1980, 1, 1), "birthplace": "Sumenep", "rt": "001", "rw": "002", "citizenship": 1}
        return enrol(
            at=more.pop("at", STOCK),
            name=name,
            sex=sex,
            hamlet=hamlet,
            family=family,
            relation=relation,
            **usual | more,
        )

    return make


@pytest.fixture
def people(village, person):
    """Two hamlets: a family of four, a couple with a foreign wife, and a man alone."""
    north, south = Hamlet.objects.create(name="UTARA"), Hamlet.objects.create(name="SELATAN")
    made = {"created_at": STOCK, "updated_at": STOCK}
    family = Family.objects.create(no_kk=KK, hamlet=north, **made)
    pair, lone = Family.objects.create(hamlet=south, **made), Family.objects.create(hamlet=south, **made)
    return {
        "north": north,
        "south": south,
        "family": family,
        "adi": person("ADI SAMPLE", 1, north, family, 1, marital=2, nik="3529110101800001", nik_status="TETAP"),
        "ina": person("INA SAMPLE", 2, north, family, 3, marital=2, nickname="Na"),
        "ela": person("ELA SAMPLE", 2, north, family, 4, marital=1),
        "eko": person("EKO SAMPLE", 1, north, family, 4, marital=1),
        "bo": person("BO SAMPLE", 1, south, pair, 1, marital=2),
        "eve": person("EVE SAMPLE", 2, south, pair, 3, marital=2, citizenship=2),
        "oto": person("OTO SAMPLE", 1, south, lone, 1, marital=6),
    }


@pytest.fixture
def month(people, person, gita):
    """October, in which everything happens."""
    north, south = people["north"], people["south"]
    person("UMA SAMPLE", 2, north, people["family"], 4, kind="BIRTH", at=on(4), born_on=date(2026, 10, 1))
    person("ANA SAMPLE", 2, south, kind="MOVE_IN", at=on(5))
    happen("DEATH", people["oto"], at=on(6), by=gita, on=date(2026, 10, 6), details={"place": "Rumah"})
    happen("MOVE_OUT", people["eve"], at=on(7), by=gita, details={"move_class": 4, "destination": "Malang"})
    happen("MISSING", people["eko"], at=on(8), by=gita)
    happen("INSIDE", people["ela"], at=on(9), by=gita, hamlet=south)
    undo(happen("DEATH", people["bo"], at=on(10), by=gita), gita, on(11))
    person("TAMU SAMPLE", 1, south, kind="TEMPORARY_IN", at=on(12), residency=2)
    return people


def test_the_six_books_are_declared_with_the_columns_of_their_forms():
    sizes = {book.code: len(book.columns) for book in books.all_books()}

    assert {code: sizes[code] for code in ("B.1", "B.2", "B.3", "B.4", "B.5", "LAMPID")} == {
        "B.1": 16, "B.2": 13, "B.3": 33, "B.4": 15, "B.5": 19, "LAMPID": 12,
    }  # fmt: skip


class TestB3AndLampid:
    def test_say_the_same_as_the_counts(self, month):
        found, report = total(), lampid()

        assert (
            found[8]
            == report["Penduduk/keluarga awal bulan ini"][6]
            == queries.resident_counts(SEPTEMBER.last_day).residents
            == 7
        )
        assert (
            found[31]
            == report["Penduduk/keluarga akhir bulan ini"][6]
            == queries.resident_counts(OCTOBER.last_day).residents
            == 6
        )
        assert (
            found[29]
            == report["Penduduk/keluarga akhir bulan ini"][9]
            == queries.resident_counts(OCTOBER.last_day).families
            == 2
        )
        assert sum(found[9:13]) == report["Kelahiran/keluarga baru bulan ini"][6] == 1
        assert sum(found[13:17]) == report["Pendatang bulan ini"][6] == 1
        assert sum(found[17:21]) == report["Kematian bulan ini"][6] == 1
        assert sum(found[21:25]) == report["Pindah/keluarga pergi bulan ini"][6] == 1
        assert report["Penduduk hilang bulan ini"][6] == 1
        assert "Perubahan lain" not in report

    def test_every_column_of_lampid_adds_up(self, month, gita):
        for span in (OCTOBER, NOVEMBER):
            report = list(lampid(span).values())
            first, born, died, came, moved, missing, last = report
            for place in range(10):
                went = died[place] + moved[place] + missing[place]
                assert last[place] == first[place] + born[place] + came[place] - went

    def test_a_month_begins_as_the_one_before_ended(self, month):
        assert total(NOVEMBER)[2:9] == total(OCTOBER)[25:32]

    def test_every_row_of_b3_adds_up_with_its_remarks(self, month):
        for row in cells("B.3"):
            for place, citizens, sex in ((0, "WNA", "L"), (1, "WNA", "P"), (2, "WNI", "L"), (3, "WNI", "P")):
                said = re.findall(rf"{citizens} {sex} ([+−])(\d+)", row[32])
                remarks = sum(int(number) * (1 if sign == "+" else -1) for sign, number in said)
                opening, born, came = row[2 + place], row[9 + place], row[13 + place]
                died, moved, closing = row[17 + place], row[21 + place], row[25 + place]
                assert closing == opening + born + came - died - moved + remarks, row
            assert row[6] + row[7] == row[8] == sum(row[2:6])
            assert row[29] + row[30] == row[31] == sum(row[25:29])

    def test_what_has_no_column_is_said_with_its_sign(self, month):
        south, north, all_of_it = cells("B.3")

        assert (south[1], north[1]) == ("SELATAN", "UTARA")
        assert south[32] == "pindah dusun WNI P +1"
        assert north[32] == "hilang WNI L −1; pindah dusun WNI P −1"
        assert all_of_it[32] == "hilang WNI L −1"

    def test_the_total_is_the_sum_of_its_columns(self, month):
        *hamlets, all_of_it = cells("B.3")

        assert all_of_it[2:32] == [sum(column) for column in zip(*(row[2:32] for row in hamlets), strict=True)]
        assert [row.is_total for row in rows("B.3")] == [False, False, True]

    def test_those_who_moved_are_told_by_distance_and_sum_up_to_row_five(self, month, gita):
        happen("MOVE_OUT", month["ina"], at=on(20), by=gita)
        book = books.of("LAMPID")
        table = {
            row.cells[0]: list(row.cells[1:]) for row in rows_of(book.tables[0].rows(OCTOBER), book.tables[0].columns)
        }

        moved = lampid()["Pindah/keluarga pergi bulan ini"]
        assert table["Jumlah"] == [*moved[4:7], *moved[7:10]]
        assert table["Pindah keluar kabupaten/kota"][:3] == [0, 1, 1]
        assert table["Tujuan tidak disebut"][:3] == [0, 1, 1]
        assert sum(row[2] for name, row in table.items() if name != "Jumlah") == table["Jumlah"][2]

    def test_a_correction_of_a_later_month_has_a_row_of_its_own(self, people, gita):
        death = happen("DEATH", people["oto"], at=on(6), by=gita)
        undo(death, gita, on(9, 11))

        assert lampid(NOVEMBER)["Perubahan lain"][6] == 1
        assert total(NOVEMBER)[32] == "perubahan lain WNI L +1"
        assert lampid(NOVEMBER)["Penduduk/keluarga akhir bulan ini"][6] == 7

    def test_a_corrected_sex_is_no_move(self, people, gita):
        happen("CORRECTION", people["ela"], at=on(9), by=gita, sex=1)

        assert total()[32] == "perbaikan WNI L +1, WNI P −1"

    def test_hamlets_without_people_have_a_row_and_people_without_hamlet_too(self, people, person):
        Hamlet.objects.create(name="KOSONG")
        person("IDA SAMPLE", 2, None, at=on(2), kind="MOVE_IN")

        assert [row[1] for row in cells("B.3")] == ["KOSONG", "SELATAN", "UTARA", "TANPA DUSUN", "JUMLAH"]

    def test_a_closed_month_keeps_its_numbers_and_its_names(self, month, gita):
        before = cells("B.3"), cells("LAMPID"), cells("B.2")
        assert not books.of("B.3").standing(OCTOBER).is_closed
        actions.close_month(first=date(2026, 10, 1), by=gita, at=on(2, 11))

        Hamlet.objects.filter(name="UTARA").update(name="UTARA BARU")
        happen("DEATH", month["adi"], at=on(3, 11), by=gita)
        undo(Event.objects.get(kind="MISSING"), gita, on(4, 11))

        assert (cells("B.3"), cells("LAMPID"), cells("B.2")) == before
        assert books.of("B.3").standing(OCTOBER).words == "2 November 2026 oleh Gita Puspita"
        assert not books.of("B.3").standing(NOVEMBER).is_closed


class TestB2:
    def test_lists_every_addition_and_loss_of_the_month_births_and_the_missing_too(self, month):
        assert [(row[1], row[6], row[8], row[10], row[12]) for row in cells("B.2")] == [
            ("UMA SAMPLE", "", "", "", "LAHIR"),
            ("ANA SAMPLE", "", "", "", ""),
            ("OTO SAMPLE", "", "", "RUMAH", ""),
            ("EVE SAMPLE", "", "MALANG", "", ""),
            ("EKO SAMPLE", "", "", "", "HILANG 08-10-2026"),
        ]

    def test_has_as_many_rows_as_b3_counts(self, month):
        found = total()

        assert len(cells("B.2")) == sum(found[9:25]) + 1  # and the missing one, who stands in KET there

    def test_an_undo_of_a_later_month_is_listed_there(self, people, gita):
        undo(happen("DEATH", people["oto"], at=on(6), by=gita), gita, on(9, 11))

        assert [row[1] for row in cells("B.2", OCTOBER)] == ["OTO SAMPLE"]
        assert [(row[1], row[12]) for row in cells("B.2", NOVEMBER)] == [("OTO SAMPLE", "PEMBATALAN: MENINGGAL")]

    def test_people_of_a_file_are_counted_in_a_note(self, people):
        assert cells("B.2", SEPTEMBER) == []
        assert list(books.of("B.2").notes(SEPTEMBER)) == [
            "7 penduduk dicatat lewat pendataan atau impor dan tidak dirinci di sini."
        ]

    def test_who_came_and_was_undone_in_the_same_month_was_never_there(self, people, person, gita):
        person("ANA SAMPLE", 2, people["south"], kind="MOVE_IN", at=on(5))
        undo(Event.objects.get(kind="MOVE_IN"), gita, on(6))

        assert cells("B.2") == []


class TestB1AndB5:
    def test_hold_who_lives_here_on_the_last_day_and_who_did_before(self, month):
        said = {row[1]: row[-1] for row in cells("B.1")}

        assert len([one for one in said.values() if not one]) == queries.resident_counts(OCTOBER.last_day).residents
        assert {name: one for name, one in said.items() if one} == {
            "OTO SAMPLE": "MENINGGAL 06-10-2026", "EVE SAMPLE": "PINDAH 07-10-2026", "EKO SAMPLE": "HILANG 08-10-2026",
        }  # fmt: skip
        assert "TAMU SAMPLE" not in said
        assert said["UMA SAMPLE"] == ""
        assert not any(row[-1] for row in cells("B.1", SEPTEMBER))
        assert [row[2] for row in cells("B.5")] == [name.split("/")[0] for name in said]
        assert [row[-1] for row in cells("B.5")] == list(said.values())

    def test_a_note_says_how_many_of_them_live_here(self, month):
        for code in ("B.1", "B.5"):
            assert books.of(code).notes(OCTOBER) == ["Penduduk tetap pada akhir bulan: 6 orang dalam 2 keluarga."]

    def test_number_their_lines_through_in_the_order_people_came(self, month):
        found = cells("B.1")

        assert [row[0] for row in found] == list(range(1, 10))
        assert [row[1].split()[0] for row in found] == ["ADI", "INA", "ELA", "EKO", "BO", "EVE", "OTO", "UMA", "ANA"]

    def test_keep_a_number_for_good(self, month, person, gita):
        numbers = {row[1]: row[0] for row in cells("B.1")}
        happen("MOVE_OUT", month["adi"], at=on(3, 11), by=gita)
        person("IDA SAMPLE", 2, month["north"], month["family"], 9, kind="MOVE_IN", at=on(4, 11))

        found = cells("B.1", NOVEMBER)

        assert {row[1]: row[0] for row in found} == numbers | {"IDA SAMPLE": 10}
        assert (found[0][-1], found[0][12]) == ("PINDAH 03-11-2026", "KEPALA KELUARGA")
        assert cells("B.1")[0][-1] == ""

    def test_who_comes_again_has_a_new_line_and_who_was_brought_back_by_an_undo_the_old_one(self, month, gita):
        eve, oto = month["eve"], month["oto"]
        happen("MOVE_IN", eve, at=on(5, 11), by=gita, status=1)
        undo(Event.objects.get(kind="DEATH", resident=oto), gita, on(6, 11))

        found = [(row[0], row[1], row[-1]) for row in cells("B.1", NOVEMBER)]

        assert [line for line in found if line[1] == "EVE SAMPLE"] == [
            (6, "EVE SAMPLE", "PINDAH 07-10-2026"), (10, "EVE SAMPLE", ""),
        ]  # fmt: skip
        assert [line for line in found if line[1] == "OTO SAMPLE"] == [(7, "OTO SAMPLE", "")]
        assert cells("B.1")[6][-1] == "MENINGGAL 06-10-2026"

    def test_what_is_undone_after_its_month_stays_and_says_so(self, month, person, gita):
        undo(Event.objects.get(kind="MOVE_IN"), gita, on(6, 11))
        person("IDA SAMPLE", 2, month["south"], kind="MOVE_IN", at=on(7, 11))
        undo(Event.objects.filter(kind="MOVE_IN").latest("pk"), gita, on(8, 11))

        assert [row[1:2] + row[-1:] for row in cells("B.1", NOVEMBER)][8:] == [["ANA SAMPLE", "DIBATALKAN 06-11-2026"]]

    def test_a_double_and_a_guest_end_their_lines_in_words(self, month, gita):
        happen("MERGE", month["ela"], at=on(3, 11), by=gita, status=9)
        happen("CORRECTION", month["ina"], at=on(4, 11), by=gita, residency=2)

        assert [row[-1] for row in cells("B.1", NOVEMBER)][1:3] == [
            "PENDUDUK SEMENTARA 04-11-2026", "DATA GANDA 03-11-2026",
        ]  # fmt: skip

    def test_write_what_the_form_asks_in_its_words(self, month):
        Resident.objects.filter(pk=month["adi"].pk).update(religion=1, education=5, occupation=9, reads="AL")

        row = cells("B.1")[0]

        assert row[2:6] == ["L", "KAWIN", "SUMENEP", date(1980, 1, 1)]
        assert row[6:8] == ["ISLAM", "SLTA/SEDERAJAT"]
        assert row[9:13] == ["AL", "WNI", "DUSUN UTARA RT 001/RW 002", "KEPALA KELUARGA"]
        assert row[13:] == ["3529110101800001", "", ""]

    @pytest.mark.parametrize(("sex", "word"), [(1, "DUDA"), (2, "JANDA")])
    def test_who_was_married_is_named_by_sex(self, people, person, sex, word):
        person("LAIN SAMPLE", sex, people["south"], marital=4, at=on(1), kind="MOVE_IN")

        assert cells("B.1")[-1][3] == word

    def test_an_address_is_that_of_the_day(self, month, gita):
        happen("INSIDE", month["adi"], at=on(9, 11), by=gita, hamlet=month["south"], rt="009")

        assert cells("B.1", OCTOBER)[0][11] == "DUSUN UTARA RT 001/RW 002"
        assert cells("B.1", NOVEMBER)[0][11] == "DUSUN SELATAN RT 009/RW 002"

    def test_a_card_number_is_that_of_the_day(self, month, gita):
        event = Event.objects.first()
        CardNumber.objects.filter(family=month["family"]).delete()
        CardNumber.objects.create(
            family=month["family"], no_kk=KK, since=STOCK.date(), until=date(2026, 11, 3), event=event
        )
        CardNumber.objects.create(
            family=month["family"], no_kk="3599010311260009", since=date(2026, 11, 3), event=event
        )

        assert cells("B.5", OCTOBER)[0][1] == KK
        assert cells("B.5", NOVEMBER)[0][1] == "3599010311260009"

    def test_a_page_costs_the_same_whatever_its_length(self, month, django_assert_num_queries):
        book = books.of("B.5")

        with django_assert_num_queries(4):
            listed = book.rows(OCTOBER)
            assert len(listed) == 9
            assert len(list(listed[0:50])) == 9


class TestB4:
    def test_lists_who_lives_here_for_a_while_from_coming_to_going(self, month, gita):
        guest = Resident.objects.get(name="TAMU SAMPLE")
        happen("INSIDE", guest, at=on(20), by=gita, rt="003")
        happen("TEMPORARY_OUT", guest, at=on(10, 11), by=gita)

        (october,), (november,) = cells("B.4", OCTOBER), cells("B.4", NOVEMBER)

        assert (october[1:4], october[12:14]) == (["TAMU SAMPLE", "V", ""], [date(2026, 10, 12), None])
        assert november[12:14] == [date(2026, 10, 12), date(2026, 11, 10)]
        assert cells("B.4", Period("2026-12")) == []
        assert cells("B.4", SEPTEMBER) == []

    def test_two_visits_are_two_rows(self, month, gita):
        guest = Resident.objects.get(name="TAMU SAMPLE")
        happen("TEMPORARY_OUT", guest, at=on(15), by=gita)
        happen("TEMPORARY_IN", guest, at=on(20), by=gita, status=1)

        assert [(row[12], row[13]) for row in cells("B.4")] == [
            (date(2026, 10, 12), date(2026, 10, 15)),
            (date(2026, 10, 20), None),
        ]

    def test_who_stays_for_good_leaves_the_book_and_says_so(self, month, gita):
        happen("MOVE_IN", Resident.objects.get(name="TAMU SAMPLE"), at=on(20), by=gita, residency=1)

        assert cells("B.4")[0][13:] == [date(2026, 10, 20), "MENJADI PENDUDUK TETAP"]
        assert "TAMU SAMPLE" in [row[1] for row in cells("B.1")]

    def test_what_was_undone_is_not_listed(self, month, gita):
        undo(Event.objects.get(kind="TEMPORARY_IN"), gita, on(12))

        assert cells("B.4") == []


def test_no_declaration_of_a_book_holds_a_number_of_a_person(month):
    for code in ("B.2", "B.3", "LAMPID"):
        assert not re.search(r"\d{16}", json.dumps(cells(code), default=str))
