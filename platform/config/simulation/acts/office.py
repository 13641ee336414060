"""What befalls the office itself: months closed, another name, a closed door, work broken off or taken back whole, a neighbour's rows."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from celery.exceptions import Reject
from django.db import ProgrammingError, transaction

from config.simulation.acts.letters import begin_letter, issue_letter
from config.simulation.acts.people import add_resident, record_birth, record_death
from config.simulation.acts.playing import WallGone, refused, resident_of
from config.simulation.world import Village, World, sweep
from exchange.outbox import actions as outbox
from exchange.periods import Period
from jobs import office_task
from registry import ledger
from registry.actions import MonthAlreadyClosed, MonthNotOver, close_month, happenings
from tenants import queries
from tenants.actions import life
from tenants.actions.telling import FromOutside
from tenants.copies import restoring, writing
from walls import current
from walls.current import connection

SOMEBODY = FromOutside("Simulasi")


class BrokenOff(RuntimeError):
    """Thrown on purpose in the middle of an act."""


def break_off(world: World, village: Village, at: datetime) -> None:
    """This will fail in the middle of a transaction that has already written; nothing of it may stay."""
    forget = village.forgetting()
    try:
        with transaction.atomic():
            add_resident(world, village, at)
            record_birth(world, village, at)
            begin_letter(world, village, at)
            raise BrokenOff
    except BrokenOff:
        forget()


def climb_the_wall(world: World, village: Village, at: datetime) -> None:
    """This will ask for a neighbour's rows by the name of its schema; the database must refuse."""
    other = world.villages[(village.index + 1) % len(world.villages)].office
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{other.schema_name}".registry_resident')  # noqa: S608 - that is the attack
    except ProgrammingError:
        return
    raise WallGone(f"{village.office.title} reads {other.title}")


def close_books(world: World, village: Village, at: datetime) -> None:
    """This will close the register's month before; again, the present month, and a death told into a closed one are refused."""
    last = _last_month(village, at)
    if last not in village.register.closed:
        close_month(first=last.first_day, by=village.head, at=at)
        village.register.close(last)
    with refused(MonthAlreadyClosed):
        close_month(first=last.first_day, by=village.head, at=at)
    with refused(MonthNotOver):
        close_month(first=last.after.first_day, by=village.head, at=at)
    for person in list(village.register.people.values())[:1]:
        with refused(ledger.MonthClosed):
            happenings.record_death(
                resident=resident_of(person),
                details={},
                new_head=happenings.NewHead(),
                happened_on=last.last_day,
                reported_on=last.last_day,
                key=world.key(),
                by=village.clerk,
                at=at,
            )


def close_last_month(world: World, village: Village, at: datetime) -> None:
    """This will freeze the figures of the month before; again is refused and changes nothing."""
    last = _last_month(village, at)
    if last not in village.closed:
        outbox.close_period(period=last, by=village.head, at=at)
        village.closed[last] = village.figures(last)
    with refused(outbox.PeriodAlreadyClosed):
        outbox.close_period(period=last, by=village.head, at=at)


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
    forget = village.forgetting()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "village.zip"
        with current.outside():
            writing.write_copy(village.office, file, at=at)
        issue_letter(world, village, at)
        add_resident(world, village, at)
        record_death(world, village, at)
        sweep(at)
        with current.outside():
            restoring.replace_office(village.office, file, at=at + timedelta(minutes=2), over_newer=True)
    forget()
    # What was published meanwhile stands until the night counts anew.
    outbox.recompute_all(period=village.month(at), at=at + timedelta(minutes=3))


def _last_month(village: Village, at: datetime) -> Period:
    return Period(village.month(at)).before
