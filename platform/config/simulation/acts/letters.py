"""Letters: carried to their number, left lying, sent back, cancelled."""

from datetime import datetime

from config.simulation.acts.moving import move_in
from config.simulation.acts.playing import aged, resident_of
from config.simulation.world import PASSPHRASE, Village, World
from modules.service import actions as service
from modules.service.models import Letter, LetterKind, State


def issue_letter(world: World, village: Village, at: datetime) -> None:
    """This will carry a letter from the counter to its number."""
    letter = begin_letter(world, village, at)
    letter = service.check_by_kasi(letter=letter, by=village.clerk, at=at)
    letter = service.check_by_sekdes(letter=letter, by=village.clerk, at=at)
    (result,) = service.sign_letters(letter_ids=[letter.pk], passphrase=PASSPHRASE, by=village.head, at=at)
    if not result.is_signed:
        raise AssertionError(f"not signed: {result.problem}")
    number = Letter.objects.values_list("number", flat=True).get(pk=letter.pk)
    assert number, "a signed letter has a number"
    village.letters[State.CHECKING] -= 1
    village.letters[State.READY] += 1
    village.numbers.setdefault(at.year, []).append(number)
    village.issued[village.month(at)] += 1


def leave_letter(world: World, village: Village, at: datetime) -> None:
    """This will write a request and leave it lying."""
    begin_letter(world, village, at)


def return_letter(world: World, village: Village, at: datetime) -> None:
    """This will send a request back to its applicant."""
    letter = begin_letter(world, village, at)
    service.return_incomplete(letter=letter, reason="Foto KTP tidak terbaca.", by=village.clerk, at=at)
    village.letters[State.CHECKING] -= 1
    village.letters[State.INCOMPLETE] += 1


def cancel_letter(world: World, village: Village, at: datetime) -> None:
    """This will cancel the newest signed letter; it keeps its number."""
    if not village.letters[State.READY]:
        issue_letter(world, village, at)
    letter = Letter.objects.filter(state=State.READY).order_by("-pk")[0]
    assert letter.signed_at, "a letter that is ready was signed"
    service.cancel_letter(letter=letter, reason=f"Salah ketik {village.word}", by=village.head, at=at)
    village.letters[State.READY] -= 1
    village.letters[State.CANCELLED] += 1
    village.issued[village.month(letter.signed_at)] -= 1


def begin_letter(world: World, village: Village, at: datetime) -> Letter:
    """This will write a request for somebody of age; a village that has lost all of them writes for whoever is left."""
    if not village.register.people:
        move_in(world, village, at)
    applicant = world.dice.choice(aged(village, 20, 120, on=at) or list(village.register.people.values()))
    village.register.used.add(applicant.nik)
    letter = service.make_at_counter(
        key=world.key(),
        kind=LetterKind.objects.get(slug="pengantar-skck"),
        answers={"purpose": f"Keperluan {village.word}"},
        resident=resident_of(applicant),
        repeats_because="Simulasi",
        by=village.clerk,
        at=at,
    )
    village.letters[State.CHECKING] += 1
    return letter
