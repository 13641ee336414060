"""People offered to another village: only the two see it, only one answer counts, and nothing readable lies in the public schema."""

import uuid
from datetime import timedelta

import pytest
from conftest import DISTRICT, FAR, NEIGHBOUR, NOON, OTHER_DISTRICT, REGENCY, VILLAGE, office
from django.db import DatabaseError, IntegrityError, transaction

from exchange import handovers
from exchange.handovers import OfferAnswered, OfferUnknown, OfferUnreadable, ReceiverAway
from exchange.models import Handover
from exchange.outbox import tasks
from messaging.models import Message
from walls import current
from walls.current import connection

pytestmark = pytest.mark.django_db
PEOPLE = [{"name": "KENARI SAMPLE", "nik": "3599016803900001"}, {"name": "MERPATI SAMPLE", "nik": None}]
STRANGERS = [FAR, DISTRICT, OTHER_DISTRICT, REGENCY]


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@pytest.fixture
def offer(village, neighbour):
    return handovers.offer(key=uuid.uuid4(), to=neighbour, people=PEOPLE, content={"reason": 1}, at=NOON)


def test_the_receiver_reads_what_the_sender_wrote(offer, neighbour):
    with current.inside(neighbour):
        (found,) = handovers.incoming()

        assert handovers.opened(found) == {"people": PEOPLE, "move": {"reason": 1}}
        assert (found.people, found.from_office.name, found.state) == (2, "Pragaan Laok", "OFFERED")


def test_the_database_shows_no_person(offer, village):
    with current.outside():
        ((row,),) = sql("SELECT exchange_handover::text FROM exchange_handover")

    assert "KENARI" not in row
    assert "3599016803900001" not in row
    with pytest.raises(OfferUnreadable):
        handovers.opened(offer)


@pytest.mark.parametrize("stranger", STRANGERS)
def test_nobody_else_sees_an_offer_or_touches_it(offer, stranger):
    with current.inside(office(stranger)):
        assert sql("SELECT * FROM exchange_handover") == []
        assert sql("UPDATE exchange_handover SET state = 'ACCEPTED', sealed = '', answered_at = now()") == 0
        for act in (handovers.named, handovers.held):
            with pytest.raises(OfferUnknown):
                act(offer.key)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            sql("DELETE FROM exchange_handover")


def test_neither_village_does_what_is_the_others(offer, village, neighbour):
    answer = "UPDATE exchange_handover SET state = %s, sealed = '', answered_at = now()"
    for place, states in ((village, ("ACCEPTED", "REFUSED")), (neighbour, ("WITHDRAWN", "LAPSED"))):
        for state in states:
            with current.inside(place), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                sql(answer, state)
    for column, value in (("to_office_id", village.pk), ("from_office_id", neighbour.pk), ("people", 9)):
        with current.inside(neighbour), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            sql(f"UPDATE exchange_handover SET {column} = %s", value)


def test_an_answer_forgets_the_people_and_stands(offer, neighbour):
    with current.inside(neighbour), pytest.raises(IntegrityError, match="only_an_open_offer"), transaction.atomic():
        sql("UPDATE exchange_handover SET state = 'ACCEPTED', answered_at = now()")
    with current.inside(neighbour):
        handovers.accept(handovers.held(offer.key), at=NOON)
        assert sql("SELECT sealed, state FROM exchange_handover") == [("", "ACCEPTED")]
        assert sql("UPDATE exchange_handover SET state = 'OFFERED', sealed = 'x', answered_at = NULL") == 0
        with pytest.raises(OfferAnswered) as refused:
            handovers.held(offer.key)
        assert refused.value.state == "ACCEPTED"
    with pytest.raises(OfferAnswered):
        handovers.held(offer.key)


def test_the_reason_of_a_refusal_is_for_the_sender_alone(offer, village, neighbour):
    with current.inside(neighbour):
        handovers.refuse(handovers.held(offer.key), reason="Kenari tidak pernah datang", at=NOON)
        assert handovers.reason_of(handovers.named(offer.key)) == ""

    assert handovers.reason_of(handovers.named(offer.key)) == "Kenari tidak pernah datang"
    assert handovers.named(offer.key).sealed == ""


def test_an_offer_is_made_in_ones_own_name_to_an_open_village_only(village, neighbour, district):
    for to in (village, district):
        with pytest.raises(ReceiverAway):
            handovers.offer(key=uuid.uuid4(), to=to, people=PEOPLE, content={}, at=NOON)
    with current.outside():
        type(neighbour).objects.filter(pk=neighbour.pk).update(state="SUSPENDED")
    with pytest.raises(ReceiverAway):
        handovers.offer(key=uuid.uuid4(), to=neighbour, people=PEOPLE, content={}, at=NOON)
    add = (
        "INSERT INTO exchange_handover (key, from_office_id, to_office_id, state, people, sealed, answer, offered_at)"
        " VALUES (gen_random_uuid(), %s, %s, %s, 1, 'x', '', now())"
    )
    far = office(FAR)
    for sender, receiver, state in (
        (neighbour, far, "OFFERED"),
        (village, neighbour, "OFFERED"),
        (village, district, "OFFERED"),
        (village, far, "ACCEPTED"),
    ):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            sql(add, sender.pk, receiver.pk, state)


class TestWhatWasChanged:
    """The database in hand, somebody changes what is sealed: it is refused by name and opens nothing."""

    def read(self, offer, neighbour):
        with current.inside(neighbour):
            return handovers.opened(handovers.named(offer.key))

    def test_a_changed_letter_is_refused(self, offer, neighbour):
        with current.outside():
            sql("UPDATE exchange_handover SET sealed = left(sealed, 40) || 'AAAA' || substr(sealed, 45)")
        with pytest.raises(OfferUnreadable):
            self.read(offer, neighbour)

    def test_a_letter_put_into_another_offer_is_refused(self, offer, neighbour):
        other = handovers.offer(key=uuid.uuid4(), to=neighbour, people=PEOPLE, content={}, at=NOON)
        with current.outside():
            Handover.objects.filter(key=other.key).update(sealed=offer.sealed)
        with pytest.raises(OfferUnreadable):
            self.read(other, neighbour)

    def test_a_letter_led_to_another_village_is_refused(self, offer):
        far = office(FAR)
        with current.outside():
            Handover.objects.update(to_office=far)
        with pytest.raises(OfferUnreadable):
            self.read(offer, far)

    def test_a_letter_in_another_senders_name_is_refused(self, offer, neighbour):
        with current.outside():
            Handover.objects.update(from_office=office(FAR))
        with pytest.raises(OfferUnreadable):
            self.read(offer, neighbour)

    def test_another_number_of_people_is_refused(self, offer, neighbour):
        with current.outside():
            Handover.objects.update(people=1)
        with pytest.raises(OfferUnreadable):
            self.read(offer, neighbour)


def test_an_offer_survives_a_new_name_and_a_closed_door(offer, neighbour):
    with current.outside():
        type(neighbour).objects.filter(pk=neighbour.pk).update(name="Prenduan Baru", state="SUSPENDED")
    assert [found.to_office.name for found in handovers.outgoing()] == ["Prenduan Baru"]
    with current.outside():
        type(neighbour).objects.filter(pk=neighbour.pk).update(state="OPEN")
    with current.inside(office(NEIGHBOUR)):
        assert handovers.opened(handovers.incoming()[0])["people"] == PEOPLE


def test_what_nobody_answers_is_forgotten(offer, village, neighbour):
    early, late = NOON + timedelta(days=89), NOON + timedelta(days=90)
    assert handovers.lapse_old(at=early) == 0
    assert handovers.named(offer.key).sealed

    assert handovers.lapse_old(at=late) == 1

    found = handovers.named(offer.key)
    assert (found.state, found.sealed, found.answered_at) == ("LAPSED", "", late)
    with current.inside(neighbour), pytest.raises(OfferAnswered):
        handovers.held(offer.key)


def test_a_village_that_is_gone_leaves_no_offer_open(offer, neighbour):
    with current.outside():
        type(neighbour).objects.filter(pk=neighbour.pk).update(state="CLOSED")

    assert handovers.lapse_old(at=NOON) == 1
    assert office(VILLAGE)


def test_the_bell_of_the_receiver_rings_once_and_names_nobody(offer, neighbour, make_account):
    with current.inside(neighbour):
        gita = make_account("gita", "KASI_PEMERINTAHAN")
        make_account("kades", "KADES")
        tasks.hear_matters()
        tasks.hear_matters()
        (rung,) = Message.objects.filter(event="handover.offered")

    assert (rung.account_id, rung.path) == (gita.pk, f"/kantor/warga/tawaran/{offer.key}/")
    assert rung.text == "Desa Pragaan Laok menawarkan 2 orang yang pindah ke sini."
