"""What all acts have in common."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from config.simulation.pencil import Person
from config.simulation.world import Village, World
from registry.actions.happenings import NewHead
from registry.models import Resident
from registry.rules.people import age_on

Act = Callable[[World, Village, datetime], None]


class WallGone(AssertionError):
    """A village reached what is not its own."""


class NotRefused(AssertionError):
    """Something was done that must be refused."""


@contextmanager
def refused(*errors: type[Exception]) -> Iterator[None]:
    """
    What is done inside must be refused, and leaves nothing.

    :raises NotRefused: it was done.
    """
    try:
        with transaction.atomic():
            yield
    except errors:
        return
    raise NotRefused(f"expected {', '.join(error.__name__ for error in errors)}")


def aged(village: Village, least: int, most: int, *, on: datetime) -> list[Person]:
    """Whoever of the village is so old, in the order in which they came into the notes."""
    return [one for one in village.register.people.values() if least <= age_on(one.born_on, on.date()) <= most]


def resident_of(person: Person) -> Resident:
    return Resident.objects.get(nik=person.nik)


def ids_of(people: list[Person]) -> list[int]:
    return list(Resident.objects.filter(nik__in=[one.nik for one in people]).values_list("pk", flat=True))


def new_head(village: Village, leaving: list[Person]) -> tuple[NewHead, Person | None]:
    """Who leads the card that loses its head with these, as the action wants it said and as the notes know them."""
    heir = village.register.heir(leaving[0].family, [one.nik for one in leaving])
    return (NewHead(head=resident_of(heir).pk), heir) if heir else (NewHead(), None)
