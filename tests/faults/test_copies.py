"""A restore is cut off: by kill -9, by a lost database; the office is what it was, and the next run succeeds."""

import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError, connections
from django.utils import timezone
from faults.conftest import ROOT, environment_of, kill, until

from archive import store
from registry.models import Resident
from tenants.copies import loading, present, restoring, writing
from tenants.models import Office
from walls import current

pytestmark = pytest.mark.fault


@pytest.fixture
def copied(counter, tmp_path):
    """The village with a letter in the store, copied; afterwards Ani's name was spoilt."""
    store.ensure_bucket()
    counter.sign(counter.letter())
    with current.outside():
        counter.village = Office.objects.select_related("secret", "parent__parent").get(pk=counter.village.pk)
    writing.write_copy(counter.village, tmp_path / "village.zip", at=timezone.now())
    with current.inside(counter.village):
        Resident.objects.update(name="SALAH")
    return tmp_path / "village.zip"


def name_of_ani(counter):
    with current.inside(counter.village):
        return Resident.objects.get().name


@pytest.mark.parametrize("where", ["build", "fill", "note"])
def test_a_restore_killed_anywhere_is_done_again(counter, copied, own_database, tmp_path, where):
    environment = environment_of(own_database, django_settings.CELERY_BROKER_URL)
    environment |= {"KENTONGAN_CA_DIR": str(django_settings.CA_DIR), "DJANGO_SETTINGS_MODULE": "config.settings"}
    words = [counter.village.key, str(copied), where, str(tmp_path / "here")]
    with (tmp_path / "copier.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "faults.copier", *words],
            cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    until((tmp_path / "here").exists, f"the restore to reach {where}", seconds=90)
    kill(process)
    # The server may notice a moment later that nobody is there any more.
    until(lambda: name_of_ani(counter) == "SALAH", "the old tables, untouched")
    assert Office.objects.get(pk=counter.village.pk).suspended_because == present.BECAUSE

    restoring.replace_office(counter.village, copied, at=timezone.now(), over_newer=True)

    assert name_of_ani(counter) == "ANI LESTARI"
    assert Office.objects.get(pk=counter.village.pk).state == "OPEN"


@pytest.mark.parametrize("where", ["build", "fill"])
def test_a_database_lost_in_the_middle_leaves_the_office_as_it_was(counter, copied, monkeypatch, where):
    work = getattr(loading, where)

    def and_lose_the_database(*words):
        found = work(*words)
        with current.connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(loading, where, and_lose_the_database)
        with pytest.raises(OperationalError):
            restoring.replace_office(counter.village, copied, at=timezone.now(), over_newer=True)
    connections.close_all()
    current.leave()

    assert name_of_ani(counter) == "SALAH"
    restoring.replace_office(counter.village, copied, at=timezone.now(), over_newer=True)
    assert name_of_ani(counter) == "ANI LESTARI"
    assert Office.objects.get(pk=counter.village.pk).state == "OPEN"
