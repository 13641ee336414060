"""Residents over the API: what the pages show and do, masked, filtered, and to the same people."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from samples import pdfs
from samples.ledger import happen

from accounts.actions import make_api_client
from audit.models import Entry
from registry import actions
from registry.api.answers import REFUSALS
from registry.models import Event, PersonDocument, Resident
from registry.saying import SENTENCES

from .conftest import NOON, details

PDF = pdfs.PLAIN
NEW = {"name": "RINA SAMPLE", "sex": 2, "born_on": "2001-02-03", "residency": 1, "hamlet": "Tengah", "rt": "1"}


@pytest.fixture
def child(ani, gita):
    added = details(name="BUDI SAMPLE", nik="3599011207150001", sex=1, born_on=date(2015, 7, 12), relation=4)
    return actions.add_resident(details=added, by=gita, at=NOON)


def test_the_list_and_the_search_are_masked(ani, api):
    listed = api.get("penduduk/", q="ani", jk=2, status="x").json()
    one = api.get(f"penduduk/{ani.pk}/").json()
    found = api.post("penduduk/cari/", q="0001").json()

    assert [resident["name"] for resident in listed["results"]] == ["ANI SAMPLE"]
    assert listed["results"][0] == found[0] == {name: one[name] for name in found[0]}
    assert "•" in one["nik"]
    assert "3599016803900001" not in str([listed, one, found])
    assert one["hamlet"] == "TENGAH"


def test_a_page_of_residents_costs_no_statement_each(ani, gita, api, django_assert_max_num_queries):
    for number in range(10, 36):
        actions.add_resident(
            details=details(nik=f"35990168039000{number}", no_kk=f"35990101011500{number}"), by=gita, at=NOON
        )

    with django_assert_max_num_queries(10):
        answer = api.get("penduduk/", halaman=2).json()

    assert (answer["count"], len(answer["results"])) == (27, 2)
    assert len(api.get("penduduk/", limit=26).json()["results"]) == 26
    assert [api.get("penduduk/", halaman=word).status_code for word in ("3", "0", "x", "9" * 30)] == [404] * 4


def test_the_search_box_finds_what_the_page_finds(ani, api):
    answer = api.post("cari/", q="ani sampl").json()
    page = api.client.post("/kantor/cari/", {"q": "ani sampl"}).content.decode()

    assert all(hit["label"] in page and hit["url"] in page for group in answer for hit in group["hits"])
    assert "ANI SAMPLE" in str(answer)
    assert api.post("cari/", q="a").status_code == 400


def test_somebody_is_added_once_by_the_action_behind_the_form(ani, api, gita):
    key = str(uuid.uuid4())
    assert list(api.post("penduduk/", **NEW).json()) == ["key"]
    assert list(api.post("penduduk/", **NEW, key=key, nicname="X").json()) == ["nicname"]
    assert list(api.post("penduduk/", **NEW, key=key, nik="123").json()) == ["nik"]
    made, again = (api.post("penduduk/", **NEW, key=key) for _ in range(2))

    person = Resident.objects.get(name="RINA SAMPLE")
    assert (made.status_code, made.json()["id"], again.json()["id"]) == (201, person.pk, person.pk)
    assert (person.hamlet.name, person.rt, person.nik_status) == ("TENGAH", "001", "BELUM_ADA")
    assert Event.objects.get(resident=person, kind="OPENING").recorded_by == gita
    taken = api.post("penduduk/", **NEW, key=str(uuid.uuid4()), nik=ani.nik, because="uji")
    assert (taken.status_code, taken.json()) == (
        422,
        {"code": "nik_taken", "detail": "NIK ini sudah dipakai ANI SAMPLE.", "field": "nik"},
    )


def test_only_what_is_sent_is_corrected_and_what_is_unlikely_wants_a_reason(ani, api):
    Resident.objects.filter(pk=ani.pk).update(chronic_illness=9, email="bukan surel", phone="0811")
    here = f"penduduk/{ani.pk}/ubah/"

    assert api.post(here, rt="7", chronic_illness="-").status_code == 200
    odd = api.post(here, nik="3599016803900001"[:-4] + "0009", born_on="1991-03-28")
    assert (odd.status_code, odd.json()["code"], odd.json()["field"]) == (409, "unlikely", "because")
    assert odd.json()["warnings"][0]["text"]
    assert list(api.post(here, telp="1").json()) == ["telp"]
    assert api.post(here, born_on="1991-03-28", because="Menurut akta").status_code == 200

    person = Resident.objects.get(pk=ani.pk)
    assert (person.rt, person.chronic_illness, person.phone, person.born_on) == ("007", None, "0811", date(1991, 3, 28))
    assert (person.name, person.nik, person.family_id) == ("ANI SAMPLE", ani.nik, ani.family_id)
    impossible = api.post(here, born_on="2099-01-01", because="uji")
    assert (impossible.status_code, impossible.json()["field"]) == (422, "born_on")


def test_everything_about_a_person_opens_with_few_statements(ani, child, api, django_assert_max_num_queries):
    told = {}
    for part in ("", "keluarga/", "peristiwa/", "riwayat/", "dokumen/"):
        with django_assert_max_num_queries(10):
            told[part] = api.get(f"penduduk/{ani.pk}/{part}").json()

    assert [one["name"] for one in told["keluarga/"]["members"]] == ["ANI SAMPLE", "BUDI SAMPLE"]
    assert told["peristiwa/"][0]["kind"] == "OPENING"
    assert told["riwayat/"][0]["what"]
    assert told["dokumen/"] == []


def test_where_somebody_stood_on_a_day(ani, child, gita, api):
    month = NOON + timedelta(days=30)
    actions.correct_resident(resident=ani, details={"hamlet": "BARAT", "rt": "9"}, by=gita, at=month)
    happen("DEATH", child, at=month, by=gita)
    before, after = (NOON.date() + timedelta(days=1)).isoformat(), month.date().isoformat()

    stood = api.get(f"penduduk/{ani.pk}/", per=before).json()["stood"]
    assert (stood["hamlet"], stood["rt"], stood["family"]) == ("TENGAH", "001", ani.family_id)
    assert api.get(f"penduduk/{ani.pk}/", per=after).json()["stood"]["hamlet"] == "BARAT"
    assert api.get(f"penduduk/{child.pk}/", per=after).json()["stood"] is None
    for path in (f"penduduk/{ani.pk}/keluarga/", f"keluarga/{ani.family_id}/"):
        days = [[stay["name"] for stay in api.get(path, per=day).json()["stays"]] for day in (before, after)]
        assert days == [["ANI SAMPLE", "BUDI SAMPLE"], ["ANI SAMPLE"]], path


def test_papers_and_photos_are_kept_opened_and_removed(ani, api, gita):
    here = f"penduduk/{ani.pk}/dokumen/"
    wrong = api.send(here, kind="KTP", file=SimpleUploadedFile("ktp.pdf", b"MZ no paper"))
    assert (wrong.status_code, wrong.json()["code"]) == (422, "attachment_refused")
    assert list(api.send(here, kind="X").json()) == ["kind", "file"]

    made = api.send(here, kind="KTP", number=ani.nik, file=SimpleUploadedFile("ktp.pdf", PDF))

    paper = PersonDocument.objects.get()
    assert (made.status_code, made.json()["id"], made.json()["added_by"]) == (201, paper.pk, gita.name)
    assert ani.nik not in str(api.get(here).json())
    assert api.get(f"{here}{paper.pk}/").content == PDF
    assert Entry.objects.filter(action="document.open", actor_id=gita.pk).count() == 1
    assert api.post(f"{here}{paper.pk}/hapus/").status_code == 204
    assert api.post(f"{here}{paper.pk}/hapus/").json() == {"code": "paper_gone", "detail": "Dokumen ini sudah dihapus."}
    assert api.get(f"{here}{paper.pk}/").status_code == 404

    photo = f"penduduk/{ani.pk}/foto/"
    assert api.send(photo, file=SimpleUploadedFile("foto.jpg", PDF)).json()["code"] == "attachment_refused"
    assert api.get(photo).status_code == 404
    assert api.post(f"{photo}hapus/").status_code == 204


@pytest.mark.parametrize(
    ("part", "action", "secret"),
    [
        ("nik", "resident.reveal_nik", "3599016803900001"),
        ("kk", "resident.reveal_kk", "3599010101150001"),
        ("nik-orang-tua", "resident.reveal_parents", "3599014101500779"),
        ("kesehatan", "resident.reveal_health", "Kanker"),
    ],
)
def test_what_is_hidden_is_given_for_a_reason_and_logged(ani, api, api_of, gita, sari, part, action, secret):
    Resident.objects.filter(pk=ani.pk).update(mother_nik="3599014101500779", chronic_illness=4)
    here, reason = f"penduduk/{ani.pk}/{part}/", "Memeriksa data penduduk"

    assert list(api.post(here).json()) == ["reason"]
    assert list(api.post(here, reason="Ingin tahu").json()) == ["reason"]
    assert not Entry.objects.filter(action=action).exists()
    shown = api.post(here, reason=reason)

    assert secret in str(shown.json())
    assert shown["Cache-Control"] == "no-store"
    entry = Entry.objects.get(action=action)
    assert (entry.actor_id, entry.detail["reason"]) == (gita.pk, reason)
    assert api_of(sari).post(here, reason=reason).status_code == 403


def test_a_body_that_names_nothing_is_refused(ani, api):
    for path in ("penduduk/", f"penduduk/{ani.pk}/ubah/", f"penduduk/{ani.pk}/nik/", "wilayah/", "peristiwa/kematian/"):
        for body in ("[1]", '"x"', "3", "null", "{", '{"key": {"a": [1]}, "name": ["\\u0000"], "born_on": {}}'):
            answer = api.client.post(f"/api/v1/{path}", body, content_type="application/json")
            assert answer.status_code == 400, f"{path} {body}"


def test_a_system_records_by_its_name_and_acts_as_nobody_where_a_person_must(ani, gita, visitor):
    permissions = ["registry.change_residents", "registry.see_residents"]
    _, secret = make_api_client(
        name="Puskesmas", permissions=permissions, expires_at=NOON + timedelta(days=300), by=gita, at=NOON
    )
    bearer = {"headers": {"Authorization": f"Bearer {secret}"}, "content_type": "application/json"}

    made = visitor.post("/api/v1/penduduk/", {**NEW, "key": str(uuid.uuid4())}, **bearer)

    event = Event.objects.get(resident__name="RINA SAMPLE")
    assert (made.status_code, event.recorded_by) == (201, None)
    assert Entry.objects.get(action="resident.add", subject_id=str(event.resident_id)).actor_name == "Sistem: Puskesmas"
    refused = visitor.post(f"/api/v1/penduduk/{ani.pk}/dokumen/", {"kind": "KTP"}, **bearer)
    assert (refused.status_code, "akun perangkat" in refused.json()["detail"]) == (403, True)


def test_every_named_error_has_a_sentence_and_a_code_of_its_own():
    """Those not in the table of sentences are made with one; the codes are what other systems rely on."""
    named = {getattr(actions, name) for name in actions.__all__}
    errors = {found for found in named if isinstance(found, type) and issubclass(found, Exception)}
    say_it_themselves = {
        "nik_taken", "head_taken", "details_impossible", "happening_impossible", "area_impossible", "boundary_refused",
        "attachment_refused", "file_refused", "merge_impossible", "unlikely",
    }  # fmt: skip

    assert errors | set(SENTENCES) <= set(REFUSALS)
    assert {code for kind, (_, code) in REFUSALS.items() if kind not in SENTENCES} == say_it_themselves
    assert len({code for _, code in REFUSALS.values()}) == len(REFUSALS)
    assert {status for status, _ in REFUSALS.values()} == {409, 422}


def test_the_document_describes_the_register_without_warnings(visitor, capsys):
    from drf_spectacular.drainage import GENERATOR_STATS

    GENERATOR_STATS.reset()
    document = visitor.get("/api/v1/schema/").content.decode()

    assert "/api/v1/penduduk/{id}/ubah/" in document
    assert "/api/v1/wilayah/{id}/{step}/" in document
    assert not GENERATOR_STATS, capsys.readouterr().err
