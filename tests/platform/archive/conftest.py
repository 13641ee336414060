"""A document of Pragaan Laok, and a store that can be taken away."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import NOON

from archive import access, actions, store
from archive.models import Document
from archive.retention import RetentionClass

PDF = b"%PDF-1.7 surat keterangan usaha"
BASIS = {
    "classification": "500.2.2.4",
    "title": "Surat Keterangan Usaha",
    "number": "500.2.2.4/0123",
    "subject": "A** L******",
}


@pytest.fixture
def keep(village: Any) -> Callable[..., Document]:
    """Keep a document: `keep(data=...)`."""

    def keep_one(**changes: Any) -> Document:
        usual = {
            "area": "surat",
            "name": "Surat Keterangan Usaha – Ani.pdf",
            "content_type": "application/pdf",
            "data": PDF,
            "retention": RetentionClass.STATEMENT_LETTER,
            "basis": BASIS,
            "at": NOON,
        }
        return actions.keep(**(usual | changes))

    return keep_one


@pytest.fixture
def bucket() -> None:
    """This will make sure there is a bucket, as the deployment does once."""
    store.ensure_bucket()


@pytest.fixture
def no_store(settings: Any) -> None:
    """The store is away: nobody listens at its address."""
    settings.S3_ENDPOINT = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def _guards_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test lets guard an area, the modules' own guards stand there again after it."""
    monkeypatch.setattr(access, "_guards", dict(access._guards))


@pytest.fixture
def letters_are_open(_guards_stay: None) -> None:
    """The module of letters lets everybody with the permission open them."""
    access.guard("surat", lambda account, document: True)
