"""One indicator on paper: its map beside its bars, and nothing that the page does not show."""

import xml.etree.ElementTree as ElementTree

import pytest
from conftest import DISTRICT, FAR, NEIGHBOUR, NOON, OTHER_DISTRICT, VILLAGE, office
from samples import tools

from exchange import indicators
from exchange.periods import Period
from supervision import drawing, mapping
from supervision.one_indicator import one_indicator
from walls import current

pytestmark = pytest.mark.django_db
ADDRESS = "/indikator/requests_on_time/unduh.pdf"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(district):
    """`drawn("residents")`: the drawing of what the kecamatan compares in November."""

    def draw(code, month="2026-11"):
        with current.inside(district):
            found = one_indicator(indicators.named(code), period=Period(month), at=NOON)
            said = drawing.drawing(found, mapping.picture(found))
        return ElementTree.fromstring(said) if said else None  # drawn by ourselves a line above

    return draw


def words_of(picture):
    return [one.text for one in picture.iter(f"{SVG}text")]


def read(answer):
    assert answer["Content-Type"] == "application/pdf"
    return tools.text_of(answer.content)


def test_the_paper_holds_the_map_the_bars_everybody_by_name_and_how_it_is_counted(figures, target, outline, camat):
    outline(VILLAGE, 0)
    outline(NEIGHBOUR, 900)

    answer = camat.get(f"{ADDRESS}?periode=2026-11")

    said = read(answer)
    assert answer["Content-Disposition"] == 'attachment; filename="requests_on_time-2026-11.pdf"'
    for words in (
        "PERMOHONAN TEPAT WAKTU", "KECAMATAN PRAGAAN", "November 2026, angka sementara", "target ≥ 80%", "▼ 50%", "95%",
        "50 dari 100", "▼ di bawah target ≥ 80%", "mencapai ≥ 80%", "Begini menghitungnya.", "bukan peta batas resmi",
        "September 2026", "CAMAT PRAGAAN",
    ):  # fmt: skip
        assert words in said, words
    assert "Ganding" not in said
    assert "777" not in said


def test_the_map_and_the_bars_are_coloured_signed_and_inside_the_sheet(figures, target, outline, drawn):
    outline(VILLAGE, 0)
    outline(NEIGHBOUR, 900)

    picture = drawn("requests_on_time")

    fills = [one.get("fill") for one in picture.iter(f"{SVG}path") if one.get("fill")]
    assert fills == [drawing.FILLS["missed"], drawing.FILLS["met"]]
    assert [one.get("d").split("l")[0] for one in picture.iter(f"{SVG}path") if one.get("fill")] == ["M0 0", "M900 0"]
    assert [words_of(picture).count(word) for word in ("▼ 50%", "95%")] == [2, 2], "on the map and at the bar"
    bars = [float(one.get("width")) for one in picture.iter(f"{SVG}rect") if one.get("fill") in drawing.TONES.values()]
    assert bars == sorted(bars)
    assert bars[0] / bars[1] == pytest.approx(50 / 95, abs=0.01)


def test_what_has_no_number_is_hatched_and_no_bar(figures, outline, drawn, camat):
    outline(VILLAGE, 0)
    with current.outside():
        office(VILLAGE).facts.filter(indicator="residents").update(numerator=None, is_small=True)

    picture = drawn("residents")

    assert [one.get("fill") for one in picture.iter(f"{SVG}path") if one.get("fill")] == ["url(#map-hidden)"]
    assert "Pragaan Laok" not in words_of(picture)
    said = read(camat.get("/indikator/residents/unduh.pdf"))
    assert "disembunyikan (<10)" in said
    assert "Belum ada batas di peta: Prenduan." in said


def test_without_a_map_the_bars_take_the_sheet_and_without_a_number_there_is_no_picture(figures, drawn, camat):
    assert words_of(drawn("letters_issued"))[:2] == ["Prenduan", "52"]
    assert drawn("letters_issued", "2025-01") is None
    assert "belum ada data" in read(camat.get("/indikator/letters_issued/unduh.pdf?periode=2025-01"))


def test_a_name_that_looks_like_a_drawing_is_a_name(figures, drawn):
    with current.outside():
        type(office(VILLAGE)).objects.filter(region_code=VILLAGE).update(name="<b>Pragaan</b>")

    assert "<b>Pragaan</b>" in words_of(drawn("letters_issued"))


def test_of_very_many_the_first_are_drawn_and_all_are_listed(figures, drawn, monkeypatch, camat):
    monkeypatch.setattr(drawing, "MOST_BARS", 1)

    assert "Pragaan Laok" not in words_of(drawn("letters_issued"))
    said = read(camat.get("/indikator/letters_issued/unduh.pdf"))
    assert "Digambar 1 batang pertama" in said
    assert "Pragaan Laok" in said


def test_a_kabupaten_prints_its_kecamatan_or_the_villages_of_one(
    figures, outline, kabupaten, camat, django_assert_max_num_queries
):
    outline(VILLAGE, 0)
    outline(FAR, 5000)
    for reader in (camat, kabupaten):
        reader.get("/kantor/akun/")
        with django_assert_max_num_queries(10):
            answer = reader.get("/indikator/letters_issued/unduh.pdf")

    said = read(answer)
    assert "KABUPATEN SUMENEP" in said
    assert "Ganding" in said
    assert "1 dari 1" in said
    inside = read(kabupaten.get(f"/indikator/letters_issued/unduh.pdf?kecamatan={office(DISTRICT).key}"))
    assert "Pragaan Laok" in inside
    assert "777" not in inside


def test_what_is_not_theirs_is_not_there(figures, camat):
    for path in (
        f"{ADDRESS}?kecamatan={office(OTHER_DISTRICT).key}",
        f"{ADDRESS}?kecamatan={office(DISTRICT).key}",
        "/indikator/tak-ada/unduh.pdf",
    ):
        assert camat.get(path).status_code == 404, path
