"""Public information: what must be published, the budget in figures, documents, and what is excluded."""

import uuid

import pytest
from conftest import NOON
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from samples import pdfs

from archive.models import Document
from audit.models import Entry
from exchange import indicators
from exchange.outbox.models import Dirty
from exchange.periods import Period
from modules.service.site import actions, queries
from modules.service.site.models import Publication
from modules.service.site.rules import budget
from modules.service.site.views.entrances import _only_by_its_page

SECRET = "Kenarimerah"


@pytest.fixture
def client(village, budi, signed_in):
    return signed_in(village, budi)


def typed(**more):
    return {
        "key": uuid.uuid4(), "edition": 0, "subject": "RKPDES", "title": "RKPDes 2026", "year": 2026,
        "access": "PERIODIC", "perbuatan": "umumkan",
    } | more  # fmt: skip


def a_pdf(*objects):
    return SimpleUploadedFile("RKPDes.pdf", pdfs.made(*objects), "application/pdf")


def figures(own="100.000.000", **more):
    said = {
        f"{part}-{name}-{what}": ""
        for part, lines in budget.PARTS.items()
        for name in lines
        for what in ("planned", "realised")
    }
    return said | {
        "income-own-planned": own, "income-village_fund-planned": "900000000", "income-village_fund-realised": "450000000",
        "spending-development-planned": "Rp1.000.000.000", "income": "1000000000", "spending": "1000000000", "edition": 0,
    } | more  # fmt: skip


def test_a_document_is_published_and_saved_by_everybody(client, visitor):
    assert "RKPDes 2026" not in visitor.get("/transparansi/").content.decode()
    client.post("/kantor/informasi/baru/", typed(document=a_pdf()))
    one = Publication.objects.get()

    given = visitor.get(f"/informasi-publik/{one.pk}/berkas/")

    page = visitor.get("/transparansi/").content.decode()
    assert "RKPDes 2026 (unduh" in page
    assert "1 dari 7" in page
    assert given["Content-Disposition"].startswith("attachment")
    assert given["X-Content-Type-Options"] == "nosniff"
    assert "RKPDes 2026" in visitor.get("/informasi-publik/?golongan=PERIODIC&q=rkp").content.decode()
    assert "RKPDes 2026" not in visitor.get("/produk-hukum/").content.decode()
    assert (
        visitor.get("/api/v1/situs/informasi/?tahun=2026").json()["results"][0]["document"]
        == f"/informasi-publik/{one.pk}/berkas/"
    )


def test_what_is_prepared_or_taken_back_is_nobodys(client, visitor):
    client.post("/kantor/informasi/baru/", typed(document=a_pdf(), perbuatan="simpan"))
    one = Publication.objects.get()
    address = f"/informasi-publik/{one.pk}/berkas/"
    before = visitor.get(address).status_code
    client.post(f"/kantor/informasi/{one.pk}/", typed(edition=one.edition))
    shown = visitor.get(address).status_code
    client.post(f"/kantor/informasi/{one.pk}/", {"perbuatan": "tarik"})

    assert (before, shown, visitor.get(address).status_code) == (404, 200, 404)
    assert not _only_by_its_page(None, Document.objects.get()), "the archive's own page is no way around"


def test_excluded_information_is_named_and_never_given(client, visitor):
    client.post("/kantor/informasi/baru/", typed(document=a_pdf(), title=f"Data pemilih {SECRET}"))
    one = Publication.objects.get()
    excluded = typed(
        edition=one.edition, access="EXCLUDED", title="Data pribadi pemilih", reason="UU 14/2008 pasal 17 huruf h",
        consequence=f"Membuka {SECRET}",
    )  # fmt: skip

    answer = client.post(f"/kantor/informasi/{one.pk}/", excluded)

    one.refresh_from_db()
    assert (answer.status_code, one.document, one.is_public) == (302, None, True)
    assert visitor.get(f"/informasi-publik/{one.pk}/berkas/").status_code == 404
    listed = visitor.get("/informasi-publik/").content.decode()
    assert "Data pribadi pemilih" in listed
    assert "pasal 17 huruf h" in listed
    for path in ("/informasi-publik/", "/transparansi/", "/api/v1/situs/informasi/", "/sitemap.xml"):
        assert SECRET not in visitor.get(path).content.decode(), path


def test_the_database_takes_nothing_of_what_is_excluded(village):
    made = {
        "created_at": NOON,
        "updated_at": NOON,
        "year": 2026,
        "subject": "OTHER",
        "access": "EXCLUDED",
        "reason": "x",
        "consequence": "x",
    }
    for more in ({"link": "/x/"}, {"reason": ""}, {"consequence": ""}):
        with pytest.raises(IntegrityError, match="excluded_information_is_named"), transaction.atomic():
            Publication.objects.create(title="X", **{**made, **more})


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"document": None}, "Unggah dokumennya"),
        ({"document": SimpleUploadedFile("x.pdf", b"<script>")}, "JPEG, PNG"),
        *(({"document": SimpleUploadedFile("x.pdf", data)}, "program") for data in pdfs.ACTIVE.values()),
        ({"document": SimpleUploadedFile("x.pdf", pdfs.BROKEN["locked"])}, "terkunci"),
        ({"link": "javascript:alert(1)"}, "dimulai dengan"),
        ({"link": "//jahat.example"}, "dimulai dengan"),
        ({"access": "EXCLUDED"}, "Tulis pasalnya"),
        ({"year": 1999}, "2015"),
    ],
)
def test_what_cannot_be_published_is_said(client, wrong, words):
    answer = client.post(
        "/kantor/informasi/baru/", {key: value for key, value in typed(**wrong).items() if value is not None}
    )

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Publication.objects.exists()


def test_the_budget_is_typed_added_up_and_shown(client, visitor, django_assert_max_num_queries):
    answer = client.post("/kantor/informasi/apbdes/2026/", figures())

    visitor.get("/transparansi/")
    with django_assert_max_num_queries(5):
        page = visitor.get("/transparansi/").content.decode()
    assert answer.status_code == 302
    assert "Rp1.000.000.000" in page
    assert "50" in page
    assert "bar-target" in page
    assert "Pembinaan kemasyarakatan" not in page, "a line of nought is left out"
    assert len(page) < 20_000
    assert Entry.objects.filter(action="publication.publish_figures").exists()
    assert Dirty.objects.filter(indicator="budget_published").exists()
    counted = indicators.named("budget_published").count(Period("2026-11"))
    assert (counted.numerator, counted.denominator) == (1, 1)
    assert queries.budget_years() == [2026]


def test_a_budget_that_does_not_add_up_is_refused_with_what_was_typed(client):
    answer = client.post("/kantor/informasi/apbdes/2026/", figures(own="100.000.001"))

    assert answer.status_code == 422
    assert "berbeda Rp1 " in answer.content.decode()
    assert 'value="100.000.001"' in answer.content.decode()
    assert not Publication.objects.exists()


def test_two_editors_of_the_budget_lose_nothing(client):
    client.post("/kantor/informasi/apbdes/2026/", figures())
    answer = client.post("/kantor/informasi/apbdes/2026/", figures(**{"spending-development-realised": "5"}))

    assert answer.status_code == 409
    assert Publication.objects.get().figures["spending"]["development"] == [1_000_000_000, None]


def test_a_line_another_saved_is_not_saved_over(client, budi):
    client.post("/kantor/informasi/baru/", typed(document=a_pdf()))
    one = Publication.objects.get()

    with pytest.raises(actions.ChangedMeanwhile):
        actions.keep_publication(
            key=one.key,
            access="PERIODIC",
            subject="RKPDES",
            year=2026,
            said={"title": "Lain"},
            edition=one.edition - 1,
            by=budi,
            at=NOON,
        )
    assert client.post(f"/kantor/informasi/{one.pk}/", typed(edition=1, title="Lain")).status_code == 409


def test_the_lists_cost_the_same_with_many(client, visitor, village, django_assert_max_num_queries):
    made = {
        "access": "ANYTIME",
        "subject": "PERDES",
        "published_at": NOON,
        "created_at": NOON,
        "updated_at": NOON,
        "link": "/x/",
    }
    Publication.objects.bulk_create(
        Publication(title=f"Perdes {number}", year=2000 + number, **made) for number in range(20, 50)
    )
    visitor.get("/transparansi/"), client.get("/kantor/akun/")

    for browser, path, most in (
        (visitor, "/informasi-publik/", 3),
        (visitor, "/transparansi/", 5),
        (client, "/kantor/informasi/", 10),
    ):
        with django_assert_max_num_queries(most):
            assert browser.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/informasi-publik/", "/api/v1/situs/informasi/", "/transparansi/"])
def test_whatever_is_asked_beside_an_address_is_answered(visitor, client, path):
    for asked in ("\0", "x" * 5000, "' OR 1=1", "%"):
        said = {"q": asked, "tahun": asked, "jenis": asked, "golongan": asked}
        assert visitor.get(path, said).status_code == 200
        assert client.get("/kantor/informasi/", said).status_code == 200
