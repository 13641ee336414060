"""Writing for the site, and what everybody reads of it, when, and where."""

import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from conftest import NOON, OfficeClient
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Entry
from modules.service.site import actions, queries
from modules.service.site.models import Article
from tenants.models import Office
from walls import current

from .conftest import photo


@pytest.fixture
def client(village, budi, signed_in):
    return signed_in(village, budi)


def typed(**more):
    return {
        "key": uuid.uuid4(), "edition": 0, "title": "Kerja bakti", "lead": "Minggu pagi.", "body": "Bawa **alat**.", "picture_words": "",
        "perbuatan": "terbitkan",
    } | more  # fmt: skip


def test_an_officer_writes_and_everybody_reads(client, visitor):
    file = SimpleUploadedFile("x.jpg", photo(), "image/jpeg")
    answer = client.post("/kantor/situs/baru/?jenis=NEWS", typed(picture=file, picture_words="Warga menyapu jalan"))
    article = Article.objects.get()

    page = visitor.get("/berita/kerja-bakti/").content.decode()
    picture = visitor.get(re.search(r'src="(/gambar/\d+/\w+\.jpg)"', page)[1])

    assert answer["Location"] == f"/kantor/situs/{article.pk}/"
    assert "<strong>alat</strong>" in page
    assert 'alt="Warga menyapu jalan"' in page
    assert '<meta property="og:title" content="Kerja bakti">' in page
    assert "og:image" in page
    assert "https://wa.me/?text=Kerja%20bakti%20http" in page
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    assert "immutable" in picture["Cache-Control"]
    assert "Kerja bakti" in visitor.get("/").content.decode()
    assert {"article.write", "article.set_picture", "article.publish"} <= set(
        Entry.objects.values_list("action", flat=True)
    )


def test_a_phone_that_saves_data_gets_no_picture(client, visitor):
    file = SimpleUploadedFile("x.jpg", photo(), "image/jpeg")
    client.post("/kantor/situs/baru/", typed(picture=file, picture_words="Warga"))

    page = visitor.get("/berita/kerja-bakti/", headers={"Save-Data": "on"})

    assert "<img" not in page.content.decode()
    assert "Lihat gambar" in page.content.decode()
    assert "Save-Data" in page["Vary"]


def test_drafts_taken_back_and_to_come_are_nobodys(write, visitor, client, budi):
    draft = write("Konsep saja", publish=False)
    gone = actions.take_back_article(article=write("Sudah ditarik"), by=budi, at=NOON)
    write("Besok terbit", at=NOON + timedelta(days=1))
    picture = SimpleUploadedFile("x.jpg", photo(), "image/jpeg")
    client.post(
        f"/kantor/situs/{draft.pk}/", typed(edition=1, picture=picture, picture_words="Rahasia", perbuatan="simpan")
    )
    draft = Article.objects.select_related("picture").get(pk=draft.pk)
    picture_at = f"/gambar/{draft.pk}/{draft.picture.sha256[:16]}.jpg"

    for path in ("/", "/berita/", "/berita/umpan.xml", "/sitemap.xml", "/api/v1/situs/tulisan/"):
        body = visitor.get(path).content.decode()
        assert not any(
            word in body for word in ("Konsep", "konsep-saja", "Sudah ditarik", gone.slug, "Besok terbit")
        ), path
    assert [visitor.get(f"/berita/{slug}/").status_code for slug in (draft.slug, gone.slug, "besok-terbit")] == [
        404
    ] * 3
    assert visitor.get(picture_at).status_code == 404
    seen = client.get(picture_at)
    assert (seen.status_code, seen["Cache-Control"]) == (200, "no-store")


def test_a_moment_is_of_the_offices_own_time(village, client, visitor):
    with current.outside():
        Office.objects.filter(pk=village.pk).update(timezone="Asia/Jayapura")
    village.timezone = "Asia/Jayapura"

    client.post(
        "/kantor/situs/baru/?jenis=NOTICE", typed(publish_on="2026-11-21", publish_time="00:00", ends_on="2026-11-21")
    )

    midnight = Article.objects.get().publish_at
    assert midnight.isoformat() == "2026-11-20T15:00:00+00:00"
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
        assert visitor.get("/berita/kerja-bakti/").status_code == 404
    with time_machine.travel(midnight, tick=False):
        assert visitor.get("/berita/kerja-bakti/").status_code == 200
        assert "Kerja bakti" in visitor.get("/").content.decode()
    with time_machine.travel(midnight + timedelta(days=1), tick=False):
        assert not queries.in_force(midnight + timedelta(days=1)).exists()
        assert "sudah lewat" in visitor.get("/berita/kerja-bakti/").content.decode()


def test_a_renamed_article_leads_on_and_keeps_its_addresses(write, visitor, budi):
    article = write("Jadwal posyandu")
    actions.rename_article(article=article, slug="Posyandu November", by=budi, at=NOON)

    moved = visitor.get("/berita/jadwal-posyandu/")
    other = write("Jadwal posyandu")

    assert (moved.status_code, moved["Location"]) == (301, "/berita/posyandu-november/")
    assert other.slug == "jadwal-posyandu-2", "what was somebody's is never another's"
    renamed_back = actions.rename_article(article=article, slug="Jadwal posyandu", by=budi, at=NOON)
    assert (renamed_back.slug, renamed_back.former_slugs) == ("jadwal-posyandu", ["posyandu-november"])


def test_two_editors_lose_nothing(client, write):
    article = write()
    first = client.post(
        f"/kantor/situs/{article.pk}/", typed(edition=article.edition, body="Yang pertama", perbuatan="simpan")
    )
    second = client.post(
        f"/kantor/situs/{article.pk}/", typed(edition=article.edition, body="Yang kedua", perbuatan="simpan")
    )

    article.refresh_from_db()
    assert (first.status_code, second.status_code) == (302, 409)
    assert article.body == "Yang pertama"
    page = second.content.decode()
    assert "Yang pertama" in page
    assert "Yang kedua" in page


def test_a_second_click_writes_once(client):
    said = typed(perbuatan="simpan")
    one, two = client.post("/kantor/situs/baru/", said), client.post("/kantor/situs/baru/", said)

    assert one["Location"] == two["Location"]
    assert Article.objects.count() == 1


def test_a_preview_is_kept_nowhere(client):
    page = client.post("/kantor/situs/baru/", typed(perbuatan="pratinjau", body="Lihat **dulu** <script>x</script>"))

    assert "Lihat <strong>dulu</strong> &lt;script&gt;" in page.content.decode()
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Tulis judulnya"),
        ({"body": "kata " * 5000}, "Paling panjang"),
        ({"picture": SimpleUploadedFile("x.jpg", b"<script>")}, "JPEG, PNG"),
        ({"picture": SimpleUploadedFile("x.jpg", photo())}, "terlihat"),
        ({"publish_time": "07:00"}, "Pilih tanggalnya"),
    ],
)
def test_what_cannot_be_published_is_said_and_nothing_kept(client, wrong, words):
    said = typed(picture_words="" if words == "terlihat" else "Kata", **wrong)

    answer = client.post("/kantor/situs/baru/", said)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Article.objects.exists()


def test_numbers_of_people_are_masked(write, visitor):
    write("Daftar 3529115501900003", body="NIK 3529 1155 0190 0003")

    assert "0190" not in visitor.get("/berita/").content.decode() + visitor.get("/berita/umpan.xml").content.decode()


def test_a_new_village_has_a_finished_site(visitor, citra, sari):
    for path, words in {
        "/": "Urusan desa", "/profil/": "Struktur organisasi", "/profil/struktur-organisasi/": "Citra Lestari",
        "/profil/profil-desa/": "35.29.11.2010",
        "/program/": "Bantuan apa", "/berita/": "Belum ada kabar", "/transparansi/": "belum diumumkan",
        "/informasi-publik/": "boleh Anda minta",
        "/ppid/": "Sekretaris Desa", "/produk-hukum/": "Produk hukum",
    }.items():  # fmt: skip
        answer = visitor.get(path)
        assert words in answer.content.decode(), path
        assert len(answer.content) < 20_000, path


def test_a_page_of_its_own_replaces_the_usual_words(client, visitor):
    client.post("/kantor/situs/baru/?halaman=sejarah", typed(title="Sejarah desa kami", body="Dahulu kala."))

    page = visitor.get("/profil/sejarah/").content.decode()
    assert "Dahulu kala." in page
    assert "sesepuh" not in page
    assert visitor.get("/profil/").content.decode().count("/profil/sejarah/") == 1


def test_pages_cost_the_same_with_many(write, visitor, client, django_assert_max_num_queries):
    for number in range(14):
        write(f"Kabar {number}", kind="NOTICE", ends_on=date(2026, 12, 1))
    visitor.get("/"), client.get("/kantor/akun/")
    for browser, path, most in (
        (visitor, "/", 5),
        (visitor, "/berita/", 3),
        (visitor, "/berita/kabar-1/", 3),
        (client, "/kantor/situs/", 10),
    ):
        with django_assert_max_num_queries(most):
            answer = browser.get(path)
        assert len(answer.content) < 20_000 or browser is client, path


def test_the_front_page_is_light_at_its_fullest(write, visitor):
    for number in range(4):
        write(
            f"Judul yang panjang sekali {'kata ' * 20}{number}",
            kind="NOTICE",
            ends_on=date(2026, 12, 1),
            lead="kata " * 55,
        )

    assert len(visitor.get("/").content) < 20_000


def test_machines_read_what_is_public_under_its_own_host(write, visitor, village):
    write("Kabar & <berita>")
    feed, sitemap, robots = (visitor.get(path) for path in ("/berita/umpan.xml", "/sitemap.xml", "/robots.txt"))

    assert "Kabar &amp; &lt;berita&gt;" in feed.content.decode()
    assert feed.content.startswith(b"<?xml")
    assert f"http://{village.host}/berita/kabar-berita/" in sitemap.content.decode()
    assert "/layanan/sk-usaha/" in sitemap.content.decode()
    assert "/lacak/" not in sitemap.content.decode()
    assert "Disallow: /kantor/" in robots.content.decode()
    assert f"Sitemap: http://{village.host}/" in robots.content.decode()
    assert all("Host" in answer["Vary"] for answer in (feed, sitemap, robots))


def test_another_village_and_a_closed_one_show_nothing_of_it(write, visitor, village, neighbour):
    article = write("Hanya di sini")
    there = OfficeClient(neighbour.host)

    assert there.get("/berita/hanya-di-sini/").status_code == 404
    assert "Hanya di sini" not in there.get("/berita/umpan.xml").content.decode() + there.get("/").content.decode()
    with current.outside():
        Office.objects.filter(pk=village.pk).update(state="SUSPENDED")
    closed = OfficeClient(village.host).get("/berita/umpan.xml")
    assert closed.status_code == 503
    assert article.title not in closed.content.decode()


def test_the_api_writes_once_and_reads_what_is_public(client, visitor, budi):
    said = {"key": str(uuid.uuid4()), "title": "Dari luar", "lead": "Sistem lain.", "publish": True}
    made = [client.post("/api/v1/situs/tulisan/tulis/", said, content_type="application/json") for _ in range(2)]

    assert [answer.status_code for answer in made] == [201, 201]
    assert Article.objects.count() == 1
    assert visitor.get("/api/v1/situs/tulisan/dari-luar/").json()["title"] == "Dari luar"
    assert visitor.get("/api/v1/situs/tulisan/").json()["results"][0]["slug"] == "dari-luar"


def test_a_shared_link_never_carries_a_number(village):
    from django.template import Context, Template
    from django.test import RequestFactory

    request = RequestFactory().get("/lacak/", headers={"host": village.host})
    html = Template('{% load ui %}{% share_link "NIK 3529115501900003" %}').render(Context({"request": request}))

    assert "0003" not in html
    assert "wa.me" in html
