"""A first invitation that lapsed is made anew by the kabupaten, while nobody has come in, and never afterwards."""

from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import DISTRICT, KEYS, NOON, VILLAGE, OfficeClient, office
from django.utils import timezone

import accounts.actions
from accounts.models import Account, Invitation
from audit.models import Entry
from supervision import actions
from supervision.invitation_queries import invitation_of, waiting_offices
from supervision.models import Opening
from tenants.actions.telling import FromOutside
from tenants.models import Office
from walls import current

from .conftest import text_of
from .test_office_pages import elsewhere
from .test_offices_api import client_with

__all__ = ["elsewhere"]
pytestmark = pytest.mark.django_db
NEW, OTHER = "35.29.11.2003", "35.29.11.2004"
LATER = NOON + timedelta(days=8)
PAGE, MANY = "/kelola/{}/undangan/", "/desa/baru/undangan/"


@pytest.fixture
def opened(regency):
    """`opened()`: an office opened at noon, eight days ago by the clock of most tests here."""

    def make(code=NEW, name="Darma Wijaya"):
        with current.inside(regency):
            first = actions.FirstAccount(name, name.lower().replace(" ", "."), "SEKDES", "081234567890")
            return told(actions.open_once(key=uuid4(), region_code=code, first=first, by=FromOutside("uji"), at=NOON))

    return make


@pytest.fixture
def later(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: LATER)


@pytest.fixture
def boss(regency, make_account, signed_in):
    with current.inside(regency):
        return signed_in(regency, make_account("bos", "ADMIN_KABUPATEN", name="Bos Kabupaten", totp=True))


def told(made):
    """The link is sealed with the kabupaten's key, so it is read there."""
    made.was = made.link
    return made


def comes_in(link, code=NEW, at=NOON):
    with current.inside(office(code)):
        secret = link.rstrip("/").rpartition("/")[2]
        return accounts.actions.accept_invitation(secret=secret, password="kopi-pahit-sore-itu", at=at)


def again(regency, code=NEW, at=LATER, **more):
    with current.inside(regency):
        return told(actions.invite_again(office=office(code), by=FromOutside("uji"), at=at, **more))


def test_after_seven_days_a_new_link_leads_in_and_the_old_one_does_not(opened, later, boss, regency):
    old, key = opened(), office(NEW).key
    page = text_of(boss.get(f"/kelola/{key}/"))
    assert ("Undangan pertama" in page, "sudah lewat sejak 27 November 2026" in page) == (True, True)
    assert "Tautannya sudah lewat." in text_of(boss.get(f"/desa/baru/{old.key}/"))
    answer = boss.post(PAGE.format(key), {"dibuat": old.link_made_at.isoformat()}, follow=True)

    with current.inside(regency):
        made = told(Opening.objects.get())
        assert (made.link_made_at, made.link_stands(LATER), made.link != old.was) == (LATER, True, True)
        assert Entry.objects.get(action="office.invite_again").actor_name == "Bos Kabupaten"
    assert ("Undangan baru dibuat" in text_of(answer), made.was in answer.content.decode()) == (True, True)
    with pytest.raises(accounts.actions.InvitationRefused):
        comes_in(old.was)
    comes_in(made.was, at=LATER)
    with current.inside(office(NEW)):
        assert Entry.objects.get(action="account.invite_again").actor_name == "Bos Kabupaten, Kabupaten Sumenep"


def test_a_link_that_still_lives_dies_too(opened, regency):
    old = opened()
    made = again(regency, at=NOON + timedelta(hours=1))
    with pytest.raises(accounts.actions.InvitationRefused):
        comes_in(old.was, at=NOON + timedelta(hours=2))
    comes_in(made.was, at=NOON + timedelta(hours=2))


def test_where_somebody_came_in_it_is_refused_and_remembered(opened, later, boss, regency):
    made = opened()
    comes_in(made.was)
    key = office(NEW).key
    answer = boss.post(PAGE.format(key), {"dibuat": made.link_made_at.isoformat()}, follow=True)

    assert "Sudah ada yang masuk di kantor itu." in text_of(answer)
    with current.inside(regency):
        assert Opening.objects.get().entered_at == LATER
        assert not Entry.objects.filter(action="office.invite_again").exists()
        assert (invitation_of(office(NEW)), waiting_offices()) == (None, [])
    assert "Undangan pertama" not in text_of(answer)
    with current.inside(office(NEW)):
        assert Invitation.objects.count() == 1


def test_a_village_in_use_is_refused_though_it_was_never_opened_here(village, regency, sari):
    with pytest.raises(actions.OfficeInUse):
        again(regency, VILLAGE)
    with current.inside(regency):
        assert not Opening.objects.exists()


def test_a_second_click_shows_what_the_first_made(opened, later, boss, regency):
    old = opened()
    seen = {"dibuat": old.link_made_at.isoformat()}
    for _ in range(2):
        boss.post(PAGE.format(office(NEW).key), seen)
    with current.inside(regency):
        link = Opening.objects.get().link
        assert Entry.objects.filter(action="office.invite_again").count() == 1
    comes_in(link, at=LATER)


def test_an_office_opened_from_the_command_line_gets_its_link_here(regency):
    with current.inside(regency):
        first = actions.FirstAccount("Darma Wijaya", "darma", "SEKDES")
        actions.open_with_first_account(region_code=NEW, first=first, by="manage.py open_office", at=NOON)
    made = again(regency)
    assert (made.username, made.office_title, made.region_code) == ("darma", "Desa Rombasan", NEW)
    assert comes_in(made.was, at=LATER).username == "darma"


def test_a_shut_door_and_another_kabupaten_have_no_link(opened, boss, elsewhere, regency):
    made = opened()
    with current.outside():
        Office.objects.filter(region_code=NEW).update(state="SUSPENDED")
    answer = boss.post(PAGE.format(office(NEW).key), {}, follow=True)
    assert "ditutup sementara" in text_of(answer)
    assert boss.post(PAGE.format("villagezzz"), {}).status_code == 404
    with current.inside(regency):
        assert Opening.objects.get().link == made.was


def test_a_camat_makes_none(opened, camat, district):
    opened()
    assert camat.post(PAGE.format(office(NEW).key), {}).status_code == 404


def test_many_at_once_and_only_those_that_lapsed(opened, later, boss, regency):
    first, second = opened(), opened(OTHER, "Siti Aminah")
    comes_in(second.was, OTHER)
    ticked = {"kantor": [office(NEW).key, office(OTHER).key, KEYS[VILLAGE], "tak-ada"]}
    page = boss.get(MANY).content.decode()
    assert (page.count("lewat 7 hari"), "Desa Rombasan" in page, KEYS[VILLAGE] in page) == (2, True, False)
    done = text_of(boss.post(MANY, ticked, follow=True))
    assert ("1 undangan baru dibuat" in done, "berlaku sampai 5 Des" in done) == (True, True)
    assert "Tidak ada yang dibuat" in text_of(boss.post(MANY, ticked, follow=True))

    with current.inside(regency):
        made = Opening.objects.get(region_code=NEW)
        assert (made.renewed_at, Opening.objects.get(region_code=OTHER).entered_at) == (LATER, LATER)
    slips = boss.post(MANY, ticked | {"cetak": "ya"})
    assert (slips["Cache-Control"], slips.content.decode().count("data:image")) == ("no-store", 1)
    assert "Centang dulu" in text_of(boss.post(MANY, {}, follow=True))
    assert first.was not in slips.content.decode()


def test_what_a_village_tells_of_its_steps_takes_it_off_the_list(opened, tell, regency):
    opened()
    tell(NEW, "starting_next", 3)
    with current.inside(regency):
        assert (waiting_offices(), invitation_of(office(NEW))) == ([], None)


def test_the_list_costs_the_same_however_long(opened, boss, django_assert_max_num_queries):
    opened()
    boss.get(MANY)
    opened(OTHER)
    with django_assert_max_num_queries(10):
        boss.get(MANY)


def test_another_system_renews_and_is_refused_by_name(opened, later, regency, make_account):
    machine = client_with(regency, make_account, "supervision.open_offices", "supervision.see_villages")
    made, key = opened(), office(NEW).key
    address = f"/api/v1/offices/{key}/invitation/"
    body = {"seen": made.link_made_at.isoformat()}
    first = machine.post(address, body, content_type="application/json")
    again = machine.post(address, body, content_type="application/json")
    assert (first.status_code, first.json() == again.json()) == (200, True)
    assert first.json()["link_until"] > LATER.isoformat()
    comes_in(first.json()["invitation"], at=LATER)
    refused = machine.post(address, {}, content_type="application/json")
    assert (refused.status_code, refused.json()["error"]) == (409, "office_in_use")
    assert machine.post("/api/v1/offices/tak-ada/invitation/", {}, content_type="application/json").status_code == 404


def test_a_kecamatan_is_invited_anew_like_a_village(regency):
    with current.inside(office(DISTRICT)):
        assert not Account.objects.exists()
    assert OfficeClient(regency.host).get(MANY).status_code == 302
