"""The rows of the kecamatan's table are remembered, and never stale."""

import re
from decimal import Decimal

import pytest
from conftest import DISTRICT, NEIGHBOUR, VILLAGE, office

from exchange.models import Fact, Target
from supervision import cells, kept_rows
from supervision.goals import Goals
from tenants.models import Office
from walls import current, fleeting

from .conftest import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(monkeypatch):
    """The villages whose cells were written, one after the other."""
    seen = []

    def write(row, question):
        seen.append(row.village.name)
        return cells.cells_of(row, question)

    monkeypatch.setattr("supervision.views.summaries.cells_of", write)
    return seen


def page_of(browser, query=""):
    """The page without what is new each time."""
    text = browser.get(f"/{query}").content.decode()
    return re.sub(r'FToken": "\w+"|csrfmiddlewaretoken" value="\w+"', "", text)


def test_a_second_look_writes_nothing_and_is_the_same_page(figures, target, camat, written):
    first = page_of(camat)
    assert sorted(written) == ["Pragaan Laok", "Prenduan"]

    assert page_of(camat) == first
    assert len(written) == 2


def test_a_new_figure_is_there_at_once_and_only_its_village_is_written_again(figures, target, camat, tell, written):
    page_of(camat)
    written.clear()
    with current.outside():
        Fact.objects.filter(office=office(NEIGHBOUR), indicator="letters_issued").update(numerator=63)

    page = text_of(camat.get("/"))

    assert written == ["Prenduan"]
    assert "63" in page
    assert "104 2 dari 2 desa" in page, "and so is the sum"


def test_a_figure_that_is_withdrawn_is_gone_at_once(figures, target, camat, written):
    page_of(camat)
    with current.outside():
        Fact.objects.filter(office=office(VILLAGE), indicator="letters_issued").delete()

    assert "1 dari 2 desa" in text_of(camat.get("/"))


def test_a_new_target_judges_every_village_anew(figures, target, camat, written):
    page_of(camat)
    with current.outside():
        Target.objects.update(value=40)

    page = text_of(camat.get("/"))

    assert "✓ 50%" in page
    assert "▼" not in page.replace("▼ di bawah target", "")


def test_each_period_group_and_order_is_itself(figures, target, camat):
    plain = page_of(camat)

    assert "60" in text_of(camat.get("/?periode=2026-09"))
    assert page_of(camat, "?urut=letters_issued") != plain
    assert page_of(camat) == plain


def test_a_kabupaten_and_its_kecamatan_keep_their_own(figures, target, camat, kabupaten, written):
    page_of(camat)
    written.clear()

    page_of(kabupaten, f"kecamatan/{office(DISTRICT).key}/")

    assert sorted(written) == ["Pragaan Laok", "Prenduan"], "nothing is found that another office kept"


def test_without_a_cache_everything_is_made_anew(figures, target, camat, written, monkeypatch):
    first = page_of(camat)
    written.clear()
    monkeypatch.setattr(fleeting, "get_many", lambda keys: {})
    monkeypatch.setattr(fleeting, "put_many", lambda values, *, seconds: None)

    assert page_of(camat) == first
    assert len(written) == 2


def test_a_village_that_is_suspended_or_renamed_is_told_at_once(figures, target, camat):
    page_of(camat)
    with current.outside():
        Office.objects.filter(pk=office(NEIGHBOUR).pk).update(name="Prenduan Baru", state="SUSPENDED")

    page = text_of(camat.get("/"))

    assert "Prenduan Baru" in page
    assert "ditutup sementara" in page


@pytest.mark.parametrize(("is_warm", "most"), [(False, 10), (True, 9)])
def test_the_page_asks_few_statements(figures, target, camat, is_warm, most, django_assert_max_num_queries):
    camat.get("/kantor/akun/")
    if is_warm:
        camat.get("/")

    with django_assert_max_num_queries(most):
        camat.get("/")


def test_the_name_of_a_row_says_how_its_indicators_are_declared(declared):
    from dataclasses import replace

    from exchange import indicators

    wanted = indicators.all_declared()
    name = kept_rows.name_of("2026-11", wanted, Goals())

    assert kept_rows.name_of("2026-11", wanted, Goals()) == name
    assert kept_rows.name_of("2026-11", [replace(wanted[0], version=2), *wanted[1:]], Goals()) != name
    assert kept_rows.name_of("2026-11", [replace(wanted[0], count=lambda period: None), *wanted[1:]], Goals()) == name
    assert kept_rows.name_of("2026-10", wanted, Goals()) != name
    assert kept_rows.name_of("2026-11", wanted, Goals({"late": (("2026-11", Decimal(4)),)})) != name


def test_the_kabupaten_sees_a_change_at_once_and_adds_up_only_that_kecamatan(figures, target, kabupaten, written):
    first = page_of(kabupaten)
    assert len(written) == 2, "two kecamatan"
    assert page_of(kabupaten) == first
    assert len(written) == 2
    written.clear()
    with current.outside():
        Fact.objects.filter(office=office(NEIGHBOUR), indicator="letters_issued").update(numerator=63)

    page = text_of(kabupaten.get("/"))

    assert len(written) == 1
    assert "881" in page, "41 + 63 + 777"


def test_a_village_that_comes_or_goes_is_counted_at_once(figures, target, kabupaten):
    assert "3 dari 3 desa" in text_of(kabupaten.get("/"))
    with current.outside():
        Office.objects.filter(pk=office(NEIGHBOUR).pk).update(state="CLOSED")

    page = text_of(kabupaten.get("/"))

    assert "2 dari 2 desa" in page
    assert "818" in page, "41 + 777"


@pytest.mark.parametrize("is_warm", [False, True])
def test_the_page_of_a_kabupaten_asks_few_statements(
    figures, target, kabupaten, is_warm, django_assert_max_num_queries
):
    kabupaten.get("/kantor/akun/")
    if is_warm:
        kabupaten.get("/")

    with django_assert_max_num_queries(7 if is_warm else 9):
        kabupaten.get("/")
