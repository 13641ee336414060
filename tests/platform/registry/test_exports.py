"""What is exported can be imported into an empty village, and exported there it is the same file to the byte."""

import csv
import io
import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from audit.models import Entry
from registry import actions, codes, outgoing, synthetic
from registry.actions.happenings import record_birth, undo_event
from registry.incoming.columns import COLUMNS, HEADINGS
from registry.models import Family, Resident
from registry.queries import ResidentFilters
from walls import current
from walls.limits import LimitReached, What

from .conftest import DAY, NOON, checked, csv_of, stored
from .test_imports import one_line

# One line for each state of marriage, and among them every column filled at least once.
RICH = {
    "alamat": '=Jl. Contoh No. 1, "Pojok"; Gang 2',
    "dusun": "ASAM DAJA",
    "rw": "2",
    "rt": "001",
    "tempatlahir": "SUMENEP",
    "agama_id": "7",
    "pendidikan_kk_id": "5",
    "pendidikan_sedang_id": "18",
    "pekerjaan_id": "89",
    "warganegara_id": "2",
    "ayah_nik": "0599010101600001",
    "nama_ayah": "MOH. SA'DI, S.Pd",
    "ibu_nik": "3599014101650001",
    "nama_ibu": "IBU-CONTOH",
    "golongan_darah_id": "13",
    "akta_lahir": "0012/LT/2015",
    "dokumen_pasport": "00A1",
    "tanggal_akhir_paspor": "2030-01-01",
    "dokumen_kitas": "+62",
    "akta_perkawinan": "@1",
    "tanggalperkawinan": "2015-02-28",
    "akta_perceraian": "-7",
    "tanggalperceraian": "2020-02-29",
    "cacat_id": "1",
    "cara_kb_id": "99",
    "hamil": "1",
    "ktp_el": "3",
    "status_rekam": "8",
    "alamat_sekarang": "'dalam tanda petik",
    "status_dasar": "1",
    "suku": "MADURA",
    "tag_id_card": "0001",
    "id_asuransi": "99",
    "no_asuransi": "000123",
    "lat": "-7.123456789012345",
    "lng": "113.6",
}


def rich_lines():
    people = [
        {
            **RICH,
            "nama": f"ANI SAMPLE {'ABCDEF'[number]}",
            "nik": f"359901680390000{number + 1}",
            "no_kk": f"359901010115000{number // 2 + 1}",
            "sex": 2,
            "tanggallahir": f"28/03/19{60 + number}",
            "kk_level": 1 if number % 2 == 0 else 4,
            "status_kawin": label,
        }
        for number, label in enumerate(codes.Marital.labels)
    ]
    without = {
        "nama": "BAYI CONTOH",
        "nik": "0",
        "sex": "1",
        "tanggallahir": "2026-01-02",
        "dusun": "TENGAH",
        "no_kk": "",
    }
    temporary = without | {"nama": "BAYI SEMENTARA", "nik": "0123450102260001"}
    dead = without | {
        "nama": "KAKEK CONTOH",
        "nik": "3599010101300001",
        "tanggallahir": "1930-01-01",
        "status_dasar": "2",
    }
    quoted = {"alamat_sekarang": "''dalam tanda petik", "alamat": f"'{RICH['alamat']}"}
    return [*(person | quoted for person in people), without, temporary, dead]


WHY = "Memeriksa data penduduk"


def exported(by, kind="csv", *, reason=WHY, **filters):
    out = io.BytesIO()
    actions.export_residents(filters=ResidentFilters(**filters), kind=kind, out=out, reason=reason, by=by, at=NOON)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_import_export_is_the_same_file_to_the_byte(gita, neighbour, make_account, kind):
    stored(csv_of([*rich_lines(), *synthetic.make_village(40, seed=5, on=DAY)]), gita)
    first = exported(gita, kind)

    with current.inside(neighbour):
        other = make_account("gita", "KASI_PEMERINTAHAN")
        batch = stored(first, other)
        second = exported(other, kind)

    assert batch.error_count == 0
    assert second == first


def test_every_column_was_filled_and_came_back(gita):
    stored(csv_of(rich_lines()), gita)

    lines = list(csv.DictReader(io.StringIO(exported(gita).decode())))

    assert tuple(lines[0]) == HEADINGS
    assert all(lines[0][heading] for heading in HEADINGS)
    assert {line["status_kawin"] for line in lines[:6]} == {
        "1",
        "2",
        "KAWIN BELUM TERCATAT",
        "3",
        "CERAI HIDUP BELUM TERCATAT",
        "4",
    }
    assert lines[0]["lat"] == "-7.123456789012345"
    assert Resident.objects.filter(nik__isnull=False).count() == 8


def test_a_book_keeps_numbers_as_text_and_ends_with_the_codes(gita):
    stored(csv_of(rich_lines()), gita)

    book = CalamineWorkbook.from_filelike(io.BytesIO(exported(gita, "xlsx")))

    assert book.sheet_names == ["Data Penduduk", "Kode Data"]
    line = dict(zip(HEADINGS, book.get_sheet_by_index(0).to_python()[1], strict=True))
    assert (line["nik"], line["ayah_nik"], line["rt"]) == ("3599016803900001", "0599010101600001", "001")
    assert line["alamat"] == '\'=Jl. Contoh No. 1, "Pojok"; Gang 2'


def test_importing_an_export_again_changes_nothing(gita):
    stored(csv_of(rich_lines()), gita)

    batch = checked(exported(gita), gita)

    assert (batch.same_count, batch.new_count, batch.changed_count, batch.error_count) == (9, 0, 0, 0)


def test_a_list_that_is_narrowed_gives_only_what_it_shows(gita):
    stored(csv_of(rich_lines()), gita)

    lines = list(csv.DictReader(io.StringIO(exported(gita, sex=1).decode())))

    assert {line["nama"] for line in lines} == {"BAYI CONTOH", "BAYI SEMENTARA", "KAKEK CONTOH"}


def test_the_log_keeps_who_took_how_many_and_a_day_has_an_end(gita, monkeypatch):
    stored(csv_of(rich_lines()), gita)
    exported(gita)

    assert Entry.objects.filter(action="resident.export", detail__rows=9).exists()
    monkeypatch.setattr("walls.limits.spend", _refuse)
    with pytest.raises(LimitReached):
        exported(gita)


def _refuse(what):
    raise LimitReached(What(what), allowed=1)


def test_statements_do_not_grow_with_the_village(gita, django_assert_num_queries, django_assert_max_num_queries):
    stored(csv_of(synthetic.make_village(300, seed=5, on=DAY)), gita)

    with django_assert_max_num_queries(8):
        exported(gita)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_without_a_reason_no_number_of_a_person_or_card_leaves(gita, kind):
    stored(csv_of(rich_lines()), gita)
    numbers = {
        *Resident.objects.exclude(nik=None).values_list("nik", flat=True),
        *Family.objects.values_list("no_kk", flat=True),
    }
    numbers |= {RICH["ayah_nik"], RICH["ibu_nik"]}

    masked, full = cells_of(exported(gita, kind, reason=""), kind), cells_of(exported(gita, kind), kind)

    assert numbers <= full
    assert not numbers & masked
    assert not any(re.fullmatch(r"\d{16}", cell) for cell in masked)
    assert {"3599 0168 •••• 0001", "3599 01•• •••• 0001"} <= masked
    assert "0" in masked, "whoever has no NIK is told so"


def cells_of(content, kind):
    if kind == "csv":
        return {cell for row in csv.reader(io.StringIO(content.decode())) for cell in row}
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return {str(cell) for row in sheet.to_python() for cell in row}


def test_a_masked_file_is_refused_line_by_line_and_changes_nothing(gita):
    stored(csv_of(rich_lines()), gita)

    batch = checked(exported(gita, reason=""), gita)

    assert (batch.new_count, batch.changed_count) == (0, 0)
    assert (batch.same_count, batch.error_count) == (1, 8)


def test_the_page_asks_why_and_the_log_keeps_it(ani, page_of, gita):
    asked = page_of(gita).get("/kantor/warga/ekspor/", {"q": "ani"})
    masked = page_of(gita).get("/kantor/warga/ekspor.xlsx")
    refused = page_of(gita).post("/kantor/warga/ekspor/", {"kind": "csv", "reason": "Ingin tahu"})
    full = page_of(gita).post("/kantor/warga/ekspor/?q=tidak-ada", {"kind": "csv", "reason": WHY})
    again = page_of(gita).post("/kantor/warga/ekspor/?q=ani", {"kind": "csv", "reason": WHY})

    assert 'action="/kantor/warga/ekspor/?q=ani"' in asked.content.decode()
    assert ani.nik not in cells_of(b"".join(masked.streaming_content), "xlsx")
    assert refused.status_code == 422
    assert ani.nik.encode() not in b"".join(full.streaming_content), "narrowed as the list was"
    assert ani.nik.encode() in b"".join(again.streaming_content)
    kept = Entry.objects.filter(action="resident.export").order_by("pk").values_list("detail__reason", flat=True)
    assert list(kept) == [None, WHY, WHY]


def test_nobody_without_the_right_takes_the_full_list(ani, page_of, budi):
    assert page_of(budi).post("/kantor/warga/ekspor/", {"kind": "csv", "reason": WHY}).status_code == 403


@pytest.fixture
def page_of(village, signed_in):
    return lambda account: signed_in(village, account, second_factor=True)


def test_every_kind_of_cell_is_written_once():
    values = {column.field: None for column in COLUMNS} | {"born_on": date(1990, 1, 2), "marital": 3, "rt": "1"}

    cells = dict(zip(HEADINGS, outgoing.cells(list(values.values())), strict=True))

    assert (cells["tanggallahir"], cells["status_kawin"], cells["rt"], cells["nik"]) == (
        "1990-01-02",
        "KAWIN BELUM TERCATAT",
        "001",
        "0",
    )
    assert cells["alamat"] == ""


def test_an_untidy_village_comes_back_as_it_is(gita, neighbour, make_account):
    """Somebody of no hamlet, and a newborn without a NIK whose birth was recorded anew after an undo."""
    stored(csv_of([*rich_lines(), one_line(nama="INA SAMPLE", nik="3599016803900077", no_kk="3599010101150099")]), gita)
    mother = Resident.objects.get(name="INA SAMPLE")
    Resident.objects.filter(name="BAYI CONTOH").update(hamlet=None)
    undo_event(event=_born(mother, gita), reason="salah hari", key=None, by=gita, at=NOON)
    again = _born(mother, gita)
    given = exported(gita)

    with current.inside(neighbour):
        other = make_account("gita", "KASI_PEMERINTAHAN")
        batch = stored(given, other)
        back = exported(other)

    lines = list(csv.DictReader(io.StringIO(given.decode())))
    assert [line["dusun"] for line in lines if line["nama"] == "BAYI CONTOH"] == ["-"]
    assert [line["status_dasar"] for line in lines if line["nama"] == again.resident.name] == ["1"]
    assert "9" not in {line["status_dasar"] for line in lines}
    assert (batch.error_count, back) == (0, given)


def test_a_hamlet_of_nobody_moves_nobody_who_has_one(gita):
    stored(csv_of([one_line()]), gita)

    assert checked(csv_of([one_line(dusun="-")]), gita).same_count == 1


def _born(mother, gita):
    day = NOON.date()
    return record_birth(
        resident=mother, father=None, children=[{"name": "UMA SAMPLE", "sex": 2}], details={},
        happened_on=day, reported_on=day, key=None, by=gita, at=NOON,
    )  # fmt: skip
