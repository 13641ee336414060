"""Work is done once, brought back when it is lost, and given up when it never ends."""

from datetime import timedelta

import pytest
from conftest import NOON

from jobs import actions, kinds
from jobs.models import Job
from jobs.progress import Progress, standing

LATER = NOON + actions.LOST_AFTER + timedelta(seconds=1)


@pytest.fixture
def work(monkeypatch):
    """A kind of work that does what the test says, and the arguments it was given."""
    calls = []

    def declare(act=lambda progress, **arguments: None):
        def run(progress, **arguments):
            calls.append(arguments)
            return act(progress, **arguments)

        monkeypatch.setitem(kinds._kinds, "tests.work", kinds.Kind("tests.work", "Pekerjaan uji", run))
        return calls

    return declare


@pytest.fixture
def job(village, budi, work):
    work()
    return actions.start(kind="tests.work", arguments={"rows": 3}, by=budi, at=NOON)


def now(job):
    return Job.objects.get(pk=job.pk)


def test_a_job_is_queued_with_its_title_and_heard_of_after_the_commit(budi, work, django_capture_on_commit_callbacks):
    calls = work()
    with django_capture_on_commit_callbacks(execute=True):
        job = actions.start(kind="tests.work", arguments={"rows": 3}, by=budi, at=NOON)
        assert (job.state, job.title, calls) == ("QUEUED", "Pekerjaan uji", [])

    assert calls == [{"rows": 3}]
    assert now(job).state == "DONE"


def test_a_kind_nobody_declared_cannot_be_started(budi):
    with pytest.raises(KeyError):
        actions.start(kind="tests.unknown", arguments={}, by=budi, at=NOON)


def test_a_second_messenger_finds_nothing_to_do(job, work):
    calls = work()

    actions.run(job_id=job.pk, at=NOON)
    actions.run(job_id=job.pk, at=NOON)

    assert len(calls) == 1


def test_a_job_somebody_is_alive_on_is_not_taken_twice(job):
    actions.take(job_id=job.pk, at=NOON)

    with pytest.raises(actions.JobNotWaiting):
        actions.take(job_id=job.pk, at=NOON + timedelta(seconds=30))


@pytest.mark.parametrize("job_id", [0, 10**9])
def test_a_job_that_is_not_there_is_not_taken(village, job_id):
    with pytest.raises(actions.JobNotWaiting):
        actions.take(job_id=job_id, at=NOON)


def test_an_ended_job_is_not_taken(job):
    actions.run(job_id=job.pk, at=NOON)

    with pytest.raises(actions.JobNotWaiting):
        actions.take(job_id=job.pk, at=LATER)


def test_notes_make_it_end_with_notes(job, work):
    work(lambda progress, **_: {"notes": ["Baris 7 dilewati."], "link": {"href": "/kantor/", "text": "Lihat"}})

    actions.run(job_id=job.pk, at=NOON)

    assert now(job).state == "NOTED"
    assert now(job).notes == ["Baris 7 dilewati."]
    assert now(job).link == {"href": "/kantor/", "text": "Lihat"}


def test_a_refusal_is_told_and_not_tried_again(job, work):
    def refuse(progress, **_):
        raise kinds.JobRefused("Berkas ini bukan lembar kerja.")

    calls = work(refuse)
    actions.run(job_id=job.pk, at=NOON)

    assert (now(job).state, now(job).message) == ("FAILED", "Berkas ini bukan lembar kerja.")
    assert actions.sweep_lost(at=LATER) == 0
    assert len(calls) == 1


def test_a_failure_is_tried_again_and_given_up_in_the_end(job, work):
    def fail(progress, **_):
        raise RuntimeError("no")

    calls, at = work(fail), NOON
    for _ in range(actions.MAX_ATTEMPTS + 2):
        actions.run(job_id=job.pk, at=at)
        at += actions.LOST_AFTER + timedelta(seconds=1)

    assert len(calls) == actions.MAX_ATTEMPTS
    assert now(job).state == "FAILED"
    assert str(job.pk) in now(job).message


def test_lost_work_is_brought_back_once_a_round(job, work, django_capture_on_commit_callbacks):
    calls = work()

    assert actions.sweep_lost(at=NOON + timedelta(seconds=20)) == 0
    with django_capture_on_commit_callbacks(execute=False) as sent:
        assert actions.sweep_lost(at=LATER) == 1
        assert actions.sweep_lost(at=LATER + timedelta(seconds=20)) == 0

    assert len(sent) == 1
    actions.run(job_id=job.pk, at=LATER)
    assert len(calls) == 1
    assert actions.sweep_lost(at=LATER + timedelta(days=1)) == 0


def test_work_that_reports_is_alive(job):
    from django.utils import timezone

    taken = actions.take(job_id=job.pk, at=NOON)
    Progress(taken.pk).report(5, 10)

    assert actions.sweep_lost(at=timezone.now() + timedelta(seconds=30)) == 0
    assert standing(taken.pk).percent == 50


def test_a_dead_workers_job_can_be_taken_by_the_next(job):
    actions.take(job_id=job.pk, at=NOON)
    actions.sweep_lost(at=LATER)

    taken = actions.take(job_id=job.pk, at=LATER)

    assert taken.attempts == 2


def test_a_worker_given_up_for_lost_cannot_end_the_job_of_the_next(job, work):
    def slow(progress, **_):
        # Meanwhile the sweeper gives it up and another worker takes it.
        actions.sweep_lost(at=LATER)
        actions.take(job_id=job.pk, at=LATER)
        return {"said": "dari yang lama"}

    work(slow)
    actions.run(job_id=job.pk, at=NOON)

    assert (now(job).state, now(job).attempts, now(job).outcome) == ("RUNNING", 2, {})


def test_work_lost_too_often_is_given_up(job):
    Job.objects.filter(pk=job.pk).update(attempts=actions.MAX_ATTEMPTS, state="RUNNING")

    assert actions.sweep_lost(at=LATER) == 0
    assert now(job).state == "FAILED"


def test_progress_of_one_village_is_not_seen_in_the_next(job, neighbour):
    from walls import current

    Progress(job.pk).report(5, 10)
    with current.inside(neighbour):
        assert standing(job.pk).done == 0


@pytest.mark.parametrize(
    "link", ["https://jahat.example", "//jahat.example", "/\\jahat.example", "javascript:1", 7, None]
)
def test_a_link_leads_to_pages_of_this_office_only(link):
    assert Job(outcome={"link": link} if not isinstance(link, int) else {"link": {"href": link}}).link == {}
