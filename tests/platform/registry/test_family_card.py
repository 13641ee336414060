"""What a family's card says is corrected by itself, and with the address of its head."""

from datetime import date, timedelta

import pytest

from audit.models import Entry
from registry import actions, queries
from registry.actions.happenings import HappeningImpossible, undo_event
from registry.actions.happenings.places import Place
from registry.models import Event, Former, Hamlet, Resident
from walls import current

from .conftest import NOON, details

OLD, NEW = "Jl. Contoh No. 1", "Jl. Melati No. 7"


@pytest.fixture
def family(ani, gita):
    """Ani's family: she, a child written beside her, and one written elsewhere."""
    for name, tail, address in (("EKO SAMPLE", "55", OLD), ("UMAR SAMPLE", "56", "Asrama")):
        child = details(name=name, nik=f"35990128031500{tail}", sex=1, relation=4, address=address)
        actions.add_resident(details=child | {"born_on": date(2015, 3, 28)}, by=gita, at=NOON)
    return ani.family


def place(**changed):
    said = {"hamlet": Hamlet.objects.get(name="TENGAH").pk, "rt": "1", "rw": "2", "address": NEW}
    return Place(**(said | changed))


def correct(family, gita, *, with_members=True, **changed):
    said = {"place": place(), "social_class": 3, "card_printed_on": None, "reason": "salah ketik"}
    return actions.correct_family(family=family, with_members=with_members, by=gita, at=NOON, **(said | changed))


def addresses():
    return dict(Resident.objects.order_by("name").values_list("name", "address"))


class TestTheCard:
    def test_takes_along_whom_it_found_at_its_address(self, family, gita):
        correct(family, gita)

        family.refresh_from_db()
        assert (family.address, family.social_class) == (NEW, 3)
        assert addresses() == {"ANI SAMPLE": NEW, "EKO SAMPLE": NEW, "UMAR SAMPLE": "Asrama"}
        assert queries.as_of(None).get(resident__name="EKO SAMPLE").address == NEW

    def test_goes_alone_when_told_so(self, family, gita):
        correct(family, gita, with_members=False)

        family.refresh_from_db()
        assert family.address == NEW
        assert set(addresses().values()) == {OLD, "Asrama"}

    def test_is_a_correction_in_the_ledger_and_the_log_that_can_be_undone(self, family, gita, ani):
        correct(family, gita)

        event = Event.objects.get(kind=Event.Kind.CORRECTION)
        assert (event.family, event.resident, event.details) == (family, ani, {"reason": "salah ketik"})
        changes = Entry.objects.get(action="family.correct").detail["changes"]
        assert changes == {"address": [OLD, NEW], "social_class": [None, 3]}
        undo_event(event=event, reason="keliru", key=None, by=gita, at=NOON)
        family.refresh_from_db()
        assert (family.address, family.social_class) == (OLD, None)
        assert addresses()["EKO SAMPLE"] == OLD

    def test_that_changes_nothing_writes_nothing(self, family, gita):
        correct(family, gita, place=place(address=OLD), social_class=None)

        assert not Event.objects.filter(kind=Event.Kind.CORRECTION).exists()

    def test_of_past_days_keeps_its_class(self, family, gita):
        correct(family, gita)
        later = NOON + timedelta(days=3)
        actions.correct_family(
            family=family, place=place(), social_class=5, card_printed_on=None, with_members=False, by=gita, at=later
        )

        assert Former.objects.filter(what="family.social_class").count() == 2

    @pytest.mark.parametrize(
        ("changed", "field"),
        [({"hamlet": 999_999}, "hamlet"), ({"rt": "abc"}, "rt")],
    )
    def test_in_a_place_that_is_none_is_refused(self, family, gita, changed, field):
        with pytest.raises(HappeningImpossible) as refused:
            correct(family, gita, place=place(**changed))

        assert refused.value.field == field

    def test_is_not_printed_tomorrow(self, family, gita):
        with pytest.raises(actions.DetailsImpossible):
            correct(family, gita, card_printed_on=date(2026, 11, 21))


class TestTheHeadsAddress:
    def test_is_the_cards(self, family, gita, ani):
        actions.correct_resident(resident=ani, details={"address": NEW}, by=gita, at=NOON)

        family.refresh_from_db()
        assert family.address == NEW
        assert addresses() == {"ANI SAMPLE": NEW, "EKO SAMPLE": OLD, "UMAR SAMPLE": "Asrama"}

    def test_is_by_choice_that_of_those_written_beside_her(self, family, gita, ani):
        actions.correct_resident(resident=ani, details={"address": NEW, "rt": "9"}, with_members=True, by=gita, at=NOON)

        family.refresh_from_db()
        assert (family.address, family.rt) == (NEW, "009")
        assert addresses() == {"ANI SAMPLE": NEW, "EKO SAMPLE": NEW, "UMAR SAMPLE": "Asrama"}
        assert Resident.objects.get(name="EKO SAMPLE").rt == "009"

    def test_of_somebody_else_is_their_own(self, family, gita):
        child = Resident.objects.get(name="EKO SAMPLE")

        actions.correct_resident(resident=child, details={"address": NEW}, with_members=True, by=gita, at=NOON)

        family.refresh_from_db()
        assert family.address == OLD
        assert addresses()["ANI SAMPLE"] == OLD

    def test_asks_only_heads_of_others_on_the_page(self, village, family, gita, ani, signed_in):
        client = signed_in(village, gita)
        child = Resident.objects.get(name="EKO SAMPLE")

        pages = [client.get(f"/kantor/warga/{one.pk}/ubah/").content.decode() for one in (ani, child)]

        assert ["with_members" in page for page in pages] == [True, False]


class TestThePage:
    def test_shows_what_stands_and_corrects_it(self, village, family, gita, signed_in, django_assert_max_num_queries):
        client, here = signed_in(village, gita), f"/kantor/warga/keluarga/{family.pk}/"
        client.get("/kantor/pekerjaan/")

        with django_assert_max_num_queries(10):
            page = client.get(f"{here}ubah/").content.decode()
        current.enter(village)
        said = {
            "address": NEW,
            "hamlet": place().hamlet,
            "rt": "1",
            "rw": "2",
            "social_class": "2",
            "with_members": "on",
        }
        answer = client.post(f"{here}ubah/", said)
        shown = client.get(here).content.decode()

        assert f'value="{OLD}"' in page
        assert (answer.status_code, answer["Location"]) == (302, here)
        assert NEW in shown
        assert "Keluarga Sejahtera I" in shown
        current.enter(village)
        assert addresses()["EKO SAMPLE"] == NEW

    def test_says_what_is_wrong_beside_it(self, village, family, gita, signed_in):
        answer = signed_in(village, gita).post(f"/kantor/warga/keluarga/{family.pk}/ubah/", {"rt": "abc"})

        assert answer.status_code == 422
        assert "Tulis 1 sampai 3 angka" in answer.content.decode()

    def test_is_not_for_who_may_only_look_nor_for_the_neighbour(
        self, village, neighbour, family, make_account, signed_in
    ):
        here = f"/kantor/warga/keluarga/{family.pk}/ubah/"
        budi = make_account("budi", "KASI_PELAYANAN")
        with current.inside(neighbour):
            darma = make_account("darma", "KASI_PEMERINTAHAN")

        assert signed_in(village, budi).get(here).status_code == 403
        assert signed_in(neighbour, darma).post(here, {"address": NEW}).status_code == 404


class TestOtherPrograms:
    def test_send_only_what_changes(self, family, api):
        answer = api.post(f"keluarga/{family.pk}/ubah/", social_class=4)

        family.refresh_from_db()
        assert (answer.status_code, answer.json()["social_class"]) == (200, 4)
        assert (family.address, family.rt, family.social_class) == (OLD, "001", 4)

    def test_say_whether_members_follow(self, family, api):
        api.post(f"keluarga/{family.pk}/ubah/", address=NEW)
        assert addresses()["EKO SAMPLE"] == OLD

        api.post(f"keluarga/{family.pk}/ubah/", address="Jl. Mawar", with_members=True)
        assert addresses() == {"ANI SAMPLE": OLD, "EKO SAMPLE": OLD, "UMAR SAMPLE": "Asrama"}, "they were not there"

    def test_are_refused_like_people(self, family, api):
        answer = api.post(f"keluarga/{family.pk}/ubah/", rt="abc")

        assert answer.status_code == 422
        assert answer.json()["field"] == "rt"
