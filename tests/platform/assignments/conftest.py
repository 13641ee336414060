"""Kecamatan Pragaan with its Kasi PMD, Pragaan Laok with its officers, and what goes between them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import NOON

from archive.uploads import Upload
from assignments import actions
from exchange.matters import actions as exchange
from exchange.matters.models import Matter
from walls import current

PHOTO = Upload("posyandu.jpg", "image/jpeg", b"\xff\xd8\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00PIXELS\xff\xd9")
PAPER = Upload("panduan.pdf", "application/pdf", b"%PDF-1.7 panduan")
#: A Friday at noon; the last day is the Monday after next.
DUE = NOON.date() + timedelta(days=10)


@pytest.fixture
def dewi(district, make_account):
    """Kasi PMD of Kecamatan Pragaan."""
    with current.inside(district):
        return make_account("dewi", "KASI_PMD", name="Dewi Contoh")


@pytest.fixture
def send(village, neighbour, district, dewi):
    """`send(title="...", to=[...])` gives an assignment to Pragaan Laok and Prenduan, or to whom is said. Returns its bundle."""

    def give(*, at=NOON, **more):
        said = {
            "key": uuid4(), "title": "Data posyandu", "text": "Foto semua posyandu.", "topic": "p", "wanted": "FOTO",
            "due_on": DUE, "to": [village, neighbour], "by": dewi, "at": at,
        } | more  # fmt: skip
        with current.inside(district):
            return actions.send_assignment(**said)

    return give


@pytest.fixture
def assignment(village, send):
    """One of them, as Pragaan Laok has it and has heard of it."""
    bundle = send(to=[village])
    exchange.hear_all(at=NOON)
    return Matter.objects.get(bundle=bundle)


@pytest.fixture
def at_district(district):
    """`at_district(actions.accept, key=..., by=..., at=...)` does something there, which has heard everything."""

    def do(act, **said):
        with current.inside(district):
            exchange.hear_all(at=said.get("at", NOON))
            return act(**said)

    return do
