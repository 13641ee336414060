"""All kinds as they ship beside the list of facts they were written from; whatever differs is named here with its reason."""

import json
import re
from pathlib import Path

import pytest

from accounts.posts import Post
from modules.service import kinds

PLACE = "shared/domain/data/letters.json"
FACTS = next((folder / PLACE for folder in Path(__file__).resolve().parents if (folder / PLACE).exists()), None)
OF_A_KIND = {
    "handler": lambda kind: Post(kind.handler).label,
    "signer_default": lambda kind: Post(kind.signer).label,
    "delegable": lambda kind: kind.delegable,
    "kode_klasifikasi_2022": lambda kind: kind.code_2022,
    "kode_klasifikasi_2012": lambda kind: kind.code_2012,
    "validity_days": lambda kind: kind.validity_days,
    "needs_meterai": lambda kind: kind.needs_meterai,
    "needs_camat": lambda kind: kind.needs_camat,
    "witnesses": lambda kind: kind.witnesses,
    "category": lambda kind: str(kind.category),
}
#: The list says it in its own short words.
SAME = {"Kaur TU & Umum": "Kaur Tata Usaha dan Umum"}
_STATED = "the stamp stands on the applicant's own statement, a requirement; a letter of the office carries none"
_NAMED = "witnesses are named in the text and sign form F-2.01, not the letter of the office"
#: (kind, fact) -> why it ships otherwise.
EXCEPTIONS = {
    ("belum-menikah", "needs_meterai"): _STATED,
    ("belum-menikah", "witnesses"): "they sign the applicant's own statement, a requirement",
    ("belum-punya-rumah", "needs_meterai"): _STATED,
    ("sk-penghasilan", "needs_meterai"): _STATED,
    ("sk-kelahiran", "witnesses"): _NAMED,
    ("sk-kematian", "witnesses"): _NAMED,
    (
        "pengantar-ktp",
        "requirements",
    ): "a lost or broken card brings another paper (Perpres 96/2018, in the list's note)",
    ("nikah-n1", "requirements"): "a second marriage needs the court's leave",
}
#: Standard time in words -> opening minutes that lie within it; a day has seven hours.
MINUTES = {"15-30 menit": 30, "1-3 hari kerja": 3 * 420, "3-5 hari kerja": 5 * 420, "3-7 hari kerja": 7 * 420}

pytestmark = pytest.mark.skipif(FACTS is None, reason=f"{PLACE} is not beside this project")


@pytest.fixture(scope="module")
def facts():
    return {one["slug"]: one for one in json.loads(FACTS.read_text(encoding="utf-8"))}


def test_every_kind_of_the_list_ships_and_no_other(facts):
    assert set(kinds.KINDS) == set(facts)
    assert len(facts) == 81


@pytest.mark.parametrize("name", OF_A_KIND)
def test_what_differs_is_meant(facts, name):
    found = {(slug, name) for slug in facts if _of_list(facts[slug][name]) != OF_A_KIND[name](kinds.KINDS[slug])}

    assert found == {(slug, fact) for slug, fact in EXCEPTIONS if fact == name}


def test_a_kind_asks_for_as_many_papers_as_the_list(facts):
    found = {slug for slug, one in facts.items() if len(one["requirements"]) != len(kinds.KINDS[slug].requirements)}

    assert found == {slug for slug, fact in EXCEPTIONS if fact == "requirements"}


def test_a_kind_rests_on_the_laws_of_the_list(facts):
    """The list has its short words and the files say them whole, so the numbers and years are compared; "-" is the common basis."""
    for slug, one in facts.items():
        said = kinds.KINDS[slug].legal_basis
        if one["legal_basis"] == "-":
            assert said == "", slug
        else:
            assert said, slug
            assert re.findall(r"[0-9]+", said) == re.findall(r"[0-9]+", one["legal_basis"]), slug
            assert not re.search(r"\bps\b|check|Lamp\.", said), slug


def test_a_promise_of_time_lies_within_the_list(facts):
    assert {slug: kinds.KINDS[slug].minutes for slug in facts} == {
        slug: MINUTES[one["sla"]] for slug, one in facts.items()
    }


def _of_list(said):
    return SAME.get(said, said) if isinstance(said, str) else said
