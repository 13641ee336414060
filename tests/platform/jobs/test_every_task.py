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
from assignments.actions import give_task
from exchange.models import ClosedPeriod, VillageScore
from exchange.outbox.actions import mark
from jobs import actions, kinds, lanes, office_task
from jobs.models import Job
from jobs.office_task import AWAY, OfficeTask
from messaging import actions as messaging
from messaging.models import Message
from modules.service.ask.actions import note_unanswered
from modules.service.complaints.actions import tell_complaint
from modules.service.models import Letter, LetterKind, RequestDraft
from modules.service.queue.models import Ticket
from registry.models import ImportBatch
from walls import current
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


def a_score_of_a_closed_year(_person):
    about = {"office_id": current.office().pk}
    with current.outside():
        ClosedPeriod.objects.create(**about, period="2025", closed_at=NOON, figures=0, checksum="")
        VillageScore.objects.create(
            **about, year=2025, score=70, decree="Keputusan 1", decree_on=NOON.date(), by_name="Dina", told_at=NOON
        )
    return {"year": 2025}


def an_old_draft(_person):
    kind = LetterKind.objects.get(slug="sk-usaha")
    RequestDraft.objects.create(
        fingerprint="x", key=uuid4(), kind=kind, created_at=NOON - timedelta(days=1), expires_at=NOON
    )
    return {}


def a_number_of_yesterday(_person):
    taken = {"taken_at": NOON, "in_line_since": NOON, "day": NOON.date() - timedelta(days=1), "browser": "x"}
    Ticket.objects.create(key=uuid4(), code="CCCC2222", group="A", number=1, source="PHONE", **taken)
    return {}


def a_letter(**more):
    made = {"kind": LetterKind.objects.get(slug="sk-usaha"), "state": "CHECKING", "source": "COUNTER"}
    now = timezone.now()
    usual = {"created_at": now, "subject_name": "ANI", "about_name": "ANI"}
    codes = {"key": uuid4(), "tracking_code": "AAAA2222", "verification_code": "BBBB3333"}
    Letter.objects.create(**made | usual | codes | more)
    return {}


def a_late_letter(_person):
    return a_letter(due_at=timezone.now() - timedelta(days=30))


def a_letter_promised_far_too_late(_person):
    return a_letter(due_at=timezone.now() + timedelta(days=300))


def an_old_import(person):
    ImportBatch.objects.create(
        key=uuid4(), filename="x.csv", uploaded_by=person, uploaded_at=NOON - timedelta(days=60), size=1, content=b"x"
    )
    return {}


def a_late_complaint(_person):
    tell_complaint(
        key=uuid4(), story_told="Lampu jalan padam.", category="ORDINARY", about="OTHER", manner="ANONYMOUS", at=NOON - timedelta(days=30)
    )  # fmt: skip
    return {}


def a_message_to_send(person):
    messaging.tell_accounts("letter.to_sign", [person], subject="signing:x", path="/kantor/", at=NOON)
    Message.objects.update(channel="EMAIL", state="WAITING", sent_at=None)
    return {}


def an_old_message(person):
    messaging.tell_accounts(
        "letter.to_sign", [person], subject="signing:x", path="/kantor/", at=timezone.now() - timedelta(days=100)
    )
    return {}


def an_old_question(_person):
    note_unanswered(question="Harga cabai", at=timezone.now() - timedelta(days=40))
    return {}


def a_late_task(person):
    give_task(
        key=uuid4(), what="Data posyandu", to_post="KASI_PELAYANAN", by=person, at=NOON - timedelta(days=9),
        meeting=None, due_on=NOON.date() - timedelta(days=5),
    )  # fmt: skip
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
    "service.take_over_publications": nothing,
    # It writes outside of the office; tests/faults/test_lost_copies.py keeps a night twice.
    "tenants.keep_nightly": nothing,
    "outbox.publish_dirty": a_mark,
    "outbox.sweep_marks": a_mark,
    "outbox.recompute": nothing,
    # The kabupaten has to change something first; tests/platform/exchange/test_four_catalogues.py hears it twice.
    "outbox.hear_announcements": nothing,
    "registry.sweep_imports": an_old_import,
    # It writes into the exchange alone; tests/platform/exchange/test_imprints.py does it twice.
    "registry.compare_people": nothing,
    # Another office has to say something first; tests/platform/exchange/test_matters.py hears it twice.
    "outbox.hear_matters": nothing,
    # What it tells of is due some days a month; tests/platform/submissions/test_reminders.py looks twice.
    "submissions.look_after": nothing,
    # Somebody must look first; tests/platform/inspections/test_ordering.py notes it twice.
    "inspections.note_lapsed": nothing,
    # It tells a kabupaten alone; tests/platform/supervision/test_alarms.py does it twice.
    "supervision.tell_alarms": nothing,
    "supervision.publish_score": a_score_of_a_closed_year,
    "assignments.remind": a_late_task,
    "service.forget_drafts": an_old_draft,
    "queue.close_days": a_number_of_yesterday,
    "complaints.look_after": a_late_complaint,
    # Two offices are needed for it; tests/platform/consultations/test_flow.py looks after them seven times.
    "consultations.look_after": nothing,
    "service.escalate_late": a_late_letter,
    "service.recount_promises": a_letter_promised_far_too_late,
    # Whoever is known gets a second mail, and the link in the first one ends: at least once is right for a mail.
    "accounts.mail_reset_links": a_stranger,
    "ask.forget_questions": an_old_question,
    "messaging.send_due": a_message_to_send,
    "messaging.forget_texts": an_old_message,
}
# All of them, also those no other test has named yet.
current_app.loader.import_default_modules()
EVERY = sorted(
    name for name, task in current_app.tasks.items() if isinstance(task, OfficeTask) and not name.startswith("tests.")
)


@pytest.fixture(autouse=True)
def _work(monkeypatch):
    monkeypatch.setitem(kinds._kinds, "tests.work", kinds.Kind("tests.work", "Uji", lambda progress: None))


#: A copy waits for a store or a server that is away, and nobody waits for the copy.
PATIENT = {"tenants.keep_nightly": (60, 900, 4)}


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
    assert (task.retry_backoff, task.retry_backoff_max, task.max_retries) == PATIENT.get(name, (2, 60, 6))
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


@pytest.fixture
def ended(village):
    """A worker that stands nowhere: the task of a message is over, or its office could not be looked up."""
    from celery._state import _task_stack

    task = current_app.tasks["jobs.sweep_lost"]
    stamp = {"key": village.key, "mac": office_task.mac(village, task.name, "id-1")}
    task.push_request(id="id-1", headers={office_task.HEADER: stamp})
    _task_stack.push(task)
    with current.outside():
        yield task, stamp
    _task_stack.pop()
    task.pop_request()


def test_a_message_sent_again_before_its_office_is_known_keeps_its_stamp(ended):
    task, stamp = ended

    assert task._stamp("id-1") == stamp
    with pytest.raises(current.NoOfficeError):
        task._stamp("id-2")
    with pytest.raises(current.NoOfficeError):
        current_app.tasks["jobs.run"]._stamp("id-1")


def test_what_follows_a_task_that_ran_belongs_to_its_office(village, ended):
    task, _ = ended
    task.request.office_of_the_past = village

    stamp = current_app.tasks["outbox.recompute"]._stamp("id-2")

    assert office_task.office_of("outbox.recompute", "id-2", stamp) == village
