"""What one office may use: said in plain words, counted for each office apart, decided by its kabupaten."""

import json
import threading
from uuid import uuid4

import pytest
from conftest import DISTRICT, NEIGHBOUR, NOON, REGENCY, VILLAGE, OfficeClient, office
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from archive import space
from archive.actions import keep
from archive.models import Document
from archive.retention import RetentionClass
from audit.models import Entry
from jobs import actions as jobs
from jobs import kinds
from jobs.models import Job
from tenants import limits
from tenants.actions import limiting
from tenants.bucket import Buckets
from tenants.models import OfficeLimit
from walls import current, fleeting
from walls import limits as asked
from walls.limits import LimitReached, What

MB = 1024 * 1024


def limit(code, **values):
    """Decide about an office; whoever holds it in memory asks again."""
    found = office(code)
    limiting.set_limits(office=found, values={What(what): value for what, value in values.items()})
    return office(code)


def a_file(size=1000, **more):
    return keep(area="uji", name="a.pdf", content_type="application/pdf", data=b"x" * size,
                retention=RetentionClass.SURVEY, basis={}, at=NOON, **more)  # fmt: skip


@pytest.fixture
def work(monkeypatch):
    monkeypatch.setitem(kinds._kinds, "tests.work", kinds.Kind("tests.work", "Uji", lambda progress: None))


class TestDeciding:
    def test_without_a_decision_the_settings_hold(self, village, settings):
        for what in What:
            assert asked.allowance(what) == settings.LIMITS[what]

    def test_a_decision_holds_for_its_office_alone_and_can_be_taken_back(self, db, settings):
        with current.inside(limit(VILLAGE, jobs=3)):
            assert asked.allowance("jobs") == 3
        with current.inside(office(NEIGHBOUR)):
            assert asked.allowance("jobs") == settings.LIMITS["jobs"]
        with current.inside(limit(VILLAGE, jobs=None)):
            assert asked.allowance("jobs") == settings.LIMITS["jobs"]

    @pytest.mark.parametrize("value", [-1, 2**50 + 1])
    def test_a_slip_of_the_keyboard_changes_nothing(self, db, value):
        with pytest.raises(limiting.LimitOutOfRange):
            limit(VILLAGE, jobs=5, storage=value)

        with current.outside():
            assert not OfficeLimit.objects.exists()

    def test_no_office_decides_about_itself(self, village):
        from django.db import ProgrammingError

        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            OfficeLimit.objects.create(office_id=village.pk, what="jobs", value=10**6)

    def test_a_request_learns_it_with_its_office_in_one_query(self, village, django_assert_num_queries):
        from tenants.middleware import find_office

        limit(VILLAGE, jobs=3, storage=7)
        # The other one sets the search path.
        with django_assert_num_queries(2):
            found = find_office(village.host)
            assert (limits.of(found, What.JOBS), limits.of(found, What.STORAGE)) == (3, 7)


class TestStorage:
    def test_what_fits_is_kept_and_the_next_is_refused(self, db):
        with current.inside(limit(VILLAGE, storage=2500)):
            a_file()
            a_file()
            with pytest.raises(LimitReached) as refusal:
                a_file()

            assert refusal.value.status == 507
            assert "kabupaten" in refusal.value.advice
            assert Document.objects.count() == 2

    def test_a_signed_letter_may_go_a_tenth_beyond(self, db):
        with current.inside(limit(VILLAGE, storage=2000)):
            a_file()
            a_file()
            with pytest.raises(LimitReached):
                a_file(150)
            a_file(150, is_act=True)
            with pytest.raises(LimitReached):
                a_file(150, is_act=True)

    def test_far_from_the_limit_a_file_costs_no_sum(self, village, django_assert_max_num_queries):
        a_file()
        with django_assert_max_num_queries(20) as found:
            a_file()

        assert not [query for query in found.captured_queries if "sum(" in query["sql"].lower()]

    @pytest.mark.parametrize("forgotten", [True, False])
    def test_without_the_cache_it_is_counted_all_the_same(self, db, monkeypatch, forgotten):
        with current.inside(limit(VILLAGE, storage=2500)):
            for _ in range(2):
                a_file()
                if forgotten:
                    fleeting.drop("storage-used")
            if not forgotten:
                monkeypatch.setattr(fleeting, "get", lambda key: None)
            with pytest.raises(LimitReached):
                a_file()

    def test_officers_are_told_from_four_fifths_on_until_it_is_raised(self, village, budi, signed_in):
        page = "/kantor/pekerjaan/"
        with current.inside(limit(VILLAGE, storage=3000)):
            a_file(2000)
            assert "Penyimpanan kantor" not in signed_in(village, budi).get(page).content.decode()
            a_file(600)
            told = signed_in(village, budi).get(page).content.decode()
            assert "Penyimpanan kantor terpakai" in told
            assert "kabupaten" in told
        with current.inside(limit(VILLAGE, storage=30_000)):
            assert space.warning() is None

    def test_a_file_of_residents_is_refused_on_its_form_and_nothing_is_kept(self, village, gita, signed_in):
        from registry.models import ImportBatch

        limit(VILLAGE, storage=10)
        answer = signed_in(village, gita).post(
            "/kantor/warga/impor/", {"key": uuid4(), "file": SimpleUploadedFile("a.csv", b"NIK;NAMA\n1;ANI\n")}
        )

        assert answer.status_code == 422
        assert "Penyimpanan kantor ini penuh." in answer.content.decode()
        assert not ImportBatch.objects.exists()

    def test_two_uploads_at_the_edge_do_not_both_fit(self, own_database):
        place = limit(VILLAGE, storage=1500)
        first_is_in, done, outcomes = threading.Event(), threading.Event(), []

        def second():
            first_is_in.wait(10)
            try:
                with current.inside(place):
                    fleeting.drop("storage-used")
                    a_file()
                outcomes.append("kept")
            except LimitReached:
                outcomes.append("refused")
            finally:
                connection.close()
                done.set()

        thread = threading.Thread(target=second)
        thread.start()
        with current.inside(place):
            fleeting.drop("storage-used")
            with transaction.atomic():
                a_file()
                first_is_in.set()
                assert not done.wait(1), "the second waits until the first has committed"
        thread.join(10)

        assert outcomes == ["refused"]
        with current.inside(place):
            assert Document.objects.count() == 1


class TestJobs:
    def test_one_too_many_is_refused_and_an_ended_one_makes_room(self, db, work):
        with current.inside(limit(VILLAGE, jobs=2)):
            for _ in range(2):
                jobs.start(kind="tests.work", arguments={}, by=None, at=NOON)
            with pytest.raises(LimitReached) as refusal:
                jobs.start(kind="tests.work", arguments={}, by=None, at=NOON)
            assert (refusal.value.status, refusal.value.retry_after) == (429, 60)

            jobs.run(job_id=Job.objects.first().pk, at=NOON)
            jobs.start(kind="tests.work", arguments={}, by=None, at=NOON)

    def test_the_upload_form_says_so(self, village, gita, signed_in):
        from registry.models import ImportBatch

        limit(VILLAGE, jobs=0)
        from registry import synthetic

        content = _sheet(synthetic)
        answer = signed_in(village, gita).post("/kantor/warga/impor/", {"key": uuid4(), "file": content})

        assert answer.status_code == 422
        assert "Terlalu banyak pekerjaan" in answer.content.decode()
        assert not ImportBatch.objects.exists()

    def test_a_job_that_meets_a_limit_fails_with_its_words(self, village, monkeypatch):
        def refuse(progress):
            asked.refuse("storage", 1)

        monkeypatch.setitem(kinds._kinds, "tests.work", kinds.Kind("tests.work", "Uji", refuse))
        job = jobs.start(kind="tests.work", arguments={}, by=None, at=NOON)
        jobs.run(job_id=job.pk, at=NOON)

        job.refresh_from_db()
        assert (job.state, job.attempts) == ("FAILED", 1)
        assert "Penyimpanan kantor ini penuh." in job.message


def _sheet(synthetic):
    import io

    book = io.BytesIO()
    synthetic.write_book(synthetic.make_village(3, seed=7, on=NOON.date()), book)
    return SimpleUploadedFile("warga.xlsx", book.getvalue())


class TestExports:
    def test_a_list_too_many_today_is_refused_with_a_page_that_says_when(self, db, make_account, signed_in):
        regency = limit(REGENCY, exports=1)
        with current.inside(regency):
            client = signed_in(regency, make_account("admin", "ADMIN_KABUPATEN"))
        assert client.get("/unduh/perbandingan.csv").status_code == 200

        answer = client.get("/unduh/perbandingan.csv")

        assert answer.status_code == 429
        assert 0 < int(answer["Retry-After"]) <= 86_400
        assert "Batas unduhan daftar untuk hari ini sudah tercapai." in answer.content.decode()


class TestRequests:
    def client(self, code):
        return OfficeClient(office(code).host)

    def test_the_noisy_neighbour_is_asked_to_wait_and_nobody_else_is(self, db, django_assert_num_queries):
        """A62: A sends a hundred times what it may; B's answers and their cost stay the same."""
        limit(VILLAGE, requests=5)
        quiet, noisy = self.client(NEIGHBOUR), self.client(VILLAGE)
        quiet.get("/bantuan/")
        with CapturedSql() as before:
            assert quiet.get("/bantuan/").status_code == 200

        statuses = [noisy.get("/bantuan/").status_code for _ in range(500)]
        with CapturedSql() as after:
            answers = [quiet.get("/bantuan/").status_code for _ in range(5)]

        assert statuses.count(200) in (5, 6)
        assert set(statuses[10:]) == {429}
        assert answers == [200] * 5
        assert after.count == before.count * 5

    def test_a_refused_request_costs_no_statement(self, db):
        limit(VILLAGE, requests=1)
        noisy = self.client(VILLAGE)
        noisy.get("/bantuan/")
        noisy.get("/bantuan/")
        with CapturedSql() as refused:
            answer = noisy.get("/bantuan/")

        assert (answer.status_code, refused.count) == (429, 0)
        assert 0 < int(answer["Retry-After"]) <= 61
        assert "Kantor ini sedang terlalu ramai." in answer.content.decode()

    def test_htmx_gets_a_fragment_so_the_form_stays(self, db):
        limit(VILLAGE, requests=1)
        noisy = self.client(VILLAGE)
        noisy.get("/bantuan/")
        answer = noisy.get("/bantuan/", headers={"HX-Request": "true"})

        assert answer.status_code == 429
        assert answer["HX-Retarget"] == "#page-message"
        assert "<html" not in answer.content.decode()

    def test_what_somebody_typed_is_taken_though_reading_has_used_up_the_minute(self, db):
        limit(VILLAGE, requests=3)
        noisy = self.client(VILLAGE)
        assert [noisy.get("/bantuan/").status_code for _ in range(5)][-1] == 429

        assert noisy.post("/lacak/", {"code": "x"}).status_code == 422
        assert [noisy.post("/lacak/", {"code": "x"}).status_code for _ in range(5)][-1] == 429

    def test_another_system_gets_json(self, db):
        limit(VILLAGE, api_calls=1)
        noisy = self.client(VILLAGE)
        noisy.get("/api/v1/letters/kinds/")
        answer = noisy.get("/api/v1/letters/kinds/")

        assert answer.status_code == 429
        assert answer["Content-Type"] == "application/json"
        assert json.loads(answer.content)["limit"] == "api_calls"
        assert noisy.get("/bantuan/").status_code == 200

    def test_styles_are_not_counted(self, db):
        limit(VILLAGE, requests=0)

        assert self.client(VILLAGE).get("/static/web/icon.svg").status_code != 429
        assert self.client(VILLAGE).get("/bantuan/").status_code == 429

    def test_the_log_is_told_once_and_not_at_every_hit(self, db, monkeypatch):
        told = []
        monkeypatch.setattr(asked.log, "warning", lambda *words, **more: told.append(more))
        limit(VILLAGE, requests=1)
        noisy = self.client(VILLAGE)
        for _ in range(20):
            noisy.get("/bantuan/")

        assert told == [{"office": office(VILLAGE).key, "what": "requests", "allowed": 1}]

    def test_the_bucket_fills_evenly(self, monkeypatch):
        clock = [0.0]
        monkeypatch.setattr("tenants.bucket.time.monotonic", lambda: clock[0])
        buckets = Buckets()
        assert [buckets.wait("a", "requests", 60) for _ in range(61)] == [0] * 60 + [2]
        clock[0] += 1
        assert [buckets.wait("a", "requests", 60) for _ in range(2)] == [0, 2]
        clock[0] += 3600
        assert [buckets.wait("a", "requests", 60) for _ in range(61)][-1] == 2
        assert buckets.wait("a", "requests", 0) == 60


class CapturedSql:
    def __enter__(self):
        from django.test.utils import CaptureQueriesContext

        self.context = CaptureQueriesContext(connection).__enter__()
        return self

    def __exit__(self, *error):
        self.context.__exit__(*error)
        self.count = len(self.context)


class TestThePage:
    @pytest.fixture
    def admin(self, regency, make_account, signed_in):
        with current.inside(regency):
            return signed_in(regency, make_account("admin", "ADMIN_KABUPATEN", totp=True), second_factor=True)

    def address(self, code=VILLAGE):
        return f"/desa/{office(code).key}/batas/"

    def test_it_shows_what_is_used_and_what_may_be(self, village, admin):
        a_file(3 * MB)
        page = admin.get(self.address()).content.decode()

        assert "3 MB dari 5 GB" in page
        assert "0 dari 20 pekerjaan" in page

    def test_a_decision_is_kept_and_written_into_the_log_of_the_kabupaten(self, regency, admin):
        answer = admin.post(self.address(), {"storage": "0,5", "jobs": "7"})
        assert answer.status_code == 302

        with current.outside():
            assert dict(OfficeLimit.objects.values_list("what", "value")) == {"storage": 512 * MB, "jobs": 7}
        with current.inside(regency):
            detail = Entry.objects.get(action="limits.set").detail
            assert detail["title"] == office(VILLAGE).title
            assert detail["limits"]["storage"] == 512 * MB
        page = admin.get(self.address()).content.decode()
        assert 'value="0,5"' in page
        assert 'value="7"' in page

    @pytest.mark.parametrize("typed", [{"jobs": "-1"}, {"jobs": "banyak"}, {"storage": "1,234"}, {"jobs": "2,5"}])
    def test_a_wrong_number_is_told_and_kept_in_the_form(self, db, admin, typed):
        answer = admin.post(self.address(), typed)

        assert answer.status_code == 422
        assert f'value="{next(iter(typed.values()))}"' in answer.content.decode()
        with current.outside():
            assert not OfficeLimit.objects.exists()

    def test_the_kecamatan_has_such_a_page_too_and_strangers_have_none(self, db, admin):
        assert admin.get(self.address(DISTRICT)).status_code == 200
        assert admin.get(self.address(REGENCY)).status_code == 404

    def test_the_page_of_the_village_leads_there(self, village, admin):
        assert f'href="{self.address()}"' in admin.get(f"/desa/{village.key}/").content.decode()
