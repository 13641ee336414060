"""What is drawn on paper says the numbers of the table below it."""

from datetime import date
from xml.etree import ElementTree

import pytest
from pypdfium2 import PdfDocument

from registry import statistics
from registry.statistics import Counted, Numbers, Row, drawing
from registry.statistics.files import growth_sheet, statistic_sheet, written
from registry.statistics.growth import growth

from .conftest import STOCK, TODAY

SVG = "{http://www.w3.org/2000/svg}"


def words(svg, anchor):
    return [one.text for one in ElementTree.fromstring(svg).iter(f"{SVG}text") if one.get("text-anchor") == anchor]


@pytest.mark.parametrize("slug", ["rentang-umur", "pendidikan", "pekerjaan"])
def test_the_numbers_of_a_drawing_are_those_of_the_table(people, slug):
    found = statistics.count(statistics.named(slug), day=TODAY)
    svg, height = drawing.of(found)

    said = sum(int(word) for word in words(svg, "start"))
    if slug == "rentang-umur":
        assert (sum(int(word) for word in words(svg, "end")), said) == (found.total.men, found.total.women)
    else:
        assert said == sum(sorted((row.numbers.total for row in found.shown), reverse=True)[:16])
    assert 0 < height < 130


def test_every_statistic_can_be_drawn_and_is_no_higher_than_a_sheet(people):
    for slug in [one.slug for one in statistics.all_declared()]:
        found = statistics.count(statistics.named(slug), day=TODAY)
        svg, height = drawing.of(found)
        assert (bool(svg), bool(height)) == (bool(found.total.total),) * 2, slug
        if svg:
            box = ElementTree.fromstring(svg).get("viewBox").split()
            widest = max(
                float(one.get("x")) + float(one.get("width")) for one in ElementTree.fromstring(svg).iter(f"{SVG}rect")
            )
            assert widest <= float(box[2])
            assert height <= 110


def test_a_name_cannot_break_out_of_a_drawing():
    rows = [Row("1", '<image href="x"/> & ' + "panjang " * 20, Numbers(3, 4))]
    svg, _ = drawing.of(Counted(statistics.named("suku"), TODAY, statistics.Area(), rows, Numbers(3, 4)))

    (name,) = words(svg, "end")
    assert name.startswith('<image href="x"/> &')
    assert len(name) <= 44
    assert not list(ElementTree.fromstring(svg).iter(f"{SVG}image"))


def test_growth_is_a_line_with_a_point_for_each_month_and_nothing_without_residents(people):
    months = growth(TODAY.replace(day=1), months=6)
    svg, _ = drawing.of_growth(months)

    assert len(list(ElementTree.fromstring(svg).iter(f"{SVG}circle"))) == len(words(svg, "middle")) == 6
    assert drawing.of_growth(growth(date(1960, 1, 1))) == drawing.NOTHING


def test_the_drawing_stands_on_the_sheet(people, village):
    found = statistics.count(statistics.named("rentang-umur"), day=TODAY)
    for sheet in (statistic_sheet(found, place="", notes=[]), growth_sheet(growth(TODAY.replace(day=1)))):
        page = PdfDocument(written(sheet, "pdf", at=STOCK))[0]
        colours = {colour for _, colour in page.render(scale=1).to_pil().convert("RGB").getcolors(1_000_000)}
        assert (0x1D, 0x4F, 0x91) in colours
