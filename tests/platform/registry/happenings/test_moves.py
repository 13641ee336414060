"""Moving out, in, and within the village: whom it takes along, what becomes of the family, and what cannot be."""

from datetime import date

import pytest
from samples.villagers import KK, OTHER_KK, settle_village, told

from registry import queries
from registry.actions.happenings.arriving import Newcomer
from registry.actions.happenings.heads import NewHead
from registry.actions.happenings.inside import record_move_inside
from registry.actions.happenings.missing import record_found, record_missing
from registry.actions.happenings.moves import record_move_in, record_move_out
from registry.actions.happenings.places import Card, Place
from registry.actions.happenings.problems import HappeningImpossible
from registry.actions.happenings.stays import record_temporary_in, record_temporary_out
from registry.models import Family, Resident, Stay
from registry.queries import balance

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
FAR_AWAY = {"reason": 1, "move_class": 5, "destination": "Jl. Jauh 9, Denpasar"}
ANA = {"name": "ANA SAMPLE", "sex": 2, "born_on": date(1999, 1, 1), "nik": "3599014101990001"}


@pytest.fixture
def people(village):
    return settle_village()


def pks(*residents):
    return [resident.pk for resident in residents]


def now(person):
    return Resident.objects.select_related("family", "hamlet").get(pk=person.pk)


def flow():
    return balance.of_month(OCTOBER).people()


def families():
    return balance.of_month(OCTOBER).heads()


def all_adds_up():
    counts = queries.resident_counts(date(2026, 10, 31))
    for cell in balance.of_month(OCTOBER).cells:
        assert cell.people.adds_up
        assert cell.heads.adds_up
    assert flow().closing == counts.residents == Resident.objects.filter(status=1, residency=1).count()
    assert families().closing == counts.families


class TestMovingOut:
    def out(self, people, *movers, day=5, **more):
        return record_move_out(
            resident=more.pop("resident", None) or movers[0],
            movers=pks(*movers),
            details=more.pop("details", FAR_AWAY),
            **more,
            **told(day),
        )

    def test_a_whole_family_goes(self, people):
        movers = [people[name] for name in ("adi", "ina", "ela", "edo")]

        event = self.out(people, *movers)

        assert event.details["kind"] == 2
        assert (flow().moved, flow().closing, families().moved, families().closing) == (4, 1, 1, 1)
        assert balance.moved_out(OCTOBER) == {5: {"men": 2, "women": 2, "men_heads": 1, "women_heads": 0}}
        all_adds_up()

    def test_a_head_who_goes_alone_leaves_a_new_head_and_card(self, people):
        with pytest.raises(HappeningImpossible) as refused:
            self.out(people, people["adi"])
        assert refused.value.field == "new_head"
        assert now(people["adi"]).status == 1

        event = self.out(people, people["adi"], new_head=NewHead(people["ina"].pk, no_kk="3599010510260009"))

        assert event.details["kind"] == 1
        assert (now(people["ina"]).relation, now(people["ela"]).relation) == (1, 4)
        assert Family.objects.get(pk=people["family"].pk).no_kk == "3599010510260009"
        assert (families().moved, families().born, families().closing) == (1, 1, 2)
        all_adds_up()

    def test_members_go_and_the_head_stays(self, people):
        event = self.out(people, people["ela"], people["edo"])

        assert event.details["kind"] == 4
        assert now(people["adi"]).relation == 1
        assert (flow().moved, families().moved) == (2, 0)
        all_adds_up()

    def test_head_and_some(self, people):
        event = self.out(people, people["adi"], people["edo"], new_head=NewHead(people["ina"].pk))

        assert event.details["kind"] == 3
        assert Family.objects.get(pk=people["family"].pk).no_kk is None
        all_adds_up()

    @pytest.mark.parametrize(
        ("details", "field"),
        [
            ({**FAR_AWAY, "move_class": None}, "move_class"),
            ({**FAR_AWAY, "move_class": 1}, "move_class"),
            ({**FAR_AWAY, "destination": " "}, "destination"),
        ],
    )
    def test_a_move_that_goes_nowhere_is_refused(self, people, details, field):
        with pytest.raises(HappeningImpossible) as refused:
            self.out(people, people["oto"], details=details)
        assert refused.value.field == field

    def test_only_people_of_the_family_who_live_here_move(self, people):
        for movers in ([people["adi"], people["oto"]], []):
            with pytest.raises(HappeningImpossible) as refused:
                self.out(people, *movers, resident=people["adi"])
            assert refused.value.field == "movers"
        self.out(people, people["oto"])
        with pytest.raises(HappeningImpossible, match="status pindah"):
            self.out(people, people["oto"], day=6)

    def test_a_second_click_moves_nobody_twice(self, people):
        words = {**told(5)}
        first = record_move_out(resident=people["oto"], movers=pks(people["oto"]), details=FAR_AWAY, **words)

        assert record_move_out(resident=people["oto"], movers=pks(people["oto"]), details=FAR_AWAY, **words) == first
        assert flow().moved == 1


class TestMovingIn:
    def come(self, people, *newcomers, place=None, card=None, day=8, **more):
        place = place or Place(hamlet=people["south"].pk, rt="2", rw="1", address="Jl. Baru 1")
        return record_move_in(
            newcomers=newcomers,
            place=place,
            card=card or Card(),
            details={"origin": "Desa Jauh", "letter_number": "SKPWNI/1"},
            **more,
            **told(day),
        )

    def test_a_new_family_comes(self, people):
        child = Newcomer({"name": "ADE SAMPLE", "sex": 1, "born_on": date(2020, 2, 2)}, 4)

        event = self.come(people, Newcomer(ANA, 1), child, card=Card(no_kk="3599010810260001"))

        ana = Resident.objects.get(nik=ANA["nik"])
        assert (ana.status, ana.residency, ana.rt, ana.rw, ana.nik_status) == (1, 1, "002", "001", "TETAP")
        assert ana.lives_since == date(2026, 10, 8)
        assert ana.family.no_kk == "3599010810260001"
        assert ana.family.card_numbers.get().event == event
        assert (flow().came, families().came, families().closing) == (2, 1, 3)
        all_adds_up()

    def test_somebody_joins_a_family_and_lives_where_it_does(self, people):
        self.come(people, Newcomer(ANA, 9), place=Place(), card=Card(joins=KK))

        ana = Resident.objects.select_related("family", "hamlet").get(nik=ANA["nik"])
        assert (ana.family, ana.hamlet, ana.address) == (people["family"], people["north"], "Jl. Satu")
        assert (flow().came, families().came) == (1, 0)
        all_adds_up()

    def test_who_comes_back_keeps_the_row_and_the_card(self, people):
        record_move_out(resident=people["oto"], movers=pks(people["oto"]), details=FAR_AWAY, **told(3))

        self.come(people, Newcomer({"nik": people["oto"].nik, "marital": 2}, 1), card=Card(no_kk=OTHER_KK))

        oto = now(people["oto"])
        assert (oto.status, oto.marital, oto.family, oto.address) == (1, 2, people["lone"], "Jl. Baru 1")
        assert Family.objects.get(pk=people["lone"].pk).address == "Jl. Baru 1"
        assert (flow().moved, flow().came, flow().closing) == (1, 1, 5)
        assert Stay.objects.filter(resident=oto).count() == 2
        all_adds_up()

    @pytest.mark.parametrize(
        ("newcomers", "card", "field"),
        [
            ([], Card(), "person_0_name"),
            ([Newcomer({**ANA, "name": ""}, 1)], Card(), "person_0_name"),
            ([Newcomer({**ANA, "sex": None}, 1)], Card(), "person_0_sex"),
            ([Newcomer({**ANA, "born_on": date(2027, 1, 1)}, 1)], Card(), "person_0_born_on"),
            ([Newcomer({**ANA, "born_on": date(1890, 1, 1)}, 1)], Card(), "person_0_born_on"),
            ([Newcomer({**ANA, "nik": "1111111111111111"}, 1)], Card(), "person_0_nik"),
            ([Newcomer(ANA, 4)], Card(), "person_0_relation"),
            ([Newcomer(ANA, None)], Card(), "person_0_relation"),
            ([Newcomer(ANA, 1), Newcomer({**ANA, "nik": None}, 1)], Card(), "person_1_relation"),
            ([Newcomer(ANA, 1), Newcomer(ANA, 3)], Card(), "person_1_nik"),
            ([Newcomer(ANA, 1)], Card(joins=KK), "person_0_relation"),
            ([Newcomer(ANA, 4)], Card(joins="3599010101150777"), "join_no_kk"),
            ([Newcomer(ANA, 1)], Card(no_kk=KK), "new_no_kk"),
            ([Newcomer(ANA, 1)], Card(no_kk="1234"), "new_no_kk"),
            ([Newcomer({**ANA, "nik": "3599010101800001"}, 1)], Card(), "person_0_nik"),
        ],
    )
    def test_what_cannot_come_is_refused_at_its_field(self, people, newcomers, card, field):
        before = (Resident.objects.count(), Family.objects.count(), flow())

        with pytest.raises(HappeningImpossible) as refused:
            self.come(people, *newcomers, card=card)

        assert refused.value.field == field
        assert (Resident.objects.count(), Family.objects.count(), flow()) == before

    def test_a_place_that_does_not_exist_is_refused(self, people):
        people["south"].closed_on = date(2026, 9, 1)
        people["south"].save()
        for place, field in (
            (Place(hamlet=people["south"].pk), "hamlet"),
            (Place(rt="X"), "rt"),
            (Place(rw="1234"), "rw"),
        ):
            with pytest.raises(HappeningImpossible) as refused:
                self.come(people, Newcomer(ANA, 1), place=place)
            assert refused.value.field == field

    def test_the_dead_and_the_missing_do_not_come(self, people):
        Resident.objects.filter(pk=people["oto"].pk).update(status=2)
        for status, words in ((2, "meninggal"), (4, "hilang")):
            Resident.objects.filter(pk=people["oto"].pk).update(status=status)
            with pytest.raises(HappeningImpossible, match=words):
                self.come(people, Newcomer({"nik": people["oto"].nik}, 1))


class TestMovingInside:
    def shift(self, people, *movers, day=7, place=None, **more):
        place = place if place is not None else Place(hamlet=people["south"].pk, rt="9", address="Jl. Pindah")
        return record_move_inside(
            resident=movers[0], movers=pks(*movers), place=place, details={"reason": 5}, **more, **told(day)
        )

    def test_the_address_of_a_whole_family_follows(self, people):
        self.shift(people, *(people[name] for name in ("adi", "ina", "ela", "edo")))

        family = Family.objects.get(pk=people["family"].pk)
        assert (family.hamlet, family.rt, family.address, family.no_kk) == (people["south"], "009", "Jl. Pindah", KK)
        assert (flow().shifted_in, flow().shifted_out, flow().closing) == (4, 4, 5)
        assert (families().came, families().moved, families().closing) == (0, 0, 2)
        all_adds_up()

    def test_part_of_a_family_keeps_its_card(self, people):
        self.shift(people, people["ela"])

        assert (now(people["ela"]).hamlet, now(people["ela"]).family) == (people["south"], people["family"])
        assert Family.objects.get(pk=people["family"].pk).hamlet == people["north"]
        all_adds_up()

    def test_a_part_makes_a_card_of_its_own(self, people):
        self.shift(people, people["ela"], card=Card(no_kk="3599010710260001"))

        ela = now(people["ela"])
        assert (ela.family.no_kk, ela.relation, ela.previous_no_kk) == ("3599010710260001", 1, KK)
        assert (families().born, families().closing) == (1, 3)
        all_adds_up()

    def test_a_part_joins_another_family_where_it_lives(self, people):
        self.shift(people, people["edo"], place=Place(), card=Card(joins=OTHER_KK), relations={people["edo"].pk: 9})

        edo = now(people["edo"])
        assert (edo.family, edo.relation, edo.address) == (people["lone"], 9, "Jl. Dua")
        all_adds_up()

    def test_a_head_who_makes_a_new_card_leaves_a_new_head(self, people):
        with pytest.raises(HappeningImpossible) as refused:
            self.shift(people, people["adi"], card=Card())
        assert refused.value.field == "new_head"

        self.shift(people, people["adi"], card=Card(), new_head=NewHead(people["ina"].pk))

        assert (now(people["adi"]).relation, now(people["ina"]).relation) == (1, 1)
        assert now(people["adi"]).family != now(people["ina"]).family
        all_adds_up()

    def test_nothing_new_is_refused(self, people):
        with pytest.raises(HappeningImpossible, match="Tidak ada yang berubah"):
            self.shift(people, people["oto"], place=Place(people["south"].pk, "", "001", "Jl. Dua"))
        for card, field in ((Card(joins=KK), "join_no_kk"), (Card(no_kk=KK), "movers_no_kk")):
            with pytest.raises(HappeningImpossible) as refused:
                self.shift(people, people["ela"], card=card)
            assert refused.value.field == field


class TestMissing:
    def test_the_missing_count_no_more_and_are_found_again(self, people):
        record_missing(
            resident=people["adi"],
            details={"police_number": "LP/1"},
            new_head=NewHead(people["ina"].pk),
            **told(4),
        )
        assert (flow().missing, flow().closing, now(people["adi"]).status) == (1, 4, 4)
        with pytest.raises(HappeningImpossible) as refused:
            record_found(resident=people["adi"], details={}, **told(9))
        assert refused.value.field == "relation"

        record_found(resident=people["adi"], details={}, relation=2, **told(9))

        assert (now(people["adi"]).status, now(people["adi"]).relation, flow().corrected_in) == (1, 2, 1)
        all_adds_up()

    def test_who_lived_alone_heads_the_family_again(self, people):
        record_missing(resident=people["oto"], details={}, **told(4))
        record_found(resident=people["oto"], details={}, **told(5))

        assert now(people["oto"]).relation == 1
        with pytest.raises(HappeningImpossible, match="tidak tercatat hilang"):
            record_found(resident=people["oto"], details={}, **told(6))
        all_adds_up()


class TestStayingForAWhile:
    def guest(self, people, day=3, **more):
        event = record_temporary_in(
            newcomer=Newcomer(ANA),
            place=Place(hamlet=people["south"].pk, rt="001"),
            details={"origin": "Malang", "purpose": "Bekerja", "host_name": "OTO SAMPLE"},
            until=date(2027, 3, 1),
            **told(day),
            **more,
        )
        return event.resident

    def test_a_guest_counts_nowhere_but_stands_in_the_register(self, people):
        guest = self.guest(people)

        assert (guest.residency, flow().came, flow().closing) == (2, 0, 5)
        assert queries.as_of(date(2026, 10, 3)).filter(resident=guest).exists()
        record_temporary_out(resident=guest, details={"destination": "Malang"}, **told(9))
        assert now(guest).status == 6
        all_adds_up()

    def test_a_guest_becomes_a_resident_by_moving_in(self, people):
        guest = self.guest(people)
        with pytest.raises(HappeningImpossible, match="penduduk sementara pergi"):
            record_move_out(resident=guest, movers=[guest.pk], details=FAR_AWAY, **told(4))

        record_move_in(
            newcomers=[Newcomer(relation=1, resident=guest.pk)], place=Place(hamlet=people["north"].pk), card=Card(),
            details={}, **told(5),
        )  # fmt: skip

        assert (now(guest).residency, now(guest).hamlet, flow().came) == (1, people["north"], 1)
        with pytest.raises(HappeningImpossible, match="penduduk tetap"):
            record_temporary_out(resident=guest, details={}, **told(6))
        all_adds_up()

    def test_a_visit_that_ends_before_it_begins_is_refused(self, people):
        with pytest.raises(HappeningImpossible) as refused:
            record_temporary_in(newcomer=Newcomer(ANA), place=Place(), details={}, until=date(2026, 10, 2), **told(3))
        assert refused.value.field == "until"


def test_an_undo_brings_nobody_back_into_a_family_that_has_no_head_any_more(people):
    from samples.villagers import on

    from registry import ledger
    from registry.actions.happenings import undo_event

    lost = record_missing(resident=people["ina"], details={}, **told(3))
    left = pks(*(people[name] for name in ("adi", "ela", "edo")))
    gone = record_move_out(resident=people["adi"], movers=left, details=FAR_AWAY, **told(5))

    with pytest.raises(ledger.LaterEvents) as refused:
        undo_event(event=lost, reason="Salah orang", key=None, by=None, at=on(6))

    assert refused.value.events == [gone]
    assert now(people["ina"]).status == 4
