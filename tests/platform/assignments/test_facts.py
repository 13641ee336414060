"""The figure of assignments against hand counts: late is late, and what waits for the kecamatan is not judged."""

from datetime import timedelta

import pytest
from conftest import NOON
from django.utils import timezone

from assignments import actions
from assignments.actions.speaking import INDICATOR
from assignments.facts import assignments_in_time
from exchange.matters import actions as exchange
from exchange.matters.models import Matter
from exchange.outbox.models import Dirty
from exchange.periods import Period

from .conftest import PHOTO

pytestmark = pytest.mark.django_db
#: Everything below fell due yesterday, whatever day the test runs.
DUE = timezone.now() - timedelta(days=1)
BEFORE, AFTER = DUE - timedelta(hours=2), DUE + timedelta(hours=2)


@pytest.fixture
def lived(village, send, sari, dewi, at_district):
    """`lived(("lapor", BEFORE), ("terima", AFTER))`: an assignment of this village that fell due yesterday."""

    def live(*story):
        matter = Matter.objects.get(bundle=send(to=[village]))
        Matter.objects.filter(pk=matter.pk).update(due_at=DUE)
        for verb, at in story:
            said = {"key": matter.key, "at": at}
            if verb == "lapor":
                actions.report(files=[PHOTO], by=sari, **said)
            elif verb == "terima":
                at_district(actions.accept, by=dewi, **said)
            elif verb == "kembalikan":
                at_district(actions.return_report, reason="Buram.", by=dewi, **said)
            else:
                at_district(actions.withdraw, matters=[matter], reason="Salah.", by=dewi, at=at)
        exchange.hear_all(at=AFTER)
        return matter

    return live


def figure():
    found = assignments_in_time(Period.month_of(timezone.localtime(DUE).date()))
    return found and (found.numerator, found.denominator)


@pytest.mark.parametrize(
    ("story", "counted"),
    [
        ([], (0, 1)),
        ([("lapor", BEFORE)], None),
        ([("lapor", AFTER)], (0, 1)),
        ([("lapor", BEFORE), ("terima", AFTER)], (1, 1)),
        ([("lapor", AFTER), ("terima", AFTER)], (0, 1)),
        ([("lapor", BEFORE), ("kembalikan", BEFORE)], (0, 1)),
        ([("lapor", BEFORE), ("kembalikan", BEFORE), ("lapor", BEFORE), ("terima", AFTER)], (1, 1)),
        ([("lapor", BEFORE), ("kembalikan", AFTER), ("lapor", AFTER), ("terima", AFTER)], (0, 1)),
        ([("tarik", AFTER)], None),
    ],
)
def test_each_life_counts_as_by_hand(lived, story, counted):
    lived(*story)

    assert figure() == counted


def test_all_lives_together_and_none_of_the_neighbour(lived, send, neighbour, village):
    lived(("lapor", BEFORE), ("terima", AFTER))
    lived()
    lived(("lapor", BEFORE))
    send(to=[neighbour])

    assert figure() == (1, 2)
    assert assignments_in_time(Period("2020-01")) is None


def test_the_month_of_the_day_before_is_marked_too(village, send, dewi, sari, at_district):
    matter = Matter.objects.get(bundle=send(to=[village], due_on=NOON.date() + timedelta(days=1)))
    exchange.hear_all(at=NOON)
    Dirty.objects.all().delete()
    later = NOON.date() + timedelta(days=30)
    at_district(actions.extend, matters=[matter], due_on=later, reason="Banjir.", by=dewi, at=NOON)
    exchange.hear_all(at=NOON)

    assert set(Dirty.objects.filter(indicator=INDICATOR).values_list("period", flat=True)) == {"2026-11", "2026-12"}
