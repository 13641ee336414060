"""One indicator on a map: every village where it lies, nobody else's, light, and never by colour alone."""

import re

import pytest
from conftest import DISTRICT, FAR, NEIGHBOUR, NOON, OTHER_DISTRICT, VILLAGE, office

from exchange import indicators
from exchange.outlines.models import MOST_COARSE, MOST_PATH
from supervision import mapping
from tenants.models import Office
from walls import current

from .conftest import line, text_of

pytestmark = pytest.mark.django_db


def areas_of(response):
    """What a hearing person is told of each area, and where it leads."""
    return dict(re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"><path', response.content.decode()))


def test_each_village_is_drawn_with_a_sign_a_word_and_a_way_to_it(figures, target, outline, camat):
    outline(VILLAGE, 0)
    outline(NEIGHBOUR, 900)
    outline(FAR, 1800)

    page = camat.get("/indikator/requests_on_time/?periode=2026-11")

    below, well = office(VILLAGE).key, office(NEIGHBOUR).key
    assert areas_of(page) == {
        f"/desa/{below}/requests_on_time/?periode=2026-11": "Pragaan Laok: 50%, di bawah target",
        f"/desa/{well}/requests_on_time/?periode=2026-11": "Prenduan: 95%, target tercapai",
    }
    assert line(1800) not in page.content.decode(), "another kecamatan's village"
    assert re.findall(r"<text [^>]+>([^<]+)</text>", page.content.decode()) == ["▼ 50%", "✓ 95%"]
    assert "▼ di bawah target ✓ target tercapai" in text_of(page)
    for address in areas_of(page):
        assert camat.get(address).status_code == 200


def test_what_has_no_number_is_hatched_and_who_has_no_line_is_named(figures, outline, tell, camat, monkeypatch):
    outline(VILLAGE, 0)
    with current.outside():
        office(VILLAGE).facts.filter(indicator="residents").update(numerator=None, is_small=True)

    page = camat.get("/indikator/residents/")

    assert 'class="map-hidden" fill="url(#map-hidden)"' in page.content.decode()
    assert "Belum ada batas: 1 desa Prenduan" in text_of(page)
    assert "Pragaan Laok: disembunyikan" in areas_of(page).popitem()[1]
    page = camat.get("/indikator/residents/?periode=2026-10")
    assert 'class="map-missing" fill="url(#map-missing)"' in page.content.decode()
    assert "belum ada data" in areas_of(page).popitem()[1]


def test_without_a_target_the_quarters_of_the_bars_are_the_steps(figures, outline, camat):
    outline(VILLAGE, 0)
    outline(NEIGHBOUR, 900)

    page = camat.get("/indikator/letters_issued/")

    assert re.findall(r'class="(map-step-\d)" fill="" d=', page.content.decode()) == ["map-step-4", "map-step-4"]
    assert "0 sampai 14 14 sampai 27 27 sampai 41 41 sampai 55" in text_of(page)
    assert [mapping._step(value, 100) for value in (0, 24, 25, 50, 99, 100, 120)] == [1, 1, 2, 3, 4, 4, 4]


def test_a_browser_that_saves_data_loads_no_line(figures, outline, camat):
    outline(VILLAGE, 0)

    saving = camat.get("/indikator/requests_on_time/", headers={"Save-Data": "on"})

    assert line(0) not in saving.content.decode()
    assert "Peta tidak dimuat" in text_of(saving)
    assert "Save-Data" in saving["Vary"]
    asked = camat.get("/indikator/requests_on_time/?peta=ya", headers={"Save-Data": "on"})
    assert line(0) in asked.content.decode()


def test_a_kabupaten_sees_each_kecamatan_as_one_area(figures, outline, kabupaten, django_assert_max_num_queries):
    outline(VILLAGE, 0)
    outline(NEIGHBOUR, 900)
    outline(FAR, 5000)
    kabupaten.get("/kantor/akun/")

    with django_assert_max_num_queries(10):
        page = kabupaten.get("/indikator/requests_on_time/")

    both = line(900, letters=40) + line(0, letters=40)
    assert both in page.content.decode() or line(0, letters=40) + line(900, letters=40) in page.content.decode()
    assert sorted(told.split(":")[0] for told in areas_of(page).values()) == ["Ganding", "Pragaan"]
    key = office(DISTRICT).key
    assert f"/indikator/requests_on_time/?periode=2026-11&amp;kecamatan={key}" in areas_of(page)
    inside = kabupaten.get(f"/indikator/requests_on_time/?kecamatan={key}")
    assert len(areas_of(inside)) == 2


def test_thirty_villages_with_the_longest_lines_stay_within_the_budget(figures, outline, tell, camat):
    with current.outside():
        for number in range(30):
            key = f"mapvilla{chr(97 + number // 10)}{chr(97 + number % 10)}"
            Office.objects.create(
                key=key, schema_name=f"d_{key}", kind="village", name=f"Desa {number}",
                designation="Desa", region_code=f"{DISTRICT}.{2100 + number}", parent=office(DISTRICT), opened_at=NOON,
            )  # fmt: skip
    for number in range(30):
        code = f"{DISTRICT}.{2100 + number}"
        outline(code, 1000 * number, path=line(1000 * number, letters=MOST_PATH))
    tell(f"{DISTRICT}.2100", "requests_on_time", 30, 100)

    page = camat.get("/indikator/requests_on_time/").content

    picture = page[page.index(b'<svg class="map-areas') :]
    picture = picture[: picture.index(b"</svg>")]
    assert 30 * (MOST_PATH - 40) < len(picture) < 50_000
    assert 852 * MOST_COARSE < mapping.BUDGET
    assert picture.count(b'class="map-long"') == 1, "one has a number, which a phone has no room for"


def test_what_belongs_to_another_kecamatan_is_nowhere(figures, outline, camat, kabupaten):
    outline(FAR, 0)
    far, theirs, own = office(FAR), office(OTHER_DISTRICT).key, office(DISTRICT).key
    unknown = camat.get("/desa/tak-ada/").content

    for path in (
        f"/desa/{far.key}/",
        f"/desa/{far.key}/requests_on_time/",
        f"/indikator/requests_on_time/?kecamatan={theirs}",
        f"/indikator/requests_on_time/?kecamatan={own}",
        f"/indikator/requests_on_time/?kecamatan={far.key}",
        f"/unduh/perbandingan.csv?kecamatan={theirs}",
        f"/api/v1/facts/?village={far.key}",
        f"/api/v1/facts/?village={FAR}",
    ):
        answer = camat.get(path)
        assert answer.status_code == 404, path
        assert far.name.encode() not in answer.content, path
    assert far.name.encode() not in unknown
    assert kabupaten.get(f"/indikator/requests_on_time/?kecamatan={far.key}").status_code == 404, (
        "a village is no kecamatan"
    )


def test_a_map_that_is_too_heavy_is_not_sent(figures, outline, camat, monkeypatch):
    outline(VILLAGE, 0)
    monkeypatch.setattr(mapping, "BUDGET", 10)

    page = camat.get("/indikator/requests_on_time/")

    assert "Peta terlalu besar" in text_of(page)
    assert line(0) not in page.content.decode()
    assert indicators.named("requests_on_time").name in text_of(page)
