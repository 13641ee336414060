"""
Two villages and whatever may happen in them, in any order: after every step all figures agree and nobody lives in two places.

A step that cannot be is refused by name and changes nothing; everything else must leave both registers true. Hypothesis looks for the
shortest story that does not. `TOLD` counts what really happened, so that a machine in which all is refused does not pass for a proof.
"""

import csv
import io
import uuid
from collections import Counter
from datetime import date, datetime, timedelta

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from samples.villagers import STOCK, settle_village

from exchange import handovers
from exchange.models import Fact
from exchange.outbox import actions as outbox
from exchange.periods import Period
from registry import actions, ledger, queries
from registry.actions.happenings import (
    HappeningImpossible,
    NewHead,
    offering,
    record_death,
    undo_event,
)
from registry.actions.happenings.arriving import Newcomer
from registry.actions.happenings.births import record_birth
from registry.actions.happenings.inside import record_move_inside
from registry.actions.happenings.marriages import FamilyEffect, record_marriage
from registry.actions.happenings.missing import record_found, record_missing
from registry.actions.happenings.moves import record_move_in, record_move_out
from registry.actions.happenings.places import Card, Place
from registry.actions.happenings.stays import record_temporary_in, record_temporary_out
from registry.books import balances
from registry.incoming.columns import HEADINGS
from registry.ledger import months, standing
from registry.models import Event, Family, Hamlet, ImportBatch, Month, Resident, Stay
from registry.queries import balance
from walls import current

TOLD: Counter[str] = Counter()
#: What a step may answer instead of happening; anything else is a fault.
REFUSALS = (
    HappeningImpossible,
    actions.DetailsImpossible,
    actions.EarlierMonthOpen,
    actions.ImportTouched,
    actions.MonthAlreadyClosed,
    actions.MonthNotOver,
    actions.UndoTooLate,
    handovers.OfferAnswered,
    ledger.AlreadyUndone,
    ledger.CameByHandover,
    ledger.EventOutOfOrder,
    ledger.HandedOver,
    ledger.LaterEvents,
    ledger.MonthClosed,
    ledger.NotToBeUndone,
)
SIDES, ANY, FEW = st.booleans(), st.integers(0, 999), st.integers(0, 3)
LIVING = {"status": 1, "residency": 1}


class Silent:
    """A progress nobody watches."""

    def report(self, done, total):
        pass


class TwoVillages(RuleBasedStateMachine):
    """The office of each side stands in `self.offices`; `picks` are numbers that choose among those who fit."""

    offices: tuple = ()
    people: tuple = ()

    def __init__(self):
        super().__init__()
        self.now = datetime(2026, 10, 2, 3, tzinfo=STOCK.tzinfo)
        self.serial = 500
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def a_day_begins(self):
        self.night_passes()

    # What happens

    @rule(side=SIDES, who=ANY, late=FEW)
    def somebody_dies(self, side, who, late):
        with self.inside(side):
            if person := self.pick(Resident.objects.filter(**LIVING), who):
                self.do(
                    "death", record_death, resident=person, details={}, new_head=self.heir(person), **self.days(late)
                )

    @rule(side=SIDES, who=ANY)
    def somebody_is_born(self, side, who):
        with self.inside(side):
            mothers = Resident.objects.filter(**LIVING, sex=2, family__isnull=False)
            if mother := self.pick(mothers, who):
                children = [{"name": "BAYI SAMPLE", "sex": 1 + number} for number in range(1 + who % 2)]
                self.do("birth", record_birth, resident=mother, children=children, details={}, **self.days())

    @rule(side=SIDES, who=ANY, effect=st.sampled_from(list(FamilyEffect)))
    def two_people_marry(self, side, who, effect):
        with self.inside(side):
            man = self.pick(Resident.objects.filter(**LIVING, sex=1), who)
            woman = self.pick(Resident.objects.filter(**LIVING, sex=2), who)
            if man and woman:
                self.do(
                    "marriage",
                    record_marriage,
                    resident=man,
                    partner=woman,
                    details={},
                    effect=effect,
                    new_head=self.heir(man if who % 2 else woman),
                    **self.days(),
                )

    @rule(side=SIDES, who=ANY, many=FEW, late=FEW)
    def people_move_out(self, side, who, many, late):
        self.go(side, who, many, late)

    @rule(side=SIDES, who=ANY, many=FEW, answer=st.sampled_from(["", "accept", "join", "refuse", "withdraw"]))
    def people_move_to_the_other_village(self, side, who, many, answer):
        self.go(side, who, many, to=self.offices[1 - side])
        if answer == "withdraw":
            self.undo(side, Event.objects.filter(kind="MOVE_OUT"), 0)
        elif answer:
            self.an_answer(not side, who, answer)

    @rule(side=SIDES, who=ANY, answer=st.sampled_from(["accept", "join", "refuse"]))
    def an_offer_is_answered(self, side, who, answer):
        self.an_answer(side, who, answer)

    def go(self, side, who, many, late=0, to=None):
        with self.inside(side):
            if person := self.pick(Resident.objects.filter(**LIVING), who):
                movers = self.some_of(person, many)
                self.do(
                    "offer" if to else "move_out",
                    record_move_out,
                    resident=person,
                    movers=movers,
                    details={"reason": 1, "move_class": 5, "destination": "Denpasar"},
                    to=to,
                    new_head=self.heir(person, movers),
                    **self.days(late),
                )

    def an_answer(self, side, who, answer):
        with self.inside(side):
            offer = self.pick(handovers.incoming(), who)
            if offer and answer == "refuse":
                self.do("refuse", offering.refuse_offer, key=offer.key, reason="Tidak datang", by=None, at=self.now)
            elif offer:
                joins = answer == "join"
                self.do(
                    answer,
                    record_move_in,
                    newcomers=[Newcomer(relation=9)] * offer.people if joins else self.with_a_head(offer),
                    place=self.place(who),
                    card=self.a_card(who) if joins else Card(),
                    details={},
                    offer=offer.key,
                    **self.days(),
                )

    @rule(side=SIDES, who=ANY, joins=SIDES, returns=SIDES)
    def somebody_comes(self, side, who, joins, returns):
        with self.inside(side):
            gone = Resident.objects.filter(status__in=[1, 3, 6]).exclude(**LIVING)
            known = self.pick(self.not_of_the_other(side, gone), who) if returns else None
            self.do(
                "return" if known else "move_in",
                record_move_in,
                newcomers=[Newcomer({} if known else self.somebody(), 9 if joins else 1, known.pk if known else None)],
                place=self.place(who),
                card=self.a_card(who) if joins else Card(),
                details={"origin": "Denpasar"},
                **self.days(),
            )

    @rule(side=SIDES, who=ANY, many=FEW, carded=st.sampled_from(["", "new", "joins"]))
    def people_move_inside(self, side, who, many, carded):
        with self.inside(side):
            if person := self.pick(Resident.objects.filter(**LIVING), who):
                movers = self.some_of(person, many)
                relations = dict.fromkeys(movers, 9) if carded == "joins" else dict.fromkeys(movers, 4) | {movers[0]: 1}
                self.do(
                    f"inside {carded}".strip(),
                    record_move_inside,
                    resident=person,
                    movers=movers,
                    place=self.place(who + 1),
                    card={"": None, "new": Card(), "joins": self.a_card(who)}[carded],
                    relations=relations,
                    new_head=self.heir(person, movers),
                    details={},
                    **self.days(),
                )

    @rule(side=SIDES, who=ANY)
    def somebody_is_missing_or_found(self, side, who):
        with self.inside(side):
            lost = self.pick(Resident.objects.filter(status=4), who) if who % 2 else None
            if lost:
                self.do("found", record_found, resident=lost, details={}, relation=9, **self.days())
            elif person := self.pick(Resident.objects.filter(**LIVING), who):
                self.do(
                    "missing", record_missing, resident=person, details={}, new_head=self.heir(person), **self.days()
                )

    @rule(side=SIDES, who=ANY)
    def a_guest_comes_or_goes(self, side, who):
        with self.inside(side):
            guest = self.pick(Resident.objects.filter(status=1, residency=2), who) if who % 2 else None
            if guest:
                self.do("guest goes", record_temporary_out, resident=guest, details={}, **self.days())
            else:
                told = {**self.somebody(), "nik": None}
                self.do(
                    "guest comes",
                    record_temporary_in,
                    newcomer=Newcomer(told),
                    place=self.place(who),
                    details={},
                    **self.days(),
                )

    @rule(side=SIDES, who=ANY)
    def something_is_corrected(self, side, who):
        wrong = [{"sex": 1 + who % 2}, {"citizenship": 1 + who % 2}, {"rt": str(who % 9)}, {"name": "SALAH SAMPLE"}]
        with self.inside(side):
            if person := self.pick(Resident.objects.filter(status=1), who):
                self.do(
                    "correction",
                    actions.correct_resident,
                    resident=person,
                    details=wrong[who % len(wrong)],
                    by=self.people[side],
                    at=self.now,
                )

    @rule(side=SIDES, back=st.integers(0, 7))
    def something_is_undone(self, side, back):
        self.undo(side, Event.objects.exclude(kind="UNDO"), back)

    def undo(self, side, events, back):
        with self.inside(side):
            found = events.filter(undone_by__isnull=True, batch__isnull=True, reported_on__gt=STOCK.date())
            if latest := list(found.order_by("-pk")[: back + 1]):
                event = latest[-1]
                self.do(f"undo {event.kind}", undo_event, event=event, reason="Uji", key=None, by=None, at=self.now)

    @rule(side=SIDES, many=st.integers(1, 3), undone=SIDES)
    def a_file_comes_in_or_is_taken_out(self, side, many, undone):
        with self.inside(side):
            batch = ImportBatch.objects.filter(state=ImportBatch.State.DONE).order_by("-pk").first()
            if undone and batch:
                self.do("undo import", actions.undo_import, batch=batch, by=self.people[side], at=self.now)
            elif ImportBatch.objects.count() < 2:
                self.do("import", self.bring_in_a_file, many=many, by=self.people[side])

    @rule(side=SIDES)
    def a_month_is_closed(self, side):
        with self.inside(side):
            if first := actions.months.next_to_close():
                self.do("close", actions.close_month, first=first, by=self.people[side], at=self.now)

    @rule(days=st.sampled_from([1, 12, 31]))
    def days_pass(self, days):
        if self.now.date() < date(2027, 2, 1):
            self.now += timedelta(days=days)
        self.night_passes()

    def night_passes(self):
        """Figures of a month that has just begun are counted in its first night."""
        for office in self.offices:
            with current.inside(office):
                outbox.recompute_all(period=f"{self.now:%Y-%m}", at=self.now)

    # What must be true after every step

    @invariant()
    def all_figures_agree(self):
        for office in self.offices:
            with current.inside(office):
                self.months_follow_each_other()
                self.counts_agree()
                self.books_agree()
                self.records_are_the_last_stays()
                self.every_family_has_one_head()

    @invariant()
    def nobody_lives_in_two_places(self):
        found = []
        for office in self.offices:
            with current.inside(office):
                found += Resident.objects.filter(**LIVING, nik__isnull=False).values_list("nik", flat=True)
        assert len(found) == len(set(found))

    def months_follow_each_other(self):
        kept = {month.first: month.balance for month in Month.objects.filter(closed_at__isnull=False)}
        closing = None
        for first in self.months():
            found = balance.of_month(first)
            for cell in found.cells:
                assert cell.people.adds_up, (first, cell)
                assert cell.heads.adds_up, (first, cell)
            for flow in (found.people(), found.heads()):
                # Whoever leaves one row of a table enters another: nobody goes out of the village by a shift.
                assert flow.shifted_in == flow.shifted_out, (first, flow)
            far = balance.moved_out(first).values()
            assert sum(one["men"] + one["women"] for one in far) == found.people().moved, first
            if closing is not None:
                assert by_cell(found, "opening") == closing, first
            closing = by_cell(found, "closing")
            if first in kept:
                assert actions.months.snapshot(first) == kept[first], first

    def books_agree(self):
        """B.3, row by row and as printed in its total, and LAMPID: each is the closing of the month, and its sum."""
        month = Period(f"{self.now:%Y-%m}")
        *hamlets, total = [row.cells for row in balances.recapitulation(month)]
        counted, families = queries.resident_counts(self.now.date()), total[29]
        sums = [sum(row[column] for row in hamlets) for column in range(2, 32)]
        assert sums == list(total[2:32])
        assert (total[31], families, total[30]) == (counted.residents, counted.families, counted.residents - families)
        report = {row[1]: row for row in balances.lampid(month)}
        last = report["Penduduk/keluarga akhir bulan ini"]
        assert (last[6], last[7], last[8], last[11]) == (
            counted.men,
            counted.women,
            counted.residents,
            counted.families,
        )
        first = report["Penduduk/keluarga awal bulan ini"]
        assert (first[8], first[11]) == (total[8], total[6])

    def counts_agree(self):
        today = self.now.date()
        book, families = balance.of_month(today.replace(day=1)).people(), balance.of_month(today.replace(day=1)).heads()
        counted = queries.resident_counts(today)
        here = Resident.objects.filter(**LIVING)
        assert book.closing == counted.residents == here.count() == queries.counted_as_of().count()
        assert families.closing == counted.families == here.filter(relation=1).count()
        outbox.publish_dirty(at=self.now)
        facts = Fact.objects.filter(office_id=current.office().pk, indicator="residents", period=f"{today:%Y-%m}")
        # Where nobody is left there is nothing to count, and no figure.
        assert sum(fact.numerator for fact in facts) == counted.residents

    def records_are_the_last_stays(self):
        open_stays = {stay.resident_id: standing.of_stay(stay) for stay in Stay.objects.filter(until__isnull=True)}
        records = {person.pk: standing.of_resident(person) for person in Resident.objects.all()}
        assert open_stays == {pk: stood for pk, stood in records.items() if stood is not None}

    def every_family_has_one_head(self):
        heads: Counter[int] = Counter()
        for family, relation in Resident.objects.filter(status=1, family__isnull=False).values_list(
            "family_id", "relation"
        ):
            heads[family] += relation == 1
        assert set(heads.values()) <= {1}, heads

    # Help

    def inside(self, side):
        return current.inside(self.offices[side])

    def do(self, what, act, **words):
        try:
            act(**words)
        except REFUSALS:
            TOLD[f"{what} refused"] += 1
        else:
            TOLD[what] += 1

    def pick(self, found, number):
        ordered = found if isinstance(found, list) or found.query.order_by else found.order_by("pk")
        rows = list(ordered)
        return rows[number % len(rows)] if rows else None

    def days(self, late=0):
        """The report is of today, or of some days ago."""
        day = self.now.date() - timedelta(days=late)
        return {"happened_on": day, "reported_on": day, "key": uuid.uuid4(), "by": None, "at": self.now}

    def members(self, person):
        if person.family_id is None:
            return [person]
        return list(Resident.objects.filter(family=person.family_id, status=1).order_by("pk"))

    def some_of(self, person, many):
        """The person and some of the family; three and more are all."""
        others = [member.pk for member in self.members(person) if member.pk != person.pk]
        return [person.pk, *(others if many > 2 else others[:many])]

    def heir(self, person, leaving=()):
        staying = [one.pk for one in self.members(person) if one.pk != person.pk and one.pk not in leaving]
        return NewHead(staying[0] if staying else None)

    def place(self, number):
        hamlets = list(Hamlet.objects.order_by("pk"))
        return Place(hamlet=hamlets[number % len(hamlets)].pk, rt=str(1 + number % 4), address=f"Jl. {number % 5}")

    def a_card(self, number):
        family = self.pick(Family.objects.filter(no_kk__isnull=False), number)
        return Card(joins=family.no_kk if family else "3599010101159999")

    def with_a_head(self, offer):
        """The relations of an offer whose people form a family of their own here."""
        people = handovers.opened(offer)["people"]
        return [Newcomer(relation=1 if number == 0 else 9) for number, _ in enumerate(people)]

    def not_of_the_other(self, side, gone):
        """A person is in one place: who lives in the other village cannot come from elsewhere."""
        with self.inside(not side):
            there = set(Resident.objects.filter(status=1, nik__isnull=False).values_list("nik", flat=True))
        return [person for person in gone.order_by("pk") if person.nik not in there]

    def somebody(self):
        self.serial += 1
        return {"name": "ANA SAMPLE", "sex": 1 + self.serial % 2, "born_on": date(1990, 1, 1), "nik": self.new_nik()}

    def new_nik(self):
        self.serial += 1
        return f"359901010190{self.serial:04d}"

    def bring_in_a_file(self, *, many, by):
        self.serial += 1
        no_kk = f"3599010101207{self.serial:03d}"
        rows = [
            {"nama": "WARGA SAMPLE", "nik": self.new_nik(), "no_kk": no_kk, "sex": 1 + number % 2, "tempatlahir": "SUMENEP",
             "tanggallahir": "1990-01-01", "kk_level": 9 if number else 1, "dusun": "UTARA", "rt": "001"}
            for number in range(many)
        ]  # fmt: skip
        out = io.StringIO()
        writer = csv.DictWriter(out, HEADINGS, restval="")
        writer.writeheader()
        writer.writerows(rows)
        content = out.getvalue().encode()
        batch = actions.upload_file(key=uuid.uuid4(), filename="contoh.csv", content=content, by=by, at=self.now)
        batch = actions.check_import(batch_id=batch.pk, progress=Silent(), at=self.now)
        actions.start_commit(batch=batch, leave_errors=False, by=by, at=self.now)
        actions.store_import(batch_id=batch.pk, progress=Silent(), at=self.now)

    def months(self):
        first = date(2026, 9, 1)
        while first <= self.now.date():
            yield first
            first = months.after(first)


def by_cell(found, name):
    """One figure of people and of heads, cell by cell; who nobody is in is left out."""
    cells = {
        (cell.hamlet, cell.is_foreign, cell.sex): (getattr(cell.people, name), getattr(cell.heads, name))
        for cell in found.cells
    }
    return {where: counts for where, counts in cells.items() if counts != (0, 0)}


def test_whatever_happens_in_two_villages_all_figures_agree(village, neighbour, make_account):
    clerks = []
    for number, office in enumerate((village, neighbour)):
        with current.inside(office):
            settle_village(tens=10 * number)
            clerks.append(make_account("gita", "KASI_PEMERINTAHAN"))
    TOLD.clear()

    class Machine(TwoVillages):
        offices, people = (village, neighbour), tuple(clerks)

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=8,
            stateful_step_count=30,
            deadline=None,
            # Making a story shorter takes minutes; whoever needs it adds Phase.shrink.
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert TOLD["death"], "nobody died: the machine proves nothing"
    assert TOLD["accept"], "nobody was handed over"
    assert TOLD["close"], "no month was closed"
