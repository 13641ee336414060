"""A worker is killed in the middle of its work: nothing is lost, nothing is done twice."""

import pytest
from conftest import VILLAGE, office
from django.core.cache import cache
from django.utils import timezone
from faults.conftest import kill, until
from faults.slow_kind import hang_once

from audit import verifying
from audit.models import Entry
from jobs import actions, progress
from jobs.models import Job
from walls import current

pytestmark = pytest.mark.fault
assert hang_once


def fall_silent(job):
    """As if the last sign of life lay a while back: the test does not wait that long."""
    Job.objects.filter(pk=job.pk).update(beat_at=timezone.now() - actions.LOST_AFTER * 2)
    cache.delete(progress._key(job.pk))


def test_the_job_of_a_killed_worker_is_done_by_the_next_exactly_once(own_database, start_worker, tmp_path):
    village = office(VILLAGE)
    with current.inside(village):
        first = start_worker("faults.slow_kind")
        job = actions.start(kind="tests.hang_once", arguments={"place": str(tmp_path)}, by=None, at=timezone.now())
        until((tmp_path / "hanging").exists, "the first worker to be in the middle of it")
        kill(first)
        assert Job.objects.get(pk=job.pk).state == "RUNNING"
        assert not Entry.objects.filter(action="test.done_once").exists()

        start_worker("faults.slow_kind")
        fall_silent(job)
        assert actions.sweep_lost(at=timezone.now()) == 1
        assert actions.sweep_lost(at=timezone.now()) == 0
        until(lambda: not Job.objects.get(pk=job.pk).is_under_way, "the second worker to finish")

        done = Job.objects.get(pk=job.pk)
        assert (done.state, done.attempts) == ("DONE", 2)
        assert Entry.objects.filter(action="test.done_once").count() == 1
        assert verifying.verify().is_whole
