"""A kabupaten publishes words of kinds; villages follow, keep their own, and are never broken by it."""

import uuid

import pytest
from conftest import NOON
from django.db import Error, transaction

from exchange.models import KindNotice
from modules.service import actions, kinds
from modules.service.models import KindVersion, LetterKind
from modules.service.queries import drafting
from modules.service.rules import toml_text
from tenants.actions import opening
from walls import current

TEXT = kinds.KINDS["sk-usaha"].text
OURS = {"text": TEXT.replace("Demikian", "Demikianlah"), "minutes": 20}
WHOLE = (
    (kinds.FILES[0].parent / "pengantar-skck.toml").read_text().replace('slug = "pengantar-skck"', 'slug = "kab-surat-jalan"')
    .replace('title = "Surat Pengantar SKCK"', 'title = "Surat Jalan"')
)  # fmt: skip


class By:
    name = "Dewi Sample"
    pk = None


@pytest.fixture
def publish(regency):
    def publish_it(changes=OURS, slug="sk-usaha", *, free=False):
        with current.inside(regency):
            return actions.publish_changes(
                slug=slug, changes=changes, note="Kalimat baru", minutes_free=free, by=By(), at=NOON
            )

    return publish_it


@pytest.fixture
def publish_whole(regency):
    def publish_it(whole=WHOLE):
        with current.inside(regency):
            return actions.publish_whole(whole=whole, note="Jenis baru", by=By(), at=NOON)

    return publish_it


@pytest.fixture
def withdraw(regency):
    def withdraw_it(slug="sk-usaha"):
        with current.inside(regency):
            actions.withdraw_publication(slug=slug, by=By(), at=NOON)

    return withdraw_it


def pull():
    return actions.take_over_publications(at=NOON)


def test_a_village_without_words_of_its_own_follows_once(publish, usaha):
    publish()

    assert [pull(), pull()] == [1, 0]
    usaha.refresh_from_db()
    assert (usaha.version.origin, usaha.definition.text, usaha.definition.minutes) == ("REGENCY", OURS["text"], 20)


def test_a_village_with_words_of_its_own_is_told_and_chooses(publish, usaha, sari, village, signed_in):
    own = actions.save_version(kind=usaha, changes={"note": "Catatan kami."}, note="", opened="", by=sari, at=NOON)
    notice, page = publish(), signed_in(village, sari)
    pull()
    usaha.refresh_from_db()
    listed, editor = (page.get(f"/kantor/surat/templat/{end}").content.decode() for end in ("", "sk-usaha/"))

    assert usaha.version == own
    assert "Versi kabupaten baru ada" in listed
    assert "Kabupaten menerbitkan versi baru" in editor

    page.post("/kantor/surat/templat/sk-usaha/kembali/", {"ke": "tetap"})
    usaha.refresh_from_db()
    assert (usaha.version, usaha.notice) == (own, notice.key)
    assert "Kabupaten menerbitkan" not in page.get("/kantor/surat/templat/sk-usaha/").content.decode()

    page.post("/kantor/surat/templat/sk-usaha/kembali/", {"ke": "kabupaten", "opened": own.digest})
    usaha.refresh_from_db()
    assert usaha.version.origin == "REGENCY"


def test_letters_keep_their_words_through_publication_and_withdrawal(publish, withdraw, make_letter, usaha):
    before = make_letter()
    publish()
    pull()
    usaha.refresh_from_db()
    between = make_letter(kind=usaha)
    withdraw()

    assert [pull(), pull()] == [1, 0]
    usaha.refresh_from_db()
    assert [one.definition.text for one in (before, between)] == [TEXT, OURS["text"]]
    assert usaha.definition == kinds.KINDS["sk-usaha"]


def test_a_village_promises_no_longer_than_the_kabupaten_unless_it_may(publish, usaha, sari):
    publish()
    pull()
    usaha.refresh_from_db()
    said = {"note": "", "opened": usaha.version_id, "by": sari, "at": NOON}

    with pytest.raises(actions.VersionRefused, match="minutes"):
        actions.save_version(kind=usaha, changes=OURS | {"minutes": 25}, **said)
    publish(free=True)
    assert actions.save_version(kind=usaha, changes=OURS | {"minutes": 25}, **said).number == 2


def test_a_whole_kind_is_published_given_and_withdrawn(publish_whole, withdraw, make_letter, visitor, ani):
    publish_whole()
    pull()
    kind = LetterKind.objects.get(slug="kab-surat-jalan")
    letter = make_letter(kind=kind, answers={"purpose": "Melamar pekerjaan"})

    assert kind.title == "Surat Jalan"
    assert "Surat Jalan" in visitor.get("/layanan/kab-surat-jalan/").content.decode()
    withdraw("kab-surat-jalan")
    assert [pull(), pull()] == [1, 0]
    assert visitor.get("/layanan/kab-surat-jalan/").status_code == 404
    letter.refresh_from_db()
    assert letter.definition.title == "Surat Jalan"


def test_a_kind_that_was_withdrawn_is_served_again_when_it_is_published_again(publish_whole, withdraw, visitor):
    publish_whole()
    pull()
    withdraw("kab-surat-jalan")
    pull()
    publish_whole()

    assert [pull(), pull()] == [1, 0]
    assert visitor.get("/layanan/kab-surat-jalan/").status_code == 200


def test_a_kind_the_village_does_not_serve_stays_so_through_a_withdrawal(publish_whole, withdraw, sari):
    publish_whole()
    pull()
    kind = LetterKind.objects.get(slug="kab-surat-jalan")
    actions.set_kind_open(kind=kind, is_open=False, legal_basis="", by=sari, at=NOON)
    for step in (lambda: withdraw("kab-surat-jalan"), publish_whole):
        step()
        pull()

    kind.refresh_from_db()
    assert not kind.is_open


def test_a_kind_the_village_words_itself_goes_with_its_withdrawal_and_comes_back_in_its_words(
    publish_whole, withdraw, visitor, village, sari, signed_in
):
    publish_whole()
    pull()
    kind = LetterKind.objects.get(slug="kab-surat-jalan")
    said = {"changes": {"note": "Catatan kami."}, "note": "", "opened": kind.version_id, "by": sari, "at": NOON}
    own = actions.save_version(kind=kind, **said)
    withdraw("kab-surat-jalan")
    assert [pull(), pull()] == [1, 0]
    assert visitor.get("/layanan/kab-surat-jalan/").status_code == 404

    publish_whole()
    assert [pull(), pull()] == [1, 0]
    kind.refresh_from_db()
    assert (kind.is_open, kind.version) == (True, own)
    assert "Versi kabupaten baru ada" in signed_in(village, sari).get("/kantor/surat/templat/").content.decode()
    actions.set_kind_open(kind=kind, is_open=False, legal_basis="", by=sari, at=NOON)
    assert pull() == 0


def test_a_kind_of_the_kabupaten_is_changed_on_its_page_and_taken_away_as_a_file(
    publish_whole, regency, make_account, signed_in, usaha
):
    publish_whole()
    pull()
    with current.inside(regency):
        admin = make_account("admin", "ADMIN_KABUPATEN", name="Dewi Sample")
    page, address = signed_in(regency, admin, second_factor=True), "/templat/kab-surat-jalan/"
    assert "Surat Jalan" in page.get("/templat/").content.decode()
    form = page.get(address).context["form"]
    said = {field.name: field.value() for field in form if field.value() not in (None, False)}
    said |= {"validity_days": "45", "catatan": "Lebih lama"}
    assert page.post(address, said | {"text": "{x}"}).status_code == 422
    assert page.post(address, said).status_code == 303

    assert pull() == 1
    kind = LetterKind.objects.get(slug="kab-surat-jalan")
    assert (kind.definition.validity_days, kind.version.origin) == (45, "REGENCY")
    file = page.get(f"{address}berkas.toml")
    assert kinds.read_kind(file.content.decode()) == kind.definition
    assert page.post("/templat/baru/", {"whole": file.content.decode(), "note": "Sama"}).status_code == 303
    assert page.get("/templat/kab-tidak-ada/").status_code == 404
    assert page.get("/templat/kab-tidak-ada/berkas.toml").status_code == 404
    assert page.post(f"{address}tarik/").status_code == 303
    assert "tidak dilayani lagi di semua desa" in page.get("/templat/").content.decode()
    with current.inside(regency), pytest.raises(actions.NotPublished):
        actions.publish_changes(slug="kab-surat-jalan", changes={}, note="x", minutes_free=False, by=By(), at=NOON)


def test_a_village_opened_later_has_the_publications_from_its_first_day(publish, publish_whole, regency):
    publish()
    publish_whole()
    opened = opening.open_office(region_code="35.29.11.2003", at=NOON)

    with current.inside(opened):
        assert LetterKind.objects.get(slug="kab-surat-jalan").title == "Surat Jalan"
        assert LetterKind.objects.get(slug="sk-usaha").definition.minutes == 20
        assert pull() == 0


@pytest.mark.parametrize("path", kinds.FILES, ids=lambda path: path.stem)
def test_a_kind_written_as_toml_reads_back_as_it_was(path):
    said = kinds.read_entries(path.read_text())
    assert kinds.read_entries(toml_text.written(said)) == said


def test_strange_texts_survive_being_written_as_toml():
    said = {"a": 'x"\\ """\n\n\t\x7f ', "b": [], "c": [{"d e": True}, {"f": {"g": [["x", 1]]}}], "h": "\nx\n"}
    assert kinds.read_entries(toml_text.written(said)) == said


@pytest.mark.parametrize(
    "broken",
    [
        {"slug": "sk-usaha", "changes": {"text": "{tidak_ada}"}},
        {"slug": "sk-usaha", "changes": {"groups": []}},
        {"slug": "sk-usaha", "changes": {"text": 7}},
        {"slug": "sk-usaha", "changes": ["text"]},
        {"slug": "sk-usaha", "whole": WHOLE},
        {"slug": "sk-usaha", "changes": {"requirements": [{}]}},
        {"slug": "kab-surat-jalan", "whole": "[[["},
        {"slug": "kab-surat-jalan", "whole": WHOLE, "changes": {"text": "{tidak_ada}"}},
        {"slug": "kab-surat-jalan", "whole": WHOLE, "changes": ["text"]},
        {"slug": "kab-surat-jalan", "whole": "x = " + "[" * 50_000},
        {"slug": "kab-surat-jalan", "whole": WHOLE.replace("kab-surat-jalan", "kab-lain")},
        {"slug": "kab-surat-jalan", "whole": WHOLE.replace("{purpose:inline}", "{tidak_ada}")},
        {"slug": "kab-surat-jalan", "whole": WHOLE.replace("order = ", "order = 9999 #")},
        {"slug": "kab-surat-jalan", "whole": "groups = 5\nrequirements = 7"},
        {"slug": "tanpa-nama", "whole": WHOLE},
    ],
)
def test_a_broken_publication_breaks_no_village(broken, regency, usaha, sari, village, signed_in, caplog):
    said = {"whole": "", "changes": {}, "note": "x", "by_name": "x", "published_at": NOON} | broken
    with current.inside(regency):
        KindNotice.objects.create(key=uuid.uuid4(), office=regency, **said)

    assert pull() == 0
    usaha.refresh_from_db()
    page = signed_in(village, sari)
    assert usaha.definition == kinds.KINDS["sk-usaha"]
    assert not LetterKind.objects.exclude(slug__in=kinds.KINDS).exists()
    assert page.get("/kantor/surat/templat/").status_code == 200
    editor = page.get("/kantor/surat/templat/sk-usaha/")
    assert editor.status_code == 200
    assert ("Terbitan kabupaten tidak dapat dipakai" in editor.content.decode()) == (broken["slug"] == "sk-usaha")


def test_no_village_publishes_and_no_publication_is_rewritten(publish, village, regency, neighbour):
    notice = publish()
    said = {"office": regency, "slug": "x", "note": "x", "by_name": "x", "published_at": NOON}

    for at in (village, neighbour):
        with current.inside(at):
            assert KindNotice.objects.get().key == notice.key
            with pytest.raises(Error), transaction.atomic():
                KindNotice.objects.create(key=uuid.uuid4(), **said)
            with pytest.raises(Error), transaction.atomic():
                KindNotice.objects.create(key=uuid.uuid4(), **said | {"office": at})
            assert KindNotice.objects.update(withdrawn_at=NOON) == 0
            with pytest.raises(Error), transaction.atomic():
                KindNotice.objects.all().delete()
    with current.inside(regency):
        for change in ({"note": "y"}, {"changes": {}}, {"withdrawn_at": None}):
            with pytest.raises(Error), transaction.atomic():
                KindNotice.objects.update(**change)


def test_what_would_not_print_is_not_published(publish, publish_whole):
    with pytest.raises(actions.VersionRefused):
        publish({"text": "{tidak_ada}"})
    with pytest.raises(kinds.KindRefused, match="kab-"):
        publish_whole(WHOLE.replace("kab-surat-jalan", "sk-usaha"))
    with pytest.raises(kinds.KindRefused, match="baris"):
        publish_whole(WHOLE + "\n[[[")


def test_the_kabupaten_publishes_by_its_pages(regency, make_account, signed_in, usaha):
    with current.inside(regency):
        admin = make_account("admin", "ADMIN_KABUPATEN", name="Dewi Sample")
    page = signed_in(regency, admin, second_factor=True)
    form = page.get("/templat/sk-usaha/").context["form"]
    said = {field.name: field.value() for field in form if field.value() not in (None, False)}
    said |= {"text": said["text"].replace("Demikian", "Demikianlah")}

    assert page.post("/templat/sk-usaha/", said).status_code == 422, "villages are told why"
    assert page.post("/templat/sk-usaha/", said | {"text": "{x}", "catatan": "y"}).status_code == 422
    assert "data:image/svg+xml" in page.post("/templat/sk-usaha/pratinjau/", said).content.decode()
    assert page.post("/templat/sk-usaha/", said | {"catatan": "Lebih halus"}).status_code == 303
    assert "Berlaku" in page.get("/templat/").content.decode()
    assert pull() == 1
    refused = page.post("/templat/baru/", {"whole": WHOLE + "[[[", "note": "Jenis baru"})
    assert (refused.status_code, "Berkas TOML tidak terbaca" in refused.content.decode()) == (422, True)
    assert page.post("/templat/baru/", {"whole": WHOLE, "note": "Jenis baru"}).status_code == 303
    assert page.post("/templat/sk-usaha/tarik/").status_code == 303
    assert pull() == 2
    usaha.refresh_from_db()
    assert usaha.version is None


def test_looking_for_publications_is_cheap(publish, village, django_assert_num_queries):
    publish()
    pull()

    with django_assert_num_queries(2):
        pull()


def test_a_copy_of_words_names_its_base(publish, usaha):
    publish()
    pull()
    usaha.refresh_from_db()
    base = drafting.base_of(usaha)

    assert base.below["minutes"] == 20
    assert KindVersion.objects.get(digest=usaha.version_id).notice == base.notice.key
