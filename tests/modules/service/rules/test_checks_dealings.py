"""Letters about land and between two parties: what cannot be is refused beside its question, what is only odd is a warning."""

from dataclasses import replace
from datetime import date

import pytest

from modules.service import kinds
from modules.service.rules.checks import dealings

from .samples import ANI, ANSWERS, checked

NAMES = {check.__name__ for check in dealings.CHECKS}
SLUGS = [slug for slug in ANSWERS if NAMES & set(kinds.KINDS[slug].checks)]
GIVEN = {"role": "PENERIMA"} | {
    key.replace("receiver.", "giver."): said
    for key, said in ANSWERS["hibah"].items()
    if key.startswith(("receiver.", "object.", "witness", "tie"))
}
ANI_NIK, WATI_NIK = ANI.nik, "3529114101700001"


def test_every_rule_belongs_to_a_kind():
    assert {name for kind in kinds.KINDS.values() for name in kind.checks} >= NAMES


@pytest.mark.parametrize("slug", SLUGS)
def test_the_samples_are_neither_wrong_nor_odd(slug):
    found = checked(slug, {})

    assert (found.errors, found.warnings) == ({}, [])


@pytest.mark.parametrize(
    ("slug", "changed", "field", "said"),
    [
        ("sk-tanah", {"land.in_book": "TIDAK"}, "land.in_book", "belum tercatat"),
        ("sk-tanah", {"land.since": "1984"}, "land.since", "sebelum pemohon lahir (1985)"),
        ("sk-tanah", {"witness1.nik": ANI_NIK}, "witness1.nik", "Saksi tidak boleh"),
        ("sk-tanah", {"witness2.nik": WATI_NIK}, "witness2.nik", "Saksi kedua harus orang lain"),
        ("sporadik", {"land.since": "1984"}, "land.since", "sebelum pemohon lahir"),
        ("tidak-sengketa", {"land.objection": "YA"}, "land.objection", "Ada keberatan"),
        ("hibah", {"receiver.nik": ANI_NIK}, "receiver.nik", "sama dengan NIK pemohon"),
        ("hibah", {"receiver.nik": WATI_NIK}, "witness1.nik", "Saksi tidak boleh"),
        ("hibah", GIVEN | {"giver.born_on": "21-11-2008"}, "giver.born_on", "baru 17 tahun"),
        ("surat-kuasa", {"receiver.nik": ANI_NIK}, "receiver.nik", "sama dengan NIK pemohon"),
        ("surat-kuasa", {"power.matter": "Menjual sebidang sawah"}, "power.matter", "dibuat notaris"),
        ("jual-beli", {"goods.kind": "Tanah pekarangan"}, "goods.kind", "akta PPAT"),
        ("jual-beli", {"goods.kind": "sebidang sawah"}, "goods.kind", "akta PPAT"),
    ],
)
def test_what_cannot_be_is_refused(slug, changed, field, said):
    assert said in checked(slug, changed).errors.get(field, "")


@pytest.mark.parametrize(
    ("slug", "changed", "said"),
    [
        ("sk-tanah", {"land.in_book": None}, "Petugas memeriksa dahulu apakah tanah ini tercatat"),
        ("sk-tanah", {"land.area": "50.000,5"}, "lebih dari 5 hektare"),
        ("sk-tanah", {"land.holder": "Hasan Basri"}, "atas nama Hasan Basri"),
        ("sk-tanah", {"land.proof": "SERTIPIKAT"}, "bersertipikat"),
        ("sporadik", {"land.since": "2007"}, "19 tahun, kurang dari 20 tahun"),
        ("tidak-sengketa", {"land.objection": None}, "Petugas memeriksa dahulu apakah desa menerima keberatan"),
        ("hibah", {"receiver.born_on": "21-11-2008"}, "baru 17 tahun"),
        ("hibah", GIVEN | {"giver.born_on": "21-11-2005"}, "berumur 20 tahun"),
        ("surat-kuasa", {"power.matter": "Mengurus segala keperluan saya"}, "tampak umum"),
        ("jual-beli", {"goods.kind": "Perabot rumah"}, "menyebut tanah atau rumah"),
    ],
)
def test_what_is_only_odd_is_a_warning(slug, changed, said):
    found = checked(slug, changed)

    assert found.errors == {}
    assert any(said in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("slug", "changed"),
    [
        ("sk-tanah", {"land.area": "50.000", "land.since": "1985"}),
        ("sporadik", {"land.since": "2006"}),
        ("hibah", GIVEN | {"giver.born_on": "20-11-2005"}),
        ("hibah", GIVEN | {"giver.born_on": "21-11-2005", "giver.religion": "Kristen"}),
        ("hibah", {"receiver.born_on": "20-11-2008"}),
        ("surat-kuasa", {"power.matter": "Mengambil sertipikat tanah di bank"}),
        ("jual-beli", {"goods.kind": "Tanah uruk"}),
    ],
)
def test_what_stands_at_the_edge_passes(slug, changed):
    found = checked(slug, changed)

    assert (found.errors, found.warnings) == ({}, [])


@pytest.mark.parametrize(
    ("slug", "subject", "said"),
    [
        ("hibah", replace(ANI, born_on=date(2009, 1, 1)), "baru 17 tahun"),
        ("sporadik", replace(ANI, born_on=date(2008, 11, 21)), "untuk umur 18 tahun ke atas"),
    ],
)
def test_who_may_not_ask_is_told_why(slug, subject, said):
    assert said in checked(slug, {"land.since": "2020"} if slug == "sporadik" else {}, subject).errors["subject"]
