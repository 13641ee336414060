"""The kabupaten's pages: who is open and at work, and what is expected."""

import pytest
from conftest import DISTRICT, FAR, VILLAGE, office

from audit.models import Entry
from exchange.models import Target
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db


def test_the_summary_counts_offices_and_letters(figures, kabupaten):
    page = text_of(kabupaten.get("/"))

    assert "Desa dibuka 3 dari 28 desa" in page
    assert "Kecamatan dibuka 2 dari 2" in page
    assert "Surat terbit 870 dari 3 desa" in page
    assert "Pragaan 2 dari 14" in page


def test_before_the_first_figure_nothing_is_zero(kabupaten):
    page = text_of(kabupaten.get("/"))

    assert "Surat terbit – belum ada data" in page
    assert "Desa aktif –" in page


def test_the_list_names_each_village_with_its_address_and_use(figures, kabupaten):
    page = text_of(kabupaten.get("/desa/"))

    assert "Pragaan Laok Pragaan pragaan-laok-pragaan.localhost" in page
    assert "777" in page


def test_the_list_is_searched_by_name(figures, kabupaten):
    page = text_of(kabupaten.get("/desa/?cari=prend"))

    assert "Prenduan" in page
    assert "Pragaan Laok" not in page
    assert "Tidak ada desa yang cocok." in text_of(kabupaten.get("/desa/?cari=zzz"))


def test_a_kabupaten_compares_the_villages_of_one_kecamatan(figures, target, kabupaten):
    page = text_of(kabupaten.get(f"/kecamatan/{office(DISTRICT).key}/"))

    assert "Pragaan Laok: permohonan tepat waktu di bawah target" in page
    assert "Ganding" not in page
    assert kabupaten.get(f"/kecamatan/{office(VILLAGE).key}/").status_code == 404
    assert kabupaten.get("/kecamatan/zzzzzzzzzz/").status_code == 404


def test_every_village_of_the_kabupaten_can_be_opened(figures, kabupaten):
    for code in (VILLAGE, FAR):
        assert kabupaten.get(f"/desa/{office(code).key}/").status_code == 200


def test_pages_stay_within_ten_statements(figures, target, kabupaten, django_assert_max_num_queries):
    for path in ("/", "/desa/", f"/kecamatan/{office(DISTRICT).key}/", f"/desa/{office(FAR).key}/", "/indikator/"):
        with django_assert_max_num_queries(10):
            assert kabupaten.get(path).status_code == 200


def test_a_target_is_set_and_taken_back_and_told(kabupaten, regency):
    kabupaten.post("/indikator/requests_on_time/target/", {"requests_on_time-value": "82,5"})
    with current.inside(regency):
        assert str(Target.objects.get().value) == "82.50"

    kabupaten.post("/indikator/requests_on_time/target/", {"requests_on_time-value": ""})
    with current.inside(regency):
        assert not Target.objects.exists()
        assert Entry.objects.filter(action="target.set").count() == 2


@pytest.mark.parametrize("value", ["-1", "101", "banyak", "99999999999999"])
def test_a_target_that_cannot_be_is_refused_beside_its_field(kabupaten, regency, value):
    response = kabupaten.post("/indikator/requests_on_time/target/", {"requests_on_time-value": value})

    assert response.status_code == 422
    with current.inside(regency):
        assert not Target.objects.exists()


def test_a_target_of_nothing_known_is_not_there(kabupaten):
    assert kabupaten.post("/indikator/whistles/target/", {}).status_code == 404


def test_an_inspector_reads_and_changes_nothing(regency, make_account, signed_in):
    with current.inside(regency):
        inspector = signed_in(regency, make_account("irban", "INSPEKTORAT"))

    assert inspector.get("/").status_code == 200
    assert "Buka desa" not in text_of(inspector.get("/"))
    assert inspector.get("/desa/baru/").status_code == 403
    assert inspector.post("/indikator/requests_on_time/target/", {}).status_code == 403
