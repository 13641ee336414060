"""The question box, the way to the desk, and the officers' list."""

import gzip
import uuid
from importlib import import_module
from types import SimpleNamespace

from conftest import NOON
from django.apps import apps
from django.db import connection

from modules.service import actions as service
from modules.service.ask import actions
from modules.service.ask.models import Entry
from modules.service.ask.seeds import plant_answers
from modules.service.ask.views.entrances import in_words
from modules.service.referrals.models import Referral
from modules.service.rules.house import RT_LETTER

DESK = {"question": "harga cabai", "name": "Ani", "phone": "081234567890"}


def test_a_typo_finds_the_service_with_its_source_and_a_person(village, visitor, django_assert_max_num_queries):
    visitor.get("/tanya/")
    with django_assert_max_num_queries(8):
        answered = visitor.post("/tanya/", {"q": "cara biikn KTP bru"})
    page = answered.content.decode()

    assert "/layanan/pengantar-ktp/" in page
    assert "Sumber:" in page
    assert "Hubungi petugas" in page
    assert len(gzip.compress(answered.content)) < 20_000
    assert not Entry.objects.filter(state="ASKED").exists()


def test_what_it_does_not_know_it_says_counts_and_hands_over_once(
    village, visitor, budi, signed_in, django_assert_max_num_queries
):
    visitor.get("/tanya/")
    # Two of them are the savepoints of the test's own transaction.
    with django_assert_max_num_queries(12):
        page = visitor.post("/tanya/", {"q": "harga cabai 3529115506850003"}).content.decode()
    said = DESK | {"key": str(uuid.uuid4())}
    first, _ = visitor.post("/tanya/petugas/", said), visitor.post("/tanya/petugas/", said)

    assert "kami belum tahu jawabannya" in page
    assert 'value="harga cabai …"' in page, "the desk is given no number"
    assert "sudah di meja petugas" in first.content.decode()
    referral = Referral.objects.get()
    assert (referral.need, referral.to_post, referral.phone) == ("harga cabai", "KASI_PELAYANAN", "081234567890")
    assert "harga cabai" in signed_in(village, budi).get("/kantor/arahan/").content.decode()
    assert "harga cabai" in signed_in(village, budi).get("/kantor/tanya/").content.decode()


def test_what_is_wrong_is_said_and_floods_are_stopped(village, visitor):
    assert visitor.post("/tanya/", {"q": ""}).status_code == 422
    assert visitor.post("/tanya/", {"q": "x" * 300}).status_code == 422
    wrong = visitor.post("/tanya/petugas/", DESK | {"key": "x", "phone": "12"})
    assert (wrong.status_code, "0812-3456-7890" in wrong.content.decode()) == (422, True)
    found = [visitor.post("/tanya/petugas/", DESK | {"key": str(uuid.uuid4())}).status_code for _ in range(11)]
    assert found[-1] == 429
    assert Referral.objects.count() == 10


def test_officers_answer_what_was_asked(village, budi, signed_in):
    actions.note_unanswered(question="Kapan posyandu?", at=NOON)
    browser, entry = signed_in(village, budi), Entry.objects.get(state="ASKED")
    address = f"/kantor/tanya/{entry.pk}/"
    said = {"question": "Kapan posyandu?", "answer": "Rabu pertama.", "words": "", "link": "", "is_listed": "on"}

    for wrong, why in (
        ({"answer": "NIK 3529115506850003"}, "Jangan menulis NIK"),
        ({"link": "//x.id"}, "mulai dengan /"),
        ({"answer": ""}, "wajib"),
    ):
        page = browser.post(address, said | wrong)
        assert page.status_code == 422, why
    assert browser.post(address, said).status_code == 302
    assert "Rabu pertama." in browser.post("/tanya/", {"q": "kapan posyandu"}).content.decode()
    assert browser.post(address, {"forget": "1"}).status_code == 302
    assert not Entry.objects.filter(pk=entry.pk).exists()


def test_the_api_answers_and_keeps_nothing(village, visitor):
    known = visitor.get("/api/v1/tanya/", {"q": "surat usaha"}).json()
    unknown = visitor.get("/api/v1/tanya/", {"q": "harga cabai"}).json()

    assert known["best"]["link"] == "/layanan/sk-usaha/"
    assert unknown["best"] is None
    assert not Entry.objects.filter(state="ASKED").exists()


def test_by_chat_what_has_no_answer_is_counted_and_what_has_no_words_asks_for_some(village):
    assert "belum punya jawabannya" in in_words("harga cabai 3529115506850003")
    assert "hanya dapat membaca tulisan" in in_words("")

    entry = Entry.objects.get(state="ASKED")
    assert (entry.times_asked, "3529115506850003" in entry.question) == (1, False)


def test_a_letter_of_the_rt_is_among_what_to_bring_where_the_house_asks_for_it(
    village, visitor, make_account, django_capture_on_commit_callbacks
):
    before = visitor.post("/tanya/", {"q": "syarat surat usaha"}).content.decode()
    values = {"rt_letter": "ALL"}
    with django_capture_on_commit_callbacks(execute=True):
        service.change_house(values=values, logo=None, drops_logo=False, by=make_account("sekdes", "SEKDES"), at=NOON)

    after = visitor.post("/tanya/", {"q": "syarat surat usaha"}).content.decode()

    assert RT_LETTER.text not in before
    assert RT_LETTER.text in after


def test_questions_for_information_lead_to_their_page_unless_the_office_wrote_its_own(village, budi):
    module = import_module("modules.service.ask.migrations.0003_information_has_its_page")
    Entry.objects.filter(question=module.QUESTION).delete()
    kept = Entry.objects.create(question=module.QUESTION, changed_at=NOON, **module.BEFORE)
    for _ in range(2):
        module.lead_to_its_page(apps, SimpleNamespace(connection=connection))
    kept.refresh_from_db()
    assert (kept.link, kept.answer) == ("/ppid/", module.AFTER["answer"])

    Entry.objects.update(**module.BEFORE, changed_by=budi)
    module.lead_to_its_page(apps, SimpleNamespace(connection=connection))

    kept.refresh_from_db()
    assert kept.link == "/aduan/"


def test_what_ships_leads_questions_for_information_to_their_page(village, visitor):
    plant_answers(NOON)

    assert 'href="/ppid/"' in visitor.post("/tanya/", {"q": "minta data apbdes"}).content.decode()
