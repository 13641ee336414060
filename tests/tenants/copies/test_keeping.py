"""Copies in their store: kept every night, listed, fetched, and let go when newer ones do their work."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import NOON
from django.core.management import call_command

from archive import copies, store
from tenants.copies import keeping, refusals, restoring, tasks
from tenants.models import Backup, Office
from walls import current

NIGHT = datetime(2026, 11, 20, 21, 50, tzinfo=UTC)


def lies_there(backup):
    try:
        return copies.digest(backup.location) == backup.sha256
    except store.StoreUnavailable:
        return False


def test_a_kept_copy_is_listed_fetched_and_restored_by_its_number(village, counter, capsys, sums):
    before = sums(village)
    kept = keeping.keep_copy(village, reason="asked", at=counter.at)
    with current.inside(village), current.connection.cursor() as cursor:
        cursor.execute("UPDATE registry_resident SET name = 'LAIN'")

    call_command("copies", village.host)
    call_command("restore_office", str(kept.pk), into=village.key)

    said = capsys.readouterr().out
    assert f"{kept.pk}  " in said
    assert "sama  registry_resident  1 baris" in said
    after = sums(village)
    assert {k: v for k, v in after.items() if k[:6] != "audit_"} == {
        k: v for k, v in before.items() if k[:6] != "audit_"
    }


def test_a_copy_changed_in_its_store_is_not_handed_out(village, counter):
    kept = keeping.keep_copy(village, reason="asked", at=counter.at)
    store._client().put_object(Bucket=store.settings.COPIES_BUCKET, Key=kept.location, Body=b"lain")

    with pytest.raises(refusals.MemberChanged), keeping.fetched(kept.pk):
        pytest.fail("it was handed out")
    assert keeping.digest_in_store(kept) != kept.sha256


def test_a_copy_the_store_has_lost_is_named(village, counter):
    kept = keeping.keep_copy(village, reason="asked", at=counter.at)
    copies.remove(kept.location)

    with pytest.raises(refusals.StoreAway), keeping.fetched(kept.pk):
        pytest.fail("it was handed out")


def test_without_the_store_nothing_is_noted_and_nothing_changed(village, counter, copy, settings, sums):
    before = sums(village)
    settings.S3_ENDPOINT = "http://127.0.0.1:9"

    for work in (
        lambda: keeping.keep_copy(village, reason="asked", at=counter.at),
        lambda: restoring.replace_office(village, copy, at=counter.at, over_newer=True),
    ):
        with pytest.raises(refusals.StoreAway):
            work()

    assert not Backup.objects.exists()
    assert sums(village) == before
    assert Office.objects.get(pk=village.pk).state == "OPEN"


def test_a_lost_document_is_named_and_no_copy_made(village, counter, tmp_path):
    from archive.models import Document

    with current.inside(village):
        key = store._own(Document.objects.get())
    store._client().put_object(Bucket=store.settings.S3_BUCKET, Key=key, Body=b"lain")

    with pytest.raises(refusals.ObjectMissing, match="surat/"):
        keeping.keep_copy(village, reason="asked", at=counter.at)


def test_every_night_every_office_is_copied_once(village, time_machine):
    time_machine.move_to(NIGHT)
    Office.objects.filter(key="villagebbb").update(state="SUSPENDED")

    tasks.keep_some()
    tasks.keep_some()

    found = list(Backup.objects.order_by("office_id").values_list("office__key", "reason"))
    assert found == [(key, "nightly") for key in Office.objects.order_by("pk").values_list("key", flat=True)]


def test_offices_take_turns(village):
    first = NIGHT.replace(hour=18, minute=0)

    due = [len(keeping.offices_due(at=first + timedelta(minutes=15 * turn))) for turn in range(keeping.TURNS)]

    assert due == sorted(due)
    assert due[0] < due[-1] == Office.objects.standing().count()


def test_days_weeks_and_months_keep_one_copy_each(village):
    with current.outside():
        made = [
            Backup.objects.create(
                office=village, made_at=NOON - timedelta(days=days), location=f"copies/{days}", sha256="0" * 64, size=1,
                row_count=1, object_count=0, level="", reason=keeping.NIGHTLY,
            )
            for days in range(420)
        ]  # fmt: skip
        asked = Backup.objects.create(
            office=village, made_at=NOON - timedelta(days=900), location="copies/asked", sha256="0" * 64, size=1,
            row_count=1, object_count=0, level="", reason="asked",
        )  # fmt: skip

    keeping.prune(at=NOON)

    left = sorted((NOON - backup.made_at).days for backup in Backup.objects.filter(reason=keeping.NIGHTLY))
    # 20 November 2026 is a Friday: its week began 4 days ago, so the earlier weeks' newest are 5, 12 and 19 days old.
    assert left[:10] == [0, 1, 2, 3, 4, 5, 6, 12, 19, 20]
    assert len(left) == 7 + 2 + 11
    assert (left[-1], len(made)) == ((NOON.date() - datetime(2025, 12, 31, tzinfo=UTC).date()).days, 420)
    assert Backup.objects.filter(pk=asked.pk).exists()


def test_what_is_let_go_is_gone_from_the_store_too(village, counter):
    old = keeping.keep_copy(village, reason=keeping.NIGHTLY, at=NOON - timedelta(days=800))
    new = keeping.keep_copy(village, reason=keeping.NIGHTLY, at=NOON)

    assert keeping.prune(at=NOON) == 1

    assert not lies_there(old)
    assert lies_there(new)
