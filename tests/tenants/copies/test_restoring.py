"""An office is brought back: over what it is, where there is none, or beside it."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

import audit
from accounts.models import Account, Session
from archive import queries as archive_queries
from archive import store
from archive.models import Document
from audit import verifying
from audit.models import Entry
from exchange import imprints
from exchange.models import Fact, Imprint
from registry.models import Family, Resident
from tenants import blueprint
from tenants.copies import comparing, keeping, present, refusals, restoring, writing
from tenants.models import Domain, Office, OfficeRegion
from walls import current


def as_owner(statement, *words):
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute(statement, words or None)


def destroy(office):
    """Everything of an office but its copies: tables, role, rows, documents, as a disaster would."""
    with current.inside(office):
        keys = [store._own(document) for document in Document.objects.all()]
    as_owner(f'DROP SCHEMA "{office.schema_name}" CASCADE')
    for table, column in (("tenants_officesecret", "office_id"), ("tenants_officeregion", "office_id")):
        as_owner(f"DELETE FROM {table} WHERE {column} = %s", office.pk)
    for table, column in (("exchange_fact", "office_id"), ("tenants_domain", "tenant_id"), ("tenants_office", "id")):
        as_owner(f"DELETE FROM {table} WHERE {column} = %s", office.pk)
    for key in keys:
        store._client().delete_object(Bucket=store.settings.S3_BUCKET, Key=key)


def without_the_log(sums):
    return {name: digest for name, digest in sums.items() if not name.startswith("audit_")}


def test_a_lost_office_is_what_it_was(village, counter, copy, sums):
    before, pk = sums(village), village.pk
    with current.outside():
        facts = sorted(Fact.objects.filter(office_id=pk).values_list("indicator", "period", "numerator"))
        hosts = set(Domain.objects.filter(tenant=pk).values_list("domain", flat=True))
        codes = list(OfficeRegion.objects.filter(office=pk).values_list("code", "since", "until"))
    destroy(village)

    restored = restoring.bring_back(copy, at=timezone.now())

    office = Office.objects.get(key=village.key)
    assert without_the_log(sums(office)) == without_the_log(before)
    assert {table.name: table.sha256 for table in restored.manifest.tables} == before
    assert facts == sorted(Fact.objects.filter(office=office).values_list("indicator", "period", "numerator"))
    assert facts
    assert hosts == set(Domain.objects.filter(tenant=office).values_list("domain", flat=True))
    assert codes == list(OfficeRegion.objects.filter(office=office).values_list("code", "since", "until"))
    assert (office.state, office.parent.region_code, office.level) == ("OPEN", "35.29.11", village.level)
    with current.inside(office):
        assert verifying.verify().is_whole
        assert Entry.objects.order_by("-id").values_list("action", flat=True)[0] == "office.restore"
        document = Document.objects.get()
        assert archive_queries.content_of(document).startswith(b"%PDF")


def test_a_restored_office_has_the_privileges_of_an_opened_one(village, copy):
    asked = """SELECT c.relname, acl.privilege_type FROM pg_class c, aclexplode(c.relacl) acl
               WHERE c.relnamespace = %s::regnamespace AND acl.grantee = %s::regrole ORDER BY 1, 2"""

    def rights():
        with current.outside(), current.connection.cursor() as cursor:
            cursor.execute(asked, [village.schema_name, village.role_name])
            return cursor.fetchall()

    before = rights()
    destroy(village)

    restoring.bring_back(copy, at=timezone.now())

    assert rights() == before
    assert ("audit_entry", "INSERT") in before
    assert ("audit_entry", "UPDATE") not in before


def test_numbers_go_on_where_they_were_and_not_where_the_rows_end(village, counter, tmp_path):
    with current.inside(village):
        gone = Family.objects.create(no_kk="3529111203140022", created_at=counter.at, updated_at=counter.at)
        last = gone.pk
        gone.delete()
    writing.write_copy(village, tmp_path / "village.zip", at=timezone.now())
    destroy(village)
    restoring.bring_back(tmp_path / "village.zip", at=timezone.now())

    with current.inside(Office.objects.get(key=village.key)):
        new = Family.objects.create(no_kk="3529111203140023", created_at=counter.at, updated_at=counter.at)

    assert new.pk == last + 1


def test_an_office_goes_back_to_its_copy_and_the_present_is_kept(village, counter, copy, sums):
    before = sums(village)
    with current.inside(village):
        Resident.objects.update(name="SALAH IMPOR")
        audit.record("test.act", at=timezone.now())
    now = sums(village)

    with current.inside(village):
        imprints.bring_up_to_date([imprints.Said(1, imprints.Kind.NIK, "3599016803900001")], at=timezone.now())

    restored = restoring.replace_office(village, copy, at=timezone.now(), over_newer=True)

    with current.inside(village):
        assert not Imprint.objects.exists(), "of numbers that may name somebody else now"
    assert without_the_log(sums(village)) == without_the_log(before)
    with keeping.fetched(restored.safety.pk) as file:
        back = restoring.replace_office(village, file, at=timezone.now(), over_newer=True)
    assert {table.name: table.sha256 for table in back.manifest.tables} == now
    assert Office.objects.get(pk=village.pk).state == "OPEN"


def test_an_older_copy_goes_over_newer_work_only_when_told(village, counter, copy, sums):
    counter.letter()
    before = sums(village)

    with pytest.raises(refusals.OlderThanPresent, match="--over-newer"):
        restoring.replace_office(village, copy, at=timezone.now())

    assert sums(village) == before
    assert Office.objects.get(pk=village.pk).state == "OPEN"
    assert keeping.copies_of(village) == []


def test_an_unchanged_office_needs_no_leave(village, copy):
    restored = restoring.replace_office(village, copy, at=timezone.now())

    assert restored.safety.reason == "before-restore"


def test_a_damaged_office_is_brought_back_and_its_damage_kept(village, counter, copy, sums):
    before = sums(village)
    as_owner(f'DROP TABLE "{village.schema_name}".registry_resident CASCADE')
    with current.inside(village):
        document = Document.objects.get()
        store._client().delete_object(Bucket=store.settings.S3_BUCKET, Key=store._own(document))

    restored = restoring.replace_office(village, copy, at=timezone.now())

    assert without_the_log(sums(village)) == without_the_log(before)
    with current.inside(village):
        assert store.get(document).startswith(b"%PDF")
    assert restored.safety.object_count == 0


def test_a_suspended_office_stays_suspended(village, copy):
    Office.objects.filter(pk=village.pk).update(state="SUSPENDED", suspended_because="Menunggu keputusan.")

    restoring.replace_office(village, copy, at=timezone.now())

    found = Office.objects.get(pk=village.pk)
    assert (found.state, found.suspended_because) == ("SUSPENDED", "Menunggu keputusan.")


def test_after_a_run_that_was_cut_off_the_next_one_opens_the_door(village, copy):
    Office.objects.filter(pk=village.pk).update(state="SUSPENDED", suspended_because=present.BECAUSE)

    restoring.replace_office(village, copy, at=timezone.now())

    assert Office.objects.get(pk=village.pk).state == "OPEN"


def test_work_that_slips_in_during_a_restore_is_not_lost(village, counter, copy, sums, monkeypatch):
    """A process that still thought the office open wrote after the safety copy: everything stays as it is."""
    keep = present.keep_present

    def and_somebody_writes(office, at):
        kept = keep(office, at)
        with current.inside(office):
            audit.record("test.act", at=at)
        return kept

    monkeypatch.setattr(present, "keep_present", and_somebody_writes)

    with pytest.raises(refusals.OfficeBusy):
        restoring.replace_office(village, copy, at=timezone.now())

    with current.inside(village):
        assert Entry.objects.filter(action="test.act").exists()
    assert Office.objects.get(pk=village.pk).state == "OPEN"


def test_sessions_are_never_copied_and_everybody_signs_in_anew(village, counter, tmp_path):
    now = timezone.now()
    with current.inside(village):
        account = Account.objects.get(username="citra")
        Session.objects.create(
            session_key="s" * 32, session_data="x", expire_date=now + timedelta(hours=1), account=account,
            created_at=now, seen_at=now,
        )  # fmt: skip
    file = tmp_path / "with-session.zip"

    said = writing.write_copy(village, file, at=now)
    restoring.replace_office(village, file, at=now)

    assert next(table.rows for table in said.tables if table.name == "accounts_session") == 0
    assert b"s" * 32 not in file.read_bytes()
    with current.inside(village):
        assert not Session.objects.exists()


def test_nothing_is_brought_back_where_an_office_stands(village, copy, sums):
    before = sums(village)

    with pytest.raises(refusals.OfficeStands, match="sudah ada"):
        restoring.bring_back(copy, at=timezone.now())

    assert sums(village) == before


def test_nothing_is_brought_back_where_the_region_has_another_office(village, copy):
    destroy(village)
    Office.objects.filter(key="villagebbb").update(region_code=village.region_code)

    with pytest.raises(refusals.OfficeStands, match=village.region_code):
        restoring.bring_back(copy, at=timezone.now())

    assert not Office.objects.filter(key=village.key).exists()


def test_a_village_waits_for_its_district(village, copy):
    destroy(village)
    Office.objects.filter(region_code="35.29.11").update(region_code="35.29.99")

    with pytest.raises(refusals.ParentAbsent):
        restoring.bring_back(copy, at=timezone.now())


def test_a_copy_of_one_office_is_not_put_into_another(village, copy, sums):
    neighbour = Office.objects.select_related("secret").get(key="villagebbb")
    before = sums(neighbour)

    with pytest.raises(refusals.OtherOffice, match="Pragaan Laok"):
        restoring.replace_office(neighbour, copy, at=timezone.now(), over_newer=True)

    assert sums(neighbour) == before
    assert neighbour.state == "OPEN"


def test_a_copy_from_the_future_is_refused_by_name(village, counter, tmp_path, sums):
    as_owner(
        f'INSERT INTO "{village.schema_name}".django_migrations (app, name, applied)'
        " VALUES ('registry', '0099_tomorrow', now())"
    )
    writing.write_copy(village, tmp_path / "future.zip", at=timezone.now())
    before = sums(village)

    with pytest.raises(refusals.LevelUnknown, match=r"registry\.0099_tomorrow"):
        restoring.replace_office(village, tmp_path / "future.zip", at=timezone.now())

    assert sums(village) == before


def test_a_copy_from_before_a_migration_is_brought_forward(village, counter, tmp_path):
    """The copy lacks what `outbox.0002` did; afterwards the office has it, and its level is ours."""
    last = ("outbox", "0002_marks_are_only_added")
    as_owner(f'DELETE FROM "{village.schema_name}".django_migrations WHERE app = %s AND name = %s', *last)
    as_owner(
        f'ALTER TABLE "{village.schema_name}".outbox_dirty ADD CONSTRAINT a_figure_is_marked_once UNIQUE (indicator, period)'
    )
    Office.objects.filter(pk=village.pk).update(level="f" * 64)
    writing.write_copy(office_again(village), tmp_path / "old.zip", at=timezone.now())

    restoring.replace_office(village, tmp_path / "old.zip", at=timezone.now())

    office = Office.objects.get(pk=village.pk)
    assert office.level == blueprint.of("village").digest
    with current.inside(office), current.connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations WHERE (app, name) = (%s, %s)", last)
        assert cursor.fetchone() == (1,)


def office_again(office):
    return Office.objects.select_related("secret", "parent__parent").get(pk=office.pk)


def test_a_copy_stands_beside_its_office_for_the_owner_alone(village, copy):
    comparing.load_beside(copy)

    lines = {line.table: line for line in comparing.compare(village)}
    assert all(line.is_equal for line in lines.values())
    with current.inside(village), current.connection.cursor() as cursor:
        cursor.execute(f"SELECT has_schema_privilege('beside_{village.key}', 'USAGE')")
        assert cursor.fetchone() == (False,)
    assert Office.objects.filter(key=village.key).count() == 1

    with current.inside(village):
        Resident.objects.update(name="LAIN")
    changed = [line.table for line in comparing.compare(village) if not line.is_equal]
    assert changed == ["registry_resident"]

    comparing.drop_beside(village)
    with pytest.raises(refusals.OfficeUnknown):
        comparing.compare(village)


def test_the_made_schema_is_the_one_that_was_copied(village, copy, tmp_path):
    destroy(village)
    restoring.bring_back(copy, at=timezone.now())

    again = writing.write_copy(
        office_again(Office.objects.get(key=village.key)), tmp_path / "again.zip", at=timezone.now()
    )

    assert again.schema.sha256 == manifest_of(copy)["schema"]["sha256"]


def manifest_of(file):
    import zipfile

    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("manifest.json"))
