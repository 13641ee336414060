"""What may happen to people: all that is recorded of one or several of them, files, months and days."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule
from samples.villagers import STOCK

from exchange import handovers
from registry import actions
from registry.actions.happenings import offering, record_death, record_stillbirth, undo_event
from registry.actions.happenings.arriving import Newcomer
from registry.actions.happenings.births import record_birth
from registry.actions.happenings.inside import record_move_inside
from registry.actions.happenings.missing import record_found, record_missing
from registry.actions.happenings.moves import record_move_in, record_move_out
from registry.actions.happenings.places import Card
from registry.actions.happenings.stays import record_temporary_in, record_temporary_out
from registry.models import Event, ImportBatch, Resident

from .two_villages import ANY, FEW, LIVING, SIDES, Villages


class PeopleLive(Villages):
    """They are born, come, go, are lost and found, and what was written of them is corrected."""

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

    @rule(side=SIDES, who=ANY)
    def a_child_is_born_dead(self, side, who):
        with self.inside(side):
            if mother := self.pick(Resident.objects.filter(**LIVING, sex=2), who):
                self.do("stillbirth", record_stillbirth, resident=mother, details={}, **self.days())

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

    @rule(side=SIDES, who=ANY, what=st.integers(0, 8))
    def something_is_corrected(self, side, who, what):
        with self.inside(side):
            card = self.a_card(who)
            right = [
                {"sex": 1 + who % 2},
                {"citizenship": 1 + who % 2},
                {"rt": str(who % 9)},
                {"name": "SALAH SAMPLE"},
                {"nik": self.new_nik() if who % 2 else None},
                {"hamlet": self.open_hamlets()[who % 2 - 1].name},
                {"residency": 1 + who % 2},
                {"relation": 1 + who % 9},
                {"no_kk": (card.joins, self.new_kk(), None)[who % 3], "relation": 1 + who % 4},
            ]
            if person := self.pick(Resident.objects.exclude(status=9), who):
                self.do(
                    "correction",
                    actions.correct_resident,
                    resident=person,
                    details=right[what],
                    by=self.people[side],
                    at=self.now,
                )

    @rule(side=SIDES, who=ANY, chosen=st.sets(st.sampled_from(["nik", "place", "family"])))
    def two_records_become_one(self, side, who, chosen):
        with self.inside(side):
            here = Resident.objects.filter(status=1)
            keep, other = self.pick(Resident.objects.exclude(status=9), who), self.pick(here, who // 7)
            if keep and other:
                self.do(
                    "merge",
                    actions.merge_residents,
                    keep=keep,
                    other=other,
                    from_other=chosen,
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
                words = {"event": event, "reason": "Uji", "key": None, "by": None, "at": self.now}
                # Whoever undoes a move that was refused has asked there.
                known = self.live_in_the_other(side, Resident.objects.filter(pk__in=event.touched))
                self.do(f"undo {event.kind}", undo_event, confirmed=not known, **words)

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
            for _ in range(days):
                self.now += timedelta(days=1)
                if self.now.day == 1:
                    self.night_passes()
