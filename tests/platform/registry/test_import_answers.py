"""What somebody agreed to before a file is stored: asked for, kept on the batch, and sent again when the worker gave up."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jobs import actions as jobs
from registry import actions, queries, saying
from registry.models import Family, Hamlet, ImportBatch, Resident
from walls import current

from .conftest import NOON, Silent, checked, csv_of, stored
from .test_imports import one_line

AUGUST = date(2026, 8, 31)
NEW_KK = "3599010101150007"
ANSWERS = ("leave_errors", "make_hamlets", "take_headless")
UNREADABLE = {"agama_id": "Agama Contoh"}


class PowerCut(BaseException):
    """The worker is gone: nothing of its transaction stays, and nobody says so."""


class Dying:
    def report(self, done, total):
        if done:
            raise PowerCut


@pytest.fixture(autouse=True)
def no_messenger(monkeypatch):
    """Here the test itself decides which worker comes when."""
    monkeypatch.setattr("jobs.tasks.run.delay_on_commit", lambda **_: None)


def a_file():
    """One good line in a hamlet nobody knows, and a family whose head cannot be read."""
    return csv_of(
        [
            one_line(nama="BUDI SAMPLE", nik="3599012803600001", sex="1", tanggallahir="1960-03-28", dusun="Baru"),
            one_line(nama="EKO SAMPLE", nik="3599012803700001", sex="1", tanggallahir="1970-03-28", dusun="Baru",
                     no_kk=NEW_KK, **UNREADABLE),
            one_line(nama="CITRA SAMPLE", nik="3599016803720002", tanggallahir="1972-03-28", kk_level="3", dusun="Baru",
                     no_kk=NEW_KK),
        ]
    )  # fmt: skip


def give_up(batch):
    """Every worker that comes for the batch dies, until its job is given up."""
    at = NOON
    for _ in range(jobs.MAX_ATTEMPTS):
        jobs.take(job_id=batch.job_id, at=at)
        with pytest.raises(PowerCut):
            actions.store_import(batch_id=batch.pk, progress=Dying(), at=at)
        at += jobs.LOST_AFTER + timedelta(seconds=1)
        jobs.sweep_lost(at=at)
    batch = ImportBatch.objects.select_related("job").get(pk=batch.pk)
    assert (batch.state, batch.is_stuck) == ("COMMITTING", True)
    return batch


@pytest.fixture
def stuck(gita):
    """A village with one hamlet and nobody in it, and a file that needs all answers and whose workers died."""
    Hamlet.objects.create(name="TENGAH")
    batch = checked(a_file(), gita)
    answers = dict.fromkeys(ANSWERS, True)
    return give_up(actions.start_commit(batch=batch, **answers, valid_on=AUGUST, by=gita, at=NOON))


def is_stored_as_answered():
    return (
        sorted(Resident.objects.values_list("name", flat=True)) == ["BUDI SAMPLE", "CITRA SAMPLE"]
        and queries.resident_counts(AUGUST).residents == 2
        and queries.resident_counts(AUGUST - timedelta(days=1)).residents == 0
    )


class TestAWorkerThatGaveUp:
    def test_leaves_a_page_that_sends_every_answer_again(self, village, stuck, gita, signed_in, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: NOON)
        client, here = signed_in(village, gita), f"/kantor/warga/impor/{stuck.pk}/"

        page = client.get(here).content.decode()
        current.enter(village)
        ticked = [name for name in ANSWERS if f'name="{name}" value="ya" checked' in page]
        assert "Pekerjaan berhenti" in page
        assert "Coba simpan lagi" in page
        assert f'value="{AUGUST.isoformat()}"' in page
        client.post(f"{here}simpan/", dict.fromkeys(ticked, "ya") | {"valid_on": AUGUST.isoformat()})
        current.enter(village)
        actions.store_import(batch_id=stuck.pk, progress=Silent(), at=NOON)

        assert is_stored_as_answered()

    def test_is_followed_by_another_without_a_word(self, stuck, gita):
        actions.start_commit(batch=stuck, by=gita, at=NOON)
        actions.store_import(batch_id=stuck.pk, progress=Silent(), at=NOON)

        assert is_stored_as_answered()

    def test_and_over_the_api(self, stuck, api, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: NOON)

        answer = api.post(f"impor/{stuck.pk}/simpan/")

        assert answer.status_code == 202, answer.content
        actions.store_import(batch_id=stuck.pk, progress=Silent(), at=NOON)
        assert is_stored_as_answered()

    @pytest.mark.parametrize(
        ("taken_back", "refusal"),
        [
            ("leave_errors", actions.ErrorsNotAccepted),
            ("make_hamlets", actions.HamletsNotAccepted),
            ("take_headless", actions.HeadlessNotAccepted),
        ],
    )
    def test_lets_an_answer_be_taken_back(self, stuck, gita, taken_back, refusal):
        with pytest.raises(refusal):
            actions.start_commit(batch=stuck, **{taken_back: False}, by=gita, at=NOON)

        stuck.refresh_from_db()
        assert (stuck.leaves_errors, stuck.makes_hamlets, stuck.takes_headless) == (True, True, True)

    def test_may_have_its_lines_mended_first(self, stuck, gita):
        actions.mend_row(row=stuck.rows.get(number=3), heading="agama_id", text="Islam", by=gita, at=NOON)
        actions.start_commit(batch=stuck, by=gita, at=NOON)
        actions.store_import(batch_id=stuck.pk, progress=Silent(), at=NOON)

        assert Resident.objects.filter(family__no_kk=NEW_KK, relation=1).exists()

    def test_stores_for_today_when_something_has_happened_meanwhile(self, stuck, gita):
        from samples.ledger import happen

        stored(csv_of([one_line()]), gita)
        happen("DEATH", Resident.objects.get(), at=NOON, by=gita)

        actions.start_commit(batch=stuck, by=gita, at=NOON)
        batch = actions.store_import(batch_id=stuck.pk, progress=Silent(), at=NOON)

        assert batch.state == "DONE"
        assert batch.valid_on == current.today(NOON)


def test_answers_are_asked_anew_when_the_register_has_changed(gita):
    Hamlet.objects.create(name="TENGAH")
    batch = checked(a_file(), gita)
    actions.start_commit(batch=batch, leave_errors=True, make_hamlets=True, take_headless=True, by=gita, at=NOON)
    actions.add_resident(
        details={"name": "LAIN SAMPLE", "nik": "3599016803900077", "sex": 2, "born_on": date(1990, 3, 28),
                 "hamlet": "TENGAH", "no_kk": "3599010101150001", "relation": 1}, by=gita, at=NOON,
    )  # fmt: skip

    batch = actions.store_import(batch_id=batch.pk, progress=Silent(), at=NOON)

    assert batch.state == "CHECKED"
    assert (batch.leaves_errors, batch.makes_hamlets, batch.takes_headless) == (False, False, False)


class TestAFamilyWithoutAHead:
    def test_comes_in_only_when_somebody_agrees(self, gita):
        batch = checked(csv_of([one_line(kk_level="4")]), gita)

        with pytest.raises(actions.HeadlessNotAccepted) as refused:
            actions.start_commit(batch=batch, by=gita, at=NOON)
        assert saying.why(refused.value).startswith("1 keluarga belum punya kepala keluarga.")
        actions.start_commit(batch=batch, take_headless=True, by=gita, at=NOON)
        actions.store_import(batch_id=batch.pk, progress=Silent(), at=NOON)

        assert Family.objects.get().no_kk == "3599010101150001"

    def test_is_named_by_its_row_beside_the_tick(self, village, gita, signed_in):
        batch = checked(csv_of([one_line(kk_level="4")]), gita)

        page = signed_in(village, gita).get(f"/kantor/warga/impor/{batch.pk}/").content.decode()

        assert "KK berakhiran 0001" in page
        assert "mulai baris 2" in page
        assert 'name="take_headless"' in page

    def test_is_told_over_the_api(self, gita, api):
        batch = checked(csv_of([one_line(kk_level="4")]), gita)

        refused = api.post(f"impor/{batch.pk}/simpan/")

        assert api.get(f"impor/{batch.pk}/").json()["headless_count"] == 1
        assert (refused.status_code, refused.json()["code"]) == (409, "headless_not_accepted")

    @pytest.mark.parametrize(
        ("rows", "count"),
        [
            ([{}], 0),
            ([{"no_kk": "", "kk_level": ""}], 0),
            ([{"status_dasar": "2"}], 0),
            ([{**UNREADABLE}, {"nik": "3599016803910002", "nama": "CITRA SAMPLE", "kk_level": "4"}], 1),
            ([{"status_dasar": "2"}, {"nik": "3599016803910002", "nama": "CITRA SAMPLE", "kk_level": "4"}], 1),
        ],
        ids=["with a head", "no card", "all dead", "its head is wrong", "its head is dead"],
    )
    def test_is_one_that_would_have_living_members_and_no_living_head(self, gita, rows, count):
        assert checked(csv_of([one_line(**row) for row in rows]), gita).headless_count == count

    def test_is_none_whose_head_stands_in_the_register(self, gita):
        stored(csv_of([one_line()]), gita)
        child = one_line(nik="3599016803910002", nama="CITRA SAMPLE", kk_level="4")

        assert checked(csv_of([child]), gita).headless_count == 0

    def test_is_one_whose_head_the_file_sends_away(self, gita):
        stored(csv_of([one_line()]), gita)
        child = one_line(nik="3599016803910002", nama="CITRA SAMPLE", kk_level="4")

        assert checked(csv_of([one_line(no_kk=NEW_KK), child]), gita).headless_count == 1

    def test_is_one_no_more_when_its_head_is_mended(self, gita):
        child = one_line(nik="3599016803910002", nama="CITRA SAMPLE", kk_level="4")
        batch = checked(csv_of([one_line(**UNREADABLE), child]), gita)

        actions.mend_row(row=batch.rows.get(number=2), heading="agama_id", text="Islam", by=gita, at=NOON)

        batch.refresh_from_db()
        assert batch.headless_count == 0
