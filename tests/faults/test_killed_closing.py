"""A removal is killed at any step: until its one transaction the office is whole, afterwards the next attempt leaves nothing of it."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from conftest import NOON, REGENCY, office
from django.conf import settings as configured
from django.core.management import call_command
from faults.conftest import ROOT, environment_of
from samples import closings as sample

from archive import destroying, store
from archive.models import Document
from config.celery import app
from papers import authority, verification
from supervision.models import Closing
from tenants import fingerprints
from tenants.actions import closing as ending
from tenants.models import Office
from walls import current

pytestmark = pytest.mark.fault
WHOLE = ["the schema is dropped and not committed", "written down and not committed"]
GOING = [
    "the database part is committed", "some objects are gone", "the cache is forgotten", "the minutes are kept and not committed",
]  # fmt: skip


@pytest.fixture
def closing(own_database, settings, tmp_path, monkeypatch):
    settings.CA_DIR = tmp_path / "ca"
    monkeypatch.setenv("KENTONGAN_CA_DIR", str(settings.CA_DIR))
    authority.make_authority(name="Uji", at=NOON)
    # What waits for a worker waits, as it does for the command on a server.
    app.conf.task_always_eager = False
    made = sample.open_one()
    yield sample.confirmed(made)
    sample.clear_away(made)


def go_on(database, step):
    """Run the operator's command in a process of its own, which dies at this step."""
    done = subprocess.run(
        [sys.executable, "-m", "faults.dying_closing", step],
        cwd=ROOT,
        env=environment_of(database, os.environ["KENTONGAN_BROKER_URL"])
        | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]


def fresh(closing):
    with current.inside(office(REGENCY)):
        return Closing.objects.select_related("minutes").get(pk=closing.pk)


def finished(closing):
    """Everything is gone, and exactly one set of sealed minutes says so."""
    found = fresh(closing)
    with current.outside():
        gone = Office.objects.get(pk=closing.office_id)
        assert gone.state == "CLOSED"
        ending.refuse_if_something_remains(gone, last_copy=ending.copy_named(closing.backup_id))
    assert (found.removed["objects"], found.removed["tables"]["accounts_account"]) == (3, 1)
    with current.inside(office(REGENCY)):
        assert Document.objects.filter(area="berita-acara").count() == 1
    assert verification.inspect(bytes(found.minutes.waiting_bytes)).is_genuine
    return True


@pytest.mark.parametrize("step", WHOLE)
def test_before_the_one_transaction_nothing_is_lost(closing, own_database, step):
    made = office(sample.CODE)
    with current.outside():
        before = fingerprints.take(made.schema_name)
    held = destroying.holdings(made.key)

    go_on(own_database, step)

    with current.outside():
        assert fingerprints.take(made.schema_name) == before == closing.fingerprint
        assert Office.objects.get(pk=made.pk).state == "SUSPENDED"
    assert destroying.holdings(made.key) == held
    assert fresh(closing).removed == {}
    call_command("continue_closing")
    assert finished(closing)


@pytest.mark.parametrize("step", GOING)
def test_after_it_the_next_attempt_leaves_nothing(closing, own_database, step):
    go_on(own_database, step)

    assert fresh(closing).finished_at is None
    assert fresh(closing).removed["tables"]["accounts_account"] == 1
    call_command("continue_closing")
    assert finished(closing)
    call_command("continue_closing")
    assert finished(closing)


def test_the_copy_is_whole_when_everything_else_is_gone(closing, own_database, tmp_path):
    call_command("continue_closing")

    kept = ending.copy_named(closing.backup_id)
    ending.prove_copy(kept)
    found = store._client().head_object(Bucket=configured.COPIES_BUCKET, Key=kept.location)
    assert (found["ContentLength"], kept.sha256) == (closing.copy_size, closing.copy_sha256)
    assert fresh(closing).finished_at - NOON > timedelta(0)
