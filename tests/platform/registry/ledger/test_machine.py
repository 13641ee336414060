"""
Two villages and whatever may happen in them, in any order: after every step all figures agree and nobody lives in two places.

A step that cannot be is refused by name and changes nothing; everything else must leave both registers true. Hypothesis looks for the
shortest story that does not. `TOLD` counts what really happened, so that a machine in which all is refused does not pass for a proof.
"""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, run_state_machine_as_test
from samples.villagers import settle_families, settle_village

from registry.actions.happenings.families import Change
from registry.actions.happenings.marriages import FamilyEffect
from registry.models import Event
from walls import current

from .one_count import SHOWN
from .stories_of_families import FamiliesChange
from .stories_of_people import PeopleLive
from .truths import FiguresAgree
from .two_villages import ANY, FEW, SIDES, TOLD

#: How many stories are told, and of how many steps each; see docs/modules/registry.md for the deep run.
STORIES, STEPS = (int(number) for number in os.environ.get("KENTONGAN_STORIES", "5x18").split("x"))


class TwoVillages(PeopleLive, FamiliesChange, FiguresAgree):
    """All stories, and all that must be true."""

    @initialize(side=SIDES, picks=st.lists(ANY, min_size=22, max_size=22), many=FEW)
    def everything_happens_once(self, side, picks, many):
        """Hypothesis leaves some steps out of each story; of a few stories, what is rare would be in none."""
        self.night_passes()
        who = iter(picks)
        self.a_file_comes_in_or_is_taken_out(side, 3, False)
        self.somebody_comes(side, next(who), False, False)
        self.somebody_is_born(side, next(who))
        self.a_child_is_born_dead(side, next(who))
        self.two_people_marry(side, next(who), FamilyEffect.NEW)
        self.two_people_divorce(side, next(who), many, 1)
        self.somebody_begins_a_family(side, next(who), many)
        self.people_join_a_family(side, next(who), many, bool(many))
        self.a_family_gets_another_head(side, next(who))
        self.a_family_gets_another_number(side, next(who))
        self.people_move_inside(side, next(who), many, "")
        self.something_is_corrected(side, next(who), many)
        self.two_records_become_one(side, next(who), {"place"})
        for turn in (0, 1):
            self.somebody_is_missing_or_found(side, 2 * next(who) + turn)
            self.a_guest_comes_or_goes(side, 2 * next(who) + turn)
        for act in ("rename", "part", "join"):
            self.an_area_changes(side, next(who), act)
        self.people_move_to_the_other_village(side, next(who), many, "accept")
        self.something_is_undone(not side, 0)
        self.somebody_dies(side, next(who), many)
        self.something_is_undone(side, 0)
        self.days_pass(31)
        self.a_month_is_closed(side)


def test_whatever_happens_in_two_villages_all_figures_agree(village, neighbour, make_account):
    clerks = []
    for number, office in enumerate((village, neighbour)):
        with current.inside(office):
            settle_village(tens=10 * number)
            # Of few people a figure is hidden, and one that is hidden is no proof.
            settle_families(12, tens=10 * number)
            clerks.append(make_account("gita", "KASI_PEMERINTAHAN"))
    TOLD.clear()
    SHOWN.clear()

    class Machine(TwoVillages):
        offices, people = (village, neighbour), tuple(clerks)

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            deadline=None,
            # Making a story shorter takes minutes; whoever asks for more stories has them.
            phases=(Phase.generate, Phase.shrink) if "KENTONGAN_STORIES" in os.environ else (Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )

    acts = {"FAMILY": [change.value for change in Change], "AREA": ["rename", "join", "part"]}
    wanted = {f"{kind} {act}" for kind in Event.Kind.values for act in acts.get(kind, [""])}
    assert {one.strip() for one in wanted} <= set(TOLD), "a kind of event that never happened is not proven"
    assert TOLD["accept"], "nobody was handed over"
    assert TOLD["close"], "no month was closed"
    assert min(SHOWN[one] for one in ("figures", "jenis-kelamin", "keluarga-per-dusun")), "everything was hidden"
