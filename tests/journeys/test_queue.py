"""J4, a number by phone; a morning at the counter with two desks, the door and the screen on the wall; a survey from its ticket."""

import os
import re
import uuid
from datetime import timedelta

import pytest
from conftest import VILLAGE, office
from django.utils import timezone
from journeys.hand import Hand
from samples import tools

from modules.service.queue import actions
from modules.service.queue.models import QueueSettings, State, Ticket
from modules.service.queue.rules.desks import Desk, Group
from modules.service.queue.views import kiosk
from modules.service.survey.models import Response
from modules.service.survey.queries import link_for_ticket
from modules.service.survey.rules.spans import half_of
from walls import current

LOOK = os.environ.get("LOOK_AT")


def look(page, name):
    """Keep a picture of both widths, for whoever wants to see the pages: LOOK_AT=/tmp/pictures."""
    if LOOK:
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=f"{LOOK}/{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 720})


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.fixture
def village(own_database):
    found = office(VILLAGE)
    with current.inside(found):
        yield found


@pytest.fixture
def two_desks(village, hire):
    """Whatever the day: the office is open all week and all day."""
    from datetime import time

    from modules.service.models import ServiceSettings

    budi = hire(village, "budi", "KASI_PELAYANAN", "OPERATOR")
    with current.inside(village):
        ServiceSettings.objects.filter(id=1).update(opens_at=time(0), closes_at=time(23, 59, 59), open_days="0123456")
        actions.change_settings(
            groups=[Group("A", "Surat"), Group("B", "Aduan dan konsultasi")],
            desks=[Desk(1, "Loket 1", "A"), Desk(2, "Loket 2", "AB")],
            gives_online=True, online_limit=40, has_sound=True, by=budi, at=timezone.now(),
        )  # fmt: skip
    return budi


def test_a_number_by_phone_takes_three_taps_at_most(two_desks, village, open_at, monkeypatch):
    monkeypatch.setattr("exchange.holidays.off", frozenset)
    page = open_at(village, "/")
    page.set_viewport_size({"width": 360, "height": 740})

    hand = Hand()
    hand.click(page.get_by_role("main").get_by_role("link", name="Nomor antrean"))
    look(page, "take")
    hand.click(page.get_by_label("Saya perlu didahulukan"))
    hand.click(page.get_by_role("button", name="Surat", exact=False).first)

    page.wait_for_url(re.compile(r"/antrean/[2-9A-Z]{8}/"))
    hand.keeps("J4")
    assert page.locator("h1").inner_text() == "A-001"
    assert page.get_by_text("berikutnya").is_visible()
    look(page, "ticket")
    page.set_viewport_size({"width": 360, "height": 740})
    assert fits(page)
    open_at(village, "/antrean/")
    assert page.get_by_text("A-001").is_visible(), "a phone sees the number it holds"
    look(page, "take-held")


def test_a_phone_without_javascript_gets_a_number_and_follows_it(two_desks, village, browser, server, monkeypatch):
    monkeypatch.setattr("exchange.holidays.off", frozenset)
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"http://{village.host}:{server}/antrean/")

    plain.get_by_role("button", name="Aduan dan konsultasi").click()

    assert plain.locator("h1").inner_text() == "B-001"
    assert plain.locator("noscript meta, meta[http-equiv=refresh]").count() >= 1
    plain.goto(f"http://{village.host}:{server}/antrean/layar/")
    assert plain.get_by_text("B-001").is_visible()
    plain.context.close()


def test_a_morning_at_the_counter(two_desks, village, sign_in, open_at, browser, server):
    with current.inside(village):
        door = kiosk.address(QueueSettings.objects.get(id=1)).partition(village.host)[2]
    door = door[door.index("/") :]
    kept = browser.new_context()
    machine, screen = kept.new_page(), kept.new_page()
    for first in (False, False, True):
        machine.goto(f"http://{village.host}:{server}{door}")
        look(machine, "kiosk")
        if first:
            machine.get_by_label("Saya perlu didahulukan").check()
        machine.get_by_role("button", name="Surat").click()
        machine.locator(".ticket-number").wait_for()
    look(machine, "kiosk-taken")
    screen.goto(f"http://{village.host}:{server}/antrean/layar/")
    look(screen, "screen-empty")

    page = sign_in(village, "budi")
    open_at(village, "/kantor/antrean/")
    look(page, "choose-desk")
    page.get_by_label("Anda di loket mana?").select_option("1")
    page.get_by_role("button", name="Mulai di loket ini").click()
    open_at(village, "/kantor/loket/")
    page.get_by_role("button", name="Panggil A-003").wait_for()
    page.keyboard.press("F9")
    page.locator("#queue-strip .queue-number", has_text="A-003").wait_for()
    look(page, "counter")
    screen.locator(".is-called .tv-number", has_text="A-003").wait_for(timeout=10_000)
    look(screen, "screen")

    page.get_by_role("button", name="Lewati").click()
    page.locator("#queue-strip .queue-number", has_text="–").wait_for()
    page.keyboard.press("F9")
    page.locator("#queue-strip .queue-number", has_text="A-001").wait_for()
    page.get_by_role("button", name="Panggil ulang").click()
    page.get_by_text("2 kali").wait_for()
    open_at(village, "/kantor/antrean/")
    look(page, "desk")
    page.get_by_role("link", name="Pindahkan").click()
    page.get_by_label("Pindahkan ke").select_option("2")
    page.get_by_label("Alasan").fill("Perlu bertemu Kasi")
    look(page, "transfer")
    page.get_by_role("button", name="Pindahkan").click()
    page.get_by_role("button", name="Panggil A-002").wait_for()
    page.keyboard.press("F9")
    page.locator("#queue .queue-number", has_text="A-002").wait_for()

    with current.inside(village):
        told = {ticket.name: (ticket.state, ticket.desk, ticket.skips) for ticket in Ticket.objects.all()}
    assert told == {
        "A-001": (State.WAITING, 2, 0),
        "A-002": (State.CALLED, 1, 0),
        "A-003": (State.WAITING, None, 1),
    }
    open_at(village, "/kantor/antrean/pengaturan/")
    look(page, "settings")
    open_at(village, "/kantor/antrean/waktu/")
    look(page, "times")
    kept.close()


HEARD = """
    window.heard = [];
    Object.defineProperty(window, "speechSynthesis", {value: {
        speak: (said) => window.heard.push([said.text, said.lang]), getVoices: () => [],
    }});
    window.SpeechSynthesisUtterance = function (text) { this.text = text };
"""


def wait_until_heard(page, count):
    for _ in range(60):
        if page.evaluate("heard.length") >= count:
            return
        page.wait_for_timeout(250)
    raise AssertionError(page.evaluate("heard"))


def test_the_screen_says_aloud_who_is_called_and_where_to(two_desks, village, open_at, page):
    """Only what is called after the voice was turned on, once each, and again when it is called again."""
    page.add_init_script(HEARD)
    with current.inside(village):
        for _ in range(3):
            actions.take_ticket(key=uuid.uuid4(), group="A", source="DOOR", at=timezone.now())
        first = actions.call_next(desk=1, by=two_desks, at=timezone.now(), after=None)
    open_at(village, "/antrean/layar/")
    page.get_by_role("button", name="Nyalakan suara").click()
    with current.inside(village):
        second = actions.call_next(desk=2, by=two_desks, at=timezone.now(), after=None)

    wait_until_heard(page, 1)
    with current.inside(village):
        actions.recall(ticket=second, by=two_desks, at=timezone.now())
    wait_until_heard(page, 2)
    page.get_by_role("button", name="Matikan suara").click()
    with current.inside(village):
        actions.call_next(desk=1, by=two_desks, at=timezone.now(), after=first.pk)
    page.locator(".is-called .tv-number", has_text="A-003").wait_for(timeout=10_000)

    words = ["Nomor antrean A, nol nol dua. Silakan ke Loket dua.", "id-ID"]
    assert page.evaluate("new Promise((tell) => setTimeout(() => tell(heard), 1500))") == [words, words]


def test_two_calls_between_two_looks_are_both_said_in_order(two_desks, village, open_at, page):
    page.add_init_script(HEARD)
    with current.inside(village):
        for _ in range(2):
            actions.take_ticket(key=uuid.uuid4(), group="A", source="DOOR", at=timezone.now())
    open_at(village, "/antrean/layar/")
    page.get_by_role("button", name="Nyalakan suara").click()
    with current.inside(village):
        for desk in (2, 1):
            actions.call_next(desk=desk, by=two_desks, at=timezone.now(), after=None)

    wait_until_heard(page, 2)

    assert [words for words, _ in page.evaluate("heard")] == [
        "Nomor antrean A, nol nol satu. Silakan ke Loket dua.",
        "Nomor antrean A, nol nol dua. Silakan ke Loket satu.",
    ]


@pytest.mark.parametrize("width", ["58mm", "80mm"])
def test_a_ticket_fits_a_roll_of_paper(two_desks, village, open_at, width, tmp_path):
    with current.inside(village):
        ticket = actions.take_ticket(key=uuid.uuid4(), group="A", source="DOOR", at=timezone.now())
        door = kiosk.address(QueueSettings.objects.get(id=1)).partition(village.host)[2]
    pages = {"ticket": f"/antrean/{ticket.code}/", "slip": f"{door[door.index('/') :]}?nomor={ticket.code}"}
    for name, address in pages.items():
        page = open_at(village, address)
        paper = tmp_path / f"{name}.pdf"
        page.pdf(path=paper, width=width, height="200mm", print_background=True)

        (words,) = tools.pages_of(paper.read_bytes())
        assert "A-001" in words
        assert "Batalkan" not in words
        if LOOK:
            tools.picture_of(paper.read_bytes(), 110).save(f"{LOOK}/{name}-{width}.png")


def test_a_survey_on_a_phone_from_its_ticket_is_read_by_the_kasi(two_desks, village, sign_in, open_at):
    with current.inside(village):
        for _ in range(10):
            ticket = actions.take_ticket(key=uuid.uuid4(), group="A", source="DOOR", at=timezone.now())
            actions.call_next(desk=1, by=two_desks, at=timezone.now(), after=None)
            actions.finish_serving(ticket=ticket, by=two_desks, at=timezone.now() + timedelta(minutes=3))
        link = link_for_ticket(ticket.pk).partition(village.host)[2]
    link = link[link.index("/") :]
    page = open_at(village, link)
    page.set_viewport_size({"width": 360, "height": 740})
    look(page, "survey")
    page.set_viewport_size({"width": 360, "height": 740})
    assert fits(page)
    page.get_by_role("button", name="Kirim jawaban").click()
    page.get_by_text("Pilih salah satu jawaban").first.wait_for()
    look(page, "survey-error")

    taps = 0
    for code in (f"u{number}" for number in range(1, 10)):
        page.locator(f"input[name={code}][value='4']").check()
        taps += 1
    page.get_by_text("Saran dan tentang Anda").click()
    page.get_by_label("Saran untuk kami").fill("Cepat. NIK saya 3529115506850003, terima kasih.")
    page.get_by_role("button", name="Kirim jawaban").click()
    page.get_by_role("heading", name="Terima kasih").wait_for()

    assert taps == 9
    open_at(village, link)
    assert page.get_by_role("heading", name="Sudah dijawab").is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    sign_in(village, "budi")
    open_at(village, "/kantor/survei/")
    assert page.get_by_text("100,00").first.is_visible()
    assert page.get_by_text("[angka disembunyikan]").is_visible()
    assert not page.get_by_text("3529115506850003").count()
    look(page, "survey-results")
    open_at(village, "/kantor/survei/poster/")
    look(page, "survey-poster")
    with current.inside(village):
        for number in range(12):
            scores = {f"u{code}": 2 + (number + code) % 3 for code in range(1, 9)} | {"u9": 2}
            Response.objects.create(
                key=uuid.uuid4(),
                via="POSTER",
                answered_on=timezone.localdate().replace(day=1) - timedelta(days=1 + number % 3),
                service="sk-usaha",
                **scores,
            )
    half = half_of(timezone.localdate().replace(day=1) - timedelta(days=1))
    open_at(village, f"/kantor/survei/?periode={half}")
    page.get_by_role("link", name="Tulis rencana").click()
    look(page, "survey-plan")
    page.get_by_role("button", name="Simpan rencana").click()
    page.get_by_text("Belum ditulis.").wait_for()
    page.get_by_role("link", name="Tulis rencana").click()
    page.locator("textarea[name$=_text]").first.fill("Menambah kursi tunggu dan kipas.")
    page.get_by_role("button", name="Simpan rencana").click()
    page.get_by_text("Isi sampai kapan.").first.wait_for()
    page.locator("select[name$=_post]").first.select_option("KASI_PELAYANAN")
    page.locator("input[name$=_due]").first.fill("Maret 2027")
    page.get_by_role("button", name="Simpan rencana").click()
    page.get_by_text("Menambah kursi tunggu").wait_for()
    look(page, "survey-results-more")
    open_at(village, "/survei/")
    page.get_by_label("Periode", exact=True).select_option(half.code)
    page.get_by_text("Menambah kursi tunggu").wait_for()
    look(page, "survey-public")
    open_at(village, "/kantor/buku/SKM/")
    page.get_by_label("Periode", exact=True).select_option(half.code)
    page.get_by_role("button", name="Buka").click()
    page.get_by_role("heading", name="Rencana tindak lanjut").wait_for()
    look(page, "survey-book")
