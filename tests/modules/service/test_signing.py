"""Signing: each letter once, numbers without gaps, nothing half done."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from conftest import NOON
from samples import tools

from accounts.limits import TooManyTries
from archive.models import Document
from exchange.outbox.models import Dirty
from modules.service import actions
from modules.service.models import Letter, LetterBook, LetterEvent, ServiceSettings, State
from papers import actions as papers_actions
from papers import verification
from papers.refusal import PaperRefused
from supervision.own import starting

PASSPHRASE = "kentongan-berbunyi-tiga"


def test_a_signed_letter_has_number_document_and_signature(make_letter, sign, citra):
    letter = make_letter(State.AWAITING)

    (result,) = sign(letter)

    letter.refresh_from_db()
    assert result.is_signed
    assert letter.state == State.READY
    assert letter.number_text == "500.3/001/35.29.11.2010/XI/2026"
    assert letter.signed_by == citra
    assert letter.events.filter(what=LetterEvent.What.SIGNED).exists()
    document = letter.document
    found = verification.inspect(bytes(document.waiting_bytes))
    assert found.is_genuine
    assert found.signer == "Citra Lestari"
    assert document.basis["subject"] == "A** L******"
    assert "3529115506850003" not in str(document.basis)


def test_figures_are_marked_in_the_same_transaction(make_letter, sign):
    sign(make_letter(State.AWAITING))

    assert set(Dirty.objects.values_list("indicator", flat=True)) == {
        "days_since_service", "letters_issued", "requests_late", "requests_on_time", "requests_per_1000", "turnaround_median",
        "turnaround_p90", "turnaround_whole_median", "turnaround_whole_p90", *starting.ALL,
    }  # fmt: skip


def test_a_letter_is_signed_once_and_the_second_click_is_told(make_letter, sign):
    letter = make_letter(State.AWAITING)
    sign(letter)

    (again,) = sign(letter)

    assert not again.is_signed
    assert "Sudah ditandatangani" in again.problem
    assert LetterBook.objects.get().last_number == 1
    assert Document.objects.filter(area="surat").count() == 1


def test_numbers_follow_each_other(make_letter, sign):
    letters = [make_letter(State.AWAITING) for _ in range(4)]

    sign(*letters)

    assert sorted(Letter.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_wrong_passphrase_signs_nothing(make_letter, sign):
    letter = make_letter(State.AWAITING)

    with pytest.raises(papers_actions.WrongPassphrase):
        sign(letter, passphrase="bukan-itu-kuncinya")

    letter.refresh_from_db()
    assert letter.is_waiting
    assert not LetterBook.objects.exists()


def test_passphrases_cannot_be_guessed(make_letter, sign):
    letter = make_letter(State.AWAITING)

    for _ in range(10):
        with pytest.raises(papers_actions.WrongPassphrase):
            sign(letter, passphrase="salah-salah-salah")
    with pytest.raises(TooManyTries):
        sign(letter)


def test_without_a_certificate_nothing_is_signed(make_letter, citra):
    letter = make_letter(State.AWAITING)

    with pytest.raises(actions.NoCertificate):
        actions.sign_letters(letter_ids=[letter.pk], passphrase="x", by=citra, at=NOON)


def test_a_letter_that_cannot_be_printed_stays_and_the_others_are_signed(make_letter, sign, monkeypatch):
    from modules.service.actions import signing

    first, second, third = (make_letter(State.AWAITING) for _ in range(3))
    whole = signing.typesetting.render_pdf

    def render(paper):
        if paper.number.split("/")[1] == "002" and not render.failed:
            render.failed = True
            raise PaperRefused("Lambang rusak.")
        return whole(paper)

    render.failed = False
    monkeypatch.setattr(signing.typesetting, "render_pdf", render)

    results = sign(first, second, third)

    second.refresh_from_db()
    assert [result.is_signed for result in results] == [True, False, True]
    assert results[1].problem == "Lambang rusak."
    assert second.is_waiting
    # The number of the failed letter went to the next, so there is no gap.
    assert sorted(Letter.objects.exclude(number=None).values_list("number", flat=True)) == [1, 2]


def test_an_unchecked_letter_is_not_signed(make_letter, sign):
    (result,) = sign(make_letter(State.CHECKING))

    assert "sedang diperiksa" in result.problem


def test_the_register_of_the_day_is_printed(make_letter, sign, ani):
    letter = make_letter(State.AWAITING)
    type(ani).objects.filter(pk=ani.pk).update(name="ANI LESTARI NINGSIH")

    sign(letter)

    letter.refresh_from_db()
    assert letter.subject["name"] == "ANI LESTARI NINGSIH"


def test_a_letter_for_somebody_who_died_meanwhile_stays(make_letter, sign, ani):
    letter = make_letter(State.AWAITING)
    type(ani).objects.filter(pk=ani.pk).update(status=2)

    (result,) = sign(letter)

    assert "tidak lagi tercatat hidup" in result.problem
    assert not LetterBook.objects.exists()


def test_the_series_begins_again_in_the_offices_own_new_year(make_letter, sign, settings):
    last = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    first, second = make_letter(State.AWAITING, at=last), make_letter(State.AWAITING, at=last)

    sign(first, at=last)
    sign(second, at=last + timedelta(minutes=2))

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.number_text.endswith("/001/35.29.11.2010/XII/2026")
    assert second.number_text.endswith("/001/35.29.11.2010/I/2027")


def test_an_office_may_count_each_classification_by_itself(make_letter, sign, skck):
    ServiceSettings.objects.update(series="CLASSIFICATION")
    one, other = (
        make_letter(State.AWAITING),
        make_letter(State.AWAITING, kind=skck, answers={"purpose": "Melamar pekerjaan"}),
    )

    sign(one, other)

    assert list(Letter.objects.order_by("pk").values_list("number", flat=True)) == [1, 1]


def test_a_cancelled_letter_keeps_its_number(make_letter, sign, sari):
    letter, following = make_letter(State.AWAITING), make_letter(State.AWAITING)
    sign(letter)

    actions.cancel_letter(letter=letter, reason="Salah tulis nama usaha", by=sari, at=NOON)
    sign(following)

    letter.refresh_from_db()
    following.refresh_from_db()
    assert letter.state == State.CANCELLED
    assert letter.number == 1
    assert following.number == 2


def test_the_pdf_carries_the_text_of_the_letter(make_letter, sign):
    letter = make_letter(State.AWAITING)
    sign(letter)
    letter.refresh_from_db()
    text = " ".join(tools.text_of(bytes(letter.document.waiting_bytes)).split())

    assert "SURAT KETERANGAN USAHA" in text
    assert "ANI LESTARI" in text
    assert "pengajuan KUR" in text
    assert letter.number_text in text
    assert f"{letter.verification_code[:4]}-{letter.verification_code[4:]}" in text


def test_unknown_letters_are_told_of(sign):
    from types import SimpleNamespace

    (result,) = sign(SimpleNamespace(pk=999_999))

    assert result.problem == "Surat ini tidak ada."


def test_a_like_key_makes_no_second_letter(ani, usaha, budi):
    key = uuid.uuid4()
    answers = {"business_kind": "Warung", "business_address": "Dusun", "since_year": "2019", "purpose": "Modal"}

    first = actions.make_at_counter(key=key, kind=usaha, answers=answers, resident=ani, by=budi, at=NOON)
    second = actions.make_at_counter(key=key, kind=usaha, answers=answers, resident=ani, by=budi, at=NOON)

    assert first.pk == second.pk
    assert Letter.objects.count() == 1


def test_a_head_who_signs_one_by_one_is_never_locked_out(make_letter, sign):
    for _ in range(11):
        (result,) = sign(make_letter(State.AWAITING))

        assert result.is_signed
