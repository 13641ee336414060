"""A family moves from one village to the next through the exchange: in neither, or in one, and never in both."""

import os
import subprocess
import sys
import threading
from datetime import date
from types import SimpleNamespace
from urllib.parse import urlsplit, urlunsplit

import pytest
from conftest import FAR, NEIGHBOUR, ROOT, VILLAGE, office
from django.db import connections
from samples.villagers import on, settle_village, told

from audit.models import Entry
from exchange import handovers
from exchange.handovers import OfferAnswered, OfferUnknown, OfferUnreadable
from exchange.models import Handover
from registry import ledger, queries
from registry.actions.happenings import offering, undo_event
from registry.actions.happenings.arriving import Newcomer
from registry.actions.happenings.heads import NewHead
from registry.actions.happenings.moves import record_move_in, record_move_out
from registry.actions.happenings.places import Card, Place
from registry.actions.happenings.problems import HappeningImpossible
from registry.models import Event, Resident
from walls import current

MOVE = {"reason": 5, "destination": "Jl. Mawar 1"}


def move_out(people, to, *names, day=5, **more):
    movers = [people[name] for name in names]
    return record_move_out(
        resident=movers[0], movers=[mover.pk for mover in movers], details=dict(MOVE), to=to, **more, **told(day)
    )


def take(offer, *, day=8, **more):
    return record_move_in(
        newcomers=more.pop("newcomers", []),
        place=more.pop("place", Place(rt="3", address="Jl. Mawar 1")),
        card=more.pop("card", Card()),
        details={},
        offer=offer.key,
        **{**told(day), **more},
    )


def undo(event, day=9, reason="Salah catat", **more):
    return undo_event(event=event, reason=reason, key=None, by=None, at=on(day), **more)


def residents(place):
    with current.inside(place):
        return queries.resident_counts().residents


def nowhere_twice(*places):
    found = []
    for place in places:
        with current.inside(place):
            found += Resident.objects.filter(status=1, residency=1, nik__isnull=False).values_list("nik", flat=True)
    assert len(found) == len(set(found))


@pytest.fixture
def two(village, neighbour):
    """The same kind of village twice, with other people; the test stands in the first."""
    with current.inside(neighbour):
        theirs = settle_village(tens=10)
    return SimpleNamespace(village=village, neighbour=neighbour, ours=settle_village(), theirs=theirs)


@pytest.fixture
def offer(two):
    event = move_out(two.ours, two.neighbour, "adi", "ina", "ela", "edo")
    return handovers.named(event.key)


@pytest.mark.django_db
class TestAnOffer:
    def test_is_made_with_the_move_and_says_how_far_it_is(self, two, offer):
        event = Event.objects.get(key=offer.key)

        assert (event.details["move_class"], event.details["kind"]) == (2, 2)
        assert event.details["destination"] == "Jl. Mawar 1, Desa Prenduan, Kec. Pragaan, Kab. Sumenep"
        assert (offer.people, offer.state, residents(two.village), residents(two.neighbour)) == (4, "OFFERED", 1, 5)

    def test_and_its_move_live_and_die_together(self, two):
        with current.outside():
            type(two.neighbour).objects.filter(pk=two.neighbour.pk).update(state="SUSPENDED")
        with pytest.raises(HappeningImpossible, match="sedang ditutup"):
            move_out(two.ours, two.neighbour, "oto")
        assert (residents(two.village), Handover.objects.count()) == (5, 0)

    def test_is_opened_by_the_receiver_alone_and_logged(self, two, offer):
        with current.inside(two.neighbour):
            said = offering.look_into(key=offer.key, by=None, at=on(6))
            entry = Entry.objects.get(action="handover.open")
        with pytest.raises(OfferUnreadable):
            offering.look_into(key=offer.key, by=None, at=on(6))
        with current.inside(office(FAR)), pytest.raises(OfferUnknown):
            offering.look_into(key=offer.key, by=None, at=on(6))

        assert [person["name"] for person in said["people"]] == ["ADI SAMPLE", "INA SAMPLE", "ELA SAMPLE", "EDO SAMPLE"]
        assert said["move"]["address"].startswith("Jl. Satu")
        assert "ADI" not in str(entry.detail)

    def test_accepted_counts_there_and_here_no_more(self, two, offer):
        with current.inside(two.neighbour):
            event = take(offer, card=Card(no_kk="3599010810260001"))
            adi = Resident.objects.select_related("family").get(nik=two.ours["adi"].nik)

            assert (event.details["move_class"], event.details["reason"], len(event.touched)) == (2, 5, 4)
            assert (
                event.details["origin"] == "Jl. Satu, Dusun Utara RT 001, Desa Pragaan Laok, Kec. Pragaan, Kab. Sumenep"
            )
            assert (adi.religion, adi.occupation, adi.relation, adi.family.no_kk) == (1, 84, 1, "3599010810260001")
            assert adi.family.members.count() == 4
        assert (residents(two.village), residents(two.neighbour)) == (1, 9)
        assert handovers.named(offer.key).state == "ACCEPTED"
        nowhere_twice(two.village, two.neighbour)

    def test_may_join_a_family_of_the_receiver(self, two):
        event = move_out(two.ours, two.neighbour, "ela")
        with current.inside(two.neighbour):
            kk = two.theirs["family"].no_kk
            take(handovers.named(event.key), place=Place(), card=Card(joins=kk), newcomers=[Newcomer(relation=5)])

            ela = Resident.objects.select_related("family").get(nik=two.ours["ela"].nik)
            assert (ela.family.no_kk, ela.relation, ela.address) == (kk, 5, "Jl. Satu")

    def test_is_accepted_once(self, two, offer):
        with current.inside(two.neighbour):
            take(offer)
            with pytest.raises(OfferAnswered):
                take(offer, day=9)
        assert residents(two.neighbour) == 9

    def test_is_not_accepted_by_another_village_nor_by_its_sender(self, two, offer):
        for place in (two.village, office(FAR)):
            with current.inside(place):
                for answer in (
                    lambda: take(offer),
                    lambda: offering.refuse_offer(key=offer.key, reason="Bukan warga", by=None, at=on(7)),
                ):
                    with pytest.raises(OfferUnknown):
                        answer()
        assert handovers.named(offer.key).is_open

    def test_refused_is_told_with_its_reason_and_undone_when_the_other_village_was_asked(self, two, offer):
        with current.inside(two.neighbour):
            with pytest.raises(HappeningImpossible):
                offering.refuse_offer(key=offer.key, reason=" ", by=None, at=on(7))
            offering.refuse_offer(key=offer.key, reason="Tidak pernah datang", by=None, at=on(7))
        told_us = handovers.named(offer.key)
        assert (told_us.state, handovers.reason_of(told_us)) == ("REFUSED", "Tidak pernah datang")

        with pytest.raises(ledger.NotAnsweredByArrival) as unasked:
            undo(Event.objects.get(key=offer.key))
        assert (unasked.value.office, residents(two.village)) == ("Desa Prenduan", 1)
        undo(Event.objects.get(key=offer.key), confirmed=True)

        assert (residents(two.village), residents(two.neighbour)) == (5, 5)

    def test_refused_and_typed_in_there_is_not_undone_unasked(self, two):
        """The receiver cannot find the offer it refused, and the sender cannot see the receiver's register: somebody asks."""
        event = move_out(two.ours, two.neighbour, "oto")
        with current.inside(two.neighbour):
            offering.refuse_offer(key=event.key, reason="Alamatnya salah", by=None, at=on(6))
            typed = {"name": "OTO SAMPLE", "sex": 1, "born_on": date(1980, 1, 1), "nik": two.ours["oto"].nik}
            record_move_in(
                newcomers=[Newcomer(typed, 1)], place=Place(), card=Card(),
                details={"origin": "Pragaan Laok"}, **told(7),
            )  # fmt: skip

        with pytest.raises(ledger.NotAnsweredByArrival):
            undo(event)

        nowhere_twice(two.village, two.neighbour)

    def test_that_lapsed_is_asked_about_too(self, two, offer):
        handovers.lapse_old(at=on(9) + handovers.OPEN_FOR)

        with pytest.raises(ledger.NotAnsweredByArrival) as unasked:
            undo(Event.objects.get(key=offer.key))

        assert unasked.value.state == "LAPSED"

    def test_is_withdrawn_by_the_undo_of_the_move(self, two, offer):
        undo(Event.objects.get(key=offer.key))

        assert handovers.named(offer.key).state == "WITHDRAWN"
        with current.inside(two.neighbour), pytest.raises(OfferAnswered) as refused:
            take(offer)
        assert refused.value.state == "WITHDRAWN"
        assert (residents(two.village), residents(two.neighbour)) == (5, 5)

    def test_accepted_is_undone_by_neither(self, two, offer):
        with current.inside(two.neighbour):
            arrival = take(offer)
            with pytest.raises(ledger.CameByHandover) as refused:
                undo(arrival)
            assert refused.value.office == "Desa Pragaan Laok"
        with pytest.raises(ledger.HandedOver) as refused:
            undo(Event.objects.get(key=offer.key))
        assert refused.value.office == "Desa Prenduan"
        assert (residents(two.village), residents(two.neighbour)) == (1, 9)

    def test_the_way_back_is_another_offer_and_finds_the_old_rows(self, two, offer):
        with current.inside(two.neighbour):
            take(offer)
            adi = Resident.objects.get(nik=two.ours["adi"].nik)
            family = Resident.objects.filter(family=adi.family).values_list("pk", flat=True)
            back = record_move_out(
                resident=adi, movers=list(family), details=dict(MOVE), to=two.village, **told(10)
            )  # fmt: skip
        rows = Resident.objects.count()

        take(handovers.named(back.key), day=12, card=Card(no_kk=two.ours["family"].no_kk))

        adi = Resident.objects.get(pk=two.ours["adi"].pk)
        assert (Resident.objects.count(), adi.status, adi.family_id) == (rows, 1, two.ours["family"].pk)
        assert (residents(two.village), residents(two.neighbour)) == (5, 5)
        nowhere_twice(two.village, two.neighbour)

    def test_nobody_slips_past_an_open_offer(self, two, offer):
        """Typed in by the receiver, or taken back in by the sender, they would be in both after the other's answer."""
        typed = Newcomer({"name": "ADI", "sex": 1, "born_on": two.ours["adi"].born_on, "nik": two.ours["adi"].nik}, 1)
        words = {"place": Place(), "card": Card(), "details": {}}
        with current.inside(two.neighbour), pytest.raises(HappeningImpossible, match="Terima tawarannya"):
            record_move_in(newcomers=[typed], **words, **told(7))
        for newcomer in (typed, Newcomer(relation=1, resident=two.ours["adi"].pk)):
            with pytest.raises(HappeningImpossible, match="masih ditawarkan ke Desa Prenduan"):
                record_move_in(newcomers=[newcomer], **words, **told(7))

    def test_a_resident_of_the_receiver_is_not_let_in_twice(self, two, offer):
        with current.inside(two.neighbour):
            Resident.objects.filter(pk=two.theirs["oto"].pk).update(nik=two.ours["ina"].nik)
            with pytest.raises(HappeningImpossible) as refused:
                take(offer)
            assert refused.value.field == "person_1_nik"
            assert residents(two.neighbour) == 5
        assert handovers.named(offer.key).is_open

    @pytest.mark.parametrize(
        "people",
        [
            [{"name": "X" * 300, "sex": 1, "born_on": "1990-01-01", "relation": 1}],
            [{"name": "ADI", "sex": 7, "born_on": "1990-01-01", "relation": 1}],
            [{"name": "ADI", "sex": 1, "born_on": "kemarin", "relation": 1}],
            [{"name": "ADI", "sex": 1, "born_on": "1990-01-01", "relation": 99}],
            [{"name": {"a": 1}, "sex": [], "born_on": "1990-01-01", "relation": 1}],
            ["ADI"],
        ],
    )
    def test_a_hostile_letter_is_believed_no_more_than_a_form(self, two, people):
        bad = handovers.offer(key=told(5)["key"], to=two.neighbour, people=people, content={}, at=on(5))
        with current.inside(two.neighbour):
            with pytest.raises((OfferUnreadable, HappeningImpossible)):
                take(bad)
            assert residents(two.neighbour) == 5
            assert handovers.named(bad.key).is_open

    def test_a_letter_that_was_changed_is_refused_by_name(self, two, offer):
        with current.outside():
            Handover.objects.update(sealed="gAAAAA" + "A" * 100)
        with current.inside(two.neighbour):
            for act in (lambda: take(offer), lambda: offering.look_into(key=offer.key, by=None, at=on(6))):
                with pytest.raises(OfferUnreadable):
                    act()

    def test_a_receiver_whose_door_is_closed_answers_when_it_opens(self, two, offer):
        with current.outside():
            type(two.neighbour).objects.filter(pk=two.neighbour.pk).update(state="SUSPENDED", name="Prenduan Baru")
        undone = move_out(two.ours, office(FAR), "oto")
        undo(undone)
        with current.outside():
            type(two.neighbour).objects.filter(pk=two.neighbour.pk).update(state="OPEN")
        with current.inside(office(NEIGHBOUR)):
            take(offer)
        assert residents(two.neighbour) == 9


@pytest.fixture
def apart(own_database):
    """Two villages in a database where commits are real, and an offer between them."""
    village, neighbour = office(VILLAGE), office(NEIGHBOUR)
    with current.inside(neighbour):
        settle_village(tens=10)
    with current.inside(village):
        people = settle_village()
        event = move_out(people, neighbour, "adi", "ina", "edo", new_head=NewHead(people["ela"].pk))
    return SimpleNamespace(village=village, neighbour=neighbour, event=event, offer=Handover(key=event.key))


def at_once(*jobs):
    """Do each job in its office on a connection of its own, all at the same moment; what each raised or returned."""
    gate, found = threading.Barrier(len(jobs)), {}

    def work(number, place, job):
        try:
            with current.inside(place):
                gate.wait()
                try:
                    found[number] = job()
                except Exception as problem:
                    found[number] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number, *job)) for number, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [found[number] for number in range(len(jobs))]


@pytest.mark.fault
class TestAtTheSameMoment:
    @pytest.mark.parametrize("turn", range(3))
    def test_an_acceptance_and_an_undo_have_one_winner(self, apart, turn):
        accepted, undone = at_once(
            (apart.neighbour, lambda: take(apart.offer)), (apart.village, lambda: undo(apart.event))
        )

        counts = (residents(apart.village), residents(apart.neighbour))
        with current.inside(apart.village):
            state = handovers.named(apart.event.key).state
        if state == "ACCEPTED":
            assert isinstance(undone, ledger.HandedOver)
            assert counts == (2, 8)
        else:
            assert (state, isinstance(accepted, OfferAnswered)) == ("WITHDRAWN", True)
            assert counts == (5, 5)
        nowhere_twice(apart.village, apart.neighbour)

    def test_two_officers_accept_once(self, apart):
        found = at_once(*[(apart.neighbour, lambda: take(apart.offer))] * 3)

        assert sum(isinstance(one, Event) for one in found) == 1
        assert sum(isinstance(one, OfferAnswered) for one in found) == 2
        assert residents(apart.neighbour) == 8


DYING_WORKER = """
import os, sys, uuid
sys.path[:0] = [{root!r}, {platform!r}, {tests!r}]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from exchange import handovers
from registry.actions.happenings.moves import record_move_in
from registry.actions.happenings.places import Card, Place
from registry.models import Resident
from samples.villagers import told
from tenants.models import Office
from walls import current

really = handovers.accept

def accept_and_die(offer, *, at):
    really(offer, at=at)
    assert Resident.objects.filter(name="ADI SAMPLE").count() == 2, "they were let in before the end"
    os.kill(os.getpid(), 9)

handovers.accept = accept_and_die
with current.inside(Office.objects.get(region_code={village!r})):
    record_move_in(
        newcomers=[], place=Place(), card=Card(), details={{}}, offer=uuid.UUID({key!r}), **told(8))
"""


@pytest.mark.fault
def test_a_worker_killed_between_lets_in_nobody_and_answers_nothing(apart, own_database):
    died = _run(own_database, apart.event.key)

    assert died == -9
    assert residents(apart.neighbour) == 5
    with current.inside(apart.village):
        assert handovers.named(apart.event.key).is_open
    with current.inside(apart.neighbour):
        take(apart.offer)
    assert (residents(apart.village), residents(apart.neighbour)) == (2, 8)


def _run(database, key):
    parts = urlsplit(os.environ["KENTONGAN_DATABASE_URL"])
    script = DYING_WORKER.format(
        root=str(ROOT), platform=str(ROOT / "platform"), tests=str(ROOT / "tests"), village=NEIGHBOUR, key=str(key)
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "KENTONGAN_DATABASE_URL": urlunsplit(parts._replace(path=f"/{database}"))},
        capture_output=True,
        timeout=60,
    )
    return done.returncode
