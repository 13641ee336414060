"""Every kind of letter from its sample answers through check, initials and signature to the PDF in the archive."""

import re
import uuid

import pytest
from conftest import NOON
from samples import tools

from accounts.models import Appointment
from modules.service import actions, queries
from modules.service.models import Letter, LetterBook, LetterKind, State
from papers import verification
from papers.layout import Shape
from papers.refusal import PaperRefused

from .rules.samples import ANI, ANSWERS, SLUGS, SUBJECTS

#: One of each shape, whose signature is looked into as well.
INSPECTED = {"sk-usaha": Shape.STATEMENT, "undangan": Shape.OFFICIAL, "ahli-waris": Shape.DECLARATION}


@pytest.fixture
def clerk(village, make_account):
    """Holds every post that checks."""
    account = make_account("eka", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "KASI_KESEJAHTERAAN", "KAUR_TU", name="Eka")
    assert Appointment.objects.filter(account=account).count() == 4
    return account


@pytest.fixture
def bring(clerk, sari):
    """Bring a sample as far as the signature."""

    def to_the_head(slug, key=None):
        kind = LetterKind.objects.get(slug=slug)
        subject = None if kind.definition.internal else SUBJECTS.get(slug, ANI)
        letter = actions.make_at_counter(
            key=key or uuid.uuid4(), kind=kind, answers=dict(ANSWERS[slug]), outsider=subject, by=clerk, at=NOON,
            repeats_because="uji",
        )  # fmt: skip
        actions.check_by_kasi(letter=letter, by=clerk, at=NOON)
        return actions.check_by_sekdes(letter=letter, by=sari, at=NOON)

    return to_the_head


def test_all_are_issued(bring, sign):
    letters = {slug: bring(slug) for slug in SLUGS}
    assert len(letters) == LetterKind.objects.count() == 81

    results = sign(*letters.values())

    assert {result.title: result.problem for result in results if not result.is_signed} == {}
    for slug, letter in letters.items():
        letter.refresh_from_db()
        pdf = bytes(letter.document.waiting_bytes)
        text = re.sub(r"\s+", " ", tools.text_of(pdf))
        assert letter.number_text in text, slug
        assert "KONSEP" not in text, slug
        assert "CITRA LESTARI" in text.upper(), slug
        if slug in INSPECTED:
            assert letter.definition.shape == INSPECTED[slug]
            assert verification.inspect(pdf).is_genuine, slug
            assert tools.signature_of(pdf) == tools.Signature(True, True, "/ETSI.CAdES.detached"), slug
            assert tools.faults_of(pdf) == [], slug
            (code,) = tools.codes_in(tools.picture_of(pdf))
            assert f"/verifikasi/{letter.verification_code}/" in code, slug
    assert sorted(Letter.objects.values_list("number", flat=True)) == list(range(1, 82))
    assert queries.books_of(2026)[0].is_whole


def test_twenty_of_mixed_shapes_in_one_go_of_which_one_fails(bring, sign, monkeypatch):
    from modules.service.actions import signing

    mixed = sorted(SLUGS, key=lambda slug: slug[::-1])[:20]
    letters = [bring(slug) for slug in mixed]
    assert {letter.definition.shape for letter in letters} == set(Shape)
    whole = signing.typesetting.render_pdf

    def render(paper):
        if paper.title == letters[7].kind.title:
            raise PaperRefused("Lambang rusak.")
        return whole(paper)

    monkeypatch.setattr(signing.typesetting, "render_pdf", render)
    results = sign(*letters)

    assert [result.is_signed for result in results] == [number != 7 for number in range(20)]
    assert results[7].problem == "Lambang rusak."
    left = Letter.objects.get(state=State.AWAITING)
    assert (left.kind.slug, left.number, left.document) == (mixed[7], None, None)
    assert LetterBook.objects.get().last_number == 19
    assert sorted(Letter.objects.exclude(number=None).values_list("number", flat=True)) == list(range(1, 20))
