"""An office ends: nothing is lost before its copy is proven, and nothing is left when the minutes are signed."""

import contextlib
import hashlib
from datetime import timedelta

import pytest
from celery.exceptions import Reject
from conftest import DISTRICT, NEIGHBOUR, NOON, REGENCY, VILLAGE, OfficeClient, office
from django.conf import settings as configured
from django.core.cache import cache
from samples import closings as sample
from samples import tools

import archive.actions
from accounts import links
from accounts.models import Account, Session
from archive import copies, destroying, store
from archive.models import Document
from archive.retention import RetentionClass
from audit.models import Entry
from exchange import imprints
from exchange.models import Imprint
from jobs import office_task
from papers import authority, verification
from supervision import queries as supervision_queries
from supervision.actions import closings, removal
from supervision.models import Closing
from tenants import fingerprints
from tenants.actions import closing as ending
from tenants.actions import life
from tenants.actions.opening import open_office
from tenants.actions.telling import FromOutside
from tenants.models import Backup, Domain, DomainClaim, Office, OfficeLimit, OfficeSecret, RetiredName
from walls import cache as walls_cache
from walls import current

LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def ca(own_database, settings, tmp_path):
    """An authority of the test's own."""
    settings.CA_DIR = tmp_path / "ca"
    authority.make_authority(name="Uji", at=NOON)
    cache.clear()


@pytest.fixture
def made(own_database):
    found = sample.open_one()
    yield found
    sample.clear_away(found)


@pytest.fixture
def regency(own_database):
    """The kabupaten, and the test stands inside it."""
    found = office(REGENCY)
    with current.inside(found):
        yield found


def remove(closing, at=LATER):
    return removal.remove(closing_id=closing.pk, at=at)


def one(question, *arguments):
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute(question, list(arguments))
        return cursor.fetchone()


def everything_of(made):
    """What an outsider finds of an office, by looking himself and not by asking the code under test."""
    listed = store._client().list_object_versions(Bucket=configured.S3_BUCKET, Prefix=f"{made.key}/")
    uploads = store._client().list_multipart_uploads(Bucket=configured.S3_BUCKET, Prefix=f"{made.key}/")
    with current.outside():
        return {
            "schema": one("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = %s", made.schema_name),
            "tables": one("SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = %s", made.schema_name)[0],
            "role": one("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = %s", made.role_name),
            "objects": len(listed.get("Versions", []) + listed.get("DeleteMarkers", [])),
            "uploads": len(uploads.get("Uploads", [])),
            "cache": [key for key in cache._cache.get_client().scan_iter("*") if made.key.encode() in key],
            "secret": OfficeSecret.objects.filter(office=made).count(),
            "hosts": Domain.objects.filter(tenant=made).count(),
            "claims": DomainClaim.objects.filter(office=made).count(),
            "limits": OfficeLimit.objects.filter(office=made).count(),
            "imprints": Imprint.objects.filter(office=made).count(),
        }


NOTHING = {
    "schema": None, "tables": 0, "role": None, "objects": 0, "uploads": 0, "cache": [], "secret": 0, "hosts": 0, "claims": 0,
    "limits": 0, "imprints": 0,
}  # fmt: skip


# --- nothing remains -------------------------------------------------------------------------------------------------


def test_nothing_of_it_is_left(made, regency):
    with current.outside():
        DomainClaim.objects.create(office=made, domain="x.desa.id", token="t", asked_at=NOON)
        Domain.objects.create(tenant=made, domain="y.desa.id", is_primary=False)
        OfficeLimit.objects.create(office=made, what="storage", value=1)
    with current.inside(made):
        document = Document.objects.order_by("pk")[0]
        key = store._own(document)
    for place in (made, office(NEIGHBOUR)):
        with current.inside(place):
            imprints.bring_up_to_date([imprints.Said(1, imprints.Kind.NIK, "3599016803900001")], at=NOON)
            assert imprints.clashes().exists() == (place != made), "the second meets the first"
    client = store._client()
    client.put_object(Bucket=configured.S3_BUCKET, Key=key, Body=b"an older version")
    client.delete_object(Bucket=configured.S3_BUCKET, Key=f"{made.key}/surat/marker")
    client.create_multipart_upload(Bucket=configured.S3_BUCKET, Key=f"{made.key}/surat/unfinished")
    client.delete_object(Bucket=configured.S3_BUCKET, Key=key)
    _restore(client, made, document)
    before = everything_of(made)
    assert all(before.values()), "an empty house proves nothing"

    done = remove(sample.confirmed(made))

    assert everything_of(made) == NOTHING
    with current.inside(office(NEIGHBOUR)):
        assert not imprints.clashes().exists(), "nobody is told of a village that is gone"
    assert done.finished_at == LATER
    assert done.removed["objects"] == before["objects"]
    assert len(done.removed["tables"]) == before["tables"]
    assert done.removed["uploads"] == 1


def _restore(client, made, document):
    """The newest version is again what the index says, so that the office can be copied."""
    data = b"%PDF-" + bytes([0]) * 100
    assert hashlib.sha256(data).hexdigest() == document.sha256
    client.put_object(Bucket=configured.S3_BUCKET, Key=f"{made.key}/{document.object_key}", Body=data)


def test_its_neighbours_keep_everything(made, regency):
    neighbour = office(NEIGHBOUR)
    with current.inside(neighbour):
        kept = archive.actions.keep(
            area="surat", name="a.pdf", content_type="application/pdf", data=b"%PDF-n",
            retention=RetentionClass.ROUTINE_LETTER, basis={}, at=NOON,
        )  # fmt: skip
        archive.actions.move_to_store(document_id=kept.pk, at=NOON)
        cache.set("theirs", 1, 3600)
    with current.outside():
        before = {schema: fingerprints.take(schema) for schema in (neighbour.schema_name, office(VILLAGE).schema_name)}

    remove(sample.confirmed(made))

    with current.outside():
        assert before == {schema: fingerprints.take(schema) for schema in before}
    with current.inside(neighbour):
        kept.refresh_from_db()
        assert store.get(kept) == b"%PDF-n"
        assert cache.get("theirs") == 1
    destroying.destroy(neighbour.key)


def test_a_tombstone_and_counts_stay(made, regency):
    from exchange.models import Fact

    with current.outside():
        Fact.objects.create(
            office=made, indicator="residents", period="2026-11", numerator=9, as_of=NOON, changed_at=NOON
        )

    remove(sample.confirmed(made))

    with current.outside():
        left = Office.objects.get(pk=made.pk)
        assert (left.state, left.name, left.suspended_because) == ("CLOSED", "Rombasan", "")
        assert Fact.objects.filter(office=left).count() == 1
        assert not Office.objects.standing().filter(pk=left.pk).exists()


def test_its_hosts_rest_for_two_years_and_lead_nowhere(made, regency):
    remove(sample.confirmed(made))

    with current.outside():
        resting = RetiredName.objects.get(host=made.host)
    assert resting.free_after == LATER + timedelta(days=730)
    assert OfficeClient(made.host).get("/").status_code == 404


def test_the_last_copy_stays_and_earlier_ones_go(made, regency):
    from tenants.copies import keeping

    early = keeping.keep_copy(office(sample.CODE), reason="nightly", at=NOON)
    closing = sample.confirmed(made)

    remove(closing)

    with current.outside():
        assert list(Backup.objects.filter(office=made).values_list("sha256", flat=True)) == [closing.copy_sha256]
    listed = store._client().list_object_versions(
        Bucket=configured.COPIES_BUCKET, Prefix=f"{copies.PREFIX}{made.key}/"
    )["Versions"]
    assert [found["Key"] for found in listed] == [ending.copy_named(closing.backup_id).location]
    assert early.location not in {found["Key"] for found in listed}


# --- nothing opens any more ------------------------------------------------------------------------------------------


def test_old_cookies_links_keys_and_messages_are_refused(made, regency):
    with current.inside(made):
        account = Account.objects.get()
        browser = OfficeClient(made.host)
        browser.force_login(account, backend="accounts.backend.AccountBackend")
        link = links.address("accounts:invitation", "rahasia")
        stamp = {"key": made.key, "mac": office_task.mac(made, "jobs.run", "an-id")}
        held = store.presign(Document.objects.order_by("pk")[0])

    remove(sample.confirmed(made))

    after = OfficeClient(made.host)
    after.cookies = browser.cookies
    assert after.get("/kantor/pekerjaan/").status_code == 404
    assert after.get(link.partition(made.host)[2].lstrip(":0123456789")).status_code == 404
    assert OfficeClient(made.host).get("/api/v1/letters/", headers={"Authorization": "Bearer x"}).status_code == 404
    with pytest.raises(Reject):
        office_task.office_of("jobs.run", "an-id", stamp)
    assert _status(held) in {403, 404}


def _status(link):
    import urllib.error
    import urllib.request

    try:
        with urllib.request.urlopen(link, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_the_region_opened_again_is_another_office_that_sees_nothing(made, regency):
    with current.inside(made):
        cookie = OfficeClient(made.host)
        cookie.force_login(Account.objects.get(), backend="accounts.backend.AccountBackend")
    remove(sample.confirmed(made))

    again = open_office(region_code=sample.CODE, at=LATER)

    assert again.key != made.key
    assert again.host != made.host, "the old name rests"
    assert again.root_key != made.root_key
    with current.inside(again):
        assert not Account.objects.exists()
        assert not Session.objects.exists()
        assert not Document.objects.exists()
        assert cache.get("something") is None
        assert destroying.holdings(again.key).is_nothing
    at_new = OfficeClient(again.host)
    at_new.cookies = cookie.cookies
    assert at_new.get("/kantor/pekerjaan/").status_code == 302
    sample.clear_away(again)


# --- the minutes -----------------------------------------------------------------------------------------------------


def test_the_minutes_are_sealed_and_say_what_went(made, regency, tmp_path):
    with current.inside(made):
        accounts = Account.objects.count()
    done = remove(sample.confirmed(made))
    pdf = bytes(done.minutes.waiting_bytes)

    judged = verification.inspect(pdf)
    assert judged.is_genuine
    assert (judged.office, judged.signed_at) == ("Kabupaten Sumenep", LATER)
    whole = "".join("".join(tools.pages_of(pdf)).replace("\u200b", "").split())
    assert done.copy_sha256 in whole
    for said in (
        "Desa Rombasan", sample.CODE, made.schema_name, made.role_name, made.host, sample.RECEIVER, "Admin Contoh",
        "Rekan Contoh", done.number,
    ):  # fmt: skip
        assert said.replace(" ", "").lower() in whole.lower(), said
    assert f"accounts_account:{accounts}baris" in whole
    assert f"archive_document:{done.removed['tables']['archive_document']}baris" in whole


def test_changed_minutes_are_found_out(made, regency):
    pdf = bytearray(remove(sample.confirmed(made)).minutes.waiting_bytes)
    place = pdf.find(b"stream") + 40
    pdf[place] ^= 1

    with contextlib.suppress(verification.NotAPdf):
        assert not verification.inspect(bytes(pdf)).is_genuine


def test_a_removal_done_again_changes_nothing(made, regency):
    closing = sample.confirmed(made)
    first = remove(closing)

    second = remove(closing, at=LATER + timedelta(days=1))

    assert (second.finished_at, second.minutes_id) == (first.finished_at, first.minutes_id)
    assert Document.objects.filter(area="berita-acara").count() == 1
    assert Entry.objects.filter(action="office.close").count() == 1


# --- what must be so before ------------------------------------------------------------------------------------------


def test_an_open_office_is_not_removed(made, regency):
    with pytest.raises(ending.NotSuspended):
        closings.begin_closing(office=made, reason="karena begitu", by=FromOutside("x"), at=NOON)


def test_a_kecamatan_with_villages_is_not_removed(own_database, regency):
    district = office(DISTRICT)
    life.suspend_office(office_id=district.pk, reason="uji penghapusan", by=FromOutside("x"), at=NOON)

    with pytest.raises(ending.StillNeeded):
        ending.refuse_to_remove(office(DISTRICT))


def test_a_kabupaten_is_not_removed(regency):
    regency.state = "SUSPENDED"

    with pytest.raises(ending.StillNeeded):
        ending.refuse_to_remove(regency)


def test_every_step_waits_for_the_one_before(made, regency):
    first, second = sample.person("admin", "ADMIN_KABUPATEN"), sample.person("rekan", "DPMD")
    life.suspend_office(office_id=made.pk, reason="uji penghapusan", by=first, at=NOON)
    closing = closings.begin_closing(office=office(sample.CODE), reason="uji penghapusan", by=first, at=NOON)
    say = {"typed": "Desa Rombasan", "by": second, "at": LATER}

    with pytest.raises(closings.NotCopied):
        closings.hand_over(closing=closing, receiver="Camat", by=first, at=NOON)
    with pytest.raises(closings.NotCopied):
        closings.confirm_removal(closing=closing, **say)
    with pytest.raises(closings.TooLate):
        removal.remove(closing_id=closing.pk, at=LATER)
    removal.make_copy(closing_id=closing.pk, at=NOON)
    with pytest.raises(closings.NotHandedOver):
        closings.confirm_removal(closing=closing, **say)
    closings.hand_over(closing=closing, receiver="Camat", by=first, at=NOON)
    with pytest.raises(closings.SecondSittingNeeded):
        closings.confirm_removal(closing=closing, **(say | {"by": first, "at": NOON + timedelta(hours=11, minutes=59)}))
    for typed in ("", "Rombasan", "desa rombasan", "Desa Prenduan"):
        with pytest.raises(closings.TitleDiffers):
            closings.confirm_removal(closing=closing, **(say | {"typed": typed}))

    closing.refresh_from_db()
    assert closing.confirmed_at is None
    assert one("SELECT 1 FROM pg_namespace WHERE nspname = %s", made.schema_name)


@pytest.mark.parametrize("who", ["another", "the same in another sitting"])
def test_the_last_word_starts_the_removal(made, regency, who):
    closing, second = sample.ready_to_confirm(made)
    by, at = (second, LATER) if who == "another" else (closing.asked_by, NOON + timedelta(hours=12))

    closings.confirm_removal(closing=closing, typed=" Desa  Rombasan ", by=by, at=at)

    # Jobs run at once here.
    closing.refresh_from_db()
    assert closing.finished_at
    assert everything_of(made) == NOTHING


def test_a_change_after_the_copy_stops_it_and_the_office_stands(made, regency):
    closing = sample.confirmed(made)
    with current.inside(made):
        Account.objects.update(name="Berubah Sesudah Salinan")

    with pytest.raises(ending.ChangedSinceCopy):
        remove(closing)

    closing.refresh_from_db()
    assert (closing.confirmed_at, closing.copied_at) == (None, None)
    assert "Buat salinan baru" in closing.trouble
    assert all(everything_of(made)[part] for part in ("schema", "role", "objects", "secret", "hosts"))
    assert office(sample.CODE).state == "SUSPENDED"


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_copy_that_the_store_does_not_give_back_stops_it(made, regency, harm):
    closing = sample.confirmed(made)
    place = {"Bucket": configured.COPIES_BUCKET, "Key": ending.copy_named(closing.backup_id).location}
    if harm == "changed":
        store._client().put_object(**place, Body=b"something else")
        with pytest.raises(ending.CopyUnproven):
            remove(closing)
    else:
        store._client().delete_object(**place)
        from tenants.copies.refusals import StoreAway

        with pytest.raises(StoreAway):
            remove(closing)

    assert everything_of(made)["tables"] > 10
    assert office(sample.CODE).state == "SUSPENDED"


def test_no_copy_is_made_of_an_office_that_changes_meanwhile(made, regency, monkeypatch):
    from tenants.copies import keeping

    sample.ready_to_confirm(made)
    closing = Closing.objects.get()
    real = keeping.keep_copy

    def busy(*arguments, **options):
        kept = real(*arguments, **options)
        with current.inside(made):
            Account.objects.update(phone="0812")
        return kept

    monkeypatch.setattr(keeping, "keep_copy", busy)
    with pytest.raises(ending.ChangedSinceCopy):
        removal.make_copy(closing_id=closing.pk, at=LATER)

    closing.refresh_from_db()
    assert closing.copied_at == NOON + timedelta(minutes=1), "the earlier copy still counts"


def test_called_off_it_can_be_reopened_and_asked_for_again(made, regency):
    closing, _ = sample.ready_to_confirm(made)

    closings.call_off(closing=closing, by=closing.asked_by, at=LATER)

    with pytest.raises(closings.TooLate):
        closings.hand_over(closing=closing, receiver="Camat", by=closing.asked_by, at=LATER)
    life.reopen_office(office_id=made.pk, by=closing.asked_by, at=LATER)
    assert office(sample.CODE).state == "OPEN"


def test_no_minutes_while_something_remains(made, regency, monkeypatch):
    closing = sample.confirmed(made)
    monkeypatch.setattr(destroying, "destroy", lambda key: None)

    with pytest.raises(ending.SomethingRemains, match="objek"):
        remove(closing)

    closing.refresh_from_db()
    assert (closing.finished_at, closing.minutes) == (None, None)
    monkeypatch.undo()
    assert remove(closing).removed["objects"] == 3


def test_a_store_that_is_away_leaves_it_unfinished_and_it_goes_on(made, regency, settings):
    closing = sample.confirmed(made)
    with current.outside():
        ending.prove_copy(ending.copy_named(closing.backup_id))
    removal._remove_tables(closing, supervision_queries.managed_office(made.key), LATER)
    place, settings.S3_ENDPOINT = settings.S3_ENDPOINT, "http://127.0.0.1:9"
    with pytest.raises(store.StoreUnavailable):
        remove(closing)

    settings.S3_ENDPOINT = place
    done = remove(closing)
    assert (done.removed["objects"], everything_of(made)) == (3, NOTHING)


@pytest.mark.parametrize("key", ["", "a", "../", "villageaaa/", "VILLAGEAAA", "villageaaa\n", "*"])
def test_no_wrong_key_empties_the_bucket(own_database, key):
    for act in (destroying.destroy, destroying.holdings):
        with pytest.raises(ValueError, match="no key"):
            act(key)
    with pytest.raises(ValueError, match="no key"):
        destroying.destroy_copies(key, but="")


def test_more_objects_than_one_request_takes_all_go(made, regency, monkeypatch):
    monkeypatch.setattr(destroying, "BATCH", 2)
    for number in range(7):
        store._client().put_object(Bucket=configured.S3_BUCKET, Key=f"{made.key}/x/{number}", Body=b"x")

    destroying.destroy(made.key)

    assert destroying.holdings(made.key).is_nothing


def test_the_cache_forgets_one_office_and_no_other(made, regency):
    with current.inside(office(NEIGHBOUR)):
        cache.set("something", "theirs", 60)

    assert walls_cache.forget_office(made.key) >= 1

    with current.inside(made):
        assert cache.get("something") is None
    with current.inside(office(NEIGHBOUR)):
        assert cache.get("something") == "theirs"


def test_two_offices_with_equal_rows_have_equal_fingerprints_and_any_change_shows(made, regency):
    with current.outside():
        before = fingerprints.take(made.schema_name)
        assert fingerprints.take(made.schema_name) == before
        assert before["accounts_account"][0] == 1
    with current.inside(made):
        Account.objects.update(failed_count=1)
    with current.outside():
        after = fingerprints.take(made.schema_name)
    assert {table for table in after if after[table] != before[table]} == {"accounts_account"}
