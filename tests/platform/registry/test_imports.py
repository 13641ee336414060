"""A file is checked row by row, stored whole or not at all, and undone whole."""

import io
import uuid
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook

from exchange.outbox.models import Dirty
from registry import actions, queries, saying, synthetic
from registry.actions.happenings.arriving import Newcomer
from registry.actions.happenings.moves import record_move_in
from registry.actions.happenings.places import Card, Place
from registry.incoming.sheets import FileRefused, read_sheet
from registry.models import Family, Hamlet, ImportBatch, ImportRow, Resident

from .conftest import DAY, NOON, Silent, checked, csv_of, stored, upload

SMALL = 60


@pytest.fixture
def rows():
    return synthetic.make_village(SMALL, seed=3, on=DAY)


def one_line(**changed):
    return {
        "nama": "ANI SAMPLE",
        "nik": "3599016803900001",
        "no_kk": "3599010101150001",
        "sex": "2",
        "tempatlahir": "SUMENEP",
        "tanggallahir": "1990-03-28",
        "kk_level": "1",
        "dusun": "Tengah",
        "rt": "1",
        "rw": "2",
        "alamat": "Jl. Contoh No. 1",
        **changed,
    }


def test_a_new_village_is_checked_stored_and_counted(gita, rows):
    batch = stored(csv_of(rows), gita)

    assert batch.state == ImportBatch.State.DONE
    assert (batch.new_count, batch.error_count) == (SMALL, 0)
    assert Resident.objects.count() == SMALL
    assert Resident.objects.filter(relation=1).count() == Family.objects.count()
    assert Hamlet.objects.count() == len({row["dusun"] for row in rows})


def test_nothing_of_a_line_is_lost(gita):
    cells = one_line(
        suku="Madura",
        no_asuransi="123",
        lat="-7.1",
        lng="113.6",
        cara_kb_id="1",
        hamil="2",
        ktp_el="2",
        tag_id_card="T1",
        dokumen_pasport="P1",
        tanggal_akhir_paspor="2030-01-01",
        dokumen_kitas="K1",
        id_asuransi="2",
        akta_lahir="A1",
        akta_perkawinan="N1",
        tanggalperkawinan="2010-01-01",
        akta_perceraian="C1",
        tanggalperceraian="2020-01-01",
        cacat_id="2",
        status_rekam="8",
        alamat_sekarang="Surabaya",
        agama_id="1",
        pendidikan_kk_id="5",
        pendidikan_sedang_id="18",
        pekerjaan_id="9",
        status_kawin="3",
        warganegara_id="1",
        ayah_nik="3599010101600001",
        nama_ayah="BAPAK",
        ibu_nik="3599014101650001",
        nama_ibu="IBU",
        golongan_darah_id="13",
        status_dasar="1",
    )

    stored(csv_of([cells]), gita)

    ani = Resident.objects.get()
    assert (ani.ethnicity, ani.insurance, ani.insurance_number) == ("Madura", 2, "123")
    assert (ani.latitude, ani.longitude) == (-7.1, 113.6)
    assert (ani.contraception, ani.pregnant, ani.card, ani.tag_id) == (1, 2, 2, "T1")
    assert (ani.passport, ani.passport_until, ani.kitas) == ("P1", date(2030, 1, 1), "K1")
    assert (ani.birth_certificate, ani.marriage_certificate, ani.divorce_certificate) == ("A1", "N1", "C1")
    assert (ani.married_on, ani.divorced_on) == (date(2010, 1, 1), date(2020, 1, 1))
    assert (ani.religion, ani.education, ani.studying, ani.occupation, ani.marital) == (1, 5, 18, 9, 4)
    assert (ani.father_nik, ani.mother_name, ani.blood, ani.disability, ani.recording) == (
        "3599010101600001",
        "IBU",
        13,
        2,
        8,
    )
    assert (ani.current_address, ani.hamlet.name, ani.rt, ani.rw) == ("Surabaya", "TENGAH", "001", "002")
    assert ani.family.no_kk == "3599010101150001"


def test_five_thousand_rows_with_137_mistakes_list_exactly_these(gita):
    rows = synthetic.make_village(5000, seed=11, on=DAY)
    planted = synthetic.plant(rows, 137, seed=11, on=DAY)
    book = io.BytesIO()
    synthetic.write_book(rows, book)

    batch = checked(book.getvalue(), gita, filename="contoh.xlsx")

    found = ImportRow.objects.filter(batch=batch, state="ERROR").order_by("number").values_list("number", "errors")
    assert (batch.new_count, batch.error_count) == (5000 - 137, 137)
    assert [(number, [error["heading"] for error in errors]) for number, errors in found] == [
        (mistake.row, [mistake.heading]) for mistake in planted
    ]
    assert all(error["letter"] for _, errors in found for error in errors)


def test_the_same_file_again_changes_nothing(gita, rows):
    stored(csv_of(rows), gita)

    batch = checked(csv_of(rows), gita)

    assert (batch.new_count, batch.changed_count, batch.same_count, batch.error_count) == (0, 0, SMALL, 0)
    with pytest.raises(actions.NothingToStore):
        actions.start_commit(batch=batch, leave_errors=False, by=gita, at=NOON)


def test_a_changed_line_changes_its_person_and_empty_cells_overwrite_nothing(gita):
    stored(csv_of([one_line(pekerjaan_id="9", nama_ibu="IBU")]), gita)

    batch = stored(csv_of([one_line(pekerjaan_id="88", nama_ibu="")]), gita)

    ani = Resident.objects.get()
    assert (batch.changed_count, batch.new_count) == (1, 0)
    assert (ani.occupation, ani.mother_name) == (88, "IBU")


def test_plain_kawin_does_not_undo_kawin_belum_tercatat(gita):
    stored(csv_of([one_line(status_kawin="Kawin belum tercatat")]), gita)

    batch = checked(csv_of([one_line(status_kawin="2")]), gita)

    assert batch.same_count == 1


def test_a_person_without_nik_is_known_by_name_and_birthday_and_later_gets_one(gita):
    stored(csv_of([one_line(nik="0")]), gita)

    batch = stored(csv_of([one_line()]), gita)

    assert batch.changed_count == 1
    assert Resident.objects.get().nik_status == "TETAP"


def test_heads_may_change_places_in_one_file(gita):
    wife = one_line(nama="SRI SAMPLE", nik="3599016803900002", kk_level="3")
    stored(csv_of([one_line(), wife]), gita)

    batch = stored(csv_of([one_line(kk_level="3"), wife | {"kk_level": "1"}]), gita)

    assert batch.changed_count == 2
    assert Resident.objects.get(relation=1).name == "SRI SAMPLE"


@pytest.mark.parametrize(
    ("line", "heading", "words"),
    [
        ({"status_dasar": "2"}, "status_dasar", "tidak diubah lewat impor"),
        ({"nik": "3599016803900009", "nama": "LAIN SAMPLE"}, "kk_level", "sudah punya kepala keluarga di data desa"),
    ],
)
def test_what_the_register_forbids_is_an_error_of_its_row(gita, line, heading, words):
    stored(csv_of([one_line()]), gita)

    batch = checked(csv_of([one_line(**line)]), gita)

    error = ImportRow.objects.get(batch=batch).errors[0]
    assert error["heading"] == heading
    assert words in error["message"]


def test_residents_come_onto_no_card_a_guest_heads(gita):
    stored(csv_of([one_line()]), gita)
    actions.correct_resident(resident=Resident.objects.get(), details={"residency": 2}, by=gita, at=NOON)
    wife = one_line(nama="SRI SAMPLE", nik="3599016803900002", kk_level="3")

    batch = checked(csv_of([one_line(), wife]), gita)

    assert batch.error_count == 1
    [error] = ImportRow.objects.get(batch=batch, state="ERROR").errors
    assert (error["heading"], "penduduk sementara" in error["message"]) == ("no_kk", True)
    assert checked(csv_of([one_line(kk_level="3"), wife | {"kk_level": "1"}]), gita).error_count == 0


def test_mending_a_cell_judges_only_its_row(gita, rows):
    rows[1]["agama_id"] = "Agama Contoh"
    rows[2]["nama"] = ""
    batch = checked(csv_of(rows), gita)
    row = batch.rows.get(number=3)

    mended = actions.mend_row(row=row, heading="agama_id", text="Islam", by=gita, at=NOON)

    batch.refresh_from_db()
    assert mended.state == ImportRow.State.NEW
    assert (batch.error_count, batch.new_count) == (1, SMALL - 1)


def test_mending_may_uncover_another_error(gita, rows):
    rows[1]["nik"] = "123"
    batch = checked(csv_of(rows), gita)

    mended = actions.mend_row(row=batch.rows.get(number=3), heading="nik", text=str(rows[0]["nik"]), by=gita, at=NOON)

    assert "baris 2" in mended.errors[0]["message"]


def test_errors_stay_out_only_when_told_so(gita, rows):
    rows[1]["agama_id"] = "Agama Contoh"
    batch = checked(csv_of(rows), gita)

    with pytest.raises(actions.ErrorsNotAccepted):
        actions.start_commit(batch=batch, leave_errors=False, by=gita, at=NOON)
    actions.start_commit(batch=batch, leave_errors=True, by=gita, at=NOON)
    actions.store_import(batch_id=batch.pk, progress=Silent(), at=NOON)

    assert Resident.objects.count() == SMALL - 1


def test_a_second_click_finds_the_first_batch(gita, rows):
    key = uuid.uuid4()

    first, second = upload(csv_of(rows), gita, key=key), upload(csv_of(rows), gita, key=key)

    assert first.pk == second.pk


def test_storing_twice_stores_once(gita, rows):
    batch = stored(csv_of(rows), gita)

    again = actions.store_import(batch_id=batch.pk, progress=Silent(), at=NOON + timedelta(minutes=1))

    assert again.committed_at == NOON
    assert Resident.objects.count() == SMALL
    with pytest.raises(actions.BatchNotChecked):
        actions.start_commit(batch=batch, leave_errors=False, by=gita, at=NOON)


class PowerCut(Exception):
    pass


class Dying:
    """A worker that dies when half of the rows are written."""

    def report(self, done, total):
        if done >= total / 2:
            raise PowerCut


def test_a_worker_killed_midway_leaves_nothing_and_the_next_one_stores_all(gita, rows):
    batch = checked(csv_of(rows), gita)
    actions.start_commit(batch=batch, leave_errors=False, by=gita, at=NOON)

    with pytest.raises(PowerCut):
        actions.store_import(batch_id=batch.pk, progress=Dying(), at=NOON)

    assert (Resident.objects.count(), Family.objects.count(), Hamlet.objects.count()) == (0, 0, 0)
    actions.store_import(batch_id=batch.pk, progress=Silent(), at=NOON)
    assert Resident.objects.count() == SMALL


def test_a_register_that_changed_since_the_check_stops_the_whole_batch(gita, rows):
    batch = checked(csv_of(rows), gita)
    head = next(row for row in rows if row["kk_level"] == 1)
    stored(csv_of([one_line(no_kk=head["no_kk"], nik="3599016803900077", nama="LAIN SAMPLE")]), gita)
    actions.start_commit(batch=batch, leave_errors=False, by=gita, at=NOON)

    batch = actions.store_import(batch_id=batch.pk, progress=Silent(), at=NOON)

    assert batch.state == ImportBatch.State.CHECKED
    assert "berubah sejak pemeriksaan" in batch.message
    assert Resident.objects.count() == 1


def test_an_undo_takes_back_exactly_what_came(gita, rows):
    stored(csv_of([one_line(pekerjaan_id="9")]), gita)
    before = Resident.objects.values("occupation", "mother_name", "ethnicity", "family__no_kk").get()
    batch = stored(csv_of([one_line(pekerjaan_id="88", nama_ibu="IBU", suku="Madura"), *rows]), gita)

    # However long ago it was, while nothing depends on it.
    much_later = NOON + timedelta(days=100)
    actions.sweep_imports(at=much_later)
    actions.undo_import(batch=batch, by=gita, at=much_later)

    assert Resident.objects.values("occupation", "mother_name", "ethnicity", "family__no_kk").get() == before
    assert Family.objects.count() == 1
    assert Hamlet.objects.get().name == "TENGAH"
    with pytest.raises(actions.BatchNotStored):
        actions.undo_import(batch=batch, by=gita, at=much_later)


def test_the_figures_of_every_month_since_follow_an_undo(gita, rows):
    batch = stored(csv_of(rows), gita)
    january = datetime(2027, 1, 5, 3, tzinfo=UTC)
    Dirty.objects.all().delete()

    actions.undo_import(batch=batch, by=gita, at=january)

    marked = set(Dirty.objects.filter(indicator="residents").values_list("period", flat=True))
    assert marked == {"2026-10", "2026-11", "2026-12", "2027-01"}


def test_an_undo_whose_lines_are_gone_is_refused(gita, rows):
    batch = stored(csv_of(rows), gita)
    batch.rows.order_by("pk").last().delete()

    with pytest.raises(actions.UndoTooLate):
        actions.undo_import(batch=batch, by=gita, at=NOON + timedelta(days=8))

    assert Resident.objects.count() == SMALL


def test_an_undo_is_refused_when_somebody_worked_since(gita, rows):
    batch = stored(csv_of(rows), gita)
    person = Resident.objects.order_by("pk").first()
    actions.correct_resident(resident=person, details={"phone": "081234567890"}, by=gita, at=NOON + timedelta(hours=1))
    with pytest.raises(actions.ImportTouched) as refusal:
        actions.undo_import(batch=batch, by=gita, at=NOON + timedelta(days=1))
    assert refusal.value.touched == 1


def test_an_undo_leaves_nobody_in_a_family_without_a_head(gita):
    batch = stored(csv_of([one_line(kk_level="1")]), gita)
    day = (NOON + timedelta(days=1)).date()
    record_move_in(
        newcomers=[Newcomer({"name": "EKO SAMPLE", "sex": 1, "religion": 1, "born_on": DAY - timedelta(days=9000)}, 9)],
        place=Place(hamlet=Hamlet.objects.get().pk, rt="1"), card=Card(joins="3599010101150001"), details={"origin": "Denpasar"},
        happened_on=day, reported_on=day, key=uuid.uuid4(), by=gita, at=NOON + timedelta(days=1),
    )  # fmt: skip

    with pytest.raises(actions.ImportTouched) as refusal:
        actions.undo_import(batch=batch, by=gita, at=NOON + timedelta(days=2))

    assert (refusal.value.touched, refusal.value.used, refusal.value.joined) == (0, 0, 1)
    assert "1 penduduk lain sudah masuk ke keluarga dari impor ini" in saying.why(refusal.value)
    assert Counter(Resident.objects.values_list("name", "relation")) == {("ANI SAMPLE", 1): 1, ("EKO SAMPLE", 9): 1}


def test_the_error_rows_can_be_taken_mended_and_uploaded_again(gita, rows):
    rows[1]["agama_id"] = "Agama Contoh"
    batch = checked(csv_of(rows), gita)

    content = actions.export_errors(batch=batch, by=gita, at=NOON)

    sheet = read_sheet(content)
    assert [line.cells["nama"] for line in sheet.lines] == [rows[1]["nama"]]
    assert sheet.lines[0].cells["nik"] == rows[1]["nik"]
    table = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert "Agama" in table[1][-1]


def test_all_rows_with_remarks_can_be_taken_in_the_same_layout(gita, rows):
    rows[1]["agama_id"] = "Agama Contoh"
    rows[4]["alamat_sekarang"] = "Jl. Contoh"
    rows[4]["nik"] = f"99{str(rows[4]['nik'])[2:]}"
    batch = checked(csv_of(rows), gita)
    warned = list(batch.rows.filter(has_warnings=True).order_by("number").values_list("number", "warnings"))
    assert 6 in [number for number, _ in warned], "nothing is unlikely about the province 99"

    content = actions.export_errors(batch=batch, with_warnings=True, by=gita, at=NOON)

    first, *lines = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    alone = CalamineWorkbook.from_filelike(io.BytesIO(actions.export_errors(batch=batch, by=gita, at=NOON)))
    assert first == alone.get_sheet_by_index(0).to_python()[0]
    wanted = {rows[number - 2]["nama"]: found[0]["message"] for number, found in warned} | {rows[1]["nama"]: "Agama"}
    told = {line[4]: line[-1] for line in lines if line[-1]}
    assert set(told) == set(wanted)
    for name, words in wanted.items():
        assert words in told[name]
    assert "Peringatan: NIK (G)" in told[rows[4]["nama"]]
    assert not told[rows[1]["nama"]].startswith("Peringatan")
    assert read_sheet(content).lines, "it can be sent again"


def test_what_is_no_table_starts_nothing(gita):
    with pytest.raises(FileRefused):
        upload(b"%PDF-1.7", gita)

    assert not ImportBatch.objects.exists()


def test_old_rows_and_files_are_let_go(gita, rows):
    rows[1]["agama_id"] = "Agama Contoh"
    batch, waiting = stored(csv_of(rows), gita, leave_errors=True), checked(csv_of(rows), gita)

    actions.sweep_imports(at=NOON + timedelta(days=29))
    assert batch.rows.count() == SMALL
    actions.sweep_imports(at=NOON + timedelta(days=31))

    batch.refresh_from_db()
    kept = batch.rows.values("state", "cells", "values", "errors").distinct()
    assert list(kept) == [{"state": "NEW", "cells": {}, "values": {}, "errors": []}], "what an undo needs, and no more"
    assert (batch.rows.count(), batch.content, waiting.rows.count()) == (SMALL - 1, None, 0)
    actions.close_month(first=batch.valid_on.replace(day=1), by=gita, at=NOON + timedelta(days=31))
    actions.sweep_imports(at=NOON + timedelta(days=32))
    assert not batch.rows.exists()


def test_few_statements_store_a_village(gita, rows, django_assert_max_num_queries):
    batch = checked(csv_of(rows), gita)
    actions.start_commit(batch=batch, leave_errors=False, by=gita, at=NOON)
    states = Counter(batch.rows.values_list("state", flat=True))

    with django_assert_max_num_queries(46):
        actions.store_import(batch_id=batch.pk, progress=Silent(), at=NOON)

    assert states["NEW"] == SMALL


class TestTheFirstFiles:
    def test_may_say_from_which_day_their_people_count(self, gita, rows):
        batch = checked(csv_of(rows), gita)
        actions.start_commit(
            batch=batch, leave_errors=False, make_hamlets=True, valid_on=date(2026, 8, 31), by=gita, at=NOON
        )
        actions.store_import(batch_id=batch.pk, progress=Silent(), at=NOON)

        assert queries.resident_counts(date(2026, 8, 30)).residents == 0
        assert queries.resident_counts(date(2026, 8, 31)).residents == SMALL

    @pytest.mark.parametrize("day", [date(2026, 12, 1), date(2027, 1, 1)])
    def test_do_not_count_from_a_day_to_come(self, gita, rows, day):
        batch = checked(csv_of(rows), gita)

        with pytest.raises(actions.DayImpossible):
            actions.start_commit(batch=batch, leave_errors=False, make_hamlets=True, valid_on=day, by=gita, at=NOON)
        batch.refresh_from_db()
        assert batch.state == ImportBatch.State.CHECKED

    def test_are_no_longer_the_first_when_something_has_happened(self, gita, rows):
        from samples.ledger import happen

        stored(csv_of([one_line()]), gita)
        happen("DEATH", Resident.objects.get(), at=NOON, by=gita)
        batch = checked(csv_of(rows), gita)

        with pytest.raises(actions.DayImpossible):
            actions.start_commit(
                batch=batch, leave_errors=False, make_hamlets=True, valid_on=date(2026, 8, 31), by=gita, at=NOON
            )

    def test_wait_again_when_their_month_was_closed_meanwhile(self, gita, rows):
        from samples.ledger import happen

        stored(csv_of([one_line()]), gita)
        batch = checked(csv_of(rows), gita)
        actions.start_commit(
            batch=batch, leave_errors=False, make_hamlets=True, valid_on=date(2026, 10, 31), by=gita, at=NOON
        )
        happen("DEATH", Resident.objects.get(), at=NOON, by=gita, on=date(2026, 10, 31))
        actions.close_month(first=date(2026, 10, 1), by=gita, at=NOON)

        batch = actions.store_import(batch_id=batch.pk, progress=Silent(), at=NOON)

        assert (batch.state, batch.valid_on) == (ImportBatch.State.CHECKED, None)
        assert "sudah ditutup" in batch.message
        assert Resident.objects.count() == 1
