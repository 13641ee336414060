"""Who checks what, and that no letter is anywhere it should not be."""

import pytest
from conftest import NOON
from django.db import IntegrityError, transaction

from audit.models import Entry
from modules.service import actions, queries
from modules.service.models import Letter, LetterEvent, LetterKind, ServiceSettings, State

from .conftest import USAHA


def test_a_letter_goes_from_the_kasi_to_the_secretary_to_the_head(make_letter, budi, sari):
    letter = make_letter()
    assert letter.needs_kasi

    letter = actions.check_by_kasi(letter=letter, by=budi, at=NOON)
    assert letter.needs_sekdes
    letter = actions.check_by_sekdes(letter=letter, by=sari, at=NOON)

    assert letter.is_waiting
    assert [event.by_post for event in letter.events.order_by("pk")] == [
        "Kasi Pelayanan",
        "Kasi Pelayanan",
        "Sekretaris Desa",
    ]


def test_another_kasi_does_not_check_it(make_letter, gita):
    with pytest.raises(actions.NotYours):
        actions.check_by_kasi(letter=make_letter(), by=gita, at=NOON)


def test_the_secretary_stands_in_for_a_kasi(make_letter, sari):
    letter = actions.check_by_kasi(letter=make_letter(), by=sari, at=NOON)

    assert letter.events.get(what=LetterEvent.What.CHECKED).by_post == "Sekretaris Desa"


def test_an_office_without_initials_sends_it_straight_to_the_head(make_letter, budi):
    ServiceSettings.objects.update(needs_initials=False)

    assert actions.check_by_kasi(letter=make_letter(), by=budi, at=NOON).is_waiting


def test_a_step_is_taken_once(make_letter, budi, sari):
    letter = make_letter(State.AWAITING)

    with pytest.raises(actions.LetterClosed):
        actions.check_by_kasi(letter=letter, by=budi, at=NOON)
    with pytest.raises(actions.LetterClosed):
        actions.check_by_sekdes(letter=letter, by=sari, at=NOON)


def test_whoever_sends_it_back_says_why(make_letter, budi):
    with pytest.raises(actions.ReasonMissing):
        actions.return_incomplete(letter=make_letter(), reason="  x ", by=budi, at=NOON)


def test_a_returned_letter_loses_its_checks(make_letter, citra):
    letter = actions.return_incomplete(letter=make_letter(State.AWAITING), reason="Nama usaha salah", by=citra, at=NOON)

    assert letter.is_incomplete
    assert letter.kasi_at is None
    assert letter.sekdes_at is None


def test_a_letter_is_handed_over_only_when_signed_and_once(make_letter, sign, budi):
    letter = make_letter(State.AWAITING)
    with pytest.raises(actions.LetterNotReady):
        actions.mark_collected(letter=letter, by=budi, at=NOON)
    sign(letter)

    actions.mark_collected(letter=letter, by=budi, at=NOON)
    with pytest.raises(actions.LetterNotReady):
        actions.mark_collected(letter=letter, by=budi, at=NOON)


def test_a_cancelled_letter_is_cancelled_once_and_signed_never(make_letter, sign, sari):
    letter = make_letter(State.AWAITING)
    actions.cancel_letter(letter=letter, reason="Permintaan pemohon", by=sari, at=NOON)

    (result,) = sign(letter)
    with pytest.raises(actions.LetterClosed):
        actions.cancel_letter(letter=letter, reason="Permintaan pemohon", by=sari, at=NOON)

    assert "dibatalkan" in result.problem


def test_every_step_is_in_the_log_without_a_nik(make_letter, sign, sari):
    letter = make_letter(State.AWAITING)
    sign(letter)
    actions.cancel_letter(letter=letter, reason="Salah tulis nama", by=sari, at=NOON)

    entries = Entry.objects.filter(subject_type="service.letter")
    assert list(entries.order_by("id").values_list("action", flat=True)) == [
        "letter.make", "letter.check", "letter.initial", "letter.sign", "letter.cancel",
    ]  # fmt: skip
    assert "3529115506850003" not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_a_typed_outsider_gets_a_letter_of_residence(budi, village):
    import uuid
    from datetime import date

    from modules.service.rules.people import Subject

    darma = Subject(
        name="Darma Wijaya", nik="3573011005900001", born_on=date(1990, 5, 10), sex="Laki-laki", is_resident=False
    )
    kind = LetterKind.objects.get(slug="sk-domisili")
    answers = {"home_address": "Dusun Asam Laok", "since_day": "01-10-2026", "purpose": "Melamar pekerjaan"}

    letter = actions.make_at_counter(key=uuid.uuid4(), kind=kind, answers=answers, outsider=darma, by=budi, at=NOON)

    assert letter.resident is None
    assert letter.person == darma


def test_the_database_itself_refuses_what_no_action_does(make_letter):
    letter = make_letter()
    impossible = [
        {"state": "LOST"},
        {"state": State.READY},
        {"state": State.AWAITING, "kasi_at": None},
        {"state": State.CANCELLED},
        {"state": State.INCOMPLETE},
        {"number": 5},
        {"signed_at": NOON},
    ]
    for change in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(**change)


def test_the_first_letter_of_a_kind_and_a_repeated_one_are_odd(make_letter, sign):
    first = make_letter(State.AWAITING)
    assert queries.oddities_of([first], at=NOON)[first.pk] == ["Surat pertama jenis ini. Baca isinya dahulu."]
    sign(first)
    second = make_letter(State.AWAITING)

    assert queries.oddities_of([second], at=NOON)[second.pk] == [
        "Warga ini meminta surat yang sama dalam 7 hari terakhir."
    ]


def test_what_the_register_knows_need_not_be_typed(ani, usaha, budi):
    import uuid

    answers = {key: USAHA[key] for key in ("business_kind", "since_year", "purpose")}

    letter = actions.make_at_counter(key=uuid.uuid4(), kind=usaha, answers=answers, resident=ani, by=budi, at=NOON)

    assert letter.answers["business_address"] == "Dusun Asam Daja RT 001/RW 002"


def test_a_pattern_that_could_repeat_numbers_is_not_kept(citra, village):
    from modules.service.rules.number import PatternRefused

    with pytest.raises(PatternRefused):
        actions.change_settings(values={"number_pattern": "{nomor}"}, by=citra, at=NOON)
    with pytest.raises(PatternRefused):
        actions.change_settings(
            values={"number_pattern": "{nomor}/{tahun}", "series": "CLASSIFICATION"}, by=citra, at=NOON
        )
