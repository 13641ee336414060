"""Anything may happen to letters, in any order and by anybody: what holds afterwards holds always."""

import uuid
from datetime import timedelta

import pytest
from conftest import NOON
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

import archive.actions
from archive.models import Document
from modules.service import actions, queries
from modules.service.models import Authority, Letter, LetterBook, ServiceSettings, State
from papers import actions as papers_actions
from papers import authority as papers_authority

from .conftest import PASSPHRASE
from .flow_stage import KINDS, REFUSALS, WRONG, build
from .flow_truths import SEEN, Truths

ANY, FEW = st.integers(0, 999), st.integers(0, 4)


class Flow(Truths):
    """`who` and `which` are numbers that choose among officers and letters."""

    @initialize(initials=st.booleans())
    def open(self, initials):
        """Every machine begins with a letter in each state, so that anything may happen to any of them."""
        ServiceSettings.objects.update(needs_initials=initials)
        self.change_weather(signer="well", lasts=0, is_away=False)
        self.decree(who=3, to=2, manner="AN", days=4)
        for number in range(6):
            # Of Rini, whom no official is; the second and the third are of officials.
            self.make(who=0, person={1: 0, 2: 1}.get(number, 2), kind=0, why="Hilang", with_head=False, twice=False)
            if number:
                self.go_straight(number)
        self.sign(who=2, picked=[3, 4], wrong=False, passphrase=PASSPHRASE)
        # The head's own.
        self.sign(who=3, picked=[2], wrong=False, passphrase=PASSPHRASE)
        self.collect(which=3, who=0)
        self.send_back(which=5, who=3)
        self.cancel(which=2, who=3, chance=0)

    def officer(self, who):
        return self.stage.officers[who % len(self.stage.officers)]

    def letter(self, which):
        found = list(Letter.objects.select_related("kind").order_by("pk"))
        return found[which % len(found)]

    def held(self):
        return (
            list(Letter.objects.order_by("pk").values_list("pk", "state", "number", "number_text", "document_id")),
            list(LetterBook.objects.order_by("pk").values_list("pk", "last_number")),
            list(Document.objects.order_by("pk").values_list("pk", "state", "sha256")),
        )

    def act(self, what, act, **words):
        self.now += timedelta(minutes=7)
        before = self.held()
        try:
            with transaction.atomic():
                found = act(**words, at=self.now)
        except REFUSALS as refusal:
            SEEN[type(refusal).__name__] += 1
            assert self.held() == before, "a refusal changes nothing"
            return None
        SEEN[what] += 1
        self.remember()
        self.no_step_is_taken_that_is_none()
        return found

    @rule(
        who=ANY, person=ANY, kind=ANY, why=st.sampled_from(["", "Hilang"]), with_head=st.booleans(), twice=st.booleans()
    )
    def make(self, who, person, kind, why, with_head, twice):
        """Of any kind; some name the head as a party, some are sent again by a second click."""
        chosen = self.stage.kinds[kind % len(self.stage.kinds)]
        resident = self.stage.residents[person % len(self.stage.residents)]
        answers = dict(KINDS[chosen.slug])
        if with_head and "receiver.nik" in answers:
            answers["receiver.nik"] = self.stage.residents[1].nik
        words = {"key": uuid.uuid4(), "kind": chosen, "answers": answers, "repeats_because": why}
        words |= {"resident": None if chosen.definition.internal else resident, "by": self.officer(who)}
        made = self.act("made", actions.make_at_counter, **words)
        if made:
            SEEN[f"kind {chosen.slug}"] += 1
        if made and twice:
            assert self.act("made twice", actions.make_at_counter, **words).pk == made.pk

    @precondition(lambda self: Letter.objects.exists())
    @rule(which=ANY, who=ANY)
    def check(self, which, who):
        self.act("checked", actions.check_by_kasi, letter=self.letter(which), by=self.officer(who))

    @precondition(lambda self: Letter.objects.exists())
    @rule(which=ANY, who=ANY)
    def initial(self, which, who):
        self.act("initialed", actions.check_by_sekdes, letter=self.letter(which), by=self.officer(who))

    @precondition(lambda self: Letter.objects.exists())
    @rule(which=ANY)
    def go_straight(self, which):
        """The ordinary way, so that signatures are reached often; whoever may not, another does."""
        letter = self.letter(which)
        for by in self.stage.checkers:
            self.act("checked", actions.check_by_kasi, letter=letter, by=by)
            self.act("initialed", actions.check_by_sekdes, letter=letter, by=by)

    @rule(signer=st.sampled_from(["well", "away", "refuses", "breaks"]), lasts=FEW, is_away=st.booleans())
    def change_weather(self, signer, lasts, is_away):
        weather = self.stage.weather
        weather.signer, weather.lasts, weather.is_store_away = signer, lasts, is_away

    @rule(signer=st.sampled_from(["LOCAL", "NATIONAL"]))
    def sign_elsewhere(self, signer):
        ServiceSettings.objects.update(own_house={"signer": signer})

    @precondition(lambda self: Letter.objects.exists())
    @rule(
        who=ANY,
        picked=st.lists(ANY, min_size=1, max_size=4),
        wrong=st.booleans(),
        passphrase=st.sampled_from([PASSPHRASE] * 4 + [WRONG]),
    )
    def sign(self, who, picked, wrong, passphrase):
        ids = [self.letter(which).pk for which in picked]
        before = dict(Letter.objects.values_list("pk", "state"))
        words = {"letter_ids": [*ids, 999_999] if wrong else ids, "passphrase": passphrase, "by": self.officer(who)}
        for result in self.act("box", actions.sign_letters, **words) or []:
            letter = Letter.objects.filter(pk=result.letter_id).first()
            SEEN["signed" if result.is_signed else f"not signed, signer {self.stage.weather.signer}"] += 1
            if result.is_signed:
                assert passphrase == PASSPHRASE
                assert (letter.state, letter.number_text) == (State.READY, result.number_text)
            elif letter:
                assert letter.state == before[letter.pk], "what is not signed stays where it was"

    @precondition(lambda self: Document.objects.filter(state=Document.State.WAITING).exists())
    @rule(which=ANY)
    def carry(self, which):
        """The worker carries a paper to the store, which may be away: then it stays in the database."""
        found = list(Document.objects.filter(state=Document.State.WAITING).order_by("pk"))
        self.act("carried", archive.actions.move_to_store, document_id=found[which % len(found)].pk)

    @precondition(lambda self: Letter.objects.exists())
    @rule(which=ANY, who=ANY)
    def send_back(self, which, who):
        words = {"letter": self.letter(which), "by": self.officer(who), "reason": "Foto KK buram"}
        self.act("returned", actions.return_incomplete, **words)

    @precondition(lambda self: Letter.objects.filter(state=State.INCOMPLETE).exists())
    @rule()
    def complete(self):
        draft, _ = actions.begin_mending(letter=Letter.objects.filter(state=State.INCOMPLETE)[0], at=self.now)
        self.act("completed", actions.complete_request, draft=draft)

    @precondition(lambda self: Letter.objects.exists())
    @rule(which=ANY, who=ANY)
    def collect(self, which, who):
        self.act("collected", actions.mark_collected, letter=self.letter(which), by=self.officer(who))

    @precondition(lambda self: Letter.objects.exists())
    @rule(which=ANY, who=ANY, chance=FEW)
    def cancel(self, which, who, chance):
        if chance == 0:
            words = {"letter": self.letter(which), "by": self.officer(who), "reason": "Salah tulis nama"}
            self.act("cancelled", actions.cancel_letter, **words)

    @rule(who=ANY, to=ANY, manner=st.sampled_from(Authority.Manner.values), days=FEW)
    def decree(self, who, to, manner, days):
        day = queries.today(self.now)
        words = {"decree_number": "141/1", "decree_on": day, "starts_on": day, "ends_on": day + timedelta(days=days)}
        self.act(
            "given", actions.give_authority, account=self.officer(to), manner=manner, by=self.officer(who), **words
        )

    @precondition(lambda self: Authority.objects.exists())
    @rule(which=ANY, who=ANY)
    def undo_decree(self, which, who):
        found = list(Authority.objects.order_by("pk"))
        self.act("ended", actions.end_authority, authority=found[which % len(found)], by=self.officer(who))

    @rule(days=FEW, who=ANY)
    def close(self, days, who):
        day = queries.today(self.now) + timedelta(days=days)
        self.act("closed", actions.close_day, day=day, reason="Musyawarah desa", by=self.officer(who))

    @rule(series=st.sampled_from(["ALL", "CLASSIFICATION"]))
    def count_otherwise(self, series):
        self.act("series", actions.change_settings, values={"series": series}, by=self.stage.head)

    @rule(days=FEW)
    def time_passes(self, days):
        self.now += timedelta(days=days)
        SEEN["escalated"] += actions.escalate_late(at=self.now)
        actions.recount_promises(at=self.now)
        self.remember()


@pytest.fixture
def stage(village, ani, make_resident, make_account, budi, gita, sari, citra, tmp_path, settings, monkeypatch):
    settings.CA_DIR = tmp_path / "ca"
    papers_authority.make_authority(name="uji", at=NOON - timedelta(days=1))
    make_account("eka", "KASI_KESEJAHTERAAN", "KAUR_TU", name="Eka")
    for account in (citra, sari, budi):
        papers_actions.issue_certificate(
            account=account, name=account.name, post="x", office_title="Desa", passphrase=PASSPHRASE,
            at=NOON - timedelta(hours=1),
        )  # fmt: skip
    return build(village, ani, make_resident, budi, gita, sari, citra, monkeypatch, NOON)


# Without shrinking: an example is told step by step as it is, and each try costs a second of database.
_PHASES = [Phase.explicit, Phase.reuse, Phase.generate]


@pytest.mark.parametrize("run", range(3))
def test_whatever_happens_no_rule_of_the_flow_is_broken(stage, run):
    """Several runs, each by dice of its own; what an example did is told step by step when it fails."""
    SEEN.clear()
    Flow.stage = stage
    how = settings(
        max_examples=4, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), phases=_PHASES
    )

    run_state_machine_as_test(Flow, settings=how)

    assert not LetterBook.objects.exists(), "every example is taken back"
    missing = {f"state {state}" for state in State} | {"signed", "given", "OwnLetter"}
    assert missing <= set(SEEN), f"never reached: {sorted(missing - set(SEEN))}"


def test_the_machine_knows_every_failure_and_every_kind(stage):
    """The same steps without dice: what the runs above may meet, they can meet."""
    SEEN.clear()
    Flow.stage = stage
    flow = Flow()
    flow.open(initials=True)
    try:
        for number in range(len(KINDS)):
            flow.make(who=0, person=2, kind=number, why="Hilang", with_head=number % 2, twice=True)
            flow.go_straight(6 + number)
        everything = {"who": 3, "wrong": False, "picked": list(range(6, 6 + len(KINDS)))}
        for signer, sky in (("LOCAL", "breaks"), ("NATIONAL", "away"), ("NATIONAL", "refuses")):
            flow.sign_elsewhere(signer=signer)
            flow.change_weather(signer=sky, lasts=1, is_away=True)
            flow.sign(passphrase=WRONG, **everything)
            flow.sign(passphrase=PASSPHRASE, **everything)
            flow.carry(which=0)
            flow.no_number_is_missing_or_given_twice()
        flow.change_weather(signer="well", lasts=0, is_away=False)
        flow.sign(passphrase=PASSPHRASE, **everything)
        while Document.objects.filter(state=Document.State.WAITING).exists():
            flow.carry(which=0)
            flow.a_numbered_letter_has_one_paper_that_never_changes()
    finally:
        flow.teardown()

    met = {"WrongPassphrase", "StoreUnavailable", "made twice", "carried", "OwnLetter"}
    met |= {f"kind {slug}" for slug in KINDS} | {f"not signed, signer {sky}" for sky in ("away", "refuses", "breaks")}
    assert met <= set(SEEN), f"never reached: {sorted(met - set(SEEN))}"
