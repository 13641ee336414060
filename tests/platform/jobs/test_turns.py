"""Long work: one job of an office at a time, and every office in its turn."""

from datetime import timedelta

import pytest
from celery import current_app
from conftest import NOON
from django.utils import timezone

from jobs import actions, kinds, tasks
from jobs.models import Job
from jobs.office_task import LARGEST_MESSAGE, MessageTooLarge, OfficeTask
from tenants.models import Office
from walls import current


@pytest.fixture
def done(monkeypatch):
    """A kind of work that notes which office did what."""
    found = []

    def work(progress, word="", fail=False):
        found.append((current.office().key, word))
        if fail:
            raise RuntimeError(word)

    monkeypatch.setitem(kinds._kinds, "tests.work", kinds.Kind("tests.work", "Uji", work))
    return found


@pytest.fixture
def line(monkeypatch):
    """The long lane as a list of offices; nothing runs by itself."""
    waiting = []
    monkeypatch.setattr(
        OfficeTask, "apply_async", lambda self, *_, **__: waiting.append((current.office().key, self.name))
    )
    return waiting


def start(word="", **more):
    return actions.start(kind="tests.work", arguments={"word": word, **more}, by=None, at=NOON)


def serve(line):
    """What the worker of the long lane does."""
    from jobs.office_task import named

    key, name = line.pop(0)
    with current.inside(named(key)):
        current_app.tasks[name].run()


def test_an_office_stands_in_line_once_and_behind_the_others_when_served(
    village, neighbour, done, line, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(10):
            start(f"a{number}")
        with current.inside(neighbour):
            start("b0")
            start("b1")

    assert line == [(village.key, "jobs.run"), (neighbour.key, "jobs.run")]
    while line:
        serve(line)

    assert [word for _, word in done[:4]] == ["a0", "b0", "a1", "b1"]
    assert [word for key, word in done if key == village.key] == [f"a{number}" for number in range(10)]
    assert not Job.objects.filter(state="QUEUED").exists()


def test_one_job_of_an_office_runs_at_a_time(village, done):
    first, second = start("1"), start("2")
    actions.take(job_id=first.pk, at=timezone.now())

    with pytest.raises(actions.JobNotWaiting):
        actions.take(job_id=second.pk, at=timezone.now())
    assert actions.take_turn(at=timezone.now()) is False
    assert done == []


def test_a_dead_one_does_not_hold_up_the_next(village, done):
    first, second = start("1"), start("2")
    actions.take(job_id=first.pk, at=NOON)

    assert actions.take(job_id=second.pk, at=NOON + actions.LOST_AFTER * 2).attempts == 1


def test_what_failed_waits_longer_each_time_and_lets_others_pass(village, done):
    broken, fine = start("x", fail=True), start("2")
    pauses = []
    for _ in range(3):
        actions.run(job_id=broken.pk, at=timezone.now())
        pauses.append((Job.objects.get(pk=broken.pk).beat_at - timezone.now()).total_seconds())

    actions.take_turn(at=timezone.now())

    assert [round(pause, -1) for pause in pauses] == [30, 60, 120]
    assert Job.objects.get(pk=fine.pk).state == "DONE"
    assert Job.objects.get(pk=broken.pk).state == "QUEUED"


def test_a_kind_only_a_newer_worker_knows_stays_for_it(village, done, monkeypatch):
    job = start("1")
    monkeypatch.delitem(kinds._kinds, "tests.work")

    assert actions.take_turn(at=timezone.now()) is False
    actions.run(job_id=job.pk, at=timezone.now())
    assert actions.sweep_lost(at=NOON + timedelta(hours=9)) == 0
    assert (Job.objects.get(pk=job.pk).state, Job.objects.get(pk=job.pk).attempts) == ("QUEUED", 0)


def test_a_suspended_offices_job_stays_in_line(village, done, django_capture_on_commit_callbacks):
    with current.outside():
        Office.objects.filter(pk=village.pk).update(state="SUSPENDED")
    with django_capture_on_commit_callbacks(execute=True):
        job = start("1")

    assert done == []
    assert Job.objects.get(pk=job.pk).state == "QUEUED"


def test_what_is_too_large_for_a_message_is_refused(village, done):
    large = "x" * LARGEST_MESSAGE
    with pytest.raises(MessageTooLarge):
        start(large)
    with pytest.raises(MessageTooLarge):
        tasks.sweep_lost.apply_async(kwargs={"word": large})

    assert not Job.objects.exists()


def test_a_turn_whose_message_could_not_be_sent_is_free_again(village, monkeypatch):
    def fail(*_, **__):
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(OfficeTask, "apply_async", fail)
        with pytest.raises(ConnectionError):
            tasks.run.delay()

    sent = []
    monkeypatch.setattr(OfficeTask, "apply_async", lambda self, *_, **__: sent.append(self.name))
    tasks.run.delay()
    tasks.run.delay()
    assert sent == ["jobs.run"]
