"""
Real workers, one office that floods them, and its neighbour's one letter. What is counted is the order, never the time.

A is Prenduan, which queues more than anybody; B is Pragaan Laok, whose head signs a letter.
"""

import os
import signal

import pytest
from celery import chain
from conftest import NEIGHBOUR, VILLAGE, office
from django.utils import timezone
from faults.conftest import until
from faults.fair_units import die_once, unit, unit_again, units

from jobs import actions, turns
from jobs.errands.actions import send_due
from jobs.models import Job
from jobs.tasks import in_every_office
from tenants.models import Office
from walls import current

pytestmark = pytest.mark.fault
QUICK = "quick,busy,overflow"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FAULTS_PLACE", str(tmp_path))
    monkeypatch.setenv("FAULTS_WORKER", "1")
    return tmp_path


@pytest.fixture
def a(own_database):
    return office(NEIGHBOUR)


def words(folder):
    return [word for word, _, _ in units(folder)]


def queue_long_jobs(village, word, count):
    with current.inside(village):
        for _ in range(count):
            actions.start(kind="tests.long", arguments={"word": word}, by=None, at=timezone.now())


def flood(village, count):
    with current.inside(village):
        for _ in range(count):
            unit.delay("a")


class TestOneOfficeFloods:
    def test_the_neighbours_letter_is_stored_after_one_of_its_units_at_most(
        self, own_store, counter, a, start_worker, folder
    ):
        letter = counter.letter()
        flood(a, 500)
        queue_long_jobs(a, "a-long", 10)
        counter.sign(letter)

        start_worker("faults.fair_units", queues=QUICK)
        until(lambda: "letter" in words(folder), "the letter to reach the store")

        assert words(folder).index("letter") <= 1

    def test_a_letter_signed_in_the_middle_of_the_flood_is_next(self, own_store, counter, a, start_worker, folder):
        letter = counter.letter()
        flood(a, 60)
        with current.inside(a):
            unit.delay("held", until="go")
        flood(a, 200)
        start_worker("faults.fair_units", queues=QUICK)
        until(lambda: "held" in words(folder), "the worker to be in the middle of it")

        counter.sign(letter)
        (folder / "go").touch()
        until(lambda: "letter" in words(folder), "the letter to reach the store")

        assert words(folder).index("letter") == words(folder).index("held") + 1

    def test_offices_take_turns_in_the_long_lane(self, a, real_queue, start_worker, folder):
        b = office(VILLAGE)
        queue_long_jobs(a, "a", 10)
        queue_long_jobs(b, "b", 2)

        start_worker("faults.fair_units", queues="long")
        until(lambda: len(words(folder)) == 12, "all of them to be done")

        assert words(folder) == ["a", "b", "a", "b", *["a"] * 8]
        for village, count in ((a, 10), (b, 2)):
            with current.inside(village):
                assert Job.objects.filter(state="DONE", attempts=1).count() == count


class TestAWorkerIsKilled:
    def test_its_task_comes_back_once_and_the_next_offices_context_is_clean(self, a, start_worker, folder):
        """A32. The child that does the work is killed, not the whole worker: what the system does when memory runs out."""
        b = office(VILLAGE)
        start_worker("faults.fair_units", queues=QUICK)
        with current.inside(a):
            die_once.delay("a")
        until(lambda: (folder / "hanging").exists() and (folder / "hanging").read_text(), "it to be at work")
        with current.inside(b):
            unit.delay("b")

        os.kill(int((folder / "hanging").read_text()), signal.SIGKILL)
        until(lambda: len(words(folder)) == 3, "both to be done")

        assert sorted(words(folder)) == ["a", "a", "b"]
        assert [line[1:] for line in units(folder) if line[0] == "b"] == [[b.schema_name, b.role_name]]
        assert [line[1:] for line in units(folder) if line[0] == "a"] == [[a.schema_name, a.role_name]] * 2


class TestTheOfficeIsKept:
    def test_a_chain_a_retry_and_a_later_task_stay_in_their_office(self, a, start_worker, folder):
        """A33."""
        b = office(VILLAGE)
        start_worker("faults.fair_units", queues=QUICK)
        with current.inside(a):
            chain(unit.si("first"), unit.si("second"), unit_again.si("third")).apply_async()
        with current.inside(b):
            unit.apply_async(args=["b"], countdown=0.2)
        until(lambda: {"third-1", "b"} <= set(words(folder)), "the chain to end")

        assert [word for word in words(folder) if word != "b"] == ["first", "second", "third-0", "third-1"]
        assert {line[1] for line in units(folder) if line[0] != "b"} == {a.schema_name}
        assert [line[1:] for line in units(folder) if line[0] == "b"] == [[b.schema_name, b.role_name]]

    def test_a_suspended_offices_messages_are_refused_and_its_job_waits_until_it_is_back(self, a, start_worker, folder):
        """A31."""
        b = office(VILLAGE)
        queue_long_jobs(a, "a", 1)
        flood(a, 1)
        Office.objects.filter(pk=a.pk).update(state="SUSPENDED")
        queue_long_jobs(b, "b", 1)
        with current.inside(b):
            unit.delay("b-quick")
        start_worker("faults.fair_units")
        until(lambda: {"b", "b-quick"} <= set(words(folder)), "the neighbour to be served")

        assert set(words(folder)) == {"b", "b-quick"}
        with current.inside(a):
            assert Job.objects.get().state == "QUEUED"
        later = timezone.now() + actions.LOST_AFTER * 2
        assert send_due(at=later) == 1  # B's own look at its job; A's note waits.

        Office.objects.filter(pk=a.pk).update(state="OPEN")
        assert send_due(at=later) == 1
        with current.inside(a):
            # The message of the clock looks whether the job was lost, which only time says.
            Job.objects.update(beat_at=timezone.now() - actions.LOST_AFTER * 2)
            turns.release()
            in_every_office.delay("jobs.sweep_lost")
            until(lambda: Job.objects.get().state == "DONE", "the job to be done at last")
