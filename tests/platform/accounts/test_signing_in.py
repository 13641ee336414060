"""Coming in and going out, and what keeps others out."""

from datetime import timedelta

import pytest
from conftest import NOON, PASSWORD, OfficeClient
from django.conf import settings

from accounts import actions, home, limits
from accounts.models import Account, Session
from audit.models import Entry
from walls import current

WRONG = "Nama pengguna atau kata sandi salah"


@pytest.fixture(autouse=True)
def _no_post_has_a_home_of_its_own(monkeypatch):
    monkeypatch.setattr(home, "_homes", [])


def try_to_enter(client, username="budi", password=PASSWORD, **more):
    return client.post("/masuk/", {"username": username, "password": password, **more})


def session_of(client):
    return Session.objects.get(session_key=client.cookies[settings.SESSION_COOKIE_NAME].value)


def test_an_officer_comes_in_and_lands_on_the_home_page(visitor, budi):
    response = try_to_enter(visitor)

    assert response.status_code == 302
    assert response["Location"] == "/kantor/"
    assert visitor.get("/kantor/").status_code == 200
    assert Entry.objects.filter(action="account.sign_in", actor=budi).exists()


def test_the_session_remembers_address_and_browser_of_the_peer_and_believes_no_header(visitor, budi):
    visitor.post(
        "/masuk/",
        {"username": "budi", "password": PASSWORD},
        headers={"user-agent": "Mozilla Firefox/140", "x-forwarded-for": "203.0.113.9"},
    )

    session = session_of(visitor)
    assert (session.address, session.browser, session.account_id) == ("127.0.0.1", "Mozilla Firefox/140", budi.pk)


def test_the_cookie_is_for_this_host_alone(visitor, budi):
    try_to_enter(visitor)

    cookie = visitor.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie.key.startswith("__Host-")
    assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (True, True, "/", "")


def test_a_planted_session_key_is_not_kept(visitor, budi):
    visitor.get("/masuk/")
    visitor.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32

    try_to_enter(visitor)

    assert visitor.cookies[settings.SESSION_COOKIE_NAME].value != "a" * 32


@pytest.mark.parametrize(("username", "password"), [("budi", "salah-sekali-ini"), ("tak-ada", PASSWORD)])
def test_what_is_wrong_is_not_told_apart_and_the_name_stays_in_the_form(visitor, budi, username, password):
    response = try_to_enter(visitor, username, password)

    page = response.content.decode()
    assert response.status_code == 422
    assert WRONG in page
    assert f'value="{username}"' in page
    assert password not in page


def test_a_closed_account_is_as_good_as_unknown(visitor, budi):
    Account.objects.filter(pk=budi.pk).update(is_active=False)

    assert WRONG in try_to_enter(visitor).content.decode()


@pytest.mark.parametrize("username", ["budi", "tak-ada"])
def test_five_wrong_passwords_lock_a_name_whether_or_not_anybody_has_it(visitor, budi, username):
    for _ in range(actions.LOCK_AFTER):
        try_to_enter(visitor, username, "salah-sekali-ini")

    response = try_to_enter(visitor, username, PASSWORD)

    assert response.status_code == 422
    assert "terkunci sampai pukul" in response.content.decode()


def test_a_lock_ends_by_itself_and_is_in_the_log(budi):
    for _ in range(actions.LOCK_AFTER):
        with pytest.raises(actions.SignInRefused):
            actions.check_sign_in(username="budi", password="salah", address="192.0.2.1", at=NOON)
    with pytest.raises(actions.AccountLocked) as lock:
        actions.check_sign_in(username="budi", password=PASSWORD, address="192.0.2.1", at=NOON)

    later = lock.value.until
    assert later == NOON + actions.LOCK_FOR
    assert actions.check_sign_in(username="Budi", password=PASSWORD, address="192.0.2.1", at=later) == budi
    assert Entry.objects.filter(action="account.lock", subject_id=str(budi.pk)).count() == 1


def test_an_address_that_tries_too_often_waits(visitor, budi):
    for _ in range(30):
        limits.count("sign-in", "127.0.0.1", at_most=30, within=timedelta(minutes=10))

    response = try_to_enter(visitor)

    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert "Tunggu 10 menit" in response.content.decode()


def test_guesses_in_one_village_lock_nobody_in_the_next(village, neighbour, budi, make_account):
    with current.inside(neighbour):
        make_account("budi", "KADES")
    for number in range(30):
        limits.count("sign-in", "127.0.0.1", at_most=30, within=timedelta(minutes=10))
        if number < actions.LOCK_AFTER:
            with pytest.raises(actions.SignInRefused):
                actions.check_sign_in(username="budi", password="salah", address="192.0.2.7", at=NOON)

    assert try_to_enter(OfficeClient(village.host)).status_code == 429
    assert try_to_enter(OfficeClient(neighbour.host)).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/kantor/akun/?a=1", "/kantor/akun/?a=1"),
        ("https://jahat.example/", "/kantor/"),
        ("//jahat.example/", "/kantor/"),
        ("/\\jahat.example/", "/kantor/"),
        ("javascript:alert(1)", "/kantor/"),
        ("kantor/akun/", "/kantor/"),
    ],
)
def test_only_a_page_of_this_host_is_gone_on_to(visitor, budi, wanted, given):
    assert try_to_enter(visitor, next=wanted)["Location"] == given


def test_a_stranger_is_brought_back_after_signing_in_but_not_to_what_was_only_for_sending(visitor, budi):
    assert visitor.get("/kantor/akun/?x=1")["Location"] == "/masuk/?next=%2Fkantor%2Fakun%2F%3Fx%3D1"
    assert visitor.post("/kantor/akun/sandi/")["Location"] == "/masuk/?next=%2Fkantor%2F"


def test_a_person_who_is_in_is_not_asked_again(signed_in, village, budi):
    assert signed_in(village, budi).get("/masuk/")["Location"] == "/kantor/"


def test_signing_out_ends_the_session(visitor, budi):
    try_to_enter(visitor)
    key = visitor.cookies[settings.SESSION_COOKIE_NAME].value

    visitor.post("/keluar/")

    assert not Session.objects.filter(session_key=key).exists()
    assert visitor.get("/kantor/").status_code == 302
    assert Entry.objects.filter(action="account.sign_out", actor=budi).exists()


def test_signing_out_wants_a_form_and_not_a_link(signed_in, village, budi):
    assert signed_in(village, budi).get("/keluar/").status_code == 405


def test_nul_and_endless_input_are_refused_plainly(visitor, budi):
    assert try_to_enter(visitor, "bu\x00di", "x").status_code == 422
    assert try_to_enter(visitor, "b" * 100_000, "x" * 100_000).status_code == 422
