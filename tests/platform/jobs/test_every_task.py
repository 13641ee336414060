"""Every task of an office that the project declares: it tries again, comes back when its worker dies, and may be run twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from celery import current_app
from conftest import NOON
from django.utils import timezone

from archive import store
from archive.actions import keep
from archive.retention import RetentionClass
from exchange.outbox.actions import mark
from jobs import actions, kinds, lanes
from jobs.models import Job
from jobs.office_task import AWAY, OfficeTask
from modules.service.models import LetterKind, RequestDraft
from registry.models import ImportBatch
from walls.current import connection


def a_document(_person):
    document = keep(area="uji", name="a.pdf", content_type="application/pdf", data=b"x", retention=RetentionClass.SURVEY,
                    basis={}, at=NOON)  # fmt: skip
    return {"document_id": document.pk}


def a_document_waiting(person):
    a_document(person)
    return {}


def a_job(person):
    actions.start(kind="tests.work", arguments={}, by=person, at=timezone.now())
    return {}


def a_lost_job(person):
    actions.start(kind="tests.work", arguments={}, by=person, at=NOON)
    Job.objects.update(state="RUNNING", attempts=1)
    return {}


def a_mark(_person):
    mark("residents", at=NOON)
    return {}


def an_old_draft(_person):
    kind = LetterKind.objects.get(slug="sk-usaha")
    RequestDraft.objects.create(
        fingerprint="x", key=uuid4(), kind=kind, created_at=NOON - timedelta(days=1), expires_at=NOON
    )
    return {}


def an_old_import(person):
    ImportBatch.objects.create(
        key=uuid4(), filename="x.csv", uploaded_by=person, uploaded_at=NOON - timedelta(days=60), size=1, content=b"x"
    )
    return {}


def a_stranger(_person):
    return {"name": "tidak ada"}


def nothing(_person):
    return {}


# task -> what it finds to do, returning its arguments
TASKS = {
    "jobs.run": a_job,
    "jobs.sweep_lost": a_lost_job,
    "archive.move_to_store": a_document,
    "archive.sweep_waiting": a_document_waiting,
    "outbox.publish_dirty": a_mark,
    "outbox.sweep_marks": a_mark,
    "outbox.recompute": nothing,
    "registry.sweep_imports": an_old_import,
    "service.forget_drafts": an_old_draft,
    # Whoever is known gets a second mail, and the link in the first one ends: at least once is right for a mail.
    "accounts.mail_reset_links": a_stranger,
}
EVERY = sorted(
    name for name, task in current_app.tasks.items() if isinstance(task, OfficeTask) and not name.startswith("tests.")
)


@pytest.fixture(autouse=True)
def _work(monkeypatch):
    monkeypatch.setitem(kinds._kinds, "tests.work", kinds.Kind("tests.work", "Uji", lambda progress: None))


def digest(office):
    """Of every row of every table of the office."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1", [office.schema_name])
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) FROM \"{table}\" t")
            found[table] = cursor.fetchone()[0]
    assert len(found) > 20
    return found


def test_every_task_has_its_row():
    assert set(TASKS) == set(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_it_tries_again_when_a_server_was_away_and_comes_back_when_its_worker_dies(name):
    task = current_app.tasks[name]

    assert set(AWAY) <= set(task.autoretry_for)
    assert hasattr(task, "_orig_run"), "the retry wraps the work"
    assert (task.retry_backoff, task.retry_backoff_max, task.max_retries) == (2, 60, 6)
    assert task.acks_late
    assert task.reject_on_worker_lost
    assert task.lane in ("", *lanes.ALL)


@pytest.mark.parametrize("name", EVERY)
def test_done_twice_it_is_done_once(village, budi, name):
    store.ensure_bucket()
    arguments = TASKS[name](budi)
    before = digest(village)

    current_app.tasks[name].run(**arguments)
    once = digest(village)
    current_app.tasks[name].run(**arguments)

    assert digest(village) == once
    if TASKS[name] not in (nothing, a_stranger):
        assert before != once, "there was something to do"


def test_a_server_that_is_away_is_asked_again_later(village, monkeypatch):
    from django.db import OperationalError

    tries = []

    def fail_twice(**_):
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError

    monkeypatch.setattr(actions, "sweep_lost", fail_twice)
    current_app.tasks["jobs.sweep_lost"].delay()

    assert len(tries) == 3


def test_a_database_that_is_away_before_the_office_is_known_is_asked_again_with_the_same_stamp(village, monkeypatch):
    from django.db import OperationalError

    from jobs import office_task

    tries, runs, find = [], [], office_task.named

    def away_once(key):
        tries.append(key)
        if len(tries) == 1:
            raise OperationalError
        return find(key)

    monkeypatch.setattr(office_task, "named", away_once)
    monkeypatch.setattr(actions, "sweep_lost", lambda **_: runs.append(1))
    from walls import current

    task = current_app.tasks["jobs.sweep_lost"]
    stamp = {"key": village.key, "mac": office_task.mac(village, task.name, "id-1")}
    with current.outside():
        task.apply(task_id="id-1", headers={office_task.HEADER: stamp})

    assert tries == [village.key] * 2
    assert runs == [1]
