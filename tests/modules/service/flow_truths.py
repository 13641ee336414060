"""What holds whatever happens to letters: asked after every step of the machine in test_flow_machine."""

import hashlib
from collections import Counter
from typing import Any

from conftest import NOON
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, invariant

from archive.models import Document
from modules.service import queries
from modules.service.models import Letter
from modules.service.rules import own

from . import by_hand
from .flow_stage import APPROVALS, STEPS

SEEN: Counter[str] = Counter()


class Truths(RuleBasedStateMachine):
    """A machine whose database is taken back at its end."""

    stage: Any = None

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = NOON
        self.states: dict[int, str] = {}
        self.promises: dict[int, list[Any]] = {}
        self.hours: dict[int, Any] = {}
        self.told: dict[int, int] = {}
        self.papers: dict[int, str] = {}

    def teardown(self):
        try:
            if self.states:
                by_hand.compare(self.promises, self.hours)
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def remember(self):
        """What was promised when, and by which calendar a letter was measured: the tables forget both."""
        for letter in Letter.objects.only("pk", "due_at", "signed_at"):
            held = self.promises.setdefault(letter.pk, [])
            if not held or held[-1][1] != letter.due_at:
                held.append((self.now, letter.due_at))
            if letter.signed_at and letter.pk not in self.hours:
                self.hours[letter.pk] = queries.opening_hours()

    @invariant()
    def no_step_is_taken_that_is_none(self):
        for letter in Letter.objects.select_related("kind"):
            events = list(letter.events.order_by("pk"))
            state, news = self.states.get(letter.pk), events[self.told.get(letter.pk, 0) :]
            assert news or letter.state == state, "no state changes without a line in the story"
            for event in news:
                assert state in STEPS[event.what], f"{event.what} from {state}"
                onward = STEPS[event.what][state]
                state = letter.state if letter.state in onward else next(iter(onward))
                if event.what in APPROVALS:
                    self.nobody_approved_his_own(letter, event)
            assert state == letter.state, "the story ends where the letter is"
            self.states[letter.pk], self.told[letter.pk] = letter.state, len(events)
            SEEN[f"state {letter.state}"] += 1

    def nobody_approved_his_own(self, letter, event):
        (by,) = [account for account in self.stage.officers if account.name == event.by_name]
        nik = self.stage.niks.get(by.pk)
        assert nik not in own.concerned(letter.definition, letter.answers, letter.person)

    @invariant()
    def no_number_is_missing_or_given_twice(self):
        texts = list(Letter.objects.exclude(number_text="").values_list("number_text", flat=True))
        assert len(set(texts)) == len(texts)
        assert all(kept.is_whole for year in {2026, 2027} for kept in queries.books_of(year))

    @invariant()
    def a_numbered_letter_has_one_paper_that_never_changes(self):
        numbered = dict(Letter.objects.exclude(number_text="").values_list("document_id", "pk"))
        papers = {paper.pk: paper for paper in Document.objects.filter(area="surat")}
        assert numbered.keys() == papers.keys(), "a paper nobody has, or a number without a paper"
        for pk, paper in papers.items():
            content = bytes(paper.waiting_bytes or self.stage.weather.kept[paper.object_key])
            assert hashlib.sha256(content).hexdigest() == paper.sha256
            assert self.papers.setdefault(numbered[pk], paper.sha256) == paper.sha256

    @invariant()
    def one_person_at_most_acts_as_the_head(self):
        assert sum(one.right.is_acting for one in queries.authorities_on(queries.today(self.now))) <= 1
