"""Groups answered several times: rows are counted, closed up, bounded, and each error names its own row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.service import kinds
from modules.service.rules import answers, repeating

from .samples import ANI, ANSWERS, TODAY

KIND = kinds.KINDS["pengantar-kehilangan"]
ITEMS = KIND.group_named("items")
OTHERS = {key: value for key, value in ANSWERS["pengantar-kehilangan"].items() if not key.startswith("items.")}


def check(**rows):
    said = OTHERS | {key.replace("_", "."): value for key, value in rows.items()}
    return answers.validate(KIND, said, subject=ANI, today=TODAY, by_officer=True)


def test_an_empty_row_between_is_closed_up():
    found = check(items_1_name="STNK", items_2_name=" ", items_4_name="KTP", items_4_detail="biru")

    assert found.errors == {}
    assert {key: value for key, value in found.answers.items() if key.startswith("items.")} == {
        "items.1.name": "STNK",
        "items.2.name": "KTP",
        "items.2.detail": "biru",
    }


def test_a_half_row_says_which_one_it_is():
    found = check(items_1_name="STNK", items_2_detail="biru")

    assert found.errors == {"items.2.name": "Nama barang atau surat belum diisi."}
    assert repeating.question(KIND, "items.2.name").full_label == "Barang hilang 2: Nama barang atau surat"


def test_the_least_is_asked_and_more_than_the_most_is_refused():
    many = {f"items_{number}_name": "Barang" for number in range(1, 12)}

    assert check().errors == {"items.1.name": "Nama barang atau surat belum diisi."}
    assert check(**many).errors == {"items.11.name": "Barang hilang paling banyak 10."}


@pytest.mark.parametrize(
    "wish", ["", "items", "items.0-", "items.x-", "items.1", "heirs+", "-", "+", "items.1.2-", "items.9999-"]
)
def test_other_wishes_change_nothing(wish):
    assert repeating.changed(KIND, {"items.1.name": "STNK"}, wish) is None


def test_rows_come_and_go_by_button():
    two = repeating.changed(KIND, {"items.1.name": "STNK"}, "items+")
    one = repeating.changed(KIND, two | {"items.2.name": "KTP"}, "items.1-")

    assert repeating.shown(ITEMS, two) == 2
    assert one["items.1.name"] == "KTP"
    assert repeating.shown(ITEMS, one) == 1


@given(
    st.dictionaries(
        st.from_regex(r"items\.[0-9]{1,4}\.(name|detail|rows|x)|items\.rows|[a-z.]{0,9}", fullmatch=True),
        st.text(max_size=4),
    )
)
def test_no_form_breaks_the_rows(said):
    picked = repeating.without_gaps(KIND, repeating.picked(KIND.groups, said))
    rows = repeating.answered(ITEMS, picked)

    assert repeating.without_gaps(KIND, picked) == picked
    assert {
        repeating.row_of("items", key)
        for key, value in picked.items()
        if value.strip() and repeating.row_of("items", key)
    } <= set(range(1, rows + 1))
    assert repeating.shown(ITEMS, picked) >= 1
    answers.validate(KIND, picked, subject=ANI, today=TODAY)
