"""The pages `Pekerjaan`."""

import pytest
from conftest import NOON
from django.utils import timezone

from jobs.models import Job
from jobs.progress import Progress


@pytest.fixture
def job(budi):
    return Job.objects.create(
        kind="x", title="Impor penduduk", by=budi, queued_at=timezone.now(), beat_at=timezone.now(), state="RUNNING"
    )


def ended(job, state, **more):
    Job.objects.filter(pk=job.pk).update(state=state, ended_at=NOON, **more)


def test_a_job_under_way_shows_how_far_it_is_and_asks_again(village, budi, job, signed_in):
    Progress(job.pk).report(1840, 2500)
    client = signed_in(village, budi)

    page = client.get(f"/kantor/pekerjaan/{job.pk}/").content.decode()

    assert "1.840 dari 2.500" in page
    assert "Halaman ini boleh ditutup" in page
    assert 'hx-trigger="every 2s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_the_part_htmx_asks_for_is_the_same_part(village, budi, job, signed_in):
    client = signed_in(village, budi)

    part = client.get(f"/kantor/pekerjaan/{job.pk}/", headers={"hx-request": "true"})

    assert "<html" not in part.content.decode()
    assert f'id="job-{job.pk}"' in part.content.decode()
    assert "HX-Request" in part["Vary"]


def test_an_old_job_is_asked_for_less_often(village, budi, job, signed_in):
    Job.objects.filter(pk=job.pk).update(queued_at=NOON)

    assert 'hx-trigger="every 10s"' in signed_in(village, budi).get(f"/kantor/pekerjaan/{job.pk}/").content.decode()


def test_an_ended_job_shows_what_came_of_it_and_is_asked_for_no_more(village, budi, job, signed_in):
    ended(
        job,
        "NOTED",
        outcome={"notes": ["3 baris dilewati."], "link": {"href": "/kantor/warga/", "text": "Lihat warga"}},
    )

    page = signed_in(village, budi).get(f"/kantor/pekerjaan/{job.pk}/").content.decode()

    assert "Selesai dengan catatan" in page
    assert "3 baris dilewati." in page
    assert 'href="/kantor/warga/"' in page
    assert 'hx-trigger="every' not in page
    assert "http-equiv" not in page


def test_a_failed_job_says_why(village, budi, job, signed_in):
    ended(job, "FAILED", message="Berkas ini bukan lembar kerja.")

    assert (
        "Berkas ini bukan lembar kerja."
        in signed_in(village, budi).get(f"/kantor/pekerjaan/{job.pk}/").content.decode()
    )


def test_a_colleague_sees_neither_the_job_nor_its_line(village, budi, gita, job, signed_in):
    client = signed_in(village, gita)

    assert client.get(f"/kantor/pekerjaan/{job.pk}/").status_code == 404
    assert "Impor penduduk" not in client.get("/kantor/pekerjaan/").content.decode()


def test_the_secretary_sees_the_jobs_of_the_office(village, sari, job, signed_in):
    client = signed_in(village, sari)

    assert "Impor penduduk" in client.get("/kantor/pekerjaan/").content.decode()
    assert client.get(f"/kantor/pekerjaan/{job.pk}/").status_code == 200


def test_the_list_costs_the_same_for_many(village, budi, signed_in, django_assert_max_num_queries):
    Job.objects.bulk_create(Job(kind="x", title="X", by=budi, queued_at=NOON, beat_at=NOON) for _ in range(60))

    client = signed_in(village, budi)
    # The counts beside the menu are remembered for a minute.
    client.get("/kantor/akun/")

    with django_assert_max_num_queries(10):
        client.get("/kantor/pekerjaan/")


def test_a_session_that_ended_is_told_to_the_part_and_not_redirected(visitor, job):
    answer = visitor.get(f"/kantor/pekerjaan/{job.pk}/", headers={"hx-request": "true"})

    assert answer.status_code == 401
