"""The deployment's authority is made once and kept close."""

import stat

import pytest
from cryptography import x509
from django.core.management import CommandError, call_command
from samples import letters

from papers import authority


def test_the_key_is_readable_by_its_owner_only(ca):
    mode = (ca.parent / "ca.key").stat().st_mode

    assert stat.S_IMODE(mode) == 0o600


def test_an_authority_is_never_replaced(ca):
    before = ca.read_bytes()

    with pytest.raises(authority.AuthorityExists):
        authority.make_authority(name="Lain", at=letters.MADE_AT)
    with pytest.raises(CommandError):
        call_command("make_ca", "Lain")

    assert ca.read_bytes() == before


def test_without_an_authority_nobody_is_vouched_for(settings, tmp_path):
    settings.CA_DIR, settings.DOMAIN = tmp_path / "nowhere", "kentongan.example"

    with pytest.raises(authority.NoAuthority):
        authority.authority()


def test_on_a_developers_machine_it_is_made_on_first_use(settings, tmp_path):
    settings.CA_DIR, settings.DOMAIN = tmp_path / "ca", "localhost"

    assert authority.authority().certificate == authority.root_certificate()


def test_the_command_makes_one(settings, tmp_path, capsys):
    settings.CA_DIR = tmp_path / "ca"

    call_command("make_ca", "Kabupaten Sumenep")

    subject = authority.root_certificate().subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value
    assert subject == "Otoritas sertifikat Kabupaten Sumenep"
    assert "ca.crt" in capsys.readouterr().out
