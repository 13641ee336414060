"""Pure: types, clocks, steps, and what a budget's figures say; with a machine that tries every order of steps."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from samples.consultations import RIGHT

from consultations.rules import budget, clock, figures, judging, steps, topics
from consultations.rules.budget import Line
from consultations.rules.judging import Case
from consultations.rules.steps import DeskState, Standing, State, StepRefused
from web import workdays

FRIDAY = date(2026, 11, 20)
NEW_YEAR = frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)})
VILLAGE_POSTS, DISTRICT_POSTS = ("SEKDES", "KADES", "KASI_PELAYANAN"), ("KASI_PMD", "SEKCAM", "CAMAT")


def test_every_type_says_its_law_its_answer_and_its_clock():
    for topic in topics.TOPICS.values():
        assert topic.laws, topic.code
        assert topic.conclusions, topic.code
        if topic.days is None:
            assert (topic.alarms, topic.silence, topic.clock_law) == ((), "", "")
        else:
            assert topic.clock_law, topic.code
            assert topic.alarms[-1] == topic.days, topic.code
        assert any(one.needs_fix for one in topic.conclusions) == bool(topic.fix_days and topic.fix_law), topic.code
    assert topics.named("rekomendasi-perangkat").days == 7
    assert {code: topics.named(code).days for code in topics.BUDGETS} == dict.fromkeys(topics.BUDGETS, 20)
    asked = [one.key for one in topics.named("berkas-dana-desa").asked({"tahap": "Tahap II"})]
    assert asked == ["realisasi", "pengantar"]
    with pytest.raises(topics.TopicUnknown):
        topics.named("lain")


def test_a_right_budget_is_right_and_each_fault_is_named_with_its_law():
    assert {one.tone for one in budget.findings(RIGHT)} == {"ok"}
    assert budget.findings([]) == []

    def told(*changes, without=()):
        """What is said of the budget with these lines in place of theirs, added, or left out."""
        changed = {line.code: line for line in changes}
        kept = [changed.pop(line.code, line) for line in RIGHT if line.code not in without]
        found = [one for one in budget.findings([*kept, *changed.values()]) if one.tone != "ok"]
        assert all(one.law for one in found)
        return " ".join(one.text for one in found)

    assert "Akun 5 Belanja tidak ada." in told(without=("5",))
    assert "Akun 6 Pembiayaan tidak ada; dihitung nol." in told(without=("6", "6.1", "6.1.1"))
    assert "Rekening 4.9 tidak ada di daftar nasional." in told(Line("4.9", "", 0))
    assert "Rekening 4.2.1 Dana Desa bernilai negatif." in told(Line("4.2.1", "", -1))
    assert (
        told(Line("5.3.5", "", 1_090_000_000))
        == "Rekening 5.3 Belanja Modal Rp1.100.000.000. Jumlah rinciannya Rp1.090.000.000, selisih Rp10.000.000."
    )
    assert (
        told(Line("6", "", 50), Line("6.1", "", 50), Line("6.1.1", "", 50))
        == "Pendapatan − belanja + pembiayaan = −Rp59.999.950, seharusnya nol."
    )
    # 600 of 1,560 million is 38.5 percent.
    dear = told(
        Line("5.1.2", "", 510_000_000),
        Line("5.1", "", 600_000_000),
        Line("5.3.5", "", 960_000_000),
        Line("5.3", "", 960_000_000),
    )
    assert dear.startswith("Penghasilan tetap dan tunjangan 38,5% dari belanja, paling banyak 30%.")
    twice = [one.text for one in budget.findings([*RIGHT, RIGHT[2]])]
    assert "Rekening 4.2.1 Dana Desa ditulis 2 kali." in twice


def test_financing_is_what_comes_in_less_what_goes_out():
    lines = [Line("4", "", 100), Line("5", "", 130), Line("6", "", 30), Line("6.1", "", 50), Line("6.2", "", 20)]
    assert not [one for one in budget.findings(lines) if one.tone == "danger"]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(sorted(budget.ACCOUNTS)), st.integers(-(10**12), 10**12)), max_size=40))
def test_figures_written_are_read_as_they_were(rows):
    lines = [Line(code, budget.ACCOUNTS[code], amount) for code, amount in rows]
    cells = [text.split("; ") for text in figures.written(lines).split("\n")] if lines else []
    if not lines:
        with pytest.raises(figures.NoFigures):
            figures.read(cells)
        return
    assert figures.read(cells) == lines
    budget.findings(lines)


def test_a_clock_over_new_year_counts_working_days_of_both_years():
    taken = date(2026, 12, 21)
    assert clock.due(taken, 7, (), NEW_YEAR) == date(2027, 1, 4)
    paused = [(date(2026, 12, 28), date(2027, 1, 5))]
    assert clock.due(taken, 7, paused, NEW_YEAR) == date(2027, 1, 11)
    assert clock.used(taken, date(2027, 1, 5), paused, NEW_YEAR) == 3
    assert [clock.words(date(2026, 12, 23), day, NEW_YEAR) for day in (date(2026, 12, 21), date(2026, 12, 23), date(2026, 12, 28))] == [
        "2 hari kerja lagi", "hari ini", "lewat 1 hari kerja",
    ]  # fmt: skip


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@settings(max_examples=150)
@given(
    taken=DAYS,
    days=st.integers(0, 30),
    cuts=st.lists(st.integers(1, 25), max_size=6),
    off=st.frozensets(DAYS, max_size=40),
    later=st.integers(0, 200),
)
def test_paused_time_never_counts_and_no_clock_is_negative(taken, days, cuts, off, later):
    pauses, at = [], taken
    for number, cut in enumerate(cuts):
        begin, at = at, at + timedelta(days=cut)
        if number % 2:
            pauses.append((begin, at))
    today = at + timedelta(days=later)
    used = clock.used(taken, today, pauses, off)
    # Counted by hand, day by day: a day runs when it is worked and lies in no pause.
    ran = sum(
        workdays.is_working(day, off) and not any(begin < day <= end for begin, end in pauses)
        for day in (taken + timedelta(days=one) for one in range(1, (today - taken).days + 1))
    )
    assert used == ran >= 0
    # Answered on its last day it is in time, one working day later it is not.
    assert (today <= clock.due(taken, days, pauses, off)) == (used <= days) or not workdays.is_working(today, off)


def test_what_counts_as_in_time():
    off = frozenset()

    def case(**more):
        return Case(**{"state": "diterima", "taken_on": FRIDAY, "answered_on": None, "days": 7, "pauses": ()} | more)

    december = (date(2026, 12, 1), date(2026, 12, 31), date(2026, 12, 15), off)
    due = date(2026, 12, 1)
    for one, counted in (
        (case(answered_on=due), (1, 1)),
        (case(answered_on=date(2026, 12, 2)), (0, 1)),
        (case(), (0, 1)),
        (case(state="ditarik"), (0, 0)),
        (case(days=None), (0, 0)),
        (case(taken_on=None), (0, 0)),
        (case(taken_on=date(2026, 12, 10)), (0, 0)),
        # It waits for the village: late only if it was late before.
        (case(pauses=((date(2026, 11, 25), None),)), (0, 0)),
        (case(pauses=((date(2026, 12, 5), None),)), (0, 1)),
        # What was fixed with the answer stays, whatever becomes a day off later.
        (case(answered_on=due, due_on=due), (1, 1)),
    ):
        assert judging.answered([one], *december) == counted, one


class Flow(RuleBasedStateMachine):
    """One consultation and its answer, driven by anybody with any post in any order."""

    people = st.sampled_from(
        [(1, "SEKDES"), (2, "KADES"), (3, "KASI_PMD"), (4, "SEKCAM"), (5, "CAMAT"), (4, "CAMAT"), (6, "KASI_PELAYANAN")]
    )

    def __init__(self):
        super().__init__()
        self.state, self.desk, self.writers, self.checker = State.SUBMITTED, DeskState.WRITING, set(), None
        self.taken = self.answers = 0
        self.day, self.taken_on, self.pauses = FRIDAY, None, []
        self.path = [State.SUBMITTED]

    @rule(count=st.integers(0, 12))
    def wait(self, count):
        self.day += timedelta(days=count)

    @rule(person=people, verb=st.sampled_from(sorted(set(steps.STEPS) - {"ajukan", "jawab"})))
    def step(self, person, verb):
        side = steps.VILLAGE if person[1] in VILLAGE_POSTS else steps.DISTRICT
        standing = Standing(self.state, needs_fix=True, is_lapsed=False)
        try:
            taken = steps.refuse_step(verb, side, [person[1]], standing)
        except StepRefused:
            assert verb not in steps.open_steps(side, [person[1]], standing)
            return
        assert verb in steps.open_steps(side, [person[1]], standing)
        if verb == "terima":
            self.taken_on = self.day
        elif verb == "kembalikan":
            self.pauses.append((self.day, None))
        elif verb == "ajukan-lagi":
            self.pauses[-1] = (self.pauses[-1][0], self.day)
        self.state = taken.after
        self.path.append(self.state)

    @precondition(lambda self: self.state == State.TAKEN)
    @rule(person=people, deed=st.sampled_from(["susun", "periksakan", "paraf", "balikkan", "tanda-tangan"]))
    def act(self, person, deed):
        try:
            steps.refuse_desk(deed, [person[1]], self.desk, person[0], self.writers)
        except StepRefused:
            return
        if deed == "susun":
            self.writers.add(person[0])
        elif deed == "periksakan":
            self.desk = DeskState.CHECKING
        elif deed == "paraf":
            self.desk, self.checker = DeskState.SIGNING, person[0]
        elif deed == "balikkan":
            self.desk, self.checker = DeskState.WRITING, None
        else:
            assert person[1] == "CAMAT"
            assert person[0] not in self.writers
            assert self.checker not in self.writers | {None}
            steps.refuse_step("jawab", steps.DISTRICT, [person[1]], Standing(self.state))
            self.desk, self.state, self.answers = DeskState.GIVEN, State.ANSWERED, self.answers + 1
            self.path.append(self.state)

    @invariant()
    def it_holds(self):
        assert self.answers <= 1
        assert (self.state in (State.ANSWERED, State.FOLLOWED, State.CLOSED)) <= (self.answers == 1)
        assert self.path.count(State.SUBMITTED) == 1
        assert all(left not in steps.OVER for left in self.path[:-1])
        if self.taken_on:
            used = clock.used(self.taken_on, self.day, self.pauses, frozenset())
            assert 0 <= used <= workdays.between(self.taken_on, self.day, frozenset())


Flow.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
TestFlow = Flow.TestCase
