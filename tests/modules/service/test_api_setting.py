"""What the office decides of its service over the API: numbers, hours, letterhead, kinds, and the standards with their decree."""

import pytest
from conftest import NOON
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from samples import tools

from accounts.actions import make_api_client
from modules.service import actions, queries
from modules.service.models import LetterKind, ServiceSettings, Standard
from papers import logo
from walls import current

SETTINGS, HOUSE, TEXTS = "/api/v1/pengaturan-surat/", "/api/v1/tata-naskah/", "/api/v1/standar-pelayanan-desa/naskah/"
EMBLEM = logo.SHIELD.replace("#222", "#a11").encode()


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def secretary(village, sari, signed_in):
    return signed_in(village, sari, second_factor=True)


@pytest.fixture
def head(village, citra, signed_in):
    return signed_in(village, citra, second_factor=True)


def put(who, path, said):
    return who.put(path, said, content_type="application/json")


class TestSettings:
    def test_some_are_changed_and_the_others_stay(self, secretary):
        said = {"opens_at": "07:30", "open_days": ["0", "4"], "needs_initials": False}

        answers = [put(secretary, SETTINGS, said).json() for _ in range(2)]

        kept = ServiceSettings.objects.get()
        assert answers[0] == answers[1] == secretary.get(SETTINGS).json()
        assert (kept.open_days, f"{kept.opens_at:%H.%M}", f"{kept.closes_at:%H.%M}") == ("04", "07.30", "15.00")
        assert (kept.needs_initials, answers[0]["series"]) == (False, "ALL")

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"opens_at": "16:00"}, "detail"),
            ({"open_days": []}, "open_days"),
            ({"number_pattern": "tanpa nomor"}, "number_pattern"),
            ({"series": "LAIN"}, "series"),
            ({"opens": "07:30"}, "opens"),
            ({"statement": "Ditandatangani dengan BSrE"}, "statement"),
        ],
    )
    def test_what_the_page_refuses_is_refused(self, secretary, said, field):
        before = secretary.get(SETTINGS).json()

        answer = put(secretary, SETTINGS, said)

        assert (answer.status_code, field in answer.json()) == (400, True), answer.content
        assert secretary.get(SETTINGS).json() == before

    def test_a_sample_says_what_a_pattern_writes(self, secretary):
        sample, before = f"{SETTINGS}contoh/", secretary.get(SETTINGS).json()
        assert "2026" in secretary.get(sample, {"number_pattern": "{kode}/{nomor:03d}/{tahun}"}).json()["sample"]
        assert "number_pattern" in secretary.get(sample, {"number_pattern": "{apa}"}).json()
        assert secretary.get(SETTINGS).json() == before

    def test_a_kind_is_closed_and_numbered(self, secretary, village):
        here = "/api/v1/jenis-surat/sk-usaha/"
        assert put(secretary, here, {"is_open": False}).json()["is_open"] is False
        assert put(secretary, here, {"number_pattern": "x"}).status_code == 400
        kept = put(secretary, here, {"legal_basis": "Perdes 3/2026"}).json()

        assert (kept["legal_basis"], kept["is_open"]) == ("Perdes 3/2026", False)
        assert LetterKind.objects.get(slug="sk-usaha").is_open is False
        assert secretary.get("/api/v1/jenis-surat/tidak-ada/").status_code == 404


class TestHouse:
    def test_letters_are_dressed_and_the_sample_shows_it(self, secretary):
        changed = put(secretary, HOUSE, {"size": "A4", "shows_site": False, "margin_left": 30}).json()
        sample = secretary.post(f"{HOUSE}contoh/", {"signed_words": "Ditandatangani"}, content_type="application/json")

        assert (changed["rules"]["size"], changed["rules"]["margin_left"], changed["rules"]["shows_site"]) == (
            "A4",
            30,
            False,
        )
        assert changed["rules"]["typeface"] == "BOOKMAN", "what is missing stays"
        assert "SURAT KETERANGAN USAHA" in tools.text_of(sample.content)
        assert queries.service_settings().house.signed_words != "Ditandatangani", "a sample keeps nothing"

    def test_an_emblem_comes_and_goes(self, secretary):
        file = SimpleUploadedFile("lambang.svg", EMBLEM, "image/svg+xml")
        said = encode_multipart(BOUNDARY, {"logo": file, "shows_site": "false"})

        kept = secretary.put(HOUSE, said, content_type=MULTIPART_CONTENT).json()

        assert (kept["has_own_logo"], kept["rules"]["shows_site"]) == (True, False)
        program = encode_multipart(BOUNDARY, {"logo": SimpleUploadedFile("x.png", b"MZ program")})
        assert list(secretary.put(HOUSE, program, content_type=MULTIPART_CONTENT).json()) == ["logo"]
        assert put(secretary, HOUSE, {"hapus_lambang": True}).json()["has_own_logo"] is False

    @pytest.mark.parametrize("said", [{"size": "A5"}, {"margin_top": 2}, {"typeface": "COMIC"}, {"kertas": "A4"}, [1]])
    def test_what_is_no_rule_is_refused(self, secretary, said):
        assert put(secretary, HOUSE, said).status_code == 400
        assert secretary.post(f"{HOUSE}contoh/", said, content_type="application/json").status_code == 400
        assert not ServiceSettings.objects.filter(own_house__isnull=False).exists()

    def test_what_the_kabupaten_prescribes_stays(self, secretary, regency, citra):
        from modules.service.rules import house

        with current.inside(regency):
            values = house.as_said(house.USUAL) | {"size": "F4", "left_open": ["typeface"]}
            actions.publish_house(values=values, logo=None, note="Perbup contoh", by=citra, at=NOON)

        kept = put(secretary, HOUSE, {"size": "A4", "typeface": "TIMES"}).json()

        assert (kept["rules"]["size"], kept["rules"]["typeface"], kept["is_prescribed"]) == ("F4", "TIMES", True)


class TestStandards:
    def test_the_draft_is_written_and_set_by_the_head(self, secretary, head, visitor):
        said = {"texts": {"staff": "Tiga orang petugas"}}
        kept = put(secretary, TEXTS, said).json()
        assert (kept["texts"]["staff"], kept["is_draft"]) == ("Tiga orang petugas", True)
        own = put(secretary, "/api/v1/standar-pelayanan/sk-usaha/naskah/", {"texts": {"staff": "Satu orang"}})
        assert own.json()["texts"]["staff"] == "Satu orang"
        assert put(secretary, TEXTS, {"texts": {"safety": "Aman"}}).json()["texts"]["staff"] == "Tiga orang petugas"

        decree = {"number": "188/7/2026", "on": "2026-11-20"}
        assert secretary.post("/api/v1/standar-pelayanan-desa/tetapkan/", decree).status_code == 403
        late = decree | {"on": "2026-11-21"}
        path = "/api/v1/standar-pelayanan-desa/tetapkan/"
        assert head.post(path, late, content_type="application/json").status_code == 400
        assert head.post(path, decree, content_type="application/json").json()["review_on"] == "2027-11-20"

        assert Standard.objects.get().decree_number == "188/7/2026"
        assert "Satu orang" in visitor.get("/api/v1/standar-pelayanan/sk-usaha/").content.decode()

    def test_the_papers_for_the_wall_are_pdfs(self, visitor, village):
        for path in ("maklumat-pelayanan", "standar-pelayanan-desa", "standar-pelayanan/sk-usaha"):
            answer = visitor.get(f"/api/v1/{path}/berkas/")
            assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-"), path
        assert visitor.get("/api/v1/standar-pelayanan/tidak-ada/berkas/").status_code == 404

    def test_they_are_counted_with_the_pages(self, visitor, village, monkeypatch):
        from modules.service.api import standards
        from modules.service.views import standards as page

        for module in (standards, page):
            monkeypatch.setattr(module.typesetting, "render_pdf", lambda paper: b"%PDF-")
        codes = [visitor.get("/layanan/maklumat.pdf").status_code for _ in range(29)]
        codes += [visitor.get("/api/v1/maklumat-pelayanan/berkas/").status_code for _ in range(2)]

        assert codes == [200] * 30 + [429]

    def test_a_component_there_is_not_is_refused(self, secretary):
        assert put(secretary, TEXTS, {"texts": {"bonus": "x"}}).status_code == 400
        assert put(secretary, TEXTS, {}).status_code == 400
        assert secretary.get("/api/v1/standar-pelayanan/tidak-ada/naskah/").status_code == 404
        assert not Standard.objects.exists()


def test_who_does_not_arrange_the_service_is_shut_out(village, budi, citra, visitor, signed_in):
    clerk = signed_in(village, budi)
    for path in (SETTINGS, HOUSE, TEXTS, f"{SETTINGS}contoh/", "/api/v1/jenis-surat/sk-usaha/"):
        assert clerk.get(path).status_code == 403, path
        assert visitor.get(path).status_code == 401, path
    with pytest.raises(Exception, match="decree"):
        make_api_client(
            name="Uji", permissions=["service.decree_standards"], expires_at=NOON, by=citra, at=NOON
        )  # what wants the second factor is for no key


def test_another_village_keeps_its_own(secretary, neighbour, make_account, signed_in):
    put(secretary, SETTINGS, {"open_days": ["5"]})

    with current.inside(neighbour):
        other = signed_in(neighbour, make_account("darma", "SEKDES"), second_factor=True)
        assert other.get(SETTINGS).json()["open_days"] == ["0", "1", "2", "3", "4"]


def test_each_costs_few_statements(secretary, django_assert_max_num_queries):
    for path in (SETTINGS, HOUSE, TEXTS, "/api/v1/standar-pelayanan/sk-usaha/naskah/"):
        secretary.get(path)
        with django_assert_max_num_queries(10):
            secretary.get(path)
