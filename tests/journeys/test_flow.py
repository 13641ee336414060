"""J7: the head signs twenty letters; J8: the secretary sends one back: with how many touches."""

import uuid
from datetime import timedelta

import pytest
from conftest import VILLAGE, office
from django.utils import timezone
from journeys.conftest import PASSPHRASE, apart, bring_in
from journeys.hand import Hand
from playwright.sync_api import expect

from modules.service import actions
from modules.service.models import Letter, LetterKind, State
from registry.models import Resident
from walls import current

TWENTY = 20
PHONE = {"width": 360, "height": 720}


@pytest.fixture
def village(hire):
    """Pragaan Laok with a clerk, the secretary, the head, and forty residents."""
    found = office(VILLAGE)
    clerk = hire(found, "budi", "KASI_PELAYANAN", "OPERATOR")
    hire(found, "sari", "SEKDES", signs=True)
    hire(found, "citra", "KADES", signs=True)
    bring_in(found, clerk, 60)
    return found


@pytest.fixture
def bring(village):
    """Bring so many letters of different grown-up residents to a desk."""

    def to_a_desk(count: int, *, to_head: bool) -> list[Letter]:
        from accounts.models import Account

        now = timezone.now()
        clerk, secretary = Account.objects.get(username="budi"), Account.objects.get(username="sari")
        grown = Resident.objects.filter(born_on__lt=now.date() - timedelta(days=9000), status=1, nik__isnull=False)
        kind, made = LetterKind.objects.get(slug="pengantar-skck"), []
        for person in grown.select_related("family", "hamlet").order_by("pk")[:count]:
            letter = actions.make_at_counter(
                key=uuid.uuid4(), kind=kind, answers={"purpose": "Melamar pekerjaan"}, resident=person, by=clerk, at=now
            )
            if to_head:
                actions.check_by_kasi(letter=letter, by=clerk, at=now)
                actions.check_by_sekdes(letter=letter, by=secretary, at=now)
            made.append(letter)
        return made

    return to_a_desk


def test_the_head_signs_twenty_letters_from_a_link(village, bring, sign_in, open_at):
    def prepare() -> None:
        from accounts.models import Account

        first, *_ = bring(TWENTY + 1, to_head=True)
        head = Account.objects.get(username="citra")
        # The first letter of a kind is never ticked beforehand, so one was signed before this day.
        actions.sign_letters(letter_ids=[first.pk], passphrase=PASSPHRASE, by=head, at=timezone.now())

    apart(lambda: _inside(village, prepare))
    page = sign_in(village, "citra", second_factor=True)
    page.set_viewport_size(PHONE)
    hand = Hand()

    hand.open(page, page.url.partition("/kantor/")[0] + "/kantor/tanda-tangan/")
    expect(page.get_by_text("20 surat menunggu")).to_be_visible()
    hand.type(page.get_by_label("Kata sandi tanda tangan"), PASSPHRASE)
    hand.click(page.get_by_role("button", name="Tanda tangani"))
    expect(page.get_by_role("heading", name="20 surat ditandatangani")).to_be_visible(timeout=30_000)

    hand.keeps("J7")
    with current.inside(village):
        assert sorted(Letter.objects.values_list("number", flat=True)) == list(range(1, TWENTY + 2))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_secretary_sends_one_back(village, bring, sign_in, open_at):
    with current.inside(village):
        (letter,) = bring(1, to_head=False)
        actions.check_by_kasi(letter=letter, by=letter.made_by, at=timezone.now())
    page = sign_in(village, "sari", second_factor=True)
    open_at(village, "/kantor/")
    hand = Hand()

    hand.click(page.get_by_role("rowheader").get_by_role("link"))
    hand.click(page.get_by_role("link", name="Kembalikan"))
    hand.type(page.get_by_label("Alasan"), "Foto KK buram, mohon difoto ulang.")
    hand.click(page.get_by_role("button", name="Kembalikan ke pemohon"))
    expect(page.get_by_text("Permohonan dikembalikan ke pemohon")).to_be_visible()

    hand.keeps("J8")
    with current.inside(village):
        letter.refresh_from_db()
    assert letter.state == State.INCOMPLETE
    assert letter.return_reason == "Foto KK buram, mohon difoto ulang."


def _inside(village, work):
    with current.inside(village):
        work()
