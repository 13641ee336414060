"""The design system in a real browser: accessibility, narrow screens, large text, keyboard, and life without JavaScript."""

import re

import pytest
from conftest import VILLAGE, office
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread
from journeys.looking import look
from playwright.sync_api import expect

STYLE_PAGE = "/kantor/gaya/"
PLAIN_PAGES = ["/bantuan/", "/privasi/", "/aksesibilitas/", "/tidak-ada/"]

WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# WCAG 2.2, 2.5.8: what can be pressed measures 24 by 24, unless it is a link inside a sentence.
TOO_SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')].filter(element => {
  const box = element.getBoundingClientRect();
  const drawn = box.width && box.height && getComputedStyle(element).visibility !== 'hidden';
  const hidden = element.closest('.skip-link, .sr') || element.type === 'hidden';
  const inSentence = element.tagName === 'A' && getComputedStyle(element).display === 'inline';
  return drawn && !hidden && !inSentence && (box.width < 24 || box.height < 24);
}).map(element => element.outerHTML.slice(0, 90))"""


class Server(LiveServerThread):
    server_class = ThreadedWSGIServer


@pytest.fixture(scope="module")
def server(django_db_setup, django_db_blocker):
    """One server for all of these walks: they write nothing, so they need no database of their own."""
    with django_db_blocker.unblock():
        thread = Server("127.0.0.1", StaticFilesHandler)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        yield thread.port
        thread.terminate()


def test_no_component_shuts_anybody_out(open_at, page):
    day_and_night = ({360: "light", 1280: "dark"}, {360: "dark", 1280: "light"})
    # The plain pages are seen once in each theme; what they are built of stands on the style page.
    for path in [STYLE_PAGE, *PLAIN_PAGES]:
        open_at(office(VILLAGE), path)
        for themes in day_and_night if path == STYLE_PAGE else day_and_night[:1]:
            look(page, *themes, themes=themes)


def test_an_open_question_shuts_nobody_out(open_at, page):
    open_at(office(VILLAGE), STYLE_PAGE)

    page.click("[data-dialog-open]")

    look(page)
    expect(page.locator("#sample-confirm button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#sample-confirm")).to_be_hidden()


@pytest.mark.parametrize("text", ["", "4"])
def test_nothing_is_cut_off_or_too_small_to_press(open_at, page, server, text):
    if text:
        page.context.add_cookies([{"name": "teks", "value": text, "url": f"http://{office(VILLAGE).host}:{server}"}])
    for path in [STYLE_PAGE, *PLAIN_PAGES]:
        open_at(office(VILLAGE), path)
        for width in (320, 360, 768, 1024, 1440):
            page.set_viewport_size({"width": width, "height": 800})

            assert not page.evaluate(WIDER_THAN_SCREEN), (path, width)
            assert page.evaluate(TOO_SMALL) == [], (path, width)


def test_the_first_key_leads_past_the_menu(open_at, page):
    open_at(office(VILLAGE), STYLE_PAGE)

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#content")).to_be_focused()


def test_a_list_is_walked_with_the_arrows(open_at, page):
    open_at(office(VILLAGE), STYLE_PAGE)

    page.focus("#s-q")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    expect(page.locator(".results a").nth(1)).to_be_focused()


def test_a_shortcut_presses_the_button_it_is_written_on(open_at, page):
    open_at(office(VILLAGE), STYLE_PAGE)
    page.evaluate(
        "document.querySelector('[data-shortcut=\"ctrl+enter\"]').addEventListener('click', () => { window.pressed = true })"
    )

    page.keyboard.press("Control+Enter")

    assert page.evaluate("window.pressed")


def test_a_chosen_card_shows_it(open_at, page):
    open_at(office(VILLAGE), STYLE_PAGE)

    page.click("#isian label:has-text('Domisili')")

    assert page.locator("#isian .chosen").all_inner_texts() == ["Domisili"]


def test_the_theme_can_be_changed_without_javascript(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://{office(VILLAGE).host}:{server}/aksesibilitas/")

    page.click("text=Gelap")

    expect(page).to_have_url(re.compile("/aksesibilitas/$"))
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    context.close()


def test_an_error_answered_to_htmx_stands_at_the_top_and_nothing_typed_is_lost(open_at, page):
    open_at(office(VILLAGE), STYLE_PAGE)
    page.fill("#id_name", "Siti Aminah")

    page.evaluate("htmx.ajax('GET', '/tidak-ada/', {target: '#isian'})")

    expect(page.locator("#page-message [role=alert]")).to_contain_text("Data ini tidak ada")
    expect(page.locator("#id_name")).to_have_value("Siti Aminah")


def test_a_broken_connection_is_told_and_nothing_typed_is_lost(open_at, page):
    open_at(office(VILLAGE), STYLE_PAGE)
    page.fill("#id_name", "Siti Aminah")
    # An answer that never comes; going offline would put an error of the browser's own on the console.
    page.evaluate("document.body.dispatchEvent(new CustomEvent('htmx:sendError', {bubbles: true}))")

    expect(page.locator("#page-message [role=alert]")).to_contain_text("Tidak ada sambungan")
    expect(page.locator("#id_name")).to_have_value("Siti Aminah")


def test_a_toast_comes_with_an_answer_and_can_be_closed(open_at, page):
    open_at(office(VILLAGE), STYLE_PAGE)

    page.evaluate(
        "document.body.dispatchEvent(new CustomEvent('toast', {bubbles: true, detail: {messages: [{text: 'Tersimpan.'}]}}))"
    )

    expect(page.locator(".toast")).to_have_text("Tersimpan.")
