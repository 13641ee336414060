"""The residents' pages: few statements, masked numbers, the right people."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Entry
from registry import synthetic
from registry.models import ImportBatch, Resident
from walls import current

from .conftest import DAY, checked, csv_of, details, stored

SIXTEEN = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")


@pytest.fixture
def people(gita):
    stored(csv_of(synthetic.make_village(80, seed=4, on=DAY)), gita)
    return Resident.objects.order_by("pk")


class Desk:
    """A signed-in browser; after each answer the test stands in its village again."""

    def __init__(self, client, office):
        self.client, self.office = client, office

    def get(self, *args, **kwargs):
        return self._answered(self.client.get(*args, **kwargs))

    def post(self, *args, **kwargs):
        return self._answered(self.client.post(*args, **kwargs))

    def _answered(self, response):
        current.enter(self.office)
        return response


@pytest.fixture
def desk(village, gita, signed_in):
    return Desk(signed_in(village, gita), village)


def paths(person):
    return [
        "/kantor/warga/",
        "/kantor/warga/?q=SITI&jk=2&status=1",
        f"/kantor/warga/{person.pk}/",
        f"/kantor/warga/{person.pk}/?bagian=keluarga",
        f"/kantor/warga/{person.pk}/?bagian=riwayat",
        f"/kantor/warga/{person.pk}/ubah/",
        f"/kantor/warga/{person.pk}/nik/",
        "/kantor/warga/tambah/",
        "/kantor/warga/cari/",
        "/kantor/warga/impor/",
    ]


def test_every_page_opens_with_few_statements_and_without_a_full_number(people, desk, django_assert_max_num_queries):
    person = people.filter(family__isnull=False).last()
    # The counts beside the menu are remembered for a minute.
    desk.get("/kantor/pekerjaan/")

    for path in paths(person):
        with django_assert_max_num_queries(10):
            response = desk.get(path)

        assert response.status_code == 200, path
        assert not SIXTEEN.search(response.content.decode()), path


def test_the_list_is_cut_into_pages_and_filtered(people, desk):
    page = desk.get("/kantor/warga/").content.decode()
    women = desk.get("/kantor/warga/?jk=2&dusun=&status=99&halaman=x").content.decode()

    assert "1–25 dari 80" in page
    assert f"dari {people.filter(sex=2).count()}" in women


def test_a_colleague_without_the_right_gets_403_and_a_stranger_the_sign_in(
    people, village, make_account, signed_in, visitor
):
    person = people.first()
    bpd = Desk(signed_in(village, make_account("hendra", "BPD")), village)
    kasi = Desk(signed_in(village, make_account("putri", "KASI_PELAYANAN")), village)

    for path in paths(person):
        assert bpd.get(path).status_code == 403, path
        assert visitor.get(path, headers={"HX-Request": "true"}).status_code == 401, path
    assert kasi.get("/kantor/warga/impor/").status_code == 403
    assert kasi.get("/kantor/warga/tambah/").status_code == 403
    assert kasi.get(f"/kantor/warga/{person.pk}/nik/").status_code == 200


def test_the_neighbour_finds_nobody_of_this_village(people, neighbour, make_account, signed_in):
    person = people.first()
    with current.inside(neighbour):
        darma = make_account("darma", "KASI_PEMERINTAHAN")
    desk = Desk(signed_in(neighbour, darma), neighbour)

    assert desk.get(f"/kantor/warga/{person.pk}/").status_code == 404
    answer = desk.post("/kantor/warga/cari/", {"q": person.name}, headers={"HX-Request": "true"})
    assert person.name not in answer.content.decode()


def test_a_full_nik_is_shown_once_for_a_reason_and_logged(people, desk, gita):
    person = people.first()
    path = f"/kantor/warga/{person.pk}/nik/"

    assert person.nik not in desk.post(path, {}).content.decode()
    shown = desk.post(path, {"reason": "Melayani surat warga ini"}, headers={"HX-Request": "true"})

    assert person.nik in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    entry = Entry.objects.get(action="resident.reveal_nik")
    assert (entry.actor_id, entry.subject_id) == (gita.pk, str(person.pk))
    assert person.nik not in str(entry.detail)


def test_the_picker_answers_with_a_fragment_or_a_page(people, desk):
    person = people.first()
    question = {"q": person.nik, "next": "/kantor/loket/", "name": "warga", "target": "#desk"}

    fragment = desk.post("/kantor/warga/cari/", question, headers={"HX-Request": "true"}).content.decode()
    page = desk.post("/kantor/warga/cari/", question).content.decode()

    assert f"/kantor/loket/?warga={person.pk}" in fragment
    assert "<html" not in fragment
    assert "<html" in page
    assert person.nik not in page + fragment


def test_a_pick_never_leads_to_another_site(people, desk):
    question = {"q": people.first().name, "next": "https://elsewhere.example/", "target": '#x" onclick="y'}

    answer = desk.post("/kantor/warga/cari/", question).content.decode()

    assert "elsewhere" not in answer
    assert "onclick" not in answer


def typed(**changed):
    values = details(hamlet="Tengah", born_on="1990-03-28", residency=1)
    return {name: value for name, value in (values | changed).items() if value is not None}


def test_adding_twice_with_one_key_adds_one_resident(village, desk):
    form = typed(key=str(uuid.uuid4()), nik=None)

    first, second = desk.post("/kantor/warga/tambah/", form), desk.post("/kantor/warga/tambah/", form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Resident.objects.get().name == "ANI SAMPLE"


def test_a_wrong_nik_is_said_at_its_field(village, desk):
    answer = desk.post("/kantor/warga/tambah/", typed(nik="3599013213900001"))

    assert answer.status_code == 422
    assert "tidak mungkin" in answer.content.decode()


def test_a_member_of_a_family_keeps_a_place_in_it(ani, desk, village):
    """The number of the family card is not typed again, and still counts."""
    answer = desk.post(f"/kantor/warga/{ani.pk}/ubah/", typed(nik="", no_kk="", relation=""))

    assert answer.status_code == 422
    assert "Pilih hubungan dalam KK." in answer.content.decode()


def test_correcting_keeps_the_numbers_that_were_not_typed(ani, desk, village):
    answer = desk.post(f"/kantor/warga/{ani.pk}/ubah/", typed(nik="", no_kk="", occupation=88))

    ani.refresh_from_db()
    assert answer.status_code == 302
    assert (ani.nik, ani.occupation, ani.family.no_kk) == ("3599016803900001", 88, "3599010101150001")
    history = desk.get(f"/kantor/warga/{ani.pk}/?bagian=riwayat").content.decode()
    assert "Wiraswasta" in history


def test_an_upload_walks_to_its_check_and_a_wrong_file_is_refused(village, desk):
    key = str(uuid.uuid4())
    good = SimpleUploadedFile("warga.csv", csv_of(synthetic.make_village(5, seed=1, on=DAY)))
    bad = SimpleUploadedFile("surat.pdf", b"%PDF-1.7 isi")

    refused = desk.post("/kantor/warga/impor/", {"key": key, "file": bad})
    taken = desk.post("/kantor/warga/impor/", {"key": key, "file": good})

    assert refused.status_code == 422
    assert "bukan lembar kerja" in refused.content.decode()
    assert taken.status_code == 302
    assert "kolom dikenali" in desk.get(taken["Location"]).content.decode()


def test_the_check_shows_errors_with_their_place_and_mends_them(gita, desk, django_assert_max_num_queries, village):
    rows = synthetic.make_village(40, seed=2, on=DAY)
    rows[1]["agama_id"] = "Agama Contoh"
    rows[2]["nik"] = rows[0]["nik"]
    batch = checked(csv_of(rows), gita)
    address = f"/kantor/warga/impor/{batch.pk}/"
    # The counts beside the menu are remembered for a minute.
    desk.get("/kantor/pekerjaan/")

    with django_assert_max_num_queries(10):
        page = desk.get(address).content.decode()
    row = batch.rows.get(number=3)
    mended = desk.post(
        f"{address}baris/{row.pk}/", {"heading": "agama_id", "text": "Islam"}, headers={"HX-Request": "true"}
    ).content.decode()

    assert "K · Agama" in page
    assert "Agama Contoh" in page
    assert not SIXTEEN.search(page)
    assert "Sudah benar" in mended
    for tab in ("galat", "peringatan", "baru", "berubah", "sama"):
        assert not SIXTEEN.search(desk.get(f"{address}?daftar={tab}").content.decode())


def test_storing_waits_for_a_tick_when_there_are_errors(gita, desk, village):
    rows = synthetic.make_village(10, seed=2, on=DAY)
    rows[1]["agama_id"] = "Agama Contoh"
    batch = checked(csv_of(rows), gita)
    address = f"/kantor/warga/impor/{batch.pk}/"

    desk.post(f"{address}simpan/")
    assert ImportBatch.objects.get().state == "CHECKED"
    desk.post(f"{address}simpan/", {"leave_errors": "ya"})
    desk.post(f"{address}simpan/", {"leave_errors": "ya"})

    assert ImportBatch.objects.get().state == "COMMITTING"
    assert "Menyimpan penduduk" in desk.get(address).content.decode()


def test_an_undo_that_is_refused_says_why(gita, people, desk, village):
    batch = ImportBatch.objects.get()
    before = desk.get(f"/kantor/warga/impor/{batch.pk}/").content.decode()
    batch.rows.all().delete()

    page = desk.post(f"/kantor/warga/impor/{batch.pk}/batalkan/", follow=True).content.decode()

    assert "selama penduduknya belum diubah atau dipakai, dan bulannya belum ditutup" in before
    assert "Rincian impor ini sudah dihapus" in page
