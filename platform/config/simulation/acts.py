"""
What happens on a day: real actions of the product, each noted in the world beside it.

An act that is refused or breaks off must leave no trace; some are made to.
"""

import copy
import tempfile
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from celery.exceptions import Reject
from django.db import ProgrammingError, transaction

import archive.actions
from config.simulation.world import PASSPHRASE, Village, World
from exchange.outbox import actions as outbox
from exchange.periods import Period
from jobs import office_task
from modules.service import actions as service
from modules.service.models import Letter, LetterKind, State
from registry.actions import residents
from registry.models import Resident
from tenants import queries
from tenants.actions import life
from tenants.actions.telling import FromOutside
from tenants.copies import restoring, writing
from walls import current
from walls.current import connection

Act = Callable[[World, Village, datetime], None]


SOMEBODY = FromOutside("Simulasi")


class BrokenOff(RuntimeError):
    """Thrown on purpose in the middle of an act."""


class WallGone(AssertionError):
    """A village reached what is not its own."""


def issue_letter(world: World, village: Village, at: datetime) -> None:
    """This will carry a letter from the counter to its number."""
    letter = _begin(world, village, at)
    if letter is None:
        return
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
    village.issued[_month(village, at)] += 1


def leave_letter(world: World, village: Village, at: datetime) -> None:
    """This will write a request and leave it lying."""
    _begin(world, village, at)


def return_letter(world: World, village: Village, at: datetime) -> None:
    """This will send a request back to its applicant."""
    letter = _begin(world, village, at)
    if letter is not None:
        service.return_incomplete(letter=letter, reason="Foto KTP tidak terbaca.", by=village.clerk, at=at)
        village.letters[State.CHECKING] -= 1
        village.letters[State.INCOMPLETE] += 1


def cancel_letter(world: World, village: Village, at: datetime) -> None:
    """This will cancel the newest signed letter; it keeps its number."""
    letter = Letter.objects.filter(state=State.READY).order_by("-pk").first()
    if letter is None or letter.signed_at is None:
        return
    service.cancel_letter(letter=letter, reason=f"Salah ketik {village.word}", by=village.head, at=at)
    village.letters[State.READY] -= 1
    village.letters[State.CANCELLED] += 1
    village.issued[_month(village, letter.signed_at)] -= 1


def add_resident(world: World, village: Village, at: datetime) -> None:
    """This will write a newcomer into the register."""
    born = at.date() - timedelta(days=world.dice.randrange(10, 9000))
    details = {
        "name": "WARGA SIMULASI",
        "nik": None,
        "sex": 1,
        "born_on": born,
        "birthplace": "SUMENEP",
        "no_kk": None,
        "relation": 9,
        "hamlet": "BARU",
        "address": f"Jalan {village.word}",
        "citizenship": 1,
        "marital": 1,
    }
    residents.add_resident(details=details, by=village.clerk, at=at)
    village.residents += 1


def break_off(world: World, village: Village, at: datetime) -> None:
    """This will fail in the middle of a transaction that has already written; nothing of it may stay."""
    before = village.residents, village.letters.copy()
    try:
        with transaction.atomic():
            add_resident(world, village, at)
            _begin(world, village, at)
            raise BrokenOff
    except BrokenOff:
        village.residents, village.letters = before


def climb_the_wall(world: World, village: Village, at: datetime) -> None:
    """This will ask for a neighbour's rows by the name of its schema; the database must refuse."""
    other = world.villages[(village.index + 1) % len(world.villages)].office
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{other.schema_name}".registry_resident')  # noqa: S608 - that is the attack
    except ProgrammingError:
        return
    raise WallGone(f"{village.office.title} reads {other.title}")


def close_last_month(world: World, village: Village, at: datetime) -> None:
    """This will freeze the figures of the month before; again is refused and changes nothing."""
    period = Period.month_of(at.replace(day=1) - timedelta(days=1))
    try:
        outbox.close_period(period=period, by=village.head, at=at)
    except outbox.PeriodAlreadyClosed:
        return
    village.closed.setdefault(str(period), village.issued[str(period)])


def rename(world: World, village: Village, at: datetime) -> None:
    """This will give the village another name, and so another address."""
    office = village.office
    name = f"{office.name.partition(' Nama')[0]} Nama {world.dice.randrange(1_000_000)}"
    with current.outside():
        life.rename_office(office_id=office.pk, name=name, designation=office.designation, by=SOMEBODY, at=at)
    village.office = queries.offices_named(office.key)[0]


def close_the_door(world: World, village: Village, at: datetime) -> None:
    """This will suspend the office and open it again; a message sent to it meanwhile must be refused."""
    with current.outside():
        life.suspend_office(office_id=village.office.pk, reason="Simulasi", by=SOMEBODY, at=at)
    seal = {"key": village.office.key, "mac": office_task.mac(village.office, "simulation", "1")}
    try:
        office_task.office_of("simulation", "1", seal)
    except Reject:
        pass
    else:
        raise WallGone(f"{village.office.title} is closed and works")
    with current.outside():
        life.reopen_office(office_id=village.office.pk, by=SOMEBODY, at=at)


def turn_back(world: World, village: Village, at: datetime) -> None:
    """This will copy the village, let it work on, and bring back the copy over that work."""
    before = village.residents, village.letters.copy(), copy.deepcopy(village.numbers), village.issued.copy()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "village.zip"
        with current.outside():
            writing.write_copy(village.office, file, at=at)
        issue_letter(world, village, at)
        add_resident(world, village, at)
        archive.actions.sweep_waiting(at=at + timedelta(minutes=1))
        with current.outside():
            restoring.replace_office(village.office, file, at=at + timedelta(minutes=2), over_newer=True)
    village.residents, village.letters, village.numbers, village.issued = before
    # What was published meanwhile stands until the night counts anew.
    outbox.recompute_all(period=_month(village, at), at=at + timedelta(minutes=3))


#: Act -> how often, among a hundred.
ACTS: dict[Act, int] = {
    issue_letter: 44,
    leave_letter: 9,
    return_letter: 6,
    cancel_letter: 8,
    add_resident: 12,
    break_off: 5,
    climb_the_wall: 5,
    close_last_month: 4,
    rename: 2,
    close_the_door: 3,
    turn_back: 2,
}


def _begin(world: World, village: Village, at: datetime) -> Letter | None:
    resident = _applicant(world)
    if resident is None:
        return None
    letter = service.make_at_counter(
        key=uuid.UUID(int=world.dice.getrandbits(128), version=4),
        kind=LetterKind.objects.get(slug="pengantar-skck"),
        answers={"purpose": f"Keperluan {village.word}"},
        resident=resident,
        repeats_because="Simulasi",
        by=village.clerk,
        at=at,
    )
    village.letters[State.CHECKING] += 1
    return letter


def _applicant(world: World) -> Resident | None:
    grown = list(Resident.objects.filter(nik__isnull=False, born_on__lt=world.today - timedelta(days=7300)))
    return world.dice.choice(grown) if grown else None


def _month(village: Village, at: datetime) -> str:
    return str(Period.month_of(at.astimezone(village.office.tzinfo)))
