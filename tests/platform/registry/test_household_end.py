"""A household comes to its end: everybody leaves, for a reason and on a day, and all of it can be taken back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from samples.ledger import enrol, happen

from audit.models import Entry
from registry import actions
from registry.codes import HouseholdRole
from registry.models import Household, Resident

from .conftest import DAY, NOON

LATER = NOON + timedelta(hours=1)
REASON = "Semua pindah ke rumah anaknya"
LIST = "/kantor/warga/rumah-tangga/"


def person(name):
    return enrol(at=NOON, name=name, sex=2, born_on=date(1980, 1, 1))


@pytest.fixture
def kitchen(village, gita):
    """A household of three with Ani as its head, and the three."""
    ani, *others = (person(f"{name} SAMPLE") for name in ("ANI", "DIAN", "RINA"))
    household = actions.make_household(number="RT-1", head=ani, by=gita, at=NOON)
    for one in others:
        actions.join_household(household=household, resident=one, role=HouseholdRole.MEMBER, by=gita, at=NOON)
    return household, ani, *others


def end(household, by, *, on=DAY, reason=REASON):
    return actions.end_household(household=household, on=on, reason=reason, by=by, at=LATER)


def roles(household):
    return dict(household.members.values_list("name", "household_role"))


def test_all_leave_and_whoever_is_free_comes_back_when_it_is_taken_back(kitchen, gita):
    household, ani, dian, rina = kitchen
    happen("DEATH", rina, at=NOON, by=gita)

    end(household, gita)

    assert (household.ended_on, household.ended_because, roles(household)) == (DAY, REASON, {})
    for refused in (
        lambda: end(household, gita),
        lambda: actions.change_household(household=household, number="RT-9", by=gita, at=LATER),
        lambda: actions.join_household(household=household, resident=ani, role=HouseholdRole.HEAD, by=gita, at=LATER),
    ):
        with pytest.raises(actions.HouseholdEnded):
            refused()
    actions.make_household(number="RT-2", head=dian, by=gita, at=LATER)
    actions.reopen_household(household=household, by=gita, at=LATER)
    household.refresh_from_db()
    assert roles(household) == {"ANI SAMPLE": HouseholdRole.HEAD, "RINA SAMPLE": HouseholdRole.MEMBER}
    assert (household.ended_on, household.ended_because, household.ended_with) == (None, "", [])
    with pytest.raises(actions.HouseholdStands):
        actions.reopen_household(household=household, by=gita, at=LATER)
    told = dict(Entry.objects.filter(action__in=("household.end", "household.reopen")).values_list("action", "detail"))
    assert told["household.end"] == {"day": f"{DAY}", "reason": REASON, "members": 3}
    assert told["household.reopen"] == {"members": 2}


def test_a_record_that_was_merged_meanwhile_does_not_come_back(kitchen, gita):
    household, ani, dian, _ = kitchen
    end(household, gita)
    actions.merge_residents(keep=ani, other=dian, from_other=[], by=gita, at=LATER)

    actions.reopen_household(household=household, by=gita, at=LATER)

    assert list(roles(household)) == ["ANI SAMPLE", "RINA SAMPLE"]


@pytest.mark.parametrize(("on", "reason", "field"), [(DAY + timedelta(days=1), REASON, "on"), (DAY, " ya ", "reason")])
def test_without_a_day_that_came_and_a_reason_nothing_happens(kitchen, gita, on, reason, field):
    household = kitchen[0]

    with pytest.raises(actions.DetailsImpossible) as refusal:
        end(household, gita, on=on, reason=reason)

    assert refusal.value.field == field
    household.refresh_from_db()
    assert (household.ended_on, household.members.count()) == (None, 3)
    with pytest.raises(IntegrityError, match="a_household_ends_for_a_reason"), transaction.atomic():
        Household.objects.update(ended_on=DAY)


def test_pages_end_it_show_it_apart_and_take_it_back(kitchen, village, gita, signed_in, django_assert_max_num_queries):
    household, desk = kitchen[0], signed_in(village, gita)
    page = f"{LIST}{household.pk}/"
    # The counts beside the menu are remembered for a minute.
    desk.get("/kantor/akun/")

    assert "DIAN SAMPLE" in desk.get(f"{page}akhiri/").content.decode()
    refused = desk.post(f"{page}akhiri/", {"on": "2999-01-01", "reason": REASON})
    assert (refused.status_code, "belum tiba" in refused.content.decode()) == (422, True)
    desk.post(f"{page}akhiri/", {"on": "1-11-2026", "reason": REASON})
    for path in (page, f"{LIST}?bagian=berakhir"):
        with django_assert_max_num_queries(10):
            shown = desk.get(path).content.decode()
        assert (REASON in shown, "1 November 2026" in shown) == (True, True)
    assert "DIAN SAMPLE" in desk.get(page).content.decode()
    assert "RT-1" not in desk.get(LIST).content.decode()
    assert "sudah berakhir" in desk.post(f"{page}akhiri/", {"on": "1-11-2026", "reason": REASON}).content.decode()
    desk.post(f"{page}batal/")
    assert "RT-1" in desk.get(LIST).content.decode()
    assert "belum berakhir" in desk.post(f"{page}batal/", follow=True).content.decode()


def test_one_nobody_alive_belongs_to_has_ended_of_itself(kitchen, village, gita, signed_in, api):
    household, ani, dian, rina = kitchen
    happen("DEATH", ani, at=NOON, by=gita)
    (one,) = api.get("rumah-tangga/", berakhir="false").json()["results"]
    assert (one["size"], one["stands"]) == (2, True)

    for resident in (dian, rina):
        actions.leave_household(resident=resident, by=gita, at=LATER)

    (one,) = api.get("rumah-tangga/", berakhir="true").json()["results"]
    assert (one["size"], one["stands"], one["ended_on"]) == (0, False, None)
    assert api.get("rumah-tangga/", berakhir="false").json()["count"] == 0
    desk = signed_in(village, gita)
    for path in (f"{LIST}{household.pk}/", f"{LIST}?bagian=berakhir"):
        assert "Tidak ada lagi anggota yang hidup." in desk.get(path).content.decode()


def test_the_api_says_and_does_the_same(kitchen, api):
    path = f"rumah-tangga/{kitchen[0].pk}/"

    ended = api.post(f"{path}akhiri/", on="2026-11-01", reason=REASON).json()
    assert (ended["ended_on"], ended["ended_because"], ended["members"]) == ("2026-11-01", REASON, [])
    again = api.post(f"{path}akhiri/", on="2026-11-01", reason=REASON)
    assert (again.status_code, again.json()["code"]) == (409, "household_ended")
    assert api.post(f"{path}masuk/", warga=kitchen[1].pk).json()["code"] == "household_ended"
    assert len(api.client.delete(f"/api/v1/{path}akhiri/").json()["members"]) == 3
    assert api.client.delete(f"/api/v1/{path}akhiri/").json()["code"] == "household_stands"
    assert Resident.objects.filter(household__isnull=False).count() == 3
