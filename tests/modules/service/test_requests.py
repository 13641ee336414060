"""A resident asks from a phone: proven, kept apart, sent once, mended when something is missing."""

from datetime import date, timedelta

import pytest
from conftest import NOON

from accounts.limits import TooManyTries
from archive.models import Document
from modules.service import actions
from modules.service.models import Letter, LetterAttachment, LetterEvent, RequestDraft, State
from walls import current

from .conftest import PHOTO, USAHA


@pytest.fixture
def draft(usaha):
    made, _ = actions.begin_request(kind=usaha, at=NOON)
    return made


@pytest.fixture
def proven(draft, ani):
    return prove(draft)


@pytest.fixture
def answered(proven):
    for group in proven.kind.definition.groups:
        actions.answer_step(
            draft=proven, group=group, typed={field.key: USAHA[field.key] for field in group.fields}, at=NOON
        )
    actions.note_phone(draft=proven, typed="+62 812-3456-7890")
    return proven


def prove(draft, nik="3529115506850003", born_on=date(1985, 6, 15), no_kk="3529111203140021", address="10.0.0.1"):
    return actions.prove_identity(draft=draft, nik=nik, born_on=born_on, no_kk=no_kk, address=address, at=NOON)


@pytest.mark.parametrize(
    "wrong",
    [{"nik": "3529115506850009"}, {"born_on": date(1985, 6, 16)}, {"no_kk": "3529111203140022"}],
    ids=["unknown person", "other birthday", "other family"],
)
def test_whatever_is_wrong_gets_the_same_refusal(draft, ani, wrong):
    with pytest.raises(actions.IdentityRefused) as refused:
        prove(draft, **wrong)

    assert str(refused.value) == ""


@pytest.mark.parametrize("status", [2, 3, 4, 9])
def test_only_the_living_of_this_village_ask(draft, make_resident, status):
    make_resident("ANI", "3529115506850003", kk="3529111203140021", status=status)

    with pytest.raises(actions.IdentityRefused):
        prove(draft)


def test_a_nik_is_guessed_at_six_times_an_hour_whether_it_exists_or_not(draft, ani):
    for nik in ("3529115506850003", "3529115506850009"):
        for number in range(6):
            with pytest.raises(actions.IdentityRefused):
                prove(draft, nik=nik, no_kk="1" * 16, address=f"10.0.0.{number}")
        with pytest.raises(TooManyTries):
            prove(draft, nik=nik, address="10.0.1.1")


def test_a_request_becomes_one_letter_however_often_it_is_sent(answered):
    first = actions.submit_request(draft=answered, at=NOON)
    second = actions.submit_request(draft=answered, at=NOON)

    assert first.pk == second.pk
    assert first.state == State.CHECKING
    assert first.phone == "081234567890"
    assert first.source == Letter.Source.ONLINE
    assert [event.what for event in first.events.all()] == [LetterEvent.What.SUBMITTED]
    assert RequestDraft.objects.get().answers == {}


def test_half_an_hour_is_promised_in_opening_hours(answered):
    letter = actions.submit_request(draft=answered, at=NOON)

    assert letter.due_at == NOON + timedelta(minutes=30)


def test_an_unproven_draft_is_never_sent(draft):
    with pytest.raises(actions.DraftGone):
        actions.submit_request(draft=draft, at=NOON)


def test_a_missing_answer_holds_the_request_back(proven):
    with pytest.raises(actions.AnswersIncomplete) as error:
        actions.submit_request(draft=proven, at=NOON)

    assert "business_kind" in error.value.errors
    assert not Letter.objects.exists()


def test_the_same_letter_within_a_week_wants_a_reason(answered, make_letter):
    earlier = make_letter(at=NOON - timedelta(days=6))

    with pytest.raises(actions.LetterRepeats) as error:
        actions.submit_request(draft=answered, at=NOON)
    letter = actions.submit_request(draft=answered, at=NOON, repeats_because="Surat pertama hilang")

    assert error.value.earlier == earlier
    assert letter.repeats_because == "Surat pertama hilang"


def test_after_a_week_or_a_cancellation_nobody_asks(answered, make_letter, sari):
    make_letter(at=NOON - timedelta(days=8))
    recent = make_letter(at=NOON - timedelta(days=1))
    actions.cancel_letter(letter=recent, reason="Salah orang", by=sari, at=NOON)

    assert actions.submit_request(draft=answered, at=NOON)


def test_a_photograph_goes_to_the_archive_with_the_request_and_not_before(answered):
    actions.attach_requirement(draft=answered, requirement="ktp", name="KTP Ani.jpeg", data=PHOTO, at=NOON)
    assert not Document.objects.exists()

    letter = actions.submit_request(draft=answered, at=NOON)

    attachment = letter.attachments.get()
    assert attachment.document.area == "syarat"
    assert b"PLACE" not in bytes(attachment.document.waiting_bytes)
    assert attachment.content is None


def test_a_new_photograph_takes_the_place_of_the_old(answered):
    for name in ("a.jpg", "b.jpg"):
        actions.attach_requirement(draft=answered, requirement="ktp", name=name, data=PHOTO, at=NOON)

    assert LetterAttachment.objects.get().name == "b.jpg"


def test_a_document_nobody_asked_for_is_not_taken(answered):
    with pytest.raises(KeyError):
        actions.attach_requirement(draft=answered, requirement="akta", name="a.jpg", data=PHOTO, at=NOON)


def test_a_draft_is_gone_after_two_hours_with_its_photographs(usaha, ani):
    made, secret = actions.begin_request(kind=usaha, at=NOON)
    actions.attach_requirement(draft=made, requirement="ktp", name="a.jpg", data=PHOTO, at=NOON)

    with pytest.raises(actions.DraftGone):
        actions.open_draft(secret=secret, at=NOON + timedelta(hours=2))
    assert actions.forget_drafts(at=NOON + timedelta(hours=2)) == 1
    assert not LetterAttachment.objects.exists()


def test_a_cookie_of_one_village_opens_nothing_in_another(usaha, neighbour):
    _, secret = actions.begin_request(kind=usaha, at=NOON)

    with current.inside(neighbour), pytest.raises(actions.DraftGone):
        actions.open_draft(secret=secret, at=NOON)


def test_another_persons_proof_forgets_the_answers_of_the_first(answered, make_resident):
    make_resident("BUDI LAIN", "3529111506850007", kk="3529111203140099")

    prove(answered, nik="3529111506850007", no_kk="3529111203140099")

    assert answered.answers == {}


def test_an_incomplete_request_is_mended_and_checked_anew(make_letter, budi, sari, usaha):
    letter = make_letter(State.AWAITING)
    actions.return_incomplete(letter=letter, reason="Foto KK buram", by=sari, at=NOON)
    letter.refresh_from_db()
    draft, _ = actions.begin_mending(letter=letter, at=NOON)
    actions.answer_step(
        draft=draft, group=usaha.definition.groups[0], typed={**USAHA, "business_kind": "Bengkel motor"}, at=NOON
    )

    mended = actions.complete_request(draft=draft, at=NOON + timedelta(hours=1))

    assert mended.pk == letter.pk
    assert mended.state == State.CHECKING
    assert mended.needs_kasi
    assert mended.answers["business_kind"] == "Bengkel motor"
    assert mended.due_at == NOON + timedelta(hours=1, minutes=30)
    assert mended.return_reason == ""


def test_what_is_mended_is_asked_and_promised_what_it_was_when_it_was_made(make_letter, sari, usaha):
    letter = make_letter(State.AWAITING)
    actions.return_incomplete(letter=letter, reason="Foto KK buram", by=sari, at=NOON)
    actions.save_version(kind=usaha, changes={"minutes": 20}, note="", opened="", by=sari, at=NOON)
    letter.refresh_from_db()

    draft, _ = actions.begin_mending(letter=letter, at=NOON)

    assert (draft.definition.minutes, draft.kind.definition.minutes) == (30, 20)
    assert actions.complete_request(draft=draft, at=NOON).due_at == NOON + timedelta(minutes=30)


def test_only_an_incomplete_request_is_mended(make_letter):
    with pytest.raises(actions.LetterClosed):
        actions.begin_mending(letter=make_letter(), at=NOON)


@pytest.mark.parametrize("phone", ["12345", "0812abc45678", "+1 555 0100", "0" * 20])
def test_a_number_that_cannot_be_called_is_refused(proven, phone):
    with pytest.raises(ValueError, match="Tulis nomor HP"):
        actions.note_phone(draft=proven, typed=phone)
