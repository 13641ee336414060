"""Lost work is found through the notes offices leave; an office that leaves none gets no message."""

from datetime import timedelta

import kombu.exceptions
import pytest
from conftest import KEYS, NEIGHBOUR, NOON, VILLAGE, office
from django.db import ProgrammingError, transaction

from jobs import actions as jobs
from jobs import broker, kinds, lanes, turns
from jobs.errands import actions
from jobs.errands.models import Errand
from jobs.models import Job
from jobs.office_task import OfficeTask, office_task
from tenants.models import Office
from walls import current
from walls.current import connection

LATER = NOON + timedelta(seconds=91)
TASK = "jobs.sweep_lost"


@office_task("tests.look", is_errand=True)
def look() -> None:
    """This will do nothing."""


@pytest.fixture
def sent(monkeypatch):
    """The messages that left, as (office, task)."""
    found = []
    monkeypatch.setattr(
        OfficeTask, "apply_async", lambda self, *_, **__: found.append((current.office().key, self.name))
    )
    return found


@pytest.fixture(autouse=True)
def _broker_is_awake():
    broker.wake()
    yield
    broker.wake()


def left(**of):
    with current.outside():
        return Errand.objects.filter(**of).count()


def leave(code=VILLAGE, task=TASK, due_at=NOON, times=1):
    with current.inside(office(code)):
        for _ in range(times):
            actions.leave(task, due_at=due_at)


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)


class TestLeaving:
    def test_a_note_lives_and_dies_with_the_work_it_is_for(self, village):
        def work_and_fail():
            with transaction.atomic():
                actions.leave(TASK, due_at=NOON)
                raise RuntimeError

        with pytest.raises(RuntimeError):
            work_and_fail()
        assert left() == 0

        actions.leave(TASK, due_at=NOON)
        assert left(office=village.key, task=TASK) == 1

    def test_only_tasks_made_for_it_can_be_left(self, village):
        for task in ("jobs.run", "no.such_task", "errands.send_due"):
            with pytest.raises(actions.NoErrand):
                actions.leave(task, due_at=NOON)

    def test_nobody_leaves_one_outside_every_office(self, village):
        with current.outside(), pytest.raises(current.NoOfficeError):
            actions.leave(TASK, due_at=NOON)

    def test_a_job_a_document_a_mark_and_a_draft_each_leave_their_note(self, village, budi, monkeypatch):
        from archive.actions import keep
        from archive.retention import RetentionClass
        from exchange.outbox.actions import mark
        from modules.service.actions import begin_request
        from modules.service.models import LetterKind

        monkeypatch.setitem(kinds._kinds, "tests.work", kinds.Kind("tests.work", "Uji", lambda progress: None))
        jobs.start(kind="tests.work", arguments={}, by=budi, at=NOON)
        keep(area="uji", name="a.pdf", content_type="application/pdf", data=b"x", retention=RetentionClass.SURVEY,
             basis={}, at=NOON)  # fmt: skip
        mark("residents", at=NOON)
        begin_request(kind=LetterKind.objects.get(slug="sk-usaha"), at=NOON)

        with current.outside():
            assert set(Errand.objects.values_list("office", "task")) == {
                (village.key, task)
                for task in ("jobs.sweep_lost", "archive.sweep_waiting", "outbox.sweep_marks", "service.forget_drafts")
            }


class TestTheWall:
    """An office adds notes of its own and can do nothing else with the table."""

    def test_it_cannot_leave_one_for_its_neighbour(self, village, neighbour):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            sql(actions.LEAVE, neighbour.key, TASK, NOON)

    @pytest.mark.parametrize(
        "statement",
        [
            "SELECT * FROM errands_errand",
            "DELETE FROM errands_errand",
            "UPDATE errands_errand SET due_at = now()",
            "TRUNCATE errands_errand",
            "INSERT INTO errands_errand (office, task, due_at) VALUES ('villageaaa', 'x', now()) RETURNING id",
            # Whoever chose the number could take the next ones away from everybody else.
            "INSERT INTO errands_errand (id, office, task, due_at) VALUES (7, 'villageaaa', 'x', now())",
        ],
    )
    def test_it_can_neither_read_nor_change_nor_number_them(self, village, statement):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            sql(statement)

    def test_nothing_in_the_table_is_about_people(self):
        assert {field.name for field in Errand._meta.fields} == {"id", "office", "task", "due_at"}


class TestSending:
    def test_each_office_gets_each_task_once_however_often_it_asked(self, village, neighbour, sent):
        leave(VILLAGE, times=3)
        leave(VILLAGE, task="tests.look")
        leave(NEIGHBOUR)

        assert actions.send_due(at=NOON) == 3
        assert sorted(sent) == [(village.key, TASK), (village.key, "tests.look"), (neighbour.key, TASK)]
        assert left() == 0
        assert actions.send_due(at=LATER) == 0

    def test_what_is_not_due_waits(self, village, sent):
        leave(due_at=LATER)

        assert actions.send_due(at=NOON) == 0
        assert actions.send_due(at=LATER) == 1

    def test_a_thousand_idle_offices_cost_one_statement_and_no_message(
        self, village, sent, django_assert_max_num_queries
    ):
        with current.outside():
            parent = Office.objects.get(key=KEYS[VILLAGE]).parent
            letters = "abcdefghijklmnopqrstuvwxyz"
            Office.objects.bulk_create(
                Office(
                    key=f"idle{letters[i // 676]}{letters[i // 26 % 26]}{letters[i % 26]}aaa", kind="village", name="Sepi",
                    schema_name=f"d_idle{i}", designation="Desa", region_code=f"99.{i}", parent=parent, opened_at=NOON,
                )
                for i in range(1000)
            )  # fmt: skip
            assert Office.objects.standing().count() > 1000
            # The transaction's savepoint, its end and the search path are the others.
            with django_assert_max_num_queries(4) as asked:
                assert actions.send_due(at=LATER) == 0
            assert sum("errands_errand" in query["sql"] for query in asked.captured_queries) == 1

        assert sent == []

    def test_without_a_broker_every_note_is_still_there(self, village, monkeypatch):
        leave(times=2)

        def fail(*_, **__):
            raise kombu.exceptions.OperationalError

        with monkeypatch.context() as broken:
            broken.setattr(OfficeTask, "apply_async", fail)
            with pytest.raises(kombu.exceptions.OperationalError):
                actions.send_due(at=NOON)

        assert left() == 2

    def test_a_clock_killed_between_sending_and_forgetting_sends_again(self, village, sent):
        class Killed(BaseException):
            pass

        def send_and_die():
            with transaction.atomic():
                actions.send_due(at=NOON)
                raise Killed

        leave()
        with pytest.raises(Killed):
            send_and_die()
        assert left() == 1

        actions.send_due(at=NOON)
        assert sent == [(village.key, TASK)] * 2

    def test_a_suspended_office_is_left_in_peace_and_served_when_it_is_back(self, village, sent):
        leave()
        with current.outside():
            Office.objects.filter(pk=village.pk).update(state="SUSPENDED")
        assert actions.send_due(at=NOON) == 0
        assert left() == 1

        with current.outside():
            Office.objects.filter(pk=village.pk).update(state="OPEN")
        assert actions.send_due(at=NOON) == 1

    def test_a_task_only_a_newer_worker_knows_waits_for_it(self, village, sent):
        sql(actions.LEAVE, village.key, "tests.of_tomorrow", NOON)

        assert actions.send_due(at=NOON) == 0
        assert left(task="tests.of_tomorrow") == 1
        assert actions.forget_old(at=NOON + timedelta(days=29)) == 0
        assert actions.forget_old(at=NOON + timedelta(days=31)) == 1

    def test_a_flood_of_one_office_is_one_message_and_the_neighbour_has_its_own(self, village, neighbour, sent):
        sql(
            "INSERT INTO errands_errand (office, task, due_at) SELECT %s, %s, %s FROM generate_series(1, 20000)",
            village.key, TASK, NOON,
        )  # fmt: skip
        leave(NEIGHBOUR, due_at=LATER)

        assert actions.send_due(at=LATER) == 2
        assert sorted(sent) == [(village.key, TASK), (neighbour.key, TASK)]

    def test_an_office_that_is_gone_leaves_nothing(self, village, neighbour):
        leave(VILLAGE, times=2)
        leave(NEIGHBOUR)

        assert actions.forget_office(village.key) == 2
        assert left() == 1


class TestTheSweeps:
    """Each leaves a new note first of all when something is left, so a worker killed in its middle is not the end."""

    def test_a_job_whose_message_was_lost_is_found(
        self, village, budi, monkeypatch, django_capture_on_commit_callbacks
    ):
        calls = []
        monkeypatch.setitem(
            kinds._kinds, "tests.work", kinds.Kind("tests.work", "Uji", lambda progress: calls.append(1))
        )
        job = jobs.start(kind="tests.work", arguments={}, by=budi, at=NOON)
        assert calls == []

        with django_capture_on_commit_callbacks(execute=True):
            actions.send_due(at=LATER)

        assert calls == [1]
        assert Job.objects.get(pk=job.pk).state == "DONE"

    def test_while_a_job_is_under_way_somebody_will_look_again(self, village, budi, monkeypatch):
        monkeypatch.setitem(kinds._kinds, "tests.work", kinds.Kind("tests.work", "Uji", lambda progress: None))
        job = jobs.start(kind="tests.work", arguments={}, by=budi, at=NOON)
        jobs.take(job_id=job.pk, at=NOON)
        jobs.sweep_lost(at=NOON + timedelta(seconds=10))
        assert left(task=TASK) == 2

        Job.objects.filter(pk=job.pk).update(state="DONE", ended_at=NOON)
        jobs.sweep_lost(at=NOON)
        assert left(task=TASK) == 2

    @pytest.mark.parametrize("name", ["archive.sweep_waiting", "outbox.sweep_marks", "service.forget_drafts"])
    def test_with_nothing_left_nobody_looks_again(self, village, name):
        from celery import current_app

        current_app.tasks[name].run()

        assert left() == 0


def test_an_idle_office_is_looked_at_within_an_hour_all_the_same(village, monkeypatch):
    from jobs import tasks

    served = []
    monkeypatch.setattr(OfficeTask, "apply_async", lambda self: served.append(current.office().key))
    for minute in range(60):
        monkeypatch.setattr(tasks.timezone, "now", lambda minute=minute: NOON.replace(minute=minute))
        tasks.in_every_office("jobs.sweep_lost", True)

    assert sorted(served) == sorted(KEYS.values())


def test_the_first_message_is_quick_some_are_busy_and_a_crowd_overflows(village, neighbour):
    assert [lanes.for_one_more() for _ in range(22)] == ["quick", *["busy"] * 19, "overflow", "overflow"]
    with current.inside(neighbour):
        assert lanes.for_one_more() == "quick"

    for _ in range(22):
        lanes.one_less()
    assert lanes.for_one_more() == "quick"


def test_a_worker_looks_for_single_letters_first_and_at_the_crowds_in_turn(village):
    cycle = lanes.QuickFirst(["quick", "busy", "overflow"])

    cycle.rotate("quick")
    assert cycle.consume(3) == ["quick", "busy", "overflow"]
    cycle.rotate("busy")
    assert cycle.consume(3) == ["quick", "overflow", "busy"]
    assert cycle.consume(0) == []


def test_without_a_cache_everything_is_quick_and_everybody_has_a_turn(village, monkeypatch):
    import redis.exceptions

    from walls import fleeting

    def fail(*_, **__):
        raise redis.exceptions.ConnectionError

    monkeypatch.setattr(fleeting.cache, "add", fail)
    assert [lanes.for_one_more() for _ in range(3)] == ["quick"] * 3
    assert turns.claim()
    assert turns.claim()
    fleeting.wake()
