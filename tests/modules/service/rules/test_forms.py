"""The forms of Permendagri 109/2019: what stands in each, filled from every kind they go with, and empty."""

import dataclasses
from datetime import date

import pytest
from samples import tools

from modules.service.kinds import KINDS
from modules.service.rules.sheets import FORMS, Filling
from papers import sheets
from papers.refusal import PaperRefused
from papers.sheets import Boxed, Sheet

from . import forms
from .samples import SIGNING


@pytest.mark.parametrize("name", [*forms.FORMS, *(f"{code} {slug}" for slug, code in forms.PAIRS)])
def test_a_form_says_what_it_should(name):
    code, _, slug = name.partition(" ")
    made = forms.filled(slug, code) if slug else forms.empty(code)

    assert forms.told(made) == (forms.GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_a_death_is_reported_with_the_witnesses_the_register_knows_of():
    reported = {"witness1": "PAK SATU", "witness1_nik": "3529110101700001", "witness2": "BU DUA"}
    known = Filling(place=forms.PLACE, at=SIGNING.at, kind=KINDS["sk-kematian"], reported=reported)

    words = forms.told(FORMS["F-2.01"][1](known))

    first = words.index("== Data Saksi I")
    assert first < words.index("PAK SATU") < words.index("3529110101700001") < words.index("== Data Saksi II")
    assert words.index("== Data Saksi II") < words.index("BU DUA")
    answered = dataclasses.replace(known, answers={"witness1.name": "SAKSI SURAT"})
    assert "PAK SATU" not in forms.told(FORMS["F-2.01"][1](answered)), "what the letter says goes first"


def test_a_form_is_a_pdf_whose_boxes_hold_the_letters():
    made = forms.filled("pindah-penduduk", "F-1.03")
    pdf = sheets.render_pdf(made)

    words = tools.text_of(pdf)
    assert "3529111203140021" in words.replace("\n", "").replace(" ", "")
    assert sheets.render_pdf(made) == pdf


def test_what_is_longer_than_its_boxes_goes_on_in_a_second_row():
    name = "MARIA MAGDALENA DWI PUSPITASARI KUSUMANINGRUM"
    made = Sheet(code="F", title="Coba", parts=(Boxed("Nama", name),), made_at=SIGNING.at)

    words = tools.text_of(sheets.render_pdf(made))
    assert name.replace(" ", "") in words.replace("\n", "").replace(" ", "")


def test_what_no_font_can_draw_is_refused():
    with pytest.raises(PaperRefused):
        sheets.render_pdf(Sheet(code="F", title="Coba", parts=(Boxed("Nama", "ANI 🙂"),), made_at=SIGNING.at))


def test_a_mother_whom_the_register_was_only_told_of_stands_on_the_form():
    reported = {
        "mother_name": "Sri Dari Jauh", "mother_nik": "3507014202940001", "mother_birthplace": "MALANG",
        "mother_born_on": "1994-02-02", "mother_citizenship": 1,
    }  # fmt: skip
    asked = {"mother_name": "SRI DARI  JAUH", "father_name": "PAK JO"}
    known = Filling(
        place=forms.PLACE, at=SIGNING.at, kind=KINDS["permohonan-akta-lahir"], answers=asked, reported=reported
    )

    words = forms.told(FORMS["F-2.01"][1](known))

    parents = words.partition("== Data Orang Tua")[2].partition("==")[0]
    assert [word in parents for word in ("3507014202940001", "MALANG", "WNI", "PAK JO")] == [True] * 4
    assert known.parent("mother").born_on == date(1994, 2, 2)
    another = dataclasses.replace(known, answers={"mother_name": "SITI"})
    assert another.parent("mother").nik == "", "of another mother the register was told nothing"
