"""The eight steps of a new village: seen there with links until a letter is issued, and above as counts, never as people."""

from datetime import timedelta

import pytest
from conftest import NEIGHBOUR, NOON, VILLAGE, office
from django.utils import timezone

from exchange import indicators
from exchange.models import Fact
from exchange.outbox import actions as outbox
from exchange.outbox.models import Dirty
from modules.service import facts as service_facts
from modules.service.models import ServiceSettings
from supervision import facts, moments
from supervision.own import starting
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db
PAGE = "/kantor/angka/langkah-awal/"


@pytest.fixture(autouse=True)
def counted(monkeypatch, declared):
    """The three figures as the rooms declare them; the other tests of this folder have their own."""
    about = {
        "unit": "",
        "direction": "context",
        "counted": ".",
        "legal_basis": "",
        "is_stock": True,
        "is_one_each": True,
    }
    about |= {"moves_with_time": True, "is_detail": True}
    for code, count in (
        (starting.STEPS, facts.steps_done),
        (starting.NEXT, facts.next_step),
        (starting.DAYS, service_facts.starting_days),
    ):
        denominator = "semua" if code == starting.STEPS else ""
        indicators.indicator(code, name=code, denominator=denominator, **about)(count)


def told(code=VILLAGE):
    with current.outside():
        rows = Fact.objects.filter(office=office(code), indicator__startswith="starting_")
        return {row.indicator: (row.numerator, row.denominator) for row in rows}


def test_the_first_page_leads_on_and_a_step_that_is_done_is_noticed_and_told_above(
    village, sari, signed_in, kabupaten, django_assert_max_num_queries
):
    desk, now = signed_in(village, sari), timezone.now()

    page = text_of(desk.get("/kantor/", follow=True))

    assert "Langkah awal: 2 dari 8 selesai. Berikutnya: memasang kop surat." in page
    assert "Langkah awal:" not in text_of(desk.get("/kantor/angka/"))
    assert Dirty.objects.count() == 3
    outbox.publish_dirty(at=now)
    assert told() == {starting.STEPS: (2, 8), starting.NEXT: (3, None)}

    ServiceSettings.objects.update(own_logo=b"<svg/>")
    home = desk.get("/kantor/", follow=True).request
    outbox.publish_dirty(at=now)
    assert told()[starting.STEPS] == (3, 8)
    assert told()[starting.NEXT] == (4, None)
    # What is known already marks nothing again.
    with django_assert_max_num_queries(10):
        desk.get(home["PATH_INFO"], {"status": "AWAITING"})
    assert not Dirty.objects.exists()

    own = text_of(desk.get(PAGE))
    assert "3 dari 8 selesai" in own
    assert "Kerjakan : mengisi jabatan" in own
    desk.get("/kantor/akun/")
    with django_assert_max_num_queries(10):
        desk.get(PAGE)


def test_after_the_first_letter_the_list_is_gone_and_the_days_are_told(village, sari, signed_in, monkeypatch):
    monkeypatch.setattr(
        starting, "standing", lambda: starting.Standing([(step, True) for step in starting.all_steps()])
    )
    desk = signed_in(village, sari)

    assert "Langkah awal:" not in text_of(desk.get("/kantor/", follow=True))
    assert Dirty.objects.count() == 3
    assert starting.is_known_over()


def test_above_villages_stand_side_by_side_without_a_person(
    kabupaten, camat, tell, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(moments, "now", lambda: NOON + timedelta(days=4))
    tell(VILLAGE, starting.STEPS, 5, 8)
    tell(VILLAGE, starting.NEXT, 6)
    tell(VILLAGE, starting.STEPS, 2, 8, period="2026-10")
    tell(NEIGHBOUR, starting.STEPS, 8, 8)
    tell(NEIGHBOUR, starting.NEXT, 0)
    tell(NEIGHBOUR, starting.DAYS, 3)
    kabupaten.get("/kantor/akun/")

    with django_assert_max_num_queries(10):
        page = text_of(kabupaten.get("/langkah-awal/"))

    assert "Pragaan Laok Pragaan 20 Nov 5 dari 8 Memasukkan penduduk sudah 4" in page
    assert "Prenduan Pragaan 20 Nov 8 dari 8 ✓ surat pertama terbit 3" in page
    assert "Ganding Ganding 20 Nov belum ada kabar" in page
    assert page.index("Pragaan Laok") < page.index("Prenduan")
    below = text_of(camat.get("/langkah-awal/"))
    assert "Prenduan" in below
    assert "belum ada kabar" not in below
