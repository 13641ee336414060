"""The link of the head of an RT: made and shown once, kept as a fingerprint, ended by hand and by itself."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from conftest import DISTRICT, NEIGHBOUR
from conftest import office as office_of
from django.db import IntegrityError, transaction

from audit.models import Entry
from registry.actions import territory as actions
from registry.codes import BaseStatus
from registry.models import Area, Resident
from registry.territory import entrances
from registry.territory.history import history_of
from walls import current

from .conftest import area

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
HALF_A_YEAR = timedelta(days=180)


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def rt(land):
    """RT 001 of RW 001 in the hamlet Timur, headed by KEPALA 0."""
    found = area("TIMUR", "001", "001")
    Area.objects.filter(pk=found.pk).update(head=Resident.objects.get(name="KEPALA 0"))
    found.refresh_from_db()
    return found


def opened(rt, by, *, lasts=HALF_A_YEAR, at=NOON):
    return actions.open_entrance(area=rt, lasts=lasts, by=by, at=at)[1]


def still_opens(secret, at=NOON):
    return entrances.area_behind(secret, at=at) is not None


def test_a_link_leads_to_its_rt_and_is_kept_as_a_fingerprint_only(rt, gita):
    secret = opened(rt, gita)

    assert entrances.area_behind(secret, at=NOON) == rt
    rt.refresh_from_db()
    assert secret not in str(vars(rt))
    entry = Entry.objects.get(action="area.open_entrance")
    assert secret not in str(entry.detail)
    assert rt.entrance not in str(entry.detail)
    assert not still_opens("")
    assert not still_opens(secret + "x")
    assert not still_opens(rt.entrance), "the fingerprint itself opens nothing"


def test_a_new_link_ends_the_one_before_and_an_officer_ends_it_at_once(rt, gita):
    first = opened(rt, gita)
    second = opened(rt, gita, at=NOON + timedelta(hours=1))
    assert not still_opens(first, NOON + timedelta(hours=2))
    assert still_opens(second, NOON + timedelta(hours=2))

    actions.end_entrance(area=rt, by=gita, at=NOON)
    actions.end_entrance(area=rt, by=gita, at=NOON)

    assert not still_opens(second)
    assert Entry.objects.filter(action="area.end_entrance").count() == 1


def test_it_ends_with_its_last_day_and_lasts_a_year_at_most(rt, gita):
    secret = opened(rt, gita, lasts=timedelta(days=90))
    assert still_opens(secret, NOON + timedelta(days=89))
    assert not still_opens(secret, NOON + timedelta(days=90))

    for wrong in (timedelta(days=367), timedelta(), timedelta(days=-1)):
        with pytest.raises(actions.AreaImpossible, match="12 bulan"):
            opened(rt, gita, lasts=wrong)


def describe(rt, head, by):
    actions.describe_area(area=rt, head=head, keeper=None, latitude=None, longitude=None, by=by, at=NOON)


def test_it_ends_with_its_head_and_does_not_come_back_with_him(rt, gita):
    first, second = Resident.objects.get(name="KEPALA 0"), Resident.objects.get(name="KEPALA 1")
    secret = opened(rt, gita)

    describe(rt, first, gita)
    assert still_opens(secret), "the same head again changes nothing"
    describe(rt, second, gita)
    describe(rt, first, gita)

    assert not still_opens(secret)


@pytest.mark.parametrize("status", [BaseStatus.DEAD, BaseStatus.MOVED, BaseStatus.INVALID])
def test_it_holds_only_for_a_living_resident(rt, gita, status):
    secret = opened(rt, gita)

    Resident.objects.filter(name="KEPALA 0").update(status=status)

    assert not still_opens(secret)
    rt.refresh_from_db()
    assert "tidak lagi tercatat" in entrances.entrance_of(rt, at=NOON).word
    with pytest.raises(actions.AreaImpossible, match="tidak lagi tercatat"):
        opened(rt, gita)


def renamed(rt, by):
    actions.rename_area(area=rt, name="9", day=DAY, by=by, at=NOON)


def ring_renamed(_rt, by):
    actions.rename_area(area=area("TIMUR", "001"), name="5", day=DAY, by=by, at=NOON)


def joined(rt, by):
    actions.join_areas(areas=[rt], into=area("TIMUR", "001", "002"), day=DAY, by=by, at=NOON)


def hamlet_joined(_rt, by):
    actions.join_areas(areas=[area("TIMUR")], into=area("BARAT"), day=DAY, by=by, at=NOON)


def closed(rt, by):
    Resident.objects.filter(hamlet=rt.hamlet, rw=rt.rw, rt=rt.rt).update(rt="002")
    actions.close_area(area=rt, day=DAY, by=by, at=NOON)


@pytest.mark.parametrize("change", [renamed, ring_renamed, joined, hamlet_joined, closed])
def test_it_ends_with_the_number_of_the_rt(rt, gita, change):
    secret = opened(rt, gita)

    change(rt, gita)

    assert not still_opens(secret)
    rt.refresh_from_db()
    assert rt.entrance == ""


def test_a_carried_rt_loses_its_link_too(land, gita):
    carried = area("TIMUR", "001", "002")
    Area.objects.filter(pk=carried.pk).update(head=Resident.objects.get(name="KEPALA 2"))
    secret = opened(carried, gita)

    actions.join_areas(areas=[area("TIMUR")], into=area("BARAT"), day=DAY, by=gita, at=NOON)

    carried.refresh_from_db()
    assert carried.hamlet.name == "BARAT"
    assert not still_opens(secret)


def test_only_an_rt_with_a_head_has_one(land, gita):
    for wrong, words in (
        (area("TIMUR"), "hanya untuk Ketua RT"),
        (area("TIMUR", "001"), "hanya untuk Ketua RT"),
        (area("TIMUR", "001", "001"), "Isi dulu"),
    ):
        with pytest.raises(actions.AreaImpossible, match=words):
            opened(wrong, gita)


def test_the_database_holds_it_too(rt, gita):
    opened(rt, gita)
    for change in (
        {"head": None},
        {"closed_on": DAY},
        {"level": "RW", "rt": ""},
        {"entrance_until": None},
        {"entrance_until": NOON + timedelta(days=400)},
        {"entrance": ""},
    ):
        with pytest.raises(IntegrityError, match="an_entrance_"), transaction.atomic():
            Area.objects.filter(pk=rt.pk).update(**change)


def test_a_link_of_another_village_opens_nothing(rt, gita, village):
    secret = opened(rt, gita)

    with current.inside(office_of(NEIGHBOUR)):
        assert not still_opens(secret)
        twin = Area.objects.create(level="RT", rt="001", updated_at=NOON)
        head = Resident.objects.create(name="LAIN", sex=1, born_on=DAY, created_at=NOON, updated_at=NOON)
        # Even the very same fingerprint would be another link there: it is keyed by the village.
        Area.objects.filter(pk=twin.pk).update(
            head=head, entrance=rt_fingerprint(village, rt), entrance_since=NOON, entrance_until=NOON + HALF_A_YEAR
        )
        assert not still_opens(secret)


def rt_fingerprint(village, rt):
    with current.inside(village):
        return Area.objects.get(pk=rt.pk).entrance


def test_an_officer_makes_it_hands_it_over_once_and_ends_it(rt, gita, village, signed_in, visitor):
    desk = signed_in(village, gita)
    address = f"/kantor/wilayah/{rt.pk}/tautan-rt/"
    assert "belum ada" in desk.get(address).content.decode()

    made = desk.post(address, {"lasts": "365"})
    shown = desk.get(made["Location"])
    again = desk.get(address).content.decode()

    (link,) = set(re.findall(r"https?://[^\s\"'<]+/rt/[\w-]{32}/", shown.content.decode()))
    assert "wa.me" in shown.content.decode()
    assert "data:image/svg+xml" in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    assert "/rt/" not in again
    assert "20 November 2027" in again
    assert visitor.get(link[link.index("/rt/") :]).status_code == 302
    page = desk.get(f"/kantor/wilayah/{rt.pk}/").content.decode()
    assert "belum pernah dibuka" in page
    assert "Berlaku" in desk.get("/kantor/wilayah/tautan-rt/").content.decode()

    ended = desk.post(address, {"act": "akhiri"})
    assert ended.status_code == 302
    assert visitor.get(link[link.index("/rt/") :]).status_code == 404
    assert "Belum ada tautan" in desk.get("/kantor/wilayah/tautan-rt/").content.decode()


def test_the_history_says_when_it_was_made_and_ended(rt, gita):
    opened(rt, gita)
    actions.end_entrance(area=rt, by=gita, at=NOON)

    told = [line.words for line in history_of(rt, account=gita)]

    assert told[:2] == ["Mengakhiri tautan Ketua RT", "Membuat tautan Ketua RT"]


def test_the_pages_refuse_what_cannot_be(rt, land, gita, citra, village, signed_in):
    desk = signed_in(village, gita)
    address = f"/kantor/wilayah/{rt.pk}/tautan-rt/"

    assert desk.post(address, {"lasts": "3650"}).status_code == 422
    assert desk.post(address, {}).status_code == 422
    headless = area("TIMUR", "001", "002")
    assert desk.post(f"/kantor/wilayah/{headless.pk}/tautan-rt/", {"lasts": "90"}).status_code == 422
    assert desk.get(f"/kantor/wilayah/{area('TIMUR').pk}/tautan-rt/").status_code == 404
    assert signed_in(village, citra).post(address, {"lasts": "90"}).status_code == 403
    assert not Area.objects.exclude(entrance="").exists()


def test_the_api_does_the_same(rt, gita, citra, village, signed_in):
    desk, address = signed_in(village, gita), f"/api/v1/wilayah/{rt.pk}/tautan-rt/"
    assert desk.get(address).json()["standing"] == "Belum ada"

    wrong = desk.post(address, {"lasts": 4}, content_type="application/json")
    made = desk.post(address, {"lasts": 90}, content_type="application/json")

    assert wrong.status_code == 400
    assert made.status_code == 201
    assert still_opens(made.json()["link"].rstrip("/").rpartition("/")[2])
    assert desk.get(address).json()["is_open"] is True
    assert "link" not in desk.get(address).json()
    (listed,) = desk.get("/api/v1/wilayah/tautan-rt/").json()["results"]
    assert listed["area"] == rt.pk
    assert desk.delete(address).status_code == 204
    assert desk.get(address).json()["is_open"] is False
    assert signed_in(village, citra).post(address, {"lasts": 90}).status_code == 403
    headless = area("TIMUR", "001", "002")
    refused = desk.post(f"/api/v1/wilayah/{headless.pk}/tautan-rt/", {"lasts": 90}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "area_impossible")


def test_the_pages_cost_few_statements(rt, gita, village, signed_in, django_assert_max_num_queries):
    opened(rt, gita)
    desk = signed_in(village, gita)
    for address in ("/kantor/wilayah/tautan-rt/", f"/kantor/wilayah/{rt.pk}/tautan-rt/", f"/kantor/wilayah/{rt.pk}/"):
        desk.get(address)
        with django_assert_max_num_queries(10):
            assert desk.get(address).status_code == 200


def test_a_district_has_no_such_page(district, make_account, signed_in):
    with current.inside(office_of(DISTRICT)):
        camat = make_account("camat", "CAMAT")
    assert signed_in(district, camat).get("/kantor/wilayah/tautan-rt/").status_code == 404
