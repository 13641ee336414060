"""A copy that is not what it says is refused by name, before anything of it is used, and nothing is changed."""

import hashlib
import io
import json
import zipfile

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from papers import authority
from tenants.copies import reading, refusals, restoring, signature, transport
from tenants.models import Backup, Office
from walls import current


def members_of(file):
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put_together(file, members):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members if isinstance(members, list) else members.items():
            archive.writestr(name, content)
    return file


def signed_anew(members, change, at):
    """What somebody with our authority's key could write: the manifest says what `change` makes it say."""
    said = json.loads(members["manifest.json"])
    change(said, members)
    members["manifest.json"] = json.dumps(said).encode()
    members["signature.json"] = signature.signed(members["manifest.json"], office_key=said["office"]["key"], at=at)
    return members


def part(said, name):
    return next(one for one in said["tables"] if one["name"] == name)


def describe(one, content):
    one.update(size=len(content), sha256=hashlib.sha256(content).hexdigest())


@pytest.fixture
def refused(village, sums):
    """Asserts that a file is refused for a reason, wherever it is to go, and that the village is as it was."""

    def check(file, reason, match=None):
        before = sums(village)
        with pytest.raises(reason, match=match):
            restoring.replace_office(village, file, at=timezone.now(), over_newer=True)
        assert sums(village) == before
        assert Office.objects.get(pk=village.pk).state == "OPEN"
        assert not Backup.objects.exists()

    return check


def test_a_byte_changed_in_any_member_is_found(village, copy, tmp_path):
    members = members_of(copy)
    assert {"manifest.json", "signature.json", "secret.json", "schema.sql"} < set(members)
    for name, content in members.items():
        for place in {0, len(content) // 2, len(content) - 1}:
            changed = bytearray(content)
            changed[place] ^= 1
            file = put_together(tmp_path / "changed.zip", {**members, name: bytes(changed)})

            with pytest.raises(refusals.CopyRefused), reading.opened(file):
                pytest.fail(f"{name} was changed at {place} and believed")


def test_a_byte_added_to_any_member_is_found(village, copy, tmp_path):
    members = members_of(copy)
    for name, content in members.items():
        file = put_together(tmp_path / "changed.zip", {**members, name: content + b"\n"})

        with pytest.raises(refusals.CopyRefused), reading.opened(file):
            pytest.fail(f"{name} was lengthened and believed")


@pytest.mark.parametrize("prefix", ["objects/", "tables/", "published/", "schema.sql", "secret.json", "signature.json"])
def test_a_missing_member_is_named(village, copy, tmp_path, refused, prefix):
    members = members_of(copy)
    gone = next(name for name in members if name.startswith(prefix))
    del members[gone]

    refused(put_together(tmp_path / "short.zip", members), refusals.MemberMissing, gone)


def test_a_further_member_is_named(village, copy, tmp_path, refused):
    members = members_of(copy) | {"tables/accounts_more.csv": b"id\n1\n"}

    refused(put_together(tmp_path / "long.zip", members), refusals.MemberUnknown, "accounts_more")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_given_twice_is_refused(village, copy, tmp_path, refused):
    members = [*members_of(copy).items(), ("schema.sql", b"DROP TABLE x;\n")]

    refused(put_together(tmp_path / "twice.zip", members), refusals.MemberUnknown, "nama yang sama")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "objects/../../x", "objects\\..\\x", "tables/ x", "a//b"]
)
def test_a_name_that_leads_out_of_the_archive_is_refused(village, copy, tmp_path, refused, name):
    refused(put_together(tmp_path / "slip.zip", members_of(copy) | {name: b"x"}), refusals.UnsafeName)


def test_a_manifest_without_end_is_not_read_to_its_end(village, copy, tmp_path, refused, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_MANIFEST", 1024 * 1024)
    members = members_of(copy) | {"manifest.json": b" " * 50_000_000}

    refused(put_together(tmp_path / "bomb.zip", members), refusals.NotACopy, "terlalu besar")


def test_a_member_without_end_is_refused_by_its_length_alone(village, copy, tmp_path, refused, monkeypatch):
    def never(*words):
        pytest.fail("it was unpacked")

    monkeypatch.setattr(reading.Copy, "pieces", never)
    members = members_of(copy) | {"tables/registry_resident.csv": b"0" * 100_000_000}

    refused(put_together(tmp_path / "bomb.zip", members), refusals.MemberChanged, "registry_resident")


@pytest.mark.parametrize("keep", [0, 10, 0.5, 0.99])
def test_a_file_cut_off_is_refused(village, copy, tmp_path, refused, keep):
    content = copy.read_bytes()
    short = tmp_path / "short.zip"
    short.write_bytes(content[: int(keep if keep >= 1 else len(content) * keep)])

    refused(short, refusals.NotACopy)


def test_another_form_is_refused(village, counter, copy, tmp_path, refused):
    members = signed_anew(members_of(copy), lambda said, _: said.update(format=2), counter.at)

    refused(put_together(tmp_path / "new.zip", members), refusals.FormatUnknown, "2")


def test_a_change_log_is_not_taken_for_a_copy(village, counter, copy, tmp_path, refused):
    members = signed_anew(members_of(copy), lambda said, _: said.update(base="a" * 64), counter.at)

    refused(put_together(tmp_path / "log.zip", members), refusals.FormatUnknown)


def test_a_stranger_s_signature_is_refused(village, counter, copy, tmp_path, refused, settings):
    settings.CA_DIR = tmp_path / "stranger"
    members = signed_anew(members_of(copy), lambda said, _: None, counter.at)
    settings.CA_DIR = tmp_path / "ca"

    refused(put_together(tmp_path / "stranger.zip", members), refusals.SignerUnknown)


def test_a_person_s_certificate_signs_no_copy(village, counter, copy, tmp_path, refused):
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, signature.MARK)])
    certificate = authority.vouch(
        public_key=key.public_key(), subject=subject, valid_from=counter.at, valid_until=timezone.now()
    )
    members = members_of(copy)
    signed = key.sign(members["manifest.json"], ec.ECDSA(hashes.SHA256()))
    members["signature.json"] = signature._text(signed, certificate)

    refused(put_together(tmp_path / "person.zip", members), refusals.SignerUnknown)


def test_a_signature_of_another_office_s_copy_does_not_fit(village, counter, copy, tmp_path, refused):
    members = members_of(copy)
    members["signature.json"] = signature.signed(members["manifest.json"], office_key="villagebbb", at=counter.at)

    refused(put_together(tmp_path / "other.zip", members), refusals.SignatureWrong)


def test_sql_that_makes_no_table_is_not_run_whoever_signed_it(village, counter, copy, tmp_path, refused):
    def change(said, members):
        members["schema.sql"] += b"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
        describe(said["schema"], members["schema.sql"])

    members = signed_anew(members_of(copy), change, counter.at)

    refused_later(village, put_together(tmp_path / "sql.zip", members), refusals.NotACopy)


def test_a_second_command_behind_a_harmless_one_is_not_run(village, counter, copy, tmp_path):
    def change(said, members):
        members["schema.sql"] = members["schema.sql"].replace(
            b"CREATE TABLE", b'CREATE TABLE "zzz" ("id" int); DROP TABLE public.tenants_backup; CREATE TABLE', 1
        )
        describe(said["schema"], members["schema.sql"])

    members = signed_anew(members_of(copy), change, counter.at)

    refused_later(village, put_together(tmp_path / "sql.zip", members), refusals.NotACopy)
    assert Backup.objects.count() == 1


@pytest.mark.parametrize("column", ["office_id", "id", "nothing"])
def test_published_rows_say_nothing_of_whose_they_are(village, counter, copy, tmp_path, column):
    def change(said, members):
        one = next(one for one in said["published"] if one["name"] == "exchange_target")
        one["columns"] = [column]
        members["published/exchange_target.csv"] = f"{column}\n1\n".encode()
        one["rows"] = 1
        describe(one, members["published/exchange_target.csv"])

    members = signed_anew(members_of(copy), change, counter.at)
    close(village)

    with pytest.raises(refusals.NotACopy, match="exchange_target"):
        restoring.bring_back(put_together(tmp_path / "facts.zip", members), at=timezone.now())

    assert Office.objects.get(pk=village.pk).state == "CLOSED"


def test_rows_that_break_a_rule_of_the_tables_are_refused(village, counter, copy, tmp_path):
    """A resident of a family that is not there: the foreign key says so."""

    def change(said, members):
        content = members["tables/registry_family.csv"].split(b"\n")[0] + b"\n"
        members["tables/registry_family.csv"] = content
        part(said, "registry_family")["rows"] = 0
        describe(part(said, "registry_family"), content)

    members = signed_anew(members_of(copy), change, counter.at)

    refused_later(village, put_together(tmp_path / "rows.zip", members), refusals.NotACopy, "registry_resident")


def test_a_log_changed_before_it_was_copied_is_found(village, counter, copy, tmp_path):
    def change(said, members):
        content = members["tables/audit_entry.csv"].replace(b"letter.sign", b"letter.sing")
        assert content != members["tables/audit_entry.csv"]
        members["tables/audit_entry.csv"] = content
        describe(part(said, "audit_entry"), content)

    members = signed_anew(members_of(copy), change, counter.at)

    refused_later(village, put_together(tmp_path / "log.zip", members), refusals.NotRestored, "Riwayat")


def test_a_table_that_holds_something_else_after_loading_is_found(village, counter, copy, tmp_path):
    """The tables would pad every name with spaces: all rows go in, and none is what it was."""

    def change(said, members):
        members["schema.sql"] = members["schema.sql"].replace(
            b'"username" character varying(40) NOT NULL, "name" character varying(120)',
            b'"username" character varying(40) NOT NULL, "name" character(120)',
        )
        assert len(members["schema.sql"]) != said["schema"]["size"]
        describe(said["schema"], members["schema.sql"])

    members = signed_anew(members_of(copy), change, counter.at)

    refused_later(village, put_together(tmp_path / "padded.zip", members), refusals.NotRestored, "accounts_account")


def test_a_counter_that_would_give_a_number_twice_is_found(village, counter, copy, tmp_path):
    def change(said, members):
        part(said, "registry_resident")["counter"] = ""

    members = signed_anew(members_of(copy), change, counter.at)

    with pytest.raises(refusals.CopyRefused):
        restoring.replace_office(village, put_together(tmp_path / "n.zip", members), at=timezone.now(), over_newer=True)


def test_a_document_the_rows_know_and_the_copy_does_not_is_named(village, counter, copy, tmp_path):
    def change(said, members):
        (one,) = said["objects"]
        del members[f"objects/{one['name']}"]
        said["objects"] = []

    members = signed_anew(members_of(copy), change, counter.at)

    refused_later(village, put_together(tmp_path / "less.zip", members), refusals.NotRestored, "surat/")


def test_a_secret_sealed_for_another_deployment_is_refused(village, copy, refused, settings):
    settings.SECRET_KEY = "another deployment's"

    with pytest.raises(refusals.SecretShut):
        restoring.bring_back(copy, at=timezone.now())


def test_a_secret_that_is_not_the_office_s_is_refused(village, counter, copy, tmp_path, refused):
    def change(said, members):
        members["secret.json"] = transport.sealed(bytes(32), office_key=village.key)
        describe(said["secret"], members["secret.json"])

    members = signed_anew(members_of(copy), change, counter.at)

    refused(put_together(tmp_path / "secret.zip", members), refusals.SecretShut, "bukan rahasia kantor ini")


def test_a_transport_key_of_another_kind_is_refused():
    other = ec.generate_private_key(ec.SECP256R1()).public_key()
    pem = other.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    for content in (pem, b"", b"kunci"):
        with pytest.raises(transport.NotATransportKey):
            transport.public_key(content)


def test_what_is_no_zip_file_is_refused(tmp_path, db):
    for content in (b"", b"PK", b"halo" * 1000, empty_zip()):
        (tmp_path / "no.zip").write_bytes(content)
        with pytest.raises(refusals.CopyRefused), reading.opened(tmp_path / "no.zip"):
            pytest.fail("it was believed")


def empty_zip():
    file = io.BytesIO()
    zipfile.ZipFile(file, "w").close()
    return file.getvalue()


def refused_later(village, file, reason, match=None):
    """Refused inside the transaction: the present was copied first, and is still there."""
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*), max(id) FROM "{village.schema_name}".audit_entry')
        before = cursor.fetchone()
    with pytest.raises(reason, match=match):
        restoring.replace_office(village, file, at=timezone.now(), over_newer=True)
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*), max(id) FROM "{village.schema_name}".audit_entry')
        assert cursor.fetchone() == before
    assert Office.objects.get(pk=village.pk).state == "OPEN"


def close(village):
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA "{village.schema_name}" CASCADE')
        cursor.execute("DELETE FROM tenants_officesecret WHERE office_id = %s", [village.pk])
    Office.objects.filter(pk=village.pk).update(state="CLOSED")
