"""A worker killed in the middle of a file leaves nothing half, and the next one does all of it."""

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from conftest import ROOT, VILLAGE, office

from registry import actions, synthetic
from registry.models import Family, Hamlet, ImportBatch, Resident
from walls import current

from .conftest import DAY, NOON, Silent, csv_of, upload

DYING_WORKER = """
import os, sys
sys.path[:0] = [{root!r}, {platform!r}]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from datetime import datetime
from registry import actions
from registry.models import ImportRow, Resident
from tenants.models import Office
from walls import current

class Dying:
    def report(self, done, total):
        if done:
            assert {rows}.exists(), "nothing was written before the end"
            os.kill(os.getpid(), 9)

office = Office.objects.get(region_code={village!r})
with current.inside(office):
    actions.{action}(batch_id={batch}, progress=Dying(), at=datetime.fromisoformat({at!r}))
"""


@pytest.mark.fault
def test_a_killed_worker_leaves_nothing_half(own_database, make_own_account, monkeypatch):
    with current.inside(office(VILLAGE)):
        gita = make_own_account("gita", "KASI_PEMERINTAHAN")
        batch = _waiting_to_be_stored(gita, monkeypatch)

        died = _run_worker(own_database, batch, "store_import", "Resident.objects")

        assert died == -9
        assert (Resident.objects.count(), Family.objects.count(), Hamlet.objects.count()) == (0, 0, 0)
        assert ImportBatch.objects.get().state == ImportBatch.State.COMMITTING

        actions.store_import(batch_id=batch.pk, progress=Silent(), at=NOON)
        actions.store_import(batch_id=batch.pk, progress=Silent(), at=NOON)
        assert Resident.objects.count() == 700


def _waiting_to_be_stored(gita, monkeypatch):
    # The messages are held back: here the test itself decides which worker comes when.
    monkeypatch.setattr("jobs.tasks.run.delay_on_commit", lambda **_: None)
    batch = upload(csv_of(synthetic.make_village(700, seed=3, on=DAY)), gita)
    actions.check_import(batch_id=batch.pk, progress=Silent(), at=NOON)
    return actions.start_commit(batch=batch, leave_errors=False, by=gita, at=NOON)


def _run_worker(database, batch, action, rows):
    parts = urlsplit(os.environ["KENTONGAN_DATABASE_URL"])
    address = urlunsplit(parts._replace(path=f"/{database}"))
    script = DYING_WORKER.format(
        root=str(ROOT),
        platform=str(ROOT / "platform"),
        village=VILLAGE,
        batch=batch.pk,
        at=NOON.isoformat(),
        action=action,
        rows=rows,
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "KENTONGAN_DATABASE_URL": address},
        capture_output=True,
        timeout=60,
    )
    return done.returncode


@pytest.fixture
def make_own_account(own_database):
    """Make an account in a database of the test's own."""

    def make(username, *posts):
        from accounts.models import Account, Appointment

        account = Account.objects.create(username=username, name=username.title(), created_at=NOON)
        Appointment.objects.bulk_create(Appointment(account=account, post=post, since=DAY) for post in posts)
        return account

    return make
