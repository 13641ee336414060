"""A morning at the counter: two desks, three services."""

import uuid
from datetime import timedelta

import pytest
from conftest import NOON

from modules.service.queue import actions
from modules.service.queue.models import Ticket
from modules.service.queue.rules.desks import Desk, Group

GROUPS = (Group("A", "Surat"), Group("B", "Aduan dan konsultasi"))
DESKS = (Desk(1, "Loket 1", "A"), Desk(2, "Loket 2", "AB"))


@pytest.fixture
def two_desks(village, budi):
    return actions.change_settings(
        groups=GROUPS, desks=DESKS, gives_online=True, online_limit=3, has_sound=True, by=budi, at=NOON
    )


@pytest.fixture
def take(two_desks):
    """Take a number so many minutes after noon: `take("A", 2, is_priority=True)`."""

    def take_one(group="A", minutes=0, **said):
        usual = {"key": uuid.uuid4(), "source": Ticket.Source.DOOR}
        return actions.take_ticket(**{**usual, "group": group, "at": NOON + timedelta(minutes=minutes), **said})

    return take_one
