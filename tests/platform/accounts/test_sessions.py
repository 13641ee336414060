"""Sessions: whose they are, when they die, and that they are good in one office only."""

from datetime import timedelta

import pytest
from conftest import PASSWORD, OfficeClient
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import actions, sessions
from accounts.backend import AccountBackend
from accounts.models import Account, Session
from walls import current

COOKIE = settings.SESSION_COOKIE_NAME


@pytest.fixture
def client(visitor, budi):
    visitor.post("/masuk/", {"username": "budi", "password": PASSWORD})
    return visitor


def mine(client):
    return Session.objects.filter(session_key=client.cookies[COOKIE].value)


def is_in(client):
    return client.get("/kantor/akun/").status_code == 200


def test_a_session_left_alone_for_half_an_hour_is_dead(client):
    mine(client).update(seen_at=timezone.now() - sessions.IDLE)

    assert not is_in(client)


def test_use_is_noted_at_most_once_a_minute(client, django_assert_num_queries):
    before = timezone.now() - timedelta(minutes=2)
    mine(client).update(seen_at=before)

    assert is_in(client)

    noted = mine(client).get().seen_at
    assert noted > before
    assert is_in(client)
    assert mine(client).get().seen_at == noted


def test_no_use_makes_a_session_live_beyond_a_working_day(client):
    end = mine(client).get().expire_date
    assert abs(end - timezone.now() - sessions.LONGEST) < timedelta(minutes=1)
    session = sessions.SessionStore(client.cookies[COOKIE].value)
    session["something"] = "new"
    session.save()
    assert mine(client).get().expire_date == end

    mine(client).update(expire_date=timezone.now())

    assert not is_in(client)


def test_the_session_of_a_closed_account_dies_at_once(client, budi, citra):
    actions.set_active(account=budi, active=False, by=citra, at=timezone.now())

    assert not is_in(client)
    assert not mine(client).exists()


def test_session_owner_and_posts_come_in_one_statement_and_are_asked_anew_each_time(client, budi, citra):
    assert is_in(client)  # the menu remembers for a minute who signs
    with CaptureQueriesContext(connection) as seen:
        client.get("/kantor/pekerjaan/")
    about_people = [query["sql"] for query in seen.captured_queries if '"accounts_' in query["sql"]]
    assert len(about_people) == 1

    actions.change_posts(account=budi, posts=["KADUS"], by=citra, at=timezone.now())

    assert client.get("/kantor/loket/").status_code == 403


def test_the_owner_of_a_session_is_given_once_and_to_whoever_asks_for_them(client, budi, citra):
    for account_id, expected in ((budi.pk, budi), (budi.pk, None)):
        if expected:
            sessions.SessionStore(client.cookies[COOKIE].value).load()
        assert sessions.take_owner(account_id) == expected
    sessions.SessionStore(client.cookies[COOKIE].value).load()
    assert sessions.take_owner(citra.pk) is None
    assert AccountBackend().get_user(citra.pk) == citra

    Account.objects.filter(pk=budi.pk).update(is_active=False)
    sessions.SessionStore(client.cookies[COOKIE].value).load()
    assert AccountBackend().get_user(budi.pk) is None


def test_a_changed_password_ends_sessions_even_if_their_rows_survive(client, budi):
    budi.set_password("kata-sandi-lain-sekali")
    Account.objects.filter(pk=budi.pk).update(password=budi.password)

    assert not is_in(client)


def test_a_cookie_of_another_village_is_nobodys(client, neighbour, make_account):
    with current.inside(neighbour):
        make_account("budi", "KADES")
    foreign = OfficeClient(neighbour.host)
    foreign.cookies = client.cookies

    assert foreign.get("/kantor/akun/").status_code == 302


def test_even_a_copied_row_of_another_village_signs_nobody_in(client, village, neighbour, make_account, budi):
    with current.inside(neighbour):
        twin = make_account("budi", "KADES")
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', 'none', false)")
            cursor.execute(
                f'INSERT INTO "{neighbour.schema_name}".accounts_session SELECT * FROM "{village.schema_name}".accounts_session'
            )
            cursor.execute(f'UPDATE "{neighbour.schema_name}".accounts_session SET account_id = %s', [twin.pk])
        assert Account.objects.filter(pk=budi.pk).exists() or twin.pk
    foreign = OfficeClient(neighbour.host)
    foreign.cookies = client.cookies

    assert foreign.get("/kantor/akun/").status_code == 302


def test_the_list_shows_browsers_and_no_session_key(client, village, budi):
    other = OfficeClient(village.host)
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/140 Mobile Safari/537"
    other.post("/masuk/", {"username": "budi", "password": PASSWORD}, headers={"user-agent": agent})

    page = client.get("/kantor/akun/").content.decode()

    assert "Chrome di Android" in page
    assert "Sesi ini" in page
    assert other.cookies[COOKIE].value not in page
    assert client.cookies[COOKIE].value not in page


def test_one_session_can_be_ended_from_another(client, village, budi):
    other = OfficeClient(village.host)
    other.post("/masuk/", {"username": "budi", "password": PASSWORD})

    client.post(f"/kantor/akun/sesi/{mine(other).get().mark}/akhiri/")

    assert not is_in(other)
    assert is_in(client)


def test_nobody_ends_the_session_of_a_colleague(client, signed_in, village, gita):
    other = signed_in(village, gita)

    client.post(f"/kantor/akun/sesi/{mine(other).get().mark}/akhiri/")

    assert is_in(other)


def test_all_others_end_at_once(client, village, budi):
    other = OfficeClient(village.host)
    other.post("/masuk/", {"username": "budi", "password": PASSWORD})

    client.post("/kantor/akun/sesi/lainnya/akhiri/")

    assert not is_in(other)
    assert is_in(client)


def test_a_new_password_wants_the_old_one_and_ends_the_other_sessions(client, village, budi):
    other = OfficeClient(village.host)
    other.post("/masuk/", {"username": "budi", "password": PASSWORD})
    new = "pagi-jernih-di-sawah"

    refused = client.post("/kantor/akun/sandi/", {"old": "bukan-ini-sandinya", "password": new, "again": new})
    assert refused.status_code == 422
    assert "Kata sandi sekarang salah." in refused.content.decode()
    accepted = client.post("/kantor/akun/sandi/", {"old": PASSWORD, "password": new, "again": new})

    assert accepted.status_code == 302
    assert is_in(client)
    assert not is_in(other)
    assert Account.objects.get(pk=budi.pk).check_password(new)


@pytest.mark.parametrize("weak", ["pendek", "1234567890", "budi-santoso", "password123"])
def test_a_weak_password_is_refused_with_the_reason(client, weak):
    response = client.post("/kantor/akun/sandi/", {"old": PASSWORD, "password": weak, "again": weak})

    assert response.status_code == 422
    assert "sandi" in response.content.decode().lower()


def test_the_old_password_cannot_be_guessed_in_an_open_session(client):
    new = "pagi-jernih-di-sawah"
    for _ in range(5):
        client.post("/kantor/akun/sandi/", {"old": "bukan-ini-sandinya", "password": new, "again": new})

    assert client.post("/kantor/akun/sandi/", {"old": PASSWORD, "password": new, "again": new}).status_code == 429
