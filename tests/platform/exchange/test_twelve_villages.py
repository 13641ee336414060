"""
Twelve villages live at random; a pencil beside them notes what they do. In the end three ways of counting say the same.

What was published step by step, what a recount gives, and what the pencil noted: for open months, also when time goes on and things
become late by themselves, and for those that were closed meanwhile, which stay what they were although people die, move, report and
ask for letters afterwards.
"""

from datetime import timedelta
from typing import Any

import pytest
from conftest import DISTRICT, KEYS, office
from django.db import transaction
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from samples.lives import BEGIN, NOTED, World, above, settle
from samples.pencil import FIRST, FLOWS, OF_TODAY, Pencil

from exchange import indicators
from exchange.models import Alarm, Fact
from exchange.outbox import actions as outbox
from exchange.periods import Period
from papers import authority
from tenants.actions.opening import open_office
from tenants.models import Office, Region
from walls import current

pytestmark = pytest.mark.django_db
#: Of a month in which nothing was done yet: what there is, and what became late.
BY_NIGHT = {"residents", "birth_certificates", "balance_closes", "requests_late"}


class Judged(World):
    """The same, asked in the end."""

    def judge(self) -> None:
        for pencil in self.villages:
            with current.inside(pencil.office):
                outbox.publish_dirty(at=self.now)
                self.judge_one(pencil)
        self.judge_district()
        self.judge_later()

    def judge_one(self, pencil: Pencil) -> None:
        for month, expected in pencil.closed.items():
            assert published(month, expected) == expected, (pencil.office.name, month, "closed")
        expected = pencil.told(self.month, self.now)
        # Before anything is counted anew: what was published step by step is what counting gives. There was no night, which would have
        # brought what nothing has happened to this month.
        found = outbox.differences(period=self.month, at=self.now)
        assert [one for one in found if one.published] == [], pencil.office.name
        unpublished = {code for code, pair in published(self.month, expected).items() if not pair}
        assert not {code for code in unpublished - BY_NIGHT if expected[code] and expected[code][0]}, pencil.office.name
        outbox.recompute_all(period=self.month, at=self.now)
        assert published(self.month, expected) == expected, pencil.office.name
        assert outbox.check_closed(at=self.now) == []
        assert not Alarm.objects.filter(office_id=pencil.office.pk).exists()

    def judge_district(self) -> None:
        with current.inside(self.district.office):
            outbox.publish_dirty(at=self.now)
            for month in Period(self.month).back(6):
                for period in {month, month[:4]} if month >= FIRST else ():
                    assert outbox.check_figures(period=period, at=self.now) == []
                    outbox.recompute_all(period=period, at=self.now)
                for (period, code), figure in self.district.told_of_clocks(month, self.now).items():
                    assert published(period, [code]) == {code: figure}, period

    def judge_later(self) -> None:
        """Nobody does anything for some weeks: that is no fault, and the night tells what became late."""
        month, later = self.month, self.now + timedelta(days=16)
        for pencil in self.villages:
            if not (pencil.letters or pencil.complaints or pencil.tasks):
                continue
            with current.inside(pencil.office):
                assert outbox.check_figures(period=month, at=later) == [], pencil.office.name
                outbox.recompute_all(period=month, at=later)
                expected = pencil.told(month, later)
                if f"{later:%Y-%m}" != month:
                    expected = {code: figure for code, figure in expected.items() if code not in OF_TODAY}
                assert published(month, expected) == expected, pencil.office.name
                NOTED["became late"] += sum(one.is_past(later) and not one.is_past(self.now) for one in pencil.letters)


def published(month: str, codes: Any) -> dict[str, Any]:
    facts = Fact.objects.filter(office_id=current.office().pk, period=month)
    told = {fact.indicator: (fact.numerator, fact.denominator) for fact in facts}
    return {code: told.get(code) for code in codes}


ACTS = (
    "born", "came", "came", "died", "left", "asked", "asked", "made_late", "cancelled", "complained", "answered", "reported",
    "looked_at", "assigned", "worked", "consulted", "closed", "waited",
)  # fmt: skip
STEPS = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(ACTS), st.integers(0, 99)), min_size=12, max_size=30)
#: Whatever else happens: in every story each thing happens in time and late, months are closed, and people die after the close.
ALWAYS = [
    *[(place, act, 4 + place) for place in range(3) for act in ("born", "came", "died", "left", "asked", "complained")],
    (3, "born", 30), *[(place, "assigned", 2) for place in range(2)], (0, "consulted", 1), (1, "consulted", 2), (0, "consulted", 3),
    (0, "complained", 0), (0, "complained", 2), (0, "asked", 1), (0, "asked", 4), (0, "cancelled", 1), (0, "worked", 1),
    (0, "answered", 1), (0, "advised", 0), (0, "advised", 1), (0, "waited", 11), (0, "made_late", 1), (0, "answered", 2), (1, "worked", 1),
    (0, "waited", 11), (0, "reported", 1), (0, "looked_at", 1), (0, "reported", 0), (0, "looked_at", 0), (0, "closed", 1),
    (1, "closed", 0), (0, "died", 3), (1, "died", 2), (0, "cancelled", 0), (2, "died", 1), (0, "complained", 0), (0, "asked", 2),
    (1, "assigned", 3), (0, "waited", 7), (1, "reported", 1), (2, "reported", 0), (1, "looked_at", 0),
]  # fmt: skip
#: And in the end something that is not late yet.
LAST = [(1, "asked", 2), (1, "complained", 2)]


@pytest.fixture
def twelve(db, settings, tmp_path):
    settings.CA_DIR = tmp_path / "ca"
    authority.make_authority(name="uji", at=BEGIN - timedelta(days=2))
    with current.outside():
        taken = list(Office.objects.filter(kind="village").values_list("region_code", flat=True))
        regions = Region.objects.filter(code__regex=r"^35\.29\.1[01]\.2").exclude(code__in=taken).order_by("-code")
        codes = list(regions.values_list("code", flat=True)[: 12 - len(taken)])
    for code in codes:
        open_office(region_code=code, at=BEGIN)
    with current.outside():
        Office.objects.update(opened_at=BEGIN)
        offices = list(Office.objects.filter(kind="village").select_related("secret", "parent__parent").order_by("pk"))
    assert len(offices) == 12
    assert set(KEYS.values()) & {office.key for office in offices}
    return Judged([settle(village, place) for place, village in enumerate(offices)], above(office(DISTRICT)))


def test_what_is_published_is_what_is_counted_and_what_was_noted(twelve, monkeypatch):
    @settings(
        max_examples=1, deadline=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(steps=STEPS)
    def live(steps):
        # The first that is tried is always the dullest, and it lasts as long as the others.
        assume(len({place for place, _, _ in steps}) > 3)
        world = Judged([pencil.fresh() for pencil in twelve.villages], twelve.district.fresh())
        with transaction.atomic():
            world.live(ALWAYS + steps + LAST)
            world.judge()
            transaction.set_rollback(True)

    NOTED.clear()
    # The pages of one report each say the same in other words (tests/platform/submissions/test_facts.py).
    declared = indicators.all_declared
    monkeypatch.setattr(indicators, "all_declared", lambda level="village", details=False: declared(level))
    live()

    others = (
        "cancelled", "closed", "answered in time", "answered late", "reports in time", "reports late", "returned", "accepted",
        "worked in time", "worked late", "withdrawn", "advised", "became late",
    )  # fmt: skip
    assert min(NOTED[name] for name in (*FLOWS, *others)) >= 1, NOTED
