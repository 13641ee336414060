"""Random lives of an assignment, lived by both sides at once: whatever is tried, it stays a life the rules know."""

from datetime import timedelta
from uuid import UUID

from conftest import NOON
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.uploads import AttachmentRefused
from assignments import actions
from assignments.facts import assignments_in_time
from assignments.models import Task
from assignments.queries import matters
from assignments.rules import evidence, steps, terms
from assignments.rules.steps import State, StepRefused
from exchange.matters import actions as exchange
from exchange.matters.models import Matter
from exchange.periods import Period
from walls import current

from .conftest import DUE, PAPER, PHOTO

DEEDS = [
    "take_up",
    "report",
    "report_wrong",
    "note",
    "hand_on",
    "accept",
    "return",
    "return_later",
    "extend",
    "withdraw",
    "hear",
]
REFUSED = (
    StepRefused, terms.DayRefused, evidence.EvidenceMissing, actions.ReasonMissing, AttachmentRefused, LookupError,
)  # fmt: skip


class Life:
    """The same matter seen from the village and from the kecamatan, with what is expected of it kept beside it."""

    def __init__(self, key, *, village, district, sari, dewi):
        self.key, self.village, self.district, self.sari, self.dewi = key, village, district, sari, dewi
        self.at, self.due_on, self.reported_at, self.numbers = NOON, DUE, None, 0

    def do(self, deed, hours):
        self.at += timedelta(hours=hours)
        said = {"key": self.key, "at": self.at}
        below, above = {**said, "by": self.sari}, {**said, "by": self.dewi}
        matter = Matter.objects.get(pk=self.key)
        later = matters.due_on(matter) + timedelta(days=3)
        whole = {"matters": [matter], "by": self.dewi, "at": self.at, "reason": "Banjir."}
        match deed:
            case "take_up":
                actions.take_up(**below)
            case "report":
                actions.report(files=[PHOTO], **below)
                self.reported_at = self.at
            case "report_wrong":
                actions.report(files=[PAPER], **below)
            case "note":
                actions.note(text="Baik.", **below)
            case "hand_on":
                self.numbers += 1
                key = UUID(int=self.numbers)
                what = {"what": "Foto", "to_post": "KASI_PELAYANAN", "due_on": None}
                actions.hand_on(key=key, matter=self.key, by=self.sari, at=self.at, **what)
            case "hear":
                exchange.hear_all(at=self.at)
            case _:
                with current.inside(self.district):
                    self._above(deed, above, later, whole)

    def _above(self, deed, above, later, whole):
        match deed:
            case "accept":
                actions.accept(**above)
            case "return":
                actions.return_report(reason="Buram.", **above)
            case "return_later":
                actions.return_report(reason="Buram.", due_on=later, **above)
            case "extend":
                actions.extend(due_on=later, **whole)
            case "withdraw":
                actions.withdraw(**whole)


@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 200)), max_size=9))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_life_is_one_the_rules_know(village, district, sari, dewi, send, deeds):
    point = transaction.savepoint()
    try:
        key = Matter.objects.get(bundle=send(to=[village])).key
        life = Life(key, village=village, district=district, sari=sari, dewi=dewi)
        for deed, hours in deeds:
            before = Matter.objects.get(pk=key)
            try:
                with transaction.atomic():
                    life.do(deed, hours)
            except REFUSED:
                after = Matter.objects.get(pk=key)
                assert (after.state, after.said) == (before.state, before.said)
            holds(Matter.objects.get(pk=key), before, life)
    finally:
        transaction.savepoint_rollback(point)


def holds(matter, before, life):
    entries = list(matter.entries.order_by("number"))
    assert [entry.number for entry in entries] == list(range(1, matter.said + 1))
    assert entries[-1].state == matter.state
    assert (matter.settled_at is not None) == (matter.state in (State.DONE, State.WITHDRAWN)) == (matter.turn == "")
    assert matter.turn == ("FROM" if matter.state == State.HANDED_IN else "" if matter.settled_at else "TO")
    assert matter.returns == sum(entry.verb == "kembalikan" for entry in entries)
    assert matter.due_at >= before.due_at, "nobody is given less time"
    if before.settled_at:
        assert matter.said == before.said, "what is over stays over"
    village_side = [entry for entry in entries if entry.office_id == life.village.pk]
    assert all(entry.verb in ("ambil", "lapor", "catat") for entry in village_side), "only the kecamatan closes"
    reports = [entry.at for entry in village_side if entry.verb == "lapor"]
    assert matter.answered_at == (reports[-1] if reports else None)
    exchange.hear_all(at=life.at)
    if matter.state == State.WITHDRAWN:
        assert not Task.objects.filter(ended_at__isnull=True).exists()
    assert set(steps.steps_of("assignment", state=matter.state, side="TO", turn=matter.turn)) <= {
        "ambil",
        "lapor",
        "catat",
    }
    counted(matter)


def counted(matter):
    """The figure of its month, counted by hand from the journal."""
    figure = assignments_in_time(Period.month_of(matters.due_on(matter)))
    if matter.state == State.DONE:
        assert (figure.numerator, figure.denominator) == (int(matter.answered_at <= matter.due_at), 1)
    elif matter.state == State.WITHDRAWN:
        assert figure is None
