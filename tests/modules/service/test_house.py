"""How letters look: what a kabupaten prescribes, what villages refine, and what is never believed."""

import base64

import pytest
from conftest import NOON
from samples import tools

from exchange import notices
from exchange.models import KindNotice
from modules.service import actions, kinds, queries
from modules.service.models import LetterKind, ServiceSettings, State
from modules.service.rules import house
from papers import logo
from papers.refusal import PaperRefused
from walls import current

PAGE, PRESCRIBED = "/kantor/surat/tata-naskah/", "/templat/tata-naskah/"
LOGO = logo.SHIELD.replace("#222", "#a11").encode()
RULES = house.as_said(house.USUAL)
TYPED = {name: str(value) for name, value in RULES.items() if value is not False}
PATTERN = "{kode}/{nomor:03d}/{kode_desa}/{tahun}"


class By:
    name = "Dewi Sample"
    pk = None


@pytest.fixture
def prescribe(regency):
    def prescribe_it(*left_open, picture=None, **changed):
        with current.inside(regency):
            values = RULES | changed | {"left_open": list(left_open)}
            return actions.publish_house(values=values, logo=picture, note="Perbup contoh", by=By(), at=NOON)

    return prescribe_it


@pytest.fixture
def withdraw(regency):
    def withdraw_it():
        with current.inside(regency):
            actions.withdraw_house(by=By(), at=NOON)

    return withdraw_it


def refine(by, picture=None, **changed):
    actions.change_house(values=RULES | changed, logo=picture, drops_logo=False, by=by, at=NOON)


def in_force():
    return queries.service_settings().house


def test_a_village_follows_what_is_prescribed_and_refines_what_is_left_open(village, sari, prescribe, withdraw):
    refine(sari, size="A4", typeface="TIMES", margin_left=30)
    assert (in_force().size, in_force().typeface, in_force().margin_left) == ("A4", "TIMES", 30)

    prescribe("typeface", size="F4", typeface="ARIAL", margin_left=20)
    assert [actions.follow_house(at=NOON), actions.follow_house(at=NOON)] == [True, False]
    assert (in_force().size, in_force().typeface, in_force().margin_left) == ("F4", "TIMES", 20)

    refine(sari, size="A4", typeface="BOOKMAN")
    assert (in_force().size, in_force().typeface) == ("F4", "BOOKMAN")

    withdraw()
    assert [actions.follow_house(at=NOON), actions.follow_house(at=NOON)] == [True, False]
    assert in_force().size == "F4", "what was not the village's to say was not kept"
    assert in_force().typeface == "BOOKMAN"


def test_the_emblem_and_the_dress_are_on_the_paper(village, sari, prescribe, make_letter, sign):
    before, after = make_letter(State.AWAITING), make_letter(State.AWAITING)
    sign(before)
    prescribe(picture=LOGO, size="A4", shows_site=False, signed_words="ditandatangani elektronik")
    actions.follow_house(at=NOON)
    issuer = queries.paper_issuer()

    sign(after)

    assert issuer.letterhead.logo == LOGO
    assert "localhost" not in issuer.letterhead.contact
    seen = []
    for letter in (before, after):
        letter.refresh_from_db()
        pdf = bytes(letter.document.waiting_bytes)
        words = tools.text_of(pdf)
        seen.append((f"{tools.sizes_of(pdf)[0][0]:.0f}", "ditandatangani elektronik" in words))
    assert seen == [("609", False), ("595", True)], "what was signed before stays in the dress of its day"


def test_numbers_are_written_as_prescribed_unless_the_village_may_and_did_say_otherwise(village, sari, prescribe):
    settings, _ = ServiceSettings.objects.get_or_create(id=1)
    prescribe("number_pattern", number_pattern=PATTERN, code_list="2012")
    actions.follow_house(at=NOON)
    settings.refresh_from_db()
    assert (settings.number_pattern, settings.code_list) == (PATTERN, "2012")
    assert settings.prescribed == {"code_list"}

    own = "{nomor}/{kode}/{tahun}"
    actions.change_settings(values={"number_pattern": own, "code_list": "2022"}, by=sari, at=NOON)
    assert queries.service_settings().code_list == "2012", "only the kabupaten changes it"
    prescribe("number_pattern", number_pattern="{kode}/{nomor}/{tahun}", code_list="2012")
    actions.follow_house(at=NOON)
    settings.refresh_from_db()
    assert (settings.number_pattern, settings.code_list) == (own, "2012")

    prescribe(number_pattern=PATTERN)
    actions.follow_house(at=NOON)
    settings.refresh_from_db()
    assert settings.number_pattern == PATTERN


def test_a_pattern_that_collides_with_the_village_s_series_is_not_taken_over(village, sari, prescribe):
    own = "{kode}/{nomor}/{jenis}/{tahun}"
    actions.change_settings(values={"series": "KIND", "number_pattern": own}, by=sari, at=NOON)

    prescribe(number_pattern="{kode}/{nomor}/{tahun}", size="A4")
    actions.follow_house(at=NOON)

    settings = queries.service_settings()
    assert (settings.number_pattern, settings.house.size) == (own, "A4")


@pytest.mark.parametrize(
    "broken",
    [
        {"size": "A3"},
        {"margin_left": 400},
        {"margin_left": True},
        {"signer": 1},
        {"signed_words": ""},
        {"number_pattern": "{nomor}"},
        {"left_open": "size"},
        {"logo": "@@@"},
        {"logo": base64.b64encode(b"<svg onload='x'").decode()},
    ],
)
def test_a_broken_publication_changes_nothing(village, regency, broken):
    with current.inside(regency):
        notices.publish(slug=notices.HOUSE, whole="", changes=RULES | broken, note="", by_name="X", at=NOON)

    assert not actions.follow_house(at=NOON)
    assert in_force() == house.USUAL


def test_a_village_cannot_prescribe_and_rules_are_no_kind_of_letter(village, regency, neighbour, prescribe):
    from django.db import Error, transaction

    with pytest.raises(Error), transaction.atomic():
        notices.publish(slug=notices.HOUSE, whole="", changes=RULES, note="", by_name="X", at=NOON)
    prescribe()
    assert KindNotice.objects.get().slug == notices.HOUSE
    assert notices.holding() == {}
    actions.take_over_publications(at=NOON)
    assert not LetterKind.objects.filter(slug=notices.HOUSE).exists()


def test_the_letter_of_the_rt_becomes_a_requirement_where_it_is_asked_for(village, sari, signed_in):
    def asked(slug):
        return [
            (one.key, one.required) for one in queries.requirements_of(kinds.KINDS[slug], queries.service_settings())
        ]

    usual = {slug: asked(slug) for slug in ("sk-usaha", "pengantar-ktp", "sktm-umum", "surat-tugas")}
    refine(sari, rt_letter="OTHERS")
    others = {slug: asked(slug) for slug in usual}
    page = signed_in(village, sari).get("/layanan/sk-usaha/").content.decode()
    refine(sari, rt_letter="ALL")

    assert others["sk-usaha"] == [("pengantar-rt", True), *usual["sk-usaha"]]
    assert others["pengantar-ktp"] == usual["pengantar-ktp"]
    assert ("pengantar", False) in usual["sktm-umum"]
    assert ("pengantar", True) in others["sktm-umum"]
    assert "Surat pengantar RT/RW" in page
    assert asked("pengantar-ktp")[0] == ("pengantar-rt", True)
    assert asked("surat-tugas") == usual["surat-tugas"]


def test_pages_hear_of_other_rules_at_once(village, sari, django_capture_on_commit_callbacks):
    assert queries.house_for_pages() == house.USUAL
    with django_capture_on_commit_callbacks(execute=True):
        refine(sari, signer="NATIONAL")

    assert queries.house_for_pages().signer == "NATIONAL"


def test_the_page_shows_what_is_prescribed_and_keeps_the_rest(village, sari, signed_in, prescribe):
    client = signed_in(village, sari)
    prescribe("size", "margin_left", typeface="ARIAL")

    page = client.get(PAGE).content.decode()
    saved = client.post(PAGE, TYPED | {"size": "A4", "typeface": "TIMES", "rt_letter": "ALL"})
    wrong = client.post(PAGE, TYPED | {"margin_left": "900"})
    sample = client.post(PAGE, TYPED | {"size": "A4", "apa": "pdf"})
    picture = client.post(PAGE, TYPED | {"margin_left": "900", "apa": "contoh"}).content.decode()

    assert page.count("Ditetapkan kabupaten.") == 8
    assert saved.status_code == 302
    assert (in_force().size, in_force().typeface, in_force().rt_letter) == ("A4", "ARIAL", "NONE")
    assert (wrong.status_code, "Antara 10 dan 40 milimeter" in wrong.content.decode()) == (422, True)
    assert (sample["Content-Type"], sample.content[:5]) == ("application/pdf", b"%PDF-")
    assert "data:image/svg+xml" in picture


def test_a_kabupaten_prescribes_and_takes_it_back(village, regency, make_account, signed_in):
    with current.inside(regency):
        dewi = make_account("dewi", "ADMIN_KABUPATEN", name="Dewi Sample")
    client = signed_in(regency, dewi)
    typed = TYPED | {"left_open": ["margins", "typeface"], "note": "Perbup 1", "code_list": "2012"}

    pages = [client.post(PRESCRIBED, typed), client.get(PRESCRIBED)]
    actions.follow_house(at=NOON)
    settings = queries.service_settings()
    taken = client.post(PRESCRIBED, {"apa": "tarik"})

    assert pages[0].status_code == 302, pages[0].content.decode()
    assert "Perbup 1" in pages[1].content.decode()
    assert settings.left_open == {"margin_top", "margin_right", "margin_bottom", "margin_left", "typeface", "logo"}
    assert settings.code_list == "2012"
    assert taken.status_code == 302
    with current.inside(regency):
        assert notices.house() is None


def test_an_emblem_that_cannot_be_printed_is_refused_before_it_is_kept(village, sari):
    for picture in (b"GIF89a", b"\x89PNG\r\n\x1a\n", LOGO + b" " * 200_000):
        with pytest.raises(PaperRefused):
            refine(sari, picture)
    assert queries.paper_issuer().letterhead.logo is None
