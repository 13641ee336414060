"""Somebody tells something; Budi, Sari and Citra work in the office, Bima sits in the BPD."""

import uuid
from typing import Any

import pytest
from conftest import NOON

from modules.service.complaints import actions
from modules.service.complaints.models import Complaint
from walls import current

PHOTO = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xe1\x00\x0dExif\x00\x00PLACE"
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00PIXELS\xff\xd9"
)
STORY = "Lampu jalan di RT 2 padam sejak minggu lalu."


@pytest.fixture
def bima(village, make_account):
    """Of the BPD, and nothing else."""
    return make_account("bima", "BPD", name="Bima Contoh", totp=True)


@pytest.fixture
def camat(district, make_account):
    with current.inside(district):
        return make_account("camat", "CAMAT", name="Dewi Camat")


@pytest.fixture
def tell(village):
    """Tell a complaint: `tell(about="KADES", manner="SECRET", name="…")`."""

    def make(story: str = STORY, *, at: Any = NOON, **more: Any) -> Complaint:
        usual = {"key": uuid.uuid4(), "category": "ORDINARY", "about": "OTHER", "manner": "ANONYMOUS"}
        return actions.tell_complaint(story_told=story, at=at, **usual | more)

    return make


@pytest.fixture
def said():
    """What the form sends."""
    return {"key": str(uuid.uuid4()), "story": STORY, "category": "ORDINARY", "about": "OTHER", "manner": "ANONYMOUS"}


@pytest.fixture
def reporter(visitor):
    """A browser whose person knows the second word: `reporter(complaint)`."""

    def enter(complaint: Complaint) -> Any:
        word = actions.second_word(complaint)
        answer = visitor.post("/aduan/lacak/", {"code": complaint.tracking_code.lower(), "word": word.lower()})
        assert answer.status_code == 302
        return visitor

    return enter
