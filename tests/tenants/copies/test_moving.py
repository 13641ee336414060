"""An office moves to a deployment with another key, another authority, another database and another bucket."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import NOON, OfficeClient, digest_of_code, maintenance, use
from cryptography import x509
from django.core.management import CommandError, call_command

from accounts.models import Account
from archive import store
from archive.models import Document
from audit import verifying
from config.scratch import drop_database
from modules.service.models import Letter
from papers import authority
from tenants.actions import sealing
from tenants.copies import refusals, restoring, transport, writing
from tenants.models import Office, OfficeSecret
from walls import current, keys


@dataclass
class There:
    """Another deployment, into which the test can step and out of it again."""

    database: str
    ca: Path
    settings: Any
    home: tuple[str, str, Path, str]

    def enter(self) -> None:
        current.leave()
        use(self.database)
        self._set(self.database, "another deployment's key", self.ca, "kentongan-elsewhere")

    def leave(self) -> None:
        current.leave()
        use(self.home[0])
        self._set(*self.home)

    def _set(self, _: str, key: str, ca: Path, bucket: str) -> None:
        self.settings.SECRET_KEY, self.settings.CA_DIR, self.settings.S3_BUCKET = key, ca, bucket


@pytest.fixture
def elsewhere(village, own_database, tmp_path, settings, worker_id):
    """A deployment that has our kabupaten and kecamatan, but not the village."""
    name, base = f"test_there_{worker_id}", settings.DATABASES["default"]
    with maintenance(base) as server:
        drop_database(server, name)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "test_{digest_of_code()}"')
    home = (own_database, settings.SECRET_KEY, settings.CA_DIR, settings.S3_BUCKET)
    there = There(name, tmp_path / "ca-there", settings, home)
    there.enter()
    settings.SECRET_KEY_FALLBACKS = [home[1]]
    sealing.reseal_secrets()
    settings.SECRET_KEY_FALLBACKS = []
    store.ensure_bucket()
    with current.connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA "{village.schema_name}" CASCADE')
    Office.objects.filter(key=village.key).delete()
    authority.make_authority(name="Di sana", at=NOON)
    there.leave()
    yield there
    there.leave()
    with maintenance(base) as server:
        drop_database(server, name)


def moved(office, there, tmp_path):
    """The way the commands go: their key, our copy for it, our certificate."""
    there.enter()
    said = io.StringIO()
    call_command("transport_key", stdout=said)
    (tmp_path / "theirs.pem").write_text(said.getvalue())
    there.leave()
    call_command("copy_office", office.key, to=tmp_path / "moving.zip", key=tmp_path / "theirs.pem")
    ours = Path(there.home[2]) / "ca.crt"
    there.enter()
    call_command("restore_office", str(tmp_path / "moving.zip"), trust=ours)
    return Office.objects.select_related("secret", "parent__parent").prefetch_related("domains").get(key=office.key)


def test_everything_that_was_minted_here_holds_there(village, counter, elsewhere, tmp_path, sums):
    with current.inside(village):
        Account.objects.filter(username="citra").update(totp_sealed=keys.seal("totp", "JBSWY3DPEHPK3PXP"))
        letter, document = Letter.objects.get(), Document.objects.get()
        anchor = verifying.verify().anchor
        pdf = store.get(document)
    before = {name: digest for name, digest in sums(village).items() if not name.startswith("audit_")}

    office = moved(village, elsewhere, tmp_path)

    assert {name: digest for name, digest in sums(office).items() if not name.startswith("audit_")} == before
    with current.inside(office):
        assert verifying.verify(anchor=anchor).is_whole
        assert keys.unseal("totp", Account.objects.get(username="citra").totp_sealed) == "JBSWY3DPEHPK3PXP"
        assert store.get(Document.objects.get()) == pdf
    page = OfficeClient(office.host).get(f"/verifikasi/{letter.verification_code}/")
    assert (page.status_code, "BERLAKU" in page.content.decode()) == (200, True)
    assert office.state == "OPEN"


def test_a_copy_for_one_deployment_opens_in_no_other(village, counter, copy, elsewhere, tmp_path, settings):
    elsewhere.enter()
    theirs = transport.public_key(transport.own_public_key())
    ours = x509.load_pem_x509_certificate((Path(elsewhere.home[2]) / "ca.crt").read_bytes())
    elsewhere.leave()
    writing.write_copy(village, tmp_path / "theirs.zip", at=NOON.replace(year=2027), to=theirs)

    with pytest.raises(refusals.SecretShut, match="kunci pindah milik tempat lain"):
        restoring.replace_office(village, tmp_path / "theirs.zip", at=NOON)
    elsewhere.enter()
    with pytest.raises(refusals.SecretShut, match="--for"):
        restoring.bring_back(copy, at=NOON, trust=ours)
    with pytest.raises(refusals.SignerUnknown, match="--trust"):
        restoring.bring_back(copy, at=NOON)
    assert not Office.objects.filter(key=village.key).exists()


def test_a_transport_key_is_made_once_and_readable_by_us_alone(settings, tmp_path):
    settings.CA_DIR = tmp_path / "ca"

    first = transport.own_public_key()

    assert transport.own_public_key() == first
    assert (tmp_path / "ca" / "transport.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "ca").iterdir()] == ["transport.key"]


def test_secrets_are_sealed_anew_and_stay_what_they_are(village, settings, capsys):
    root, old = village.root_key, settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [old]

    call_command("reseal_secrets")

    settings.SECRET_KEY_FALLBACKS = []
    assert keys.unseal_root(OfficeSecret.objects.get(office=village).sealed) == root
    assert "6 rahasia" in capsys.readouterr().out


def test_secrets_nobody_can_open_stay_as_they_are(village, settings):
    before = list(OfficeSecret.objects.order_by("pk").values_list("sealed", flat=True))
    settings.SECRET_KEY = "a key that sealed nothing"

    with pytest.raises(keys.Unreadable):
        sealing.reseal_secrets()

    assert list(OfficeSecret.objects.order_by("pk").values_list("sealed", flat=True)) == before


@pytest.mark.parametrize(
    ("command", "words", "match"),
    [
        ("copy_office", ["nobody.localhost"], "Tidak ada kantor"),
        ("copies", ["nobody.localhost"], "Tidak ada kantor"),
        ("compare_copy", ["nobody.localhost"], "Tidak ada kantor"),
        ("restore_office", ["/nowhere.zip"], "Tidak ada berkas"),
        ("restore_office", ["4711"], "Tidak ada salinan"),
    ],
)
def test_commands_name_what_is_not_there(db, command, words, match):
    with pytest.raises(CommandError, match=match):
        call_command(command, *words)
