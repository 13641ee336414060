"""Answers to the survey, at noon."""

import uuid

import pytest
import time_machine
from conftest import NOON

from modules.service.survey.models import Response
from modules.service.survey.rules.elements import CODES

TODAY = NOON.date()


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def respond(village):
    """Keep answers: `respond(3, 12, service="sk-usaha", u9=1)` is twelve people who give 3 throughout, and 1 to the ninth element."""

    def keep(score, count=1, *, service="", day=TODAY, **said):
        scores = dict.fromkeys(CODES, score)
        answer = {"via": "POSTER", "answered_on": day, "service": service, **scores, **said}
        Response.objects.bulk_create(Response(key=uuid.uuid4(), **answer) for _ in range(count))

    return keep
