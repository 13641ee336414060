"""Everything about a person: all fields, parents, papers and photo, households, where they stood on a day."""

import struct
import zlib
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from samples import pdfs
from samples.ledger import happen

from archive.models import Document
from audit.models import Entry
from registry import actions, queries
from registry.codes import HouseholdRole
from registry.models import Event, Household, PersonDocument, Resident
from registry.particulars import HEALTH, PLAIN

from .conftest import NOON, details

LATER = NOON + timedelta(hours=1)
PDF = pdfs.PLAIN


def png():
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


@pytest.fixture
def child(ani, gita):
    added = details(name="BUDI SAMPLE", nik="3599011207150001", sex=1, born_on=date(2015, 7, 12), relation=4)
    return actions.add_resident(details=added, by=gita, at=NOON)


@pytest.fixture
def desk(village, gita, signed_in):
    return signed_in(village, gita)


def test_every_field_people_type_stands_in_the_form_and_comes_back(ani, desk):
    from registry.forms import ResidentForm

    form = ResidentForm.of(ani)
    typed = {
        "nickname": "ANI",
        "reads": "AL",
        "birth_weight_g": "3100",
        "birth_length_cm": "49,5",
        "birth_time": "05:30",
    }
    typed |= {"passport": "X1", "card_on": "2020-01-05", "insurance": "2", "disability": "2", "pregnant": "2"}
    stands = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    stands = {name: value.isoformat() if isinstance(value, date) else value for name, value in stands.items()}

    answer = desk.post(f"/kantor/warga/{ani.pk}/ubah/", stands | typed)

    assert set(PLAIN) <= set(form.fields)
    assert answer.status_code == 302, answer.content.decode()
    ani.refresh_from_db()
    assert (ani.nickname, ani.reads, ani.birth_weight_g, str(ani.birth_length_cm)) == ("ANI", "AL", 3100, "49.5")
    assert (ani.passport, ani.card_on, ani.insurance, ani.disability) == ("X1", date(2020, 1, 5), 2, 2)
    assert ani.nik == "3599016803900001", "an empty number means unchanged"
    detail = Entry.objects.get(action="resident.correct").detail["changes"]
    assert detail["disability"] == [None, "•••"], "the log does not say what it is"


def test_health_left_empty_in_the_form_stays_what_it_is(ani, gita, desk):
    Resident.objects.filter(pk=ani.pk).update(chronic_illness=10)
    typed = {"name": ani.name, "sex": "2", "born_on": "1990-03-28", "relation": "1", "residency": "1", "marital": "1"}

    desk.post(f"/kantor/warga/{ani.pk}/ubah/", typed | {"phone": "081200000000"})

    ani.refresh_from_db()
    assert (ani.phone, ani.chronic_illness) == ("081200000000", 10)
    assert "chronic_illness" in HEALTH


def test_what_is_unlikely_is_stored_with_a_reason_only(ani, desk):
    typed = {"name": "ANI", "sex": "2", "born_on": "1990-03-28", "relation": "1", "residency": "1", "marital": "1"}

    first = desk.post(f"/kantor/warga/{ani.pk}/ubah/", typed)
    ani.refresh_from_db()
    assert first.status_code == 422
    assert "sebaiknya paling sedikit dua kata" in first.content.decode()
    assert ani.name == "ANI SAMPLE"

    desk.post(f"/kantor/warga/{ani.pk}/ubah/", typed | {"because": "Seperti di akta"})

    ani.refresh_from_db()
    assert ani.name == "ANI"
    assert Event.objects.filter(kind="CORRECTION").last().details["reason"] == "Seperti di akta"


def test_parents_are_found_by_their_nik_and_cannot_be_impossible(ani, child, gita):
    actions.correct_resident(resident=child, details={"mother_nik": ani.nik}, by=gita, at=LATER)

    child.refresh_from_db()
    assert child.mother_id == ani.pk
    for parents in ({"father": ani.pk}, {"mother": child.pk}, {"born_on": date(1980, 1, 1)}):
        with pytest.raises(actions.DetailsImpossible):
            actions.correct_resident(resident=child, details=parents, by=gita, at=LATER)
    for later in ({"born_on": date(2016, 1, 1)}, {"father": child.pk}, {"sex": 1}):
        with pytest.raises(actions.DetailsImpossible):
            actions.correct_resident(resident=ani, details=later, by=gita, at=LATER)


def test_a_paper_is_known_by_its_content_opened_by_the_log_and_removed_without_being_lost(ani, gita, desk):
    page = f"/kantor/warga/{ani.pk}/dokumen/tambah/"
    wrong = desk.post(page, {"kind": "KTP", "file": SimpleUploadedFile("ktp.pdf", b"MZ no paper")})
    assert wrong.status_code == 422
    assert not PersonDocument.objects.exists()

    for active in (*pdfs.ACTIVE.values(), *pdfs.BROKEN.values()):
        assert desk.post(page, {"kind": "KTP", "file": SimpleUploadedFile("ktp.pdf", active)}).status_code == 422
    assert not PersonDocument.objects.exists()

    desk.post(page, {"kind": "KTP", "number": ani.nik, "file": SimpleUploadedFile("ktp.pdf", PDF)})

    paper = PersonDocument.objects.get()
    tab = desk.get(f"/kantor/warga/{ani.pk}/?bagian=dokumen").content.decode()
    assert f"/kantor/arsip/{paper.document_id}/unduh/" in tab
    assert ani.nik not in tab
    assert desk.get(f"/kantor/arsip/{paper.document_id}/unduh/").content == PDF
    assert Entry.objects.filter(action="document.open", actor_id=gita.pk).count() == 1

    desk.post(f"/kantor/warga/{ani.pk}/dokumen/{paper.pk}/hapus/")

    assert desk.get(f"/kantor/arsip/{paper.document_id}/unduh/").status_code == 403
    assert Document.objects.filter(pk=paper.document_id).exists()
    with pytest.raises(actions.PaperGone):
        actions.remove_paper(paper=paper, by=gita, at=LATER)


def test_a_photo_is_a_picture_and_is_shown_from_our_own_address(ani, desk):
    page = f"/kantor/warga/{ani.pk}/foto/ganti/"
    assert desk.post(page, {"file": SimpleUploadedFile("foto.jpg", PDF)}).status_code == 422

    desk.post(page, {"file": SimpleUploadedFile("foto.png", png())})

    shown = desk.get(f"/kantor/warga/{ani.pk}/foto/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert f"/kantor/warga/{ani.pk}/foto/" in desk.get(f"/kantor/warga/{ani.pk}/").content.decode()
    desk.post(f"/kantor/warga/{ani.pk}/foto/hapus/")
    assert desk.get(f"/kantor/warga/{ani.pk}/foto/").status_code == 404


def test_where_somebody_stood_on_a_day(ani, child, gita, desk):
    month = NOON + timedelta(days=30)
    actions.correct_resident(resident=ani, details={"hamlet": "BARAT", "rt": "9"}, by=gita, at=month)
    happen("DEATH", child, at=month, by=gita)

    before, after = NOON.date() + timedelta(days=1), month.date()
    assert queries.stood(child, before) is not None
    assert queries.stood(child, after) is None
    page = desk.get(f"/kantor/warga/{ani.pk}/?per={before.isoformat()}").content.decode()
    assert "Dusun Tengah RT 001/RW 002" in page
    family = desk.get(f"/kantor/warga/{ani.pk}/?bagian=keluarga&per={before.isoformat()}").content.decode()
    assert "BUDI SAMPLE" in family
    assert desk.get(f"/kantor/warga/{ani.pk}/?per=kemarin").status_code == 200


def test_a_household_has_one_head_and_its_members_leave_again(ani, child, gita):
    household = actions.make_household(number="RT-1", head=ani, is_listed=True, by=gita, at=NOON)
    actions.join_household(household=household, resident=child, role=HouseholdRole.HEAD, by=gita, at=NOON)

    roles = dict(household.members.values_list("name", "household_role"))
    assert roles == {"ANI SAMPLE": HouseholdRole.MEMBER, "BUDI SAMPLE": HouseholdRole.HEAD}
    with pytest.raises(actions.NumberTaken):
        actions.make_household(number="RT-1", head=ani, by=gita, at=NOON)
    with pytest.raises(actions.InAnotherHousehold):
        actions.make_household(number="RT-2", head=ani, by=gita, at=NOON)
    assert not Household.objects.filter(number="RT-2").exists()
    actions.leave_household(resident=ani, by=gita, at=NOON)
    happen("DEATH", ani, at=NOON, by=gita)
    with pytest.raises(actions.NotLiving):
        actions.join_household(household=household, resident=ani, role=HouseholdRole.MEMBER, by=gita, at=NOON)


def test_households_are_made_and_filled_on_their_pages(ani, child, desk, django_assert_max_num_queries):
    assert "Cari kepala rumah tangga" in desk.get("/kantor/warga/rumah-tangga/buat/").content.decode()
    made = desk.post("/kantor/warga/rumah-tangga/buat/", {"warga": ani.pk, "number": "RT-1", "is_listed": "on"})
    desk.post(f"{made['Location']}masuk/", {"warga": child.pk})
    with django_assert_max_num_queries(10):
        page = desk.get(made["Location"]).content.decode()
    with django_assert_max_num_queries(10):
        assert "RT-1" in desk.get("/kantor/warga/rumah-tangga/").content.decode()

    assert "ANI SAMPLE" in page
    assert "BUDI SAMPLE" in page
    desk.post(f"{made['Location']}keluar/", {"warga": child.pk})
    child.refresh_from_db()
    assert child.household is None


def test_every_part_of_a_person_opens_with_few_statements(ani, child, desk, django_assert_max_num_queries):
    from registry import about

    parts = ["data", "keluarga", "peristiwa", "layanan", "dokumen", "riwayat"]
    # The counts beside the menu are remembered for a minute.
    desk.get("/kantor/pekerjaan/")
    for part in parts:
        for day in ("", "&per=2026-11-21"):
            with django_assert_max_num_queries(10):
                answer = desk.get(f"/kantor/warga/{ani.pk}/?bagian={part}{day}")
            assert answer.status_code == 200, part
    assert set(parts) <= set(about._parts)
