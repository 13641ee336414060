"""Files of residents and doubles over the API: the same steps as on the pages, and the same refusals."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.utils import timezone
from samples.ledger import happen

from audit.models import Entry
from registry import actions, ledger, synthetic
from registry.models import Event, ImportBatch, Resident, Settled

from .conftest import DAY, NOON, csv_of, details

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def rows():
    """Thirty lines, of which one has no name and one a NIK of three digits."""
    made = synthetic.make_village(30, seed=3, on=DAY)
    made[4]["nama"], made[9]["nik"] = "", "123"
    return made


@pytest.fixture
def send(api):
    def upload(content, key=None):
        key = key or str(uuid.uuid4())
        with TestCase.captureOnCommitCallbacks(execute=True):
            return api.send("impor/", key=key, file=SimpleUploadedFile("contoh.csv", content))

    return upload


def done(act):
    """What an endpoint answers, when the background work it began is over."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return act()


class TestImports:
    def test_go_from_the_file_to_the_register_and_back(self, rows, send, api, gita, django_assert_max_num_queries):
        key = str(uuid.uuid4())
        sent, again = (send(csv_of(rows), key) for _ in range(2))
        here = f"impor/{sent.json()['id']}/"
        assert (sent.status_code, again.json()["id"]) == (201, sent.json()["id"])

        with django_assert_max_num_queries(10):
            standing = api.get(here).json()
        assert (standing["state"], standing["percent"], standing["error_count"]) == ("CHECKED", 100, 2)
        assert standing["new_count"] == 28
        with django_assert_max_num_queries(10):
            wrong = api.get(f"{here}baris/").json()
        with django_assert_max_num_queries(10):
            new = api.get(f"{here}baris/", daftar="baru", halaman=2).json()
        assert [line["problems"][0]["heading"] for line in wrong["results"]] == ["nama", "nik"]
        assert (new["count"], len(new["results"])) == (28, 3)
        assert not [row["nik"] for row in rows if str(row["nik"]) in str(new) and len(str(row["nik"])) == 16]

        refused = api.post(f"{here}simpan/")
        assert (refused.status_code, refused.json()["code"]) == (409, "errors_not_accepted")
        page = api.client.post(f"/kantor/warga/impor/{sent.json()['id']}/simpan/", follow=True).content.decode()
        assert refused.json()["detail"] in page
        mended = api.post(f"{here}baris/{wrong['results'][0]['id']}/", heading="nama", text="RINA SAMPLE").json()
        assert (mended["state"], mended["name"]) == ("NEW", "RINA SAMPLE")
        assert api.get(f"{here}galat/").content[:2] == b"PK"

        # The head of a family is among the wrong lines.
        assert (
            api.post(f"{here}simpan/", leave_errors=True, make_hamlets=True).json()["code"] == "headless_not_accepted"
        )
        answers = {"leave_errors": True, "make_hamlets": True, "take_headless": True}
        stored = done(lambda: api.post(f"{here}simpan/", **answers))
        assert stored.status_code == 202
        assert api.get(here).json()["state"] == "DONE"
        assert Resident.objects.count() == 29
        assert api.post(f"{here}simpan/", leave_errors=True).json()["code"] == "batch_not_checked"
        with django_assert_max_num_queries(10):
            assert [one["id"] for one in api.get("impor/").json()["results"]] == [sent.json()["id"]]

        undone = api.post(f"{here}batalkan/").json()
        assert (undone["state"], Resident.objects.count()) == ("UNDONE", 0)
        assert api.post(f"{here}batalkan/").json()["code"] == "batch_not_stored"

    def test_are_refused_in_the_words_of_the_page(self, ani, send, api):
        for content, code in ((b"", 400), (b"halo", 422), (b"%PDF-1.4", 422)):
            refused = send(content)
            assert refused.status_code == code
        file = SimpleUploadedFile("x.csv", b"halo")
        page = api.client.post("/kantor/warga/impor/", {"key": str(uuid.uuid4()), "file": file}).content.decode()
        assert send(b"halo").json()["code"] == "file_refused"
        assert send(b"halo").json()["detail"] in page
        assert not ImportBatch.objects.exists()

    def test_of_nobody_new_and_with_an_impossible_day_store_nothing(self, ani, send, api):
        pk = send(csv_of([{"nama": "X SAMPLE", "sex": "2", "tanggallahir": "1990-03-28", "dusun": "Baru"}])).json()[
            "id"
        ]

        answers = [
            api.post(f"impor/{pk}/simpan/", **said).json()
            for said in ({}, {"make_hamlets": True, "valid_on": "2099-01-01"})
        ]

        assert [answer["code"] for answer in answers] == ["hamlets_not_accepted", "day_impossible"]
        assert api.post(f"impor/{pk}/simpan/", valid_on="kemarin").status_code == 400
        assert not Resident.objects.filter(name="X SAMPLE").exists()

    def test_that_were_worked_on_stay(self, rows, send, api, gita):
        pk = send(csv_of(rows[:4])).json()["id"]
        done(lambda: api.post(f"impor/{pk}/simpan/", make_hamlets=True))
        touched = Resident.objects.first()
        actions.correct_resident(resident=touched, details={"phone": "0812"}, by=gita, at=LATER)

        refused = api.post(f"impor/{pk}/batalkan/")

        assert (refused.status_code, refused.json()["code"]) == (409, "import_touched")
        page = api.client.post(f"/kantor/warga/impor/{pk}/batalkan/", follow=True).content.decode()
        assert refused.json()["detail"] in page

    def test_whose_month_was_closed_stay(self, rows, send, api, gita, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: NOON)
        pk = send(csv_of(rows[:4])).json()["id"]
        done(lambda: api.post(f"impor/{pk}/simpan/", make_hamlets=True))
        actions.close_month(first=date(2026, 10, 1), by=gita, at=NOON)

        refused = api.post(f"impor/{pk}/batalkan/")

        assert (refused.status_code, refused.json()["code"]) == (409, "month_closed")
        page = api.client.post(f"/kantor/warga/impor/{pk}/batalkan/", follow=True).content.decode()
        assert refused.json()["detail"] in page


def test_the_register_goes_out_as_from_the_page_and_is_logged(ani, api, api_of, gita, budi):
    content = b"".join(api.get("penduduk/ekspor/csv/", q="ani").streaming_content)
    page = b"".join(api.client.get("/kantor/warga/ekspor.csv", {"q": "ani"}).streaming_content)
    full = b"".join(api.post("penduduk/ekspor/csv/?q=ani", reason="Memeriksa data penduduk").streaming_content)

    assert content == page
    assert ani.nik.encode() not in content
    assert ani.nik.encode() in full
    assert Entry.objects.filter(action="resident.export", actor_id=gita.pk).count() == 3
    assert Entry.objects.filter(detail__reason="Memeriksa data penduduk").count() == 1
    assert api.post("penduduk/ekspor/csv/").status_code == 400
    assert api.post("penduduk/ekspor/csv/", reason="Ingin tahu").status_code == 400
    assert api_of(budi).get("penduduk/ekspor/csv/").status_code == 403
    assert api_of(budi).post("penduduk/ekspor/csv/", reason="Memeriksa data penduduk").status_code == 403
    assert api.get("penduduk/ekspor/pdf/").status_code == 404


class TestDoubles:
    @pytest.fixture
    def double(self, ani, gita):
        """Ani once more, with a slip in her name and in her NIK."""
        added = details(name="ANI SAMPEL", nik="3599016803900002", phone="0812", no_kk=None, relation=None)
        return actions.add_resident(details=added, by=gita, at=NOON)

    def test_are_listed_and_compared_as_on_the_page(self, ani, double, api, django_assert_max_num_queries):
        with django_assert_max_num_queries(10):
            listed = api.get("ganda/").json()
        with django_assert_max_num_queries(10):
            pair = api.get(f"ganda/{double.pk}/{ani.pk}/").json()

        assert listed["results"][0] == {name: pair[name] for name in ("first", "second", "reasons")}
        assert (pair["first"]["id"], pair["is_judged"]) == (ani.pk, False)
        phone = next(row for row in pair["rows"] if row["choice"] == "phone")
        assert (phone["first"], phone["second"], phone["offered"]) == ("–", "0812", "2")
        assert not [number for number in (ani.nik, double.nik) if number in str(pair)]

    def test_become_one_once_and_two_again(self, ani, double, api, gita):
        here, key = f"ganda/{ani.pk}/{double.pk}/", str(uuid.uuid4())
        assert list(api.post(here, key=key, keep=987654).json()) == ["keep"]
        assert list(api.post(here, key=key, keep=ani.pk, from_other=["chronic_illness"]).json()) == ["from_other"]
        made, again = (api.post(here, key=key, keep=ani.pk, from_other=["phone"]) for _ in range(2))

        event = Event.objects.get(kind="MERGE")
        ani.refresh_from_db()
        assert (made.status_code, made.json()["id"], again.json()["id"], ani.phone) == (201, event.pk, event.pk, "0812")
        other = api.post(here, key=str(uuid.uuid4()), keep=ani.pk)
        assert (other.status_code, other.json()["code"]) == (422, "merge_impossible")
        assert other.json()["detail"] in api.client.post(f"/kantor/warga/{here}", {"utama": "1"}).content.decode()

        later = happen("CORRECTION", ani, at=LATER, by=gita, nickname="ANI")
        undo = f"ganda/{event.pk}/batal/"
        refused = api.post(undo, key=str(uuid.uuid4()), reason="Salah")
        assert (refused.status_code, refused.json()["code"]) == (409, "later_events")
        assert refused.json()["detail"] in api.client.post(f"/kantor/warga/{undo}", follow=True).content.decode()
        ledger.undo(event=later, reported_on=LATER.date(), reason="", by=gita, at=LATER)
        assert api.post(undo, key=str(uuid.uuid4()), reason="Salah").status_code == 201
        double.refresh_from_db()
        assert (double.status, double.merged_into_id) == (1, None)
        assert api.post(undo, key=str(uuid.uuid4()), reason="Salah").json()["code"] == "already_undone"
        assert api.post(f"ganda/{later.pk}/batal/", key=str(uuid.uuid4()), reason="Salah").status_code == 404

    def test_may_be_two(self, ani, double, api, api_of, sari):
        here = f"ganda/{ani.pk}/{double.pk}/berbeda/"
        assert api_of(sari).post(here).status_code == 403

        assert [api.post(here).status_code for _ in range(2)] == [204, 204]

        assert Settled.objects.count() == 1
        assert api.get("ganda/").json()["count"] == 0
        assert api.post(f"ganda/{ani.pk}/{ani.pk}/berbeda/").status_code == 404
