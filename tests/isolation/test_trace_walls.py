"""
What one village leaves behind elsewhere while its people work: logs, cache, mail, objects, jobs, the public schema (A20, A33, A60, A63).

The second twin works for a whole day, with the canary in all it touches; then every other place is searched.
"""

import inspect
import logging
import re
import sys

import pytest
import structlog
from celery import current_app
from conftest import NOON
from django.core import mail
from django.core.cache import cache
from django.db import DatabaseError, transaction

from archive import store
from archive.models import Document
from config import logs
from isolation import twins, walk
from isolation.test_address_walls import everything
from isolation.twins import CANARY
from jobs import kinds
from jobs.office_task import OfficeTask
from jobs.progress import Progress
from walls import current
from walls.current import connection

pytestmark = pytest.mark.django_db
OURS = {
    "accounts",
    "archive",
    "audit",
    "config",
    "exchange",
    "jobs",
    "modules",
    "papers",
    "registry",
    "supervision",
    "tenants",
    "walls",
    "web",
}
NIK = re.compile(r"(?<!\d)3529\d{12}(?!\d)")


@pytest.fixture
def heard(caplog, monkeypatch):
    """Every line any logger of the process writes, and every event."""
    caplog.set_level(logging.INFO)
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            monkeypatch.setattr(logger, "propagate", True)
    return caplog


@pytest.fixture
def day_at(client_of):
    """A day of a twin: every page, every form sent empty, a letter signed for, the jobs that are due."""

    def work(twin):
        client = client_of(twin, "ALL")
        client.raise_request_exception = False
        worked = 0
        for name, address, _ in walk.addresses("village", twin):
            worked += client.get(address, {"q": CANARY, "cari": CANARY}).status_code == 200
            if name not in {"accounts:sign_out", "accounts:close"}:
                client.post(address, {"q": CANARY, "reason": CANARY})
        with current.inside(twin.office):
            for task in office_tasks():
                run(task)
        return worked

    return work


def office_tasks():
    found = [
        task
        for name, task in sorted(current_app.tasks.items())
        if isinstance(task, OfficeTask) and not name.startswith("tests.")
    ]
    assert len(found) >= 8
    return found


def run(task, number=1):
    """A task with whatever it asks for: a number for an id, the canary for a name."""
    wanted = inspect.signature(task.run).parameters
    kwargs = {word: CANARY if "name" in word else number for word in wanted}
    try:
        with transaction.atomic():
            task(**kwargs)
    except Exception as error:  # a task may fail; what it says is searched
        return str(error)
    return ""


def test_a_day_in_one_village_leaves_nothing_of_it_anywhere_else(pair, day_at, heard):
    a, b = pair
    store.ensure_bucket()
    cache.clear()
    mine = everything(a.office)

    assert day_at(b) > 40, "an idle day proves nothing"

    assert CANARY in everything(b.office)
    assert everything(a.office) == mine
    assert CANARY.lower() not in public_rows().lower()
    for message in mail.outbox:
        assert CANARY not in message.as_string()
    ours = [key for key in cached() if f":{b.office.key}:" in key]
    assert ours, "nothing was cached, so nothing is proven"
    for key, value in cached().items():
        assert f":{b.office.key}:" in key or ":-:" in key or ":*:" in key
        assert f":{b.office.key}:" in key or CANARY.encode() not in value, key
    for key, body in objects_of(b):
        assert key.startswith(f"{b.office.key}/")
        assert CANARY.encode() in body
    lines = logs.without_values(None, "", {"event": heard.text})["event"]
    assert CANARY not in lines
    assert not NIK.search(lines)


def test_an_error_writes_no_resident_into_the_log(pair, client_of, heard, monkeypatch):
    """A60: the traceback holds no values, the page neither."""
    _, b = pair
    client = client_of(b, "ALL")
    client.raise_request_exception = False

    def fail(*_, **__):
        subject = {"name": CANARY, "nik": b.niks[1]}
        raise RuntimeError(f"{len(subject)} fields")

    monkeypatch.setattr("registry.views.person.seen_resident", fail)
    with structlog.testing.capture_logs() as events:
        response = client.get("/kantor/warga/2/")

    assert response.status_code == 500
    assert not walk.gives_away(response)
    assert "2 fields" in heard.text
    assert CANARY not in heard.text + str(events)
    assert not NIK.search(heard.text)


@pytest.mark.parametrize("kind", ["task", "work"])
def test_every_job_of_one_village_with_ids_of_the_next_finds_nobody(pair, kind):
    """A33: the office of a job is the one it was signed for, whatever its arguments say."""
    a, b = pair
    before, said, ran = twins.digest(b.office), [], 0
    with current.inside(a.office):
        if kind == "task":
            for task in office_tasks():
                said.append(run(task, number=2))
                ran += 1
        for work in kinds._kinds.values() if kind == "work" else ():
            wanted = inspect.signature(work.work).parameters
            try:
                with transaction.atomic():
                    work.work(Progress(0), **{word: 2 for word in wanted if word != "progress"})
            except Exception as error:
                said.append(str(error))
            ran += 1

    assert ran >= (8 if kind == "task" else 2)
    assert CANARY not in str(said)
    assert twins.digest(b.office) == before


def test_no_process_remembers_anything_of_a_village(pair, client_of):
    """A20: what a module keeps, it would show to the next village."""
    _, b = pair
    client = client_of(b, "ALL")
    sung = sum(walk.gives_away(client.get(address)) for _, address, _ in walk.addresses("village", b))
    assert sung > 8

    searched = 0
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in OURS:
            for word, value in list(vars(module).items()):
                if isinstance(value, dict | list | set | tuple) and not word.startswith("__"):
                    assert CANARY not in repr(value), f"{name}.{word}"
                    searched += 1

    assert searched > 100


def test_the_neighbours_log_put_behind_ours_is_found_out(pair):
    """A63: entries of the second twin fit no chain but its own, even at the right place."""
    import audit
    from audit import verifying

    a, _ = pair
    for twin in pair:
        with current.inside(twin.office):
            audit.record("test.act", twin.accounts["ALL"], by=twin.accounts["ALL"], at=NOON)
    with current.inside(a.office):
        whole = verifying.verify()
        assert whole.is_whole
    with current.outside(), connection.cursor() as cursor:
        ours, theirs = (f'"{twin.office.schema_name}".audit_entry' for twin in pair)
        cursor.execute(f"DELETE FROM {ours} WHERE id = %s", [whole.length])
        cursor.execute(f"INSERT INTO {ours} SELECT * FROM {theirs} WHERE id = %s", [whole.length])
        assert cursor.rowcount == 1

    with current.inside(a.office):
        assert f"nomor {whole.length}" in verifying.verify().fault


def cached():
    server = cache._cache.get_client(write=True)
    return {key.decode(): dump(server, key) for key in server.keys("*")}


def dump(server, key):
    return server.get(key) or b""


def public_rows():
    found = []
    with current.outside(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM public.\"{table}\" t")
            found.append(cursor.fetchone()[0])
    assert len(found) > 8
    return "\n".join(found)


def objects_of(twin):
    """What of the twin's documents lies in the store, by the store's own list."""
    from django.conf import settings

    client = store._client()
    with current.inside(twin.office):
        names = set(Document.objects.filter(waiting_bytes__isnull=True).values_list("object_key", flat=True))
    listed = client.list_objects_v2(Bucket=settings.S3_BUCKET).get("Contents", [])
    for each in listed:
        body = client.get_object(Bucket=settings.S3_BUCKET, Key=each["Key"])["Body"].read()
        if each["Key"].partition("/")[2] in names or CANARY.encode() in body:
            yield each["Key"], body


def test_what_the_database_quotes_of_a_row_is_not_written_down(pair):
    """A60: PostgreSQL names the row that offends."""
    from registry.models import Resident

    a, _ = pair
    with current.inside(a.office), pytest.raises(DatabaseError) as error, transaction.atomic():
        Resident.objects.create(name="X", nik=a.niks[0], sex=2, born_on=NOON.date(), created_at=NOON, updated_at=NOON)

    told = logs.without_values(None, "", {"exception": str(error.value)})["exception"]
    assert a.niks[0] in str(error.value), "the database tells it"
    assert a.niks[0] not in told
    assert "violates" in told
    assert logs.without_values in logs.SHARED
