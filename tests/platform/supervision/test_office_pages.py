"""A kabupaten looks after its offices: each has a page, what is dangerous is asked twice, and others' offices are not there."""

from datetime import timedelta

import pytest
from conftest import DISTRICT, NOON, REGENCY, VILLAGE, OfficeClient, office

from supervision import queries
from supervision.actions import closings
from supervision.models import Closing
from tenants.actions import life
from tenants.actions.telling import FromOutside
from tenants.models import Backup, DomainClaim, Office, Region
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db
KEY = "villageaaa"
PAGE = f"/kelola/{KEY}/"
NEW_HOST = "pragaan-jaya-pragaan.localhost"


@pytest.fixture
def boss(regency, make_account, signed_in):
    """The administrator with the second factor."""
    with current.inside(regency):
        account = make_account("bos", "ADMIN_KABUPATEN", name="Bos Kabupaten", totp=True)
        return signed_in(regency, account, second_factor=True)


@pytest.fixture
def elsewhere(regency):
    """A village of another kabupaten."""
    with current.outside():
        far = Office.objects.create(
            key="regencyzzz", schema_name="d_regencyzzz", kind="regency", name="Tegal", designation="Kabupaten",
            region_code="33.28", opened_at=NOON,
        )  # fmt: skip
        near = Office.objects.create(
            key="districtzz", schema_name="d_districtzz", kind="district", name="Slawi", designation="Kecamatan",
            region_code="33.28.01", parent=far, opened_at=NOON,
        )  # fmt: skip
        return Office.objects.create(
            key="villagezzz", schema_name="d_villagezzz", kind="village", name="Dukuhsalam", designation="Desa",
            region_code="33.28.01.2001", parent=near, opened_at=NOON,
        )  # fmt: skip


def suspend():
    life.suspend_office(office_id=office(VILLAGE).pk, reason="Sedang diperiksa", by=FromOutside("uji"), at=NOON)


def test_the_list_names_every_office_and_its_state(kabupaten, village):
    suspend()

    page = text_of(kabupaten.get("/kelola/"))

    assert "Desa Pragaan Laok" in page
    assert "Kecamatan Pragaan" in page
    assert "ditutup sementara" in page
    assert "Kabupaten Sumenep Kabupaten" not in page


@pytest.mark.parametrize("text", ["laok", "35.29.11.2010"])
def test_an_office_is_found_by_name_or_code(kabupaten, text):
    page = text_of(kabupaten.get("/kelola/", {"cari": text}))

    assert "Desa Pragaan Laok" in page
    assert "Prenduan" not in page


def test_the_page_tells_everything_at_once_whatever_there_is(kabupaten, village, django_assert_max_num_queries):
    with current.outside():
        for number in range(12):
            Backup.objects.create(
                office=village, made_at=NOON, location=f"x{number}", sha256="0" * 64, size=5_000_000, row_count=1,
                object_count=1, level="", reason="nightly",
            )  # fmt: skip
            DomainClaim.objects.create(office=village, domain=f"d{number}.desa.id", token="t", asked_at=NOON)
    life.rename_office(office_id=village.pk, name="Pragaan Jaya", designation="Nagari", by=FromOutside("uji"), at=NOON)

    kabupaten.get(PAGE)
    with django_assert_max_num_queries(18):
        page = text_of(kabupaten.get(PAGE))

    for words in (
        "Kantor Pragaan Jaya", "Nagari Pragaan Jaya", NEW_HOST, "pragaan-laok-pragaan.localhost", "mengantar ke alamat utama",
        "d3.desa.id", "menunggu bukti", VILLAGE, "Salinan 12", "MB",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize("path", ["", "nama/", "kode/", "tutup/", "hapus/"])
@pytest.mark.parametrize("key", ["villagezzz", "regencyzzz", "regencyaaa", "tak-ada", "villageaaa'--"])
def test_an_office_that_is_not_below_is_not_there(boss, elsewhere, path, key):
    assert boss.get(f"/kelola/{key}/{path}").status_code == 404
    if path:
        assert (
            boss.post(f"/kelola/{key}/{path}", {"reason": "sedang diperiksa", "name": "X", "pasti": "ya"}).status_code
            == 404
        )
    with current.outside():
        assert Office.objects.get(key="villagezzz").state == "OPEN"


def test_a_camat_has_no_such_pages(camat):
    assert camat.get(PAGE).status_code == 404
    assert camat.get("/kelola/").status_code == 404


def test_a_rename_is_shown_first_and_done_when_confirmed(kabupaten):
    asked = {"name": "Pragaan Jaya", "designation": "Desa"}

    shown = text_of(kabupaten.post(f"{PAGE}nama/", asked))
    assert NEW_HOST in shown
    assert office(VILLAGE).name == "Pragaan Laok"

    done = kabupaten.post(f"{PAGE}nama/", asked | {"pasti": "ya"}, follow=True)
    assert f"Alamatnya {NEW_HOST}" in text_of(done)
    assert office(VILLAGE).host == NEW_HOST


@pytest.mark.parametrize(
    "asked", [{}, {"name": "", "designation": "Desa"}, {"name": "😀", "designation": "Desa"},
              {"name": "Pragaan Laok", "designation": "Desa", "pasti": "ya"}, {"name": "x" * 300, "designation": "Desa"},
              {"name": "a\x00b", "designation": "Desa"}],
)  # fmt: skip
def test_a_bad_name_comes_back_with_words(kabupaten, asked):
    answer = kabupaten.post(f"{PAGE}nama/", asked)

    assert answer.status_code == 422
    assert "Periksa" in text_of(answer)
    assert office(VILLAGE).name == "Pragaan Laok"


def test_a_code_is_shown_first_and_done_when_confirmed(kabupaten, other_district):
    with current.outside():
        Region.objects.get_or_create(code="35.29.10.2099", defaults={"name": "Pragaan Laok"})
    asked = {"code": "35.29.10.2099", "since": "20-11-2026"}

    shown = text_of(kabupaten.post(f"{PAGE}kode/", asked))
    assert "Ganti kode menjadi 35.29.10.2099?" in shown
    assert "Ganding" in shown
    assert office(VILLAGE).parent_id != other_district.pk

    kabupaten.post(f"{PAGE}kode/", asked | {"pasti": "ya"})
    assert office("35.29.10.2099").parent_id == other_district.pk
    assert "35.29.10.2099" in text_of(kabupaten.get(PAGE))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"code": "bukan", "since": "20-11-2026"}, "dengan titik"),
        ({"code": "35.29.11.2012", "since": "20-11-2026"}, "dipakai kantor lain"),
        ({"code": "35.29.11.2003", "since": "20-11-2031", "pasti": "ya"}, "Tanggalnya"),
        ({"code": "35.29.11.2003", "since": "kemarin"}, "tanggal"),
    ],
)
def test_a_bad_code_comes_back_with_words(kabupaten, asked, words):
    answer = kabupaten.post(f"{PAGE}kode/", asked)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert office(VILLAGE).region_code == VILLAGE


def test_an_office_is_suspended_and_reopened(kabupaten):
    assert kabupaten.post(f"{PAGE}tutup/", {"reason": "abc"}).status_code == 422

    page = kabupaten.post(f"{PAGE}tutup/", {"reason": "Sedang diperiksa kabupaten"}, follow=True)
    assert "Sedang diperiksa kabupaten" in text_of(page)
    assert OfficeClient(office(VILLAGE).host).get("/").status_code == 503

    kabupaten.post(f"{PAGE}buka/")
    assert OfficeClient(office(VILLAGE).host).get("/").status_code == 200


def test_the_kecamatan_and_the_kabupaten_see_the_closed_door(camat, kabupaten, figures):
    suspend()

    for browser, path in (
        (camat, "/"), (camat, f"/desa/{KEY}/"), (kabupaten, "/desa/"), (kabupaten, f"/desa/{KEY}/"), (kabupaten, "/kelola/"),
    ):  # fmt: skip
        assert "itutup sementara" in text_of(browser.get(path)), path


def test_removal_wants_the_second_factor(kabupaten):
    assert "/faktor-kedua/" in kabupaten.get(f"{PAGE}hapus/")["Location"]


def test_an_open_office_is_not_removed(boss):
    assert "masih buka" in text_of(boss.get(f"{PAGE}hapus/"))

    boss.post(f"{PAGE}hapus/", {"reason": "bergabung"})

    assert not _closings()


def test_the_steps_follow_each_other_on_the_page(boss, village, regency):
    """Asked, not yet copied: nothing can be handed over or confirmed, and the office cannot be reopened by accident."""
    suspend()
    boss.post(f"{PAGE}hapus/", {"reason": "Bergabung dengan desa lain"})
    boss.post(f"{PAGE}hapus/", {"reason": "sekali lagi"})

    assert len(_closings()) == 1
    page = text_of(boss.get(f"{PAGE}hapus/"))
    assert "Buat salinan" in page
    assert "Musnahkan" not in page
    for path, words in (("serah-terima/", {"receiver": "Camat"}), ("pastikan/", {"typed": "Desa Pragaan Laok"})):
        assert "belum" in text_of(boss.post(f"{PAGE}hapus/{path}", words, follow=True))
    boss.post(f"{PAGE}buka/")
    assert office(VILLAGE).state == "SUSPENDED"

    boss.post(f"{PAGE}hapus/batalkan/")
    boss.post(f"{PAGE}buka/")
    assert office(VILLAGE).state == "OPEN"


def test_who_asked_is_told_to_fetch_a_colleague(boss, village, regency):
    suspend()
    boss.post(f"{PAGE}hapus/", {"reason": "Bergabung dengan desa lain"})
    _copied_and_handed_over()

    assert "rekan Anda yang memastikan" in text_of(boss.get(f"{PAGE}hapus/"))
    boss.post(f"{PAGE}hapus/pastikan/", {"typed": "Desa Pragaan Laok"})

    assert _closings()[0].confirmed_at is None


def test_a_mistyped_name_confirms_nothing(boss, village, regency):
    suspend()
    boss.post(f"{PAGE}hapus/", {"reason": "Bergabung dengan desa lain"})
    _copied_and_handed_over(asked_at=NOON - timedelta(days=400))

    answer = boss.post(f"{PAGE}hapus/pastikan/", {"typed": "desa pragaan laok"})

    assert answer.status_code == 422
    assert "Ketik persis: Desa Pragaan Laok" in text_of(answer)
    assert _closings()[0].confirmed_at is None


def test_only_those_who_remove_read_the_minutes(regency, make_account):
    from archive import access
    from archive.models import Document

    with current.inside(regency):
        admin, auditor = make_account("adm", "ADMIN_KABUPATEN"), make_account("aud", "INSPEKTORAT")
        paper = Document(area="berita-acara")

        assert access.may_open(admin, paper)
        assert not access.may_open(auditor, paper)


def test_an_office_of_another_kabupaten_is_refused_by_the_question_itself(regency, elsewhere):
    with current.inside(regency):
        assert queries.managed_office(KEY).name == "Pragaan Laok"
        with pytest.raises(Office.DoesNotExist):
            queries.managed_office("villagezzz")


def test_a_kecamatan_with_villages_is_not_removed(boss):
    life.suspend_office(office_id=office(DISTRICT).pk, reason="Sedang diperiksa", by=FromOutside("uji"), at=NOON)

    said = text_of(boss.post("/kelola/districtaa/hapus/", {"reason": "Bergabung"}, follow=True))

    assert "Masih ada kantor di bawahnya" in said
    assert not _closings()


def _closings():
    with current.inside(office(REGENCY)):
        return list(Closing.objects.all())


def _copied_and_handed_over(**changes):
    with current.inside(office(REGENCY)):
        found = Closing.objects.get()
        changes = {"copied_at": NOON, "copy_sha256": "0" * 64, "copy_size": 1} | changes
        Closing.objects.filter(pk=found.pk).update(**changes)
        closings.hand_over(closing=found, receiver="Bapak Camat", by=found.asked_by, at=NOON)
