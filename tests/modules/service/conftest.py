"""Ani and her village at the counter."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import NOON

from modules.service import actions
from modules.service.models import LetterKind, State

PASSPHRASE = "kentongan-berbunyi-tiga"
PHOTO = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xe1\x00\x0dExif\x00\x00PLACE"
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00PIXELS\xff\xd9"
)
USAHA = {
    "business_kind": "Warung kelontong",
    "business_name": "",
    "business_address": "Dusun Asam Daja RT 001/RW 002",
    "since_year": "2019",
    "purpose": "Pengajuan KUR",
}
SKCK = {"purpose": "Melamar pekerjaan"}


@pytest.fixture
def make_resident(village: Any):
    """Make a resident with a family card of their own: `make_resident("Ani Lestari", nik="…")`."""
    from registry.models import Family, Hamlet, Resident

    def make(name: str, nik: str, *, born_on: date = date(1985, 6, 15), kk: str = "", **more: Any) -> Any:
        hamlet, _ = Hamlet.objects.get_or_create(name="ASAM DAJA")
        family = Family.objects.create(
            no_kk=kk or "35291101" + nik[8:], hamlet=hamlet, created_at=NOON, updated_at=NOON
        )
        usual = {
            "relation": 1,
            "sex": 2,
            "birthplace": "SUMENEP",
            "religion": 1,
            "occupation": 84,
            "marital": 2,
            "citizenship": 1,
        }
        return Resident.objects.create(
            name=name,
            nik=nik,
            nik_status="TETAP",
            born_on=born_on,
            family=family,
            hamlet=hamlet,
            rt="001",
            rw="002",
            created_at=NOON,
            updated_at=NOON,
            **usual | more,
        )

    return make


@pytest.fixture
def ani(make_resident):
    return make_resident("ANI LESTARI", "3529115506850003", kk="3529111203140021")


@pytest.fixture
def usaha(village: Any) -> LetterKind:
    return LetterKind.objects.get(slug="sk-usaha")


@pytest.fixture
def skck(village: Any) -> LetterKind:
    return LetterKind.objects.get(slug="pengantar-skck")


@pytest.fixture
def make_letter(ani, usaha, budi, sari):
    """A request of Ani's, as far on its way as asked: `make_letter(State.AWAITING)`."""

    def make(
        state: str = State.CHECKING, *, resident: Any = None, kind: Any = None, answers: Any = None, at: Any = NOON
    ) -> Any:
        letter = actions.make_at_counter(
            key=uuid.uuid4(),
            kind=kind or usaha,
            answers=USAHA if answers is None else answers,
            resident=resident or ani,
            by=budi,
            at=at,
            repeats_because="uji",
        )
        if state == State.AWAITING:
            actions.check_by_kasi(letter=letter, by=budi, at=at)
            return actions.check_by_sekdes(letter=letter, by=sari, at=at)
        return letter

    return make


@pytest.fixture
def certificate(citra, tmp_path, settings):
    """Citra can sign."""
    from papers import actions as papers_actions
    from papers import authority

    settings.CA_DIR = tmp_path / "ca"
    authority.make_authority(name="uji", at=NOON - timedelta(days=1))
    return papers_actions.issue_certificate(
        account=citra,
        name=citra.name,
        post="Kepala Desa",
        office_title="Desa Pragaan Laok",
        passphrase=PASSPHRASE,
        at=NOON - timedelta(hours=1),
    )


@pytest.fixture
def sign(citra, certificate):
    """Sign letters as Citra."""

    def sign_them(*letters: Any, passphrase: str = PASSPHRASE, at: Any = NOON) -> list[Any]:
        return actions.sign_letters(
            letter_ids=[letter.pk for letter in letters], passphrase=passphrase, by=citra, at=at
        )

    return sign_them
