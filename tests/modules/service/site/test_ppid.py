"""A request for information: asked without an account, answered in its term, objected to, decided."""

import re
import uuid
from datetime import date, timedelta

import pytest
from conftest import NOON
from django.core.files.uploadedfile import SimpleUploadedFile
from samples import pdfs

from audit.models import Entry
from exchange.periods import Period
from modules.service.site import actions, queries
from modules.service.site.models import InformationRequest
from papers.books import of as book_of

ANSWER = "Terlampir salinan yang Anda minta."


@pytest.fixture
def client(village, sari, signed_in):
    return signed_in(village, sari)


@pytest.fixture
def head(village, citra, signed_in):
    return signed_in(village, citra, second_factor=True)


def typed(**more):
    said = {
        "wanted": "Salinan APBDes 2025.",
        "purpose": "Skripsi",
        "name": "Ani Sample",
        "contact": "081211112222",
        "address": "",
        "way": "HERE",
    }
    return said | {"key": uuid.uuid4()} | more


def answered(request, sari, **more):
    said = {"outcome": "GIVEN", "answer": ANSWER, **more}
    return actions.answer_request(request=request, by=sari, at=NOON, **said)


def test_from_asking_to_the_document(client, visitor):
    asked = visitor.post("/ppid/minta/", typed())
    kept = InformationRequest.objects.get()
    before = visitor.get(asked["Location"]).content.decode()
    listed = client.get("/kantor/ppid/").content.decode()
    page = client.get(f"/kantor/ppid/{kept.pk}/").content.decode()
    for data in pdfs.ACTIVE.values():
        script = SimpleUploadedFile("apbdes.pdf", data, "application/pdf")
        said = {"perbuatan": "jawab", "outcome": "GIVEN", "words": ANSWER, "refusal_basis": "", "document": script}
        assert "program atau lampiran" in client.post(f"/kantor/ppid/{kept.pk}/", said).content.decode()
    document = SimpleUploadedFile("apbdes.pdf", pdfs.PLAIN, "application/pdf")
    client.post(
        f"/kantor/ppid/{kept.pk}/",
        {"perbuatan": "jawab", "outcome": "GIVEN", "words": ANSWER, "refusal_basis": "", "document": document},
    )
    after = visitor.get(asked["Location"]).content.decode()
    given = visitor.get(re.search(r'href="(/ppid/lacak/[^"]+/berkas/)"', after)[1])

    assert kept.due_on == date(2026, 12, 4)
    assert "4 Desember 2026" in before
    assert "Salinan APBDes" in listed
    assert "Ani Sample" in page
    assert "081211112222" in page
    assert ANSWER in after
    assert given["Content-Disposition"].startswith("attachment")
    assert not any(
        "Ani Sample" in text or "081211112222" in text for text in (before, after, listed, kept.applicant_sealed)
    )
    assert all(
        "Ani" not in str(entry.detail) for entry in Entry.objects.filter(action__startswith="information_request")
    )


def test_a_code_in_small_letters_finds_it_and_a_wrong_one_says_so(visitor, ask):
    kept = ask()

    assert visitor.post("/ppid/lacak/", {"code": f"{kept.code[:4]}-{kept.code[4:]}".lower()}).status_code == 302
    wrong = visitor.post("/ppid/lacak/", {"code": "ZZZZ9999"})
    assert (wrong.status_code, "tidak ada di sini" in wrong.content.decode()) == (422, True)
    for _ in range(40):
        last = visitor.post("/ppid/lacak/", {"code": "ZZZZ9999"})
    assert last.status_code == 429


def test_programs_that_fill_in_everything_and_too_many_are_stopped(visitor):
    assert visitor.post("/ppid/minta/", typed(website="http://x")).status_code == 422
    answers = [visitor.post("/ppid/minta/", typed()).status_code for _ in range(12)]

    assert answers[:10] == [302] * 10
    assert answers[-1] == 429
    assert sorted(InformationRequest.objects.values_list("number", flat=True)) == list(range(1, 11))


def test_a_second_click_asks_once(visitor):
    said = typed()
    one, two = visitor.post("/ppid/minta/", said), visitor.post("/ppid/minta/", said)

    assert one["Location"] == two["Location"]
    assert InformationRequest.objects.count() == 1


def test_seven_days_more_once_with_a_reason(ask, sari):
    kept = actions.extend_term(request=ask(), reason="Perlu dicari di arsip.", by=sari, at=NOON)

    assert kept.due_on == date(2026, 12, 15)
    with pytest.raises(actions.NotInState):
        actions.extend_term(request=kept, reason="Sekali lagi ya.", by=sari, at=NOON)
    with pytest.raises(actions.TooLate):
        actions.extend_term(request=ask(), reason="Sudah lewat waktunya.", by=sari, at=NOON + timedelta(days=30))


def test_a_refusal_names_its_law(client, ask, visitor):
    kept = ask("Daftar NIK semua warga.")
    said = {
        "perbuatan": "jawab",
        "outcome": "REFUSED",
        "words": "Tidak dapat diberikan kepada siapa pun.",
        "refusal_basis": "",
    }
    without = client.post(f"/kantor/ppid/{kept.pk}/", said)
    client.post(f"/kantor/ppid/{kept.pk}/", said | {"refusal_basis": "UU 14/2008 pasal 17 huruf h"})

    assert without.status_code == 422
    assert "Sebutkan pasal" in without.content.decode()
    page = visitor.get(f"/ppid/lacak/{kept.code}/").content.decode()
    assert "ditolak" in page
    assert "pasal 17 huruf h" in page
    assert "Ajukan keberatan" in page


def test_an_objection_is_for_the_head_alone(ask, sari, visitor, client, head):
    kept = answered(ask(), sari)
    sent = visitor.post(f"/ppid/lacak/{kept.code}/", {"words": "Yang saya minta tahun 2025, bukan 2024."})
    kept.refresh_from_db()
    decision = {"perbuatan": "putus", "words": "Salinan tahun 2025 diberikan besok."}
    by_secretary = client.post(f"/kantor/ppid/{kept.pk}/", decision).status_code
    by_head = head.post(f"/kantor/ppid/{kept.pk}/", decision).status_code

    assert (sent.status_code, kept.state, kept.due_on) == (302, "OBJECTED", date(2027, 1, 6))
    assert (by_secretary, by_head) == (403, 302)
    page = visitor.get(f"/ppid/lacak/{kept.code}/").content.decode()
    assert "Salinan tahun 2025" in page
    assert "Komisi Informasi" in page
    assert visitor.post(f"/ppid/lacak/{kept.code}/", {"words": "Sekali lagi saya keberatan."}).status_code == 409


def test_who_may_object_and_until_when(ask, sari):
    running, silent, late = ask(), ask(), answered(ask(), sari)

    with pytest.raises(actions.NotInState):
        actions.object_to_answer(request=running, reason="Belum waktunya ini.", at=NOON)
    after_term = NOON + timedelta(days=17)
    assert (
        actions.object_to_answer(request=silent, reason="Tidak dijawab sama sekali.", at=after_term).state == "OBJECTED"
    )
    with pytest.raises(actions.TooLate):
        actions.object_to_answer(request=late, reason="Terlambat mengajukan ini.", at=NOON + timedelta(days=70))
    with pytest.raises(actions.NotInState):
        answered(silent, sari)


def test_what_is_due_first_stands_on_top(client, ask):
    ask("Yang baru saja diminta.")
    ask("Yang sudah lama sekali.", at=NOON - timedelta(days=40))

    page = client.get("/kantor/ppid/").content.decode()

    assert page.index("lama sekali") < page.index("baru saja")
    assert "1 permohonan informasi hampir atau sudah lewat batas" in client.get("/kantor/akun/").content.decode()
    assert "lewat" in page
    assert queries.waiting(decides=False).count() == 2


def test_the_register_counts_and_names_nobody(ask, sari, village):
    answered(ask(), sari)
    answered(ask("Daftar penerima bantuan."), sari, outcome="PARTLY", refusal_basis="UU 14/2008 pasal 17")
    ask("Peta desa yang terbaru.")
    book, span = book_of("PPID"), Period("2026")
    rows = [row.cells for row in book.rows(span)]

    assert [(row[0], row[7]) for row in rows] == [(1, "Diberikan"), (2, "Diberikan sebagian"), (3, "Sedang diproses")]
    assert "Ani" not in str(rows)
    assert "masuk 3, diberikan 1, diberikan sebagian 1, ditolak 0" in book.notes(span)[0]
    assert queries.counts_of_year(2026)["running"] == 1


def test_a_request_costs_little(client, ask, visitor, django_assert_max_num_queries):
    kept = ask()
    for number in range(9):
        ask(f"Permintaan nomor {number}.")
    client.get("/kantor/akun/"), visitor.get(f"/ppid/lacak/{kept.code}/")

    for browser, path, most in (
        (client, "/kantor/ppid/", 10),
        (client, f"/kantor/ppid/{kept.pk}/", 10),
        (visitor, f"/ppid/lacak/{kept.code}/", 3),
    ):
        with django_assert_max_num_queries(most):
            assert browser.get(path).status_code == 200
