"""PostgreSQL is stopped while a copy is written: no file or the one that was there, nothing noted, and the next copy is whole."""

import pytest
from celery import signals
from conftest import NOON
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections
from django.utils import timezone

from archive import copies, store
from config.scratch import end_sessions
from registry.models import Resident
from tenants.copies import keeping, published, restoring, tasks, writing
from tenants.models import Backup, Office
from walls import current

pytestmark = pytest.mark.fault
STEPS = {
    "in the middle of the tables": (writing, "_write_csv", 5),
    "before its own rows": (writing, "_anchor", 1),
    "before what it published": (published, "columns", 1),
}


@pytest.fixture
def village(counter, settings, worker_id):
    """Pragaan Laok with a letter in the store, and no copy of it yet; what is said to lie there is no other worker's."""
    settings.COPIES_BUCKET = f"lost-copies-{worker_id}"
    store.ensure_bucket()
    copies.ensure_bucket()
    counter.sign(counter.letter())
    with current.outside():
        made = Office.objects.select_related("secret", "parent__parent").get(pk=counter.village.pk)
    for one in lying(made):
        copies.remove(one)
    current.leave()
    return made


@pytest.fixture
def lose(own_database, server, monkeypatch):
    """`lose(module, step, times)` as a context: every session ends, once, when that step has been done so often."""

    def losing(module, step, times):
        real, done = getattr(module, step), []

        def and_lose(*words, **more):
            found = real(*words, **more)
            done.append(step)
            if len(done) == times:
                end_sessions(server, own_database)
            return found

        monkeypatch.setattr(module, step, and_lose)
        return done

    yield losing
    connections.close_all()
    current.leave()


def settled():
    connections.close_all()
    current.leave()


def lying(village):
    """What lies in the store of copies of this village."""
    found = store._client().list_objects_v2(Bucket=settings.COPIES_BUCKET, Prefix=f"{copies.PREFIX}{village.key}/")
    return [one["Key"] for one in found.get("Contents", [])]


def noted():
    with current.outside():
        return list(Backup.objects.values_list("location", flat=True))


def brings_back(village, file):
    with current.inside(village):
        Resident.objects.update(name="SALAH")
    restoring.replace_office(village, file, at=timezone.now(), over_newer=True)
    with current.inside(village):
        return Resident.objects.get().name == "ANI LESTARI"


@pytest.mark.parametrize("step", STEPS)
def test_a_file_cut_off_leaves_the_one_that_was_there(village, lose, tmp_path, step):
    file, (module, name, times) = tmp_path / "village.zip", STEPS[step]
    writing.write_copy(village, file, at=NOON)
    before = file.read_bytes()
    done = lose(module, name, times)

    with pytest.raises(OperationalError):
        writing.write_copy(village, file, at=NOON)
    settled()

    assert len(done) == times, "the database was not lost in the middle"
    assert [one.name for one in tmp_path.glob("*.zip*")] + list(tmp_path.glob(".*.part")) == ["village.zip"]
    assert file.read_bytes() == before
    writing.write_copy(village, file, at=NOON)
    assert brings_back(village, file)


@pytest.mark.parametrize("step", [*STEPS, "when it lies in its store"])
def test_a_kept_copy_cut_off_is_noted_nowhere_and_lies_nowhere(village, lose, step):
    done = lose(*STEPS.get(step, (copies, "put", 1)))

    with pytest.raises(OperationalError):
        keeping.keep_copy(village, reason="asked", at=NOON)
    settled()

    assert done
    assert (noted(), lying(village)) == ([], [])
    kept = keeping.keep_copy(village, reason="asked", at=NOON)
    assert noted() == lying(village) == [kept.location]


def test_a_store_that_is_away_too_does_not_hide_the_database(village, lose, monkeypatch):
    def away(location):
        raise store.StoreUnavailable(location)

    lose(copies, "put", 1)
    monkeypatch.setattr(copies, "remove", away)

    with pytest.raises(OperationalError):
        keeping.keep_copy(village, reason="asked", at=NOON)
    settled()

    assert noted() == []


def test_the_command_says_that_nothing_was_copied(village, lose, tmp_path):
    lose(*STEPS["in the middle of the tables"])

    with pytest.raises(CommandError, match="tidak ada salinan yang dibuat"):
        call_command("copy_office", village.key, to=tmp_path / "village.zip")

    assert not list(tmp_path.glob("*.zip*")) + list(tmp_path.glob(".*.part"))


@pytest.fixture
def _as_a_worker():
    """It comes to each message with a connection that lives."""

    def renew(**_):
        connections.close_all()

    signals.task_prerun.connect(renew)
    yield
    signals.task_prerun.disconnect(renew)


@pytest.mark.usefixtures("_as_a_worker")
def test_the_copy_of_the_night_is_tried_again(village, lose):
    """By its message, and not only when the clock comes round to this village again."""
    done = lose(*STEPS["in the middle of the tables"])

    with current.inside(village):
        tasks.keep_nightly.apply_async()
    settled()

    assert len(done) > STEPS["in the middle of the tables"][2]
    assert noted() == lying(village) != []
