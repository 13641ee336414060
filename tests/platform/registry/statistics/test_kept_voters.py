"""A list of voters that was kept says for ever what the register said on its day."""

import io
import re
import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from python_calamine import CalamineWorkbook
from samples.ledger import enrol

from audit.models import Entry
from registry import actions
from registry.models import ListedVoter, Resident, VoterList
from registry.rules.voters import Election, Kind
from registry.statistics import files
from registry.statistics.kept_voters import kept_sheet, places_of, voters_kept
from registry.statistics.voters import voters

from .conftest import STOCK

SIXTEEN = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")
HERE = "/kantor/statistik/pemilih/"
NOON = STOCK.replace(month=11, day=20)
ELECTION = Election(Kind.VILLAGE_HEAD, date(2027, 2, 10), date(2026, 12, 1))


def said(**more):
    return {
        "key": str(uuid.uuid4()), "tahap": "DPS", "pemilihan": "pilkades", "tanggal": "2027-02-10", "dps": "2026-12-01",
    } | more  # fmt: skip


def rows_of(kept):
    """All a list says of its voters, in its order."""
    names = [field.attname for field in ListedVoter._meta.fields if field.attname not in ("id", "resident_id")]
    return list(voters_kept(kept).values_list(*names))


@pytest.fixture(autouse=True)
def november(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def desk(people, village, gita, signed_in):
    return signed_in(village, gita)


@pytest.fixture
def kept(people, village, gita):
    return actions.keep_voter_list(stage="DPS", election=ELECTION, key=uuid.uuid4(), by=gita, at=NOON)


def test_it_holds_whom_the_list_of_the_day_holds_and_nothing_changes_it_afterwards(kept, gita):
    before, places = rows_of(kept), places_of(kept)
    listed = voters(ELECTION, day=kept.standing_on)
    assert [row[3] for row in before] == [stay.resident.name for stay in listed]
    assert len(before) > 100

    soldier, girl, mover = (row.resident for row in voters_kept(kept).select_related("resident")[:3])
    for person, details in (
        (soldier, {"occupation": 6}),
        (girl, {"born_on": date(2015, 1, 1)}),
        (mover, {"name": "NAMA LAIN"}),
    ):
        actions.correct_resident(resident=person, details=details, by=gita, at=NOON + timedelta(hours=1))
    enrol(at=STOCK, name="PENDATANG BARU", sex=1, born_on=date(1980, 1, 1), citizenship=1, lives_since=date(2020, 1, 1))

    names = {stay.resident.name for stay in voters(ELECTION, day=kept.standing_on)}
    assert {"NAMA LAIN", "PENDATANG BARU"} <= names
    assert not {soldier.name, girl.name} & names
    assert (rows_of(kept), places_of(kept)) == (before, places)


def test_its_places_add_up_and_stand_below_the_voters_in_the_file(kept, desk):
    places, count = places_of(kept), voters_kept(kept).count()
    assert sum(place.total for place in places) == count
    assert sum(place.women for place in places) == voters_kept(kept).filter(sex=2).count()

    answer = desk.get(f"{HERE}tersimpan/{kept.pk}/unduh/xlsx/")

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    sums = [row for row in book if row[0] == "Jumlah"]
    assert [row[3:6] for row in sums] == [[sum(p.men for p in places), sum(p.women for p in places), count]]
    assert not any(SIXTEEN.search(str(cell)) for row in book for cell in row)
    entry = Entry.objects.get(action="list.take")
    assert entry.detail["list"] == f"dps-pilkades-{kept.pk}"
    paper = desk.get(f"{HERE}tersimpan/{kept.pk}/unduh/pdf/?dusun={places[0].hamlet}")
    assert paper.content[:5] == b"%PDF-"
    assert kept_sheet(kept, hamlet=places[0].hamlet).people.count() == sum(
        one.total for one in places if one.hamlet == places[0].hamlet
    )


def test_it_is_kept_from_the_page_once_and_shown_with_few_statements(desk, django_assert_max_num_queries):
    form = desk.get(f"{HERE}simpan/?pemilihan=pilkades&tanggal=2027-02-10&dps=2026-12-01").content.decode()
    assert 'value="2027-02-10"' in form
    sent = said()

    first, again = desk.post(f"{HERE}simpan/", sent), desk.post(f"{HERE}simpan/", sent)

    made = VoterList.objects.get()
    assert first.url == again.url == f"{HERE}tersimpan/{made.pk}/"
    assert (made.stage, made.election, made.standing_on) == ("DPS", ELECTION, date(2026, 11, 20))
    assert Entry.objects.get(action="voter_list.keep").detail["voters"] == voters_kept(made).count()
    for path in ("tersimpan/", f"tersimpan/{made.pk}/", f"tersimpan/{made.pk}/?dusun=x&halaman=2"):
        with django_assert_max_num_queries(10):
            page = desk.get(HERE + path)
        assert page.status_code == 200
        assert not SIXTEEN.search(page.content.decode())


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"dps": "2027-02-11"}, "tidak boleh sesudah hari pemungutan suara"),
        ({"tahap": "DPX"}, "DPX"),
        ({"tanggal": ""}, "Isi tanggalnya."),
        ({"tanggal": "0100-01-01", "dps": "0100-01-01"}, "terlalu lampau"),
        ({"key": "x"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(village, gita, signed_in, wrong, words):
    answer = signed_in(village, gita).post(f"{HERE}simpan/", said(**wrong))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not VoterList.objects.exists()


def test_where_nobody_votes_nothing_is_kept(village, gita, signed_in):
    answer = signed_in(village, gita).post(f"{HERE}simpan/", said())

    assert answer.status_code == 422
    assert "tidak ada daftar yang disimpan" in answer.content.decode()
    assert not VoterList.objects.exists()


def test_over_the_api_a_person_keeps_and_reads_it(desk, people, village, make_account):
    path = "/api/v1/penduduk/pemilih/tersimpan/"
    made = desk.post(path, said(tahap="DPT"), content_type="application/json")
    assert made.status_code == 201
    one = made.json()
    assert desk.get(path).json()["results"][0]["voters"] == sum(place["total"] for place in one["places"])
    assert desk.get(f"{path}{one['id']}/").json() == one
    listed = desk.get(f"{path}{one['id']}/pemilih/", {"dusun": one["places"][0]["hamlet"]}).json()
    assert listed["results"][0]["number"] == 1
    assert not SIXTEEN.search(str(listed))
    assert desk.get(f"{path}{one['id']}/unduh/xlsx/").status_code == 200
    assert desk.post(path, said(dps="2028-01-01"), content_type="application/json").status_code == 400


def test_the_neighbour_knows_of_no_list_and_a_colleague_without_the_right_sees_none(
    kept, neighbour, village, make_account, signed_in
):
    from walls import current

    colleague = make_account("kaur", "KAUR_TU")
    for path in ("tersimpan/", f"tersimpan/{kept.pk}/", f"tersimpan/{kept.pk}/tarik/", "simpan/"):
        assert signed_in(village, colleague).get(HERE + path).status_code == 403
    with current.inside(neighbour):
        stranger = make_account("darma", "KASI_PEMERINTAHAN")
        assert not VoterList.objects.exists()
    assert signed_in(neighbour, stranger).get(f"{HERE}tersimpan/{kept.pk}/").status_code == 404


def test_one_made_in_error_is_withdrawn_for_a_reason_and_stays_as_it_was(kept, desk, django_assert_max_num_queries):
    here, before = f"{HERE}tersimpan/{kept.pk}/", rows_of(kept)
    assert desk.post(f"{here}tarik/", {"reason": "  ab "}).status_code == 422
    assert not VoterList.objects.get().is_withdrawn

    answer = desk.post(f"{here}tarik/", {"reason": "Hari pemungutan suara keliru."}, follow=True)

    page = answer.content.decode()
    assert "Ditarik 20 November 2026 oleh" in page
    assert "Hari pemungutan suara keliru." in page
    assert "Daftar ini keliru?" not in page
    assert rows_of(kept) == before
    assert Entry.objects.get(action="voter_list.withdraw").detail["reason"] == "Hari pemungutan suara keliru."
    with django_assert_max_num_queries(10):
        assert "Ditarik" in desk.get(f"{HERE}tersimpan/").content.decode()
    assert kept_sheet(VoterList.objects.get()).title.startswith("DITARIK: ")
    again = desk.post(f"{here}tarik/", {"reason": "Sekali lagi ditarik."}, follow=True)
    assert "sudah ditarik" in again.content.decode()
    assert VoterList.objects.get().withdrawn_because == "Hari pemungutan suara keliru."


def test_numbers_leave_in_full_for_a_reason_that_stands_in_the_log(kept, desk, village, make_account, signed_in):
    here = f"{HERE}tersimpan/{kept.pk}/lengkap/"
    assert desk.post(here, {"kind": "xlsx", "reason": "ya"}).status_code == 422
    assert not Entry.objects.filter(action="list.take").exists()

    answer = desk.post(here, {"kind": "xlsx", "reason": "Diserahkan ke panitia pemilihan."})

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    known = {voter.nik for voter in voters_kept(kept) if voter.nik}
    assert known <= {str(cell) for row in book for cell in row}
    assert Entry.objects.get(action="list.take").detail["reason"] == "Diserahkan ke panitia pemilihan."
    over = f"/api/v1/penduduk/pemilih/tersimpan/{kept.pk}/unduh/xlsx/"
    taken = desk.post(over, {"reason": "Diserahkan ke panitia pemilihan."}, content_type="application/json")
    assert taken.status_code == 200
    assert Entry.objects.filter(action="list.take", detail__reason__startswith="Diserahkan").count() == 2
    assert desk.post(over, {"reason": ""}, content_type="application/json").status_code == 400
    assert "Dengan NIK lengkap" in desk.get(f"{HERE}tersimpan/{kept.pk}/").content.decode()


def test_it_is_withdrawn_over_the_api_once(kept, desk):
    path = f"/api/v1/penduduk/pemilih/tersimpan/{kept.pk}/tarik/"
    first = desk.post(path, {"reason": "Tahapnya keliru."}, content_type="application/json")
    assert (first.status_code, first.json()["withdrawn_because"]) == (200, "Tahapnya keliru.")
    assert desk.post(path, {"reason": "Tahapnya keliru."}, content_type="application/json").status_code == 409


def test_a_list_too_long_for_paper_is_printed_by_hamlet(kept, desk, monkeypatch):
    monkeypatch.setattr(files, "MOST_ON_PAPER", 20)

    answer = desk.get(f"{HERE}tersimpan/{kept.pk}/unduh/pdf/", follow=True)

    assert answer.request["PATH_INFO"] == f"{HERE}tersimpan/{kept.pk}/"
    assert "terlalu panjang untuk PDF" in answer.content.decode()


def test_a_person_that_is_taken_out_stays_on_the_list(kept):
    row = voters_kept(kept).first()

    stranger = Resident.objects.create(name="LAIN", sex=1, born_on=NOON.date(), created_at=NOON, updated_at=NOON)
    ListedVoter.objects.filter(pk=row.pk).update(resident=stranger)
    before = rows_of(kept)

    stranger.delete()

    assert rows_of(kept) == before
    assert voters_kept(kept).first().resident is None


def test_the_database_holds_the_rules(kept):
    with pytest.raises(IntegrityError, match="voters_are_listed_before_they_vote"), transaction.atomic():
        VoterList.objects.filter(pk=kept.pk).update(listed_on=date(2027, 3, 1))
    with pytest.raises(IntegrityError, match="a_voter_list_is_withdrawn_for_a_reason"), transaction.atomic():
        VoterList.objects.filter(pk=kept.pk).update(withdrawn_at=NOON)
    with pytest.raises(IntegrityError, match="a_voter_has_one_number_of_a_list"), transaction.atomic():
        voters_kept(kept).filter(number=2).update(number=1)
