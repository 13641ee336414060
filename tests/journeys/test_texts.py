"""The secretary words a letter anew, and a kabupaten words one for all its villages."""

from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import NOON, REGENCY, VILLAGE, office
from django.utils import timezone
from journeys.conftest import PASSPHRASE, apart, bring_in
from playwright.sync_api import expect

from accounts.models import Account
from modules.service import actions, kinds
from modules.service.models import Letter, LetterKind
from registry.models import Resident
from walls import current

EDITOR = "/kantor/surat/templat/sktm-umum/"
SKTM = {"purpose": "Keringanan biaya pendidikan", "dependants": "1", "income": "900000"}


@pytest.fixture
def village(hire):
    found = office(VILLAGE)
    clerk = hire(found, "budi", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "KASI_KESEJAHTERAAN", "OPERATOR")
    hire(found, "sari", "SEKDES")
    hire(found, "citra", "KADES", signs=True)
    bring_in(found, clerk, 60)
    return found


def a_signed_letter(village):
    """One of the counter, checked, initialled and signed."""
    made = []

    def work():
        with current.inside(village):
            budi, sari, citra = (Account.objects.get(username=name) for name in ("budi", "sari", "citra"))
            asker = Resident.objects.filter(born_on__lt=NOON.date() - timedelta(days=9000), relation=1).order_by("pk")[
                0
            ]
            said = {"kind": LetterKind.objects.get(slug="sktm-umum"), "answers": SKTM, "resident": asker}
            at = timezone.now()
            letter = actions.make_at_counter(key=uuid4(), by=budi, at=at, repeats_because="contoh", **said)
            actions.check_by_kasi(letter=letter, by=budi, at=at)
            actions.check_by_sekdes(letter=letter, by=sari, at=at)
            [result] = actions.sign_letters(letter_ids=[letter.pk], passphrase=PASSPHRASE, by=citra, at=at)
            assert result.is_signed, result.problem
            made.append(Letter.objects.get(pk=letter.pk))

    apart(work)
    return made[0]


def test_the_secretary_words_a_letter_breaks_it_mends_it_and_old_letters_stay(village, sign_in, open_at):
    old = a_signed_letter(village)
    page = sign_in(village, "sari")
    open_at(village, "/kantor/surat/templat/?q=tidak mampu")
    page.get_by_role("link", name="Surat Keterangan Tidak Mampu", exact=True).click()
    text = page.locator("#f-text")
    expect(page.locator("#result img")).to_be_visible()
    shown = text.input_value()

    text.fill(shown.replace("{Keperluan: huruf kecil di depan}", "{Keperluam}"))
    fault = page.locator("#result").get_by_role("link", name="Baris 7, huruf 47")
    expect(fault).to_be_visible()
    expect(page.locator("#result")).to_contain_text("Maksud Anda {Keperluan}?")
    fault.click()
    assert page.evaluate("document.activeElement.id") == "f-text"

    text.fill(shown.replace("tergolong tidak mampu.", "tergolong tidak mampu menurut musyawarah desa."))
    expect(page.locator("#result img")).to_be_visible()
    page.wait_for_timeout(1000)
    page.reload()
    page.get_by_role("button", name="Pakai ketikan itu").click()
    assert "musyawarah desa" in text.input_value()
    page.get_by_label("Apa yang diubah").fill("menyebut musyawarah")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Versi 2 disimpan.").first).to_be_visible()
    open_at(village, EDITOR)
    expect(page.locator("[data-draft-found]")).to_be_hidden()

    new = a_signed_letter(village)
    with current.inside(village):
        old.refresh_from_db()
        assert "musyawarah" in new.definition.text
        assert old.definition == kinds.KINDS["sktm-umum"]
        assert old.version_id != new.version_id


def test_a_kabupaten_words_a_letter_and_the_village_has_it(village, hire, sign_in, open_at):
    regency = office(REGENCY)
    hire(regency, "dewi", "ADMIN_KABUPATEN", signs=True)
    page = sign_in(regency, "dewi", second_factor=True)
    open_at(regency, "/templat/")
    page.get_by_role("link", name="Surat Keterangan Usaha", exact=True).click()
    text = page.locator("#f-text")
    text.fill(text.input_value().replace("Demikian", "Demikianlah"))
    expect(page.locator("#result img")).to_be_visible()
    page.get_by_label("Apa yang diubah").fill("Kalimat penutup baru")
    page.get_by_role("button", name="Terbitkan untuk semua desa").click()
    expect(page.get_by_text("Diterbitkan.").first).to_be_visible()
    page.context.clear_cookies()

    sign_in(village, "sari")
    open_at(village, "/kantor/surat/templat/")
    expect(page.get_by_role("row", name="Surat Keterangan Usaha")).to_contain_text("Dari kabupaten")
    with current.inside(village):
        assert "Demikianlah" in LetterKind.objects.get(slug="sk-usaha").definition.text
