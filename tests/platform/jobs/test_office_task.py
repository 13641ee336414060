"""A task runs in the office it was signed for, or not at all."""

import pytest
from celery.exceptions import Reject
from conftest import NEIGHBOUR
from django.db import transaction
from django.utils import timezone

from jobs import office_task, tasks
from jobs.office_task import HEADER, mac, office_of
from tenants.models import Office
from walls import current

NAME = "tests.note"
seen: list[tuple[str, str]] = []


@office_task.office_task(NAME)
def note(word: str = "", fail: bool = False) -> None:
    with current.connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user")
        schema, role = cursor.fetchone()
    assert (schema, role) == (current.office().schema_name, current.office().role_name)
    seen.append((current.office().key, word))
    if fail:
        raise RuntimeError(word)


@office_task.office_task("tests.other")
def other() -> None:
    seen.append((current.office().key, "other"))


@office_task.office_task("tests.again", bind=True, max_retries=2)
def again(self) -> None:
    seen.append((current.office().key, f"try {self.request.retries}"))
    if self.request.retries < 2:
        raise self.retry(countdown=0)


@pytest.fixture(autouse=True)
def _nothing_seen_yet(db):
    seen.clear()


def stamp(key, name=NAME, task_id="id-1"):
    return {"key": key, "mac": mac(office_task.named(key), name, task_id)}


def receive(headers, task=note, task_id="id-1"):
    """What a worker does with a message."""
    with current.outside():
        return task.apply(task_id=task_id, headers=headers)


def test_a_sent_task_runs_in_the_office_that_sent_it(village, neighbour):
    note.delay("a")
    with current.inside(neighbour):
        note.delay("b")

    assert seen == [(village.key, "a"), (neighbour.key, "b")]


def test_outside_every_office_nothing_can_be_sent(village):
    with current.outside(), pytest.raises(current.NoOfficeError):
        note.delay("a")


def test_a_well_signed_message_runs(village):
    receive({HEADER: stamp(village.key)})

    assert [key for key, _ in seen] == [village.key]


def seal(key, name=NAME, task_id="id-1"):
    return stamp(key, name, task_id)["mac"]


ATTEMPTS = {
    "nothing": dict,
    "an empty stamp": lambda: {HEADER: None},
    "a bare key": lambda: {HEADER: "villageaaa"},
    "a list": lambda: {HEADER: ["villageaaa", "x"]},
    "no seal": lambda: {HEADER: {"key": "villageaaa"}},
    "an empty seal": lambda: {HEADER: {"key": "villageaaa", "mac": ""}},
    "a made-up seal": lambda: {HEADER: {"key": "villageaaa", "mac": "0" * 64}},
    "a seal of other letters": lambda: {HEADER: {"key": "villageaaa", "mac": "é"}},
    "an empty key": lambda: {HEADER: {"key": "", "mac": "0" * 64}},
    "numbers": lambda: {HEADER: {"key": 7, "mac": 7}},
    "the neighbour's seal": lambda: {HEADER: {"key": "villageaaa", "mac": seal("villagebbb")}},
    "my seal for the neighbour": lambda: {HEADER: {"key": "villagebbb", "mac": seal("villageaaa")}},
    "of another message": lambda: {HEADER: stamp("villageaaa", task_id="id-2")},
    "of another task": lambda: {HEADER: stamp("villageaaa", name="tests.other")},
    "of another library": lambda: {"_schema_name": "d_villageaaa"},
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_without_a_fitting_signature_nothing_runs(village, attempt):
    result = receive(ATTEMPTS[attempt]())

    assert seen == []
    assert result.state == "REJECTED"


def test_a_signature_moved_to_another_task_or_message_is_refused(village):
    good = stamp(village.key)

    receive({HEADER: good}, task=other)
    receive({HEADER: good}, task_id="id-9")

    assert seen == []


def test_an_office_that_is_closed_or_gone_gets_no_work(village):
    with current.outside():
        Office.objects.filter(pk=village.pk).update(state="SUSPENDED")

    assert receive({HEADER: stamp(village.key)}).state == "REJECTED"
    assert receive({HEADER: {"key": "tak2ada222", "mac": seal(village.key)}}).state == "REJECTED"
    assert seen == []


def test_the_refusal_is_final_and_not_put_back_in_line(village):
    with pytest.raises(Reject) as refusal:
        office_of(NAME, "id-1", None)

    assert refusal.value.requeue is False


def test_after_a_task_and_after_its_failure_the_worker_stands_nowhere(village):
    for fail in (False, True):
        with current.outside():
            result = note.apply(kwargs={"fail": fail}, task_id="id-1", headers={HEADER: stamp(village.key)})
            assert result.state == ("FAILURE" if fail else "SUCCESS")
            with pytest.raises(current.NoOfficeError):
                current.office()
            with current.connection.cursor() as cursor:
                cursor.execute("SELECT current_schema(), current_user = session_user")
                assert cursor.fetchone() == ("public", True)


def test_two_offices_in_turn_never_mix(village, neighbour):
    for key in (village.key, neighbour.key) * 3:
        receive({HEADER: stamp(key)})

    assert [key for key, _ in seen] == [village.key, neighbour.key] * 3


def test_a_retry_keeps_its_office(village):
    again.delay()

    assert seen == [(village.key, "try 0"), (village.key, "try 1"), (village.key, "try 2")]


def test_what_waits_for_the_commit_is_signed_for_the_office_of_now(
    village, neighbour, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic(), current.inside(neighbour):
        note.delay_on_commit("a")

    assert seen == [(neighbour.key, "a")]


def test_nothing_is_sent_when_the_transaction_fails(village, django_capture_on_commit_callbacks):
    def fail_after_asking():
        with transaction.atomic():
            note.delay_on_commit("a")
            raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        fail_after_asking()

    assert seen == []


def test_a_task_reads_the_clock_of_its_office(village, monkeypatch):
    zones = []
    with current.outside():
        Office.objects.filter(pk=village.pk).update(timezone="Asia/Jayapura")
    monkeypatch.setattr(note, "run", lambda **_: zones.append(timezone.get_current_timezone_name()))

    receive({HEADER: stamp(village.key)})

    assert zones == ["Asia/Jayapura"]


# Recurring work ----------------------------------------------------------------------------------------------------------------


def test_recurring_work_goes_to_the_offices_whose_apps_know_it(village, monkeypatch):
    with current.outside():
        monkeypatch.setattr(
            office_task.OfficeTask, "apply_async", lambda self: seen.append((current.office().key, self.name))
        )
        Office.objects.filter(region_code=NEIGHBOUR).update(state="SUSPENDED")
        tasks.in_every_office("jobs.sweep_lost")

    assert {key for key, _ in seen} == {"regencyaaa", "districtaa", "districtbb", "villageaaa", "villageccc"}


def test_the_kinds_that_know_a_task_come_from_the_apps_they_have(settings):
    every_kind = ["village", "district", "regency"]
    assert tasks.kinds_that_know("jobs.sweep_lost") == every_kind
    settings.TENANT_TYPES = {
        kind: {**parts, "APPS": [app for app in parts["APPS"] if app != "jobs" or kind == "village"]}
        for kind, parts in settings.TENANT_TYPES.items()
    }

    assert tasks.kinds_that_know("jobs.sweep_lost") == ["village"]


def test_only_tasks_of_offices_are_handed_out(db):
    with pytest.raises(TypeError):
        tasks.kinds_that_know("jobs.in_every_office")
    with pytest.raises(KeyError):
        tasks.kinds_that_know("no.such_task")


def test_every_recurring_task_is_declared_and_known_to_some_office(db):
    from config.celery import app

    for entry in app.conf.beat_schedule.values():
        if entry["task"] == "jobs.in_every_office":
            assert tasks.kinds_that_know(entry["args"][0]), entry
