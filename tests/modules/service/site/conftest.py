"""Budi writes for the site of Pragaan Laok; Sari is its PPID, Citra the head."""

import io
import uuid
from typing import Any

import pytest
import time_machine
from conftest import NOON
from PIL import Image

from modules.service.site import actions
from modules.service.site.models import Article, InformationRequest


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def write(budi):
    """Write and publish: `write("Judul", kind="NOTICE", at=…)`; `publish=False` leaves a draft."""

    def make(
        title: str = "Gotong royong Minggu", *, kind: str = "NEWS", publish: bool = True, at: Any = NOON, **said: Any
    ) -> Article:
        said = {"title": title, "lead": "Bersama semua warga.", "body": "Bawa alat.", **said}
        article = actions.save_article(key=uuid.uuid4(), kind=kind, said=said, edition=0, by=budi, at=at)
        return actions.publish_article(article=article, publish_at=at, by=budi, at=at) if publish else article

    return make


@pytest.fixture
def ask(village):
    """Ask for information: `ask("APBDes 2025", at=…)`."""

    def make(wanted: str = "Salinan APBDes 2025.", *, at: Any = NOON, **more: Any) -> InformationRequest:
        said = {"purpose": "Ingin tahu", "name": "Ani Sample", "contact": "081200000000", **more}
        return actions.ask_for_information(key=uuid.uuid4(), wanted=wanted, at=at, **said)

    return make


def photo(width: int = 640, height: int = 480, *, form: str = "JPEG", noisy: bool = False, **more: Any) -> bytes:
    """A photograph; a noisy one is as hard to pack as there is."""
    size = (width, height)
    made = (
        Image.effect_noise(size, 90).convert("RGB") if noisy else Image.linear_gradient("L").resize(size).convert("RGB")
    )
    packed = io.BytesIO()
    made.save(packed, form, **more)
    return packed.getvalue()
