"""Two villages in which anything may happen: how a step is tried and counted, and who is picked for it."""

import csv
import io
import uuid
from collections import Counter
from datetime import date, datetime, timedelta

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from samples.villagers import STOCK

from exchange import handovers
from exchange.outbox import actions as outbox
from registry import actions, ledger
from registry.actions import territory
from registry.actions.happenings import HappeningImpossible, NewHead
from registry.actions.happenings.arriving import Newcomer
from registry.actions.happenings.places import Card, Place
from registry.actions.merging import MergeImpossible
from registry.incoming.columns import HEADINGS
from registry.models import Event, Family, Hamlet, Resident
from walls import current

#: How often each step was told, and each kind of event written.
TOLD: Counter[str] = Counter()
#: What a step may answer instead of happening; anything else is a fault.
REFUSALS = (
    HappeningImpossible,
    MergeImpossible,
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
    ledger.NotAnsweredByArrival,
    ledger.NotToBeUndone,
    territory.AreaImpossible,
    territory.AreaInhabited,
)
AS_LETTERS = str.maketrans("0123456789", "ABCDEFGHIJ")
SIDES, ANY, FEW = st.booleans(), st.integers(0, 999), st.integers(0, 3)
LIVING = {"status": 1, "residency": 1}


class Silent:
    """A progress nobody watches."""

    def report(self, done, total):
        pass


class Villages(RuleBasedStateMachine):
    """The office of each side stands in `self.offices`; `who` and `picks` are numbers that choose among those who fit."""

    offices: tuple = ()
    people: tuple = ()

    def __init__(self):
        super().__init__()
        self.now = datetime(2026, 10, 2, 3, tzinfo=STOCK.tzinfo)
        self.serial = 500
        self.printed = {}
        self.found_true = {}
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def night_passes(self):
        """Figures of a month that has just begun are counted in its first night."""
        for office in self.offices:
            with current.inside(office):
                outbox.recompute_all(period=f"{self.now:%Y-%m}", at=self.now)

    def inside(self, side):
        return current.inside(self.offices[side])

    def do(self, what, act, **words):
        try:
            act(**words)
        except REFUSALS:
            TOLD[f"{what} refused"] += 1
        else:
            TOLD[what] += 1
            self.count_the_latest()

    def count_the_latest(self):
        """By its kind and, where one kind has several, by what it did."""
        if latest := Event.objects.order_by("-pk").first():
            more = latest.details.get("change") or latest.details.get("act")
            TOLD[f"{latest.kind} {more}" if more else latest.kind] += 1

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
        hamlets = self.open_hamlets()
        return Place(hamlet=hamlets[number % len(hamlets)].pk, rt=str(1 + number % 4), address=f"Jl. {number % 5}")

    def open_hamlets(self):
        return list(Hamlet.objects.filter(closed_on__isnull=True).order_by("pk"))

    def a_card(self, number):
        family = self.pick(Family.objects.filter(no_kk__isnull=False), number)
        return Card(joins=family.no_kk if family else "3599010101159999")

    def with_a_head(self, offer):
        """The relations of an offer whose people form a family of their own here."""
        people = handovers.opened(offer)["people"]
        return [Newcomer(relation=1 if number == 0 else 9) for number, _ in enumerate(people)]

    def not_of_the_other(self, side, gone):
        """A person is in one place: who lives in the other village cannot come from elsewhere."""
        there = self.live_in_the_other(side, gone)
        return [person for person in gone.order_by("pk") if person.nik not in there]

    def live_in_the_other(self, side, people):
        """The numbers of those who live in the other village."""
        numbers = set(people.filter(nik__isnull=False).values_list("nik", flat=True))
        with self.inside(not side):
            return set(Resident.objects.filter(status=1, nik__in=numbers).values_list("nik", flat=True))

    def somebody(self):
        self.serial += 1
        return {"name": "ANA SAMPLE", "sex": 1 + self.serial % 2, "born_on": date(1990, 1, 1), "nik": self.new_nik()}

    def new_nik(self):
        self.serial += 1
        return f"359901010190{self.serial:04d}"

    def new_kk(self):
        self.serial += 1
        return f"3599010101207{self.serial:03d}"

    def bring_in_a_file(self, *, many, by):
        no_kk, hamlet = self.new_kk(), self.open_hamlets()[0].name
        # Each has a name of their own: a number may be missing by then, and namesakes of one birthday could be one person.
        names = [f"{no_kk[-3:]}{number}".translate(AS_LETTERS) for number in range(many)]
        rows = [
            {"nama": f"WARGA {one}", "nik": self.new_nik(), "no_kk": no_kk, "sex": 1 + number % 2, "tempatlahir": "SUMENEP",
             "tanggallahir": "1990-01-01", "kk_level": 9 if number else 1, "dusun": hamlet, "rt": "001"}
            for number, one in enumerate(names)
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
