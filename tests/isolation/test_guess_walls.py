"""Guesses, cookies and addresses: what is counted for whom, and what is written down of a cookie from elsewhere (A12, A13, A22, A24)."""

import pytest
import redis.exceptions
import structlog
from conftest import FAR, NEIGHBOUR, PASSWORD, VILLAGE, OfficeClient, office
from django.conf import settings as configured
from django.core.cache import cache
from django.test import RequestFactory

from accounts import limits
from accounts.sessions import SessionStore
from walls import current
from web.proxies import PeerMiddleware

pytestmark = pytest.mark.django_db
ELSEWHERE, GUESSER = "203.0.113.7", "203.0.113.66"


def guess(code, address, username="siapa", password="tebakan-saja-1"):
    client = OfficeClient(office(code).host, raise_request_exception=False)
    return client.post("/masuk/", {"username": username, "password": password}, REMOTE_ADDR=address).status_code


class TestGuessing:
    """A24"""

    def test_one_address_that_guesses_from_village_to_village_is_stopped_everywhere(self, village, budi, monkeypatch):
        monkeypatch.setattr(limits, "AT_MOST_ANYWHERE", 6)
        monkeypatch.setattr("accounts.actions.signing_in.check_password", lambda *_: False)
        villages = (NEIGHBOUR, FAR, "35.29.11")
        assert [guess(code, GUESSER, f"nama{n}") for n in range(2) for code in villages] == [422] * 6

        assert guess(VILLAGE, GUESSER, "budi", PASSWORD) == 429
        assert guess(VILLAGE, ELSEWHERE, "budi", PASSWORD) == 302

    def test_a_wrong_password_of_somebody_who_exists_counts_too(self, village, budi, monkeypatch):
        monkeypatch.setattr(limits, "AT_MOST_ANYWHERE", 1)

        assert guess(VILLAGE, GUESSER, "budi") == 422
        assert guess(NEIGHBOUR, GUESSER) == 429

    def test_who_is_right_is_not_counted(self, village, budi, monkeypatch):
        monkeypatch.setattr(limits, "AT_MOST_ANYWHERE", 1)

        assert [guess(VILLAGE, ELSEWHERE, "budi", PASSWORD) for _ in range(3)] == [302] * 3

    def test_the_counter_names_neither_office_nor_address(self, village):
        guess(VILLAGE, GUESSER)
        everywhere = [key for key in all_keys() if ":*:" in key]

        assert len(everywhere) == 1
        assert GUESSER not in everywhere[0]
        assert village.key not in everywhere[0]

    def test_a_proxy_nobody_named_is_not_taken_for_one_visitor(self, village, monkeypatch):
        """Otherwise sixty slips of a whole kabupaten would close its doors; each village still counts for itself."""
        monkeypatch.setattr(limits, "AT_MOST_ANYWHERE", 1)
        monkeypatch.setattr("accounts.actions.signing_in.check_password", lambda *_: False)

        assert [guess(VILLAGE, "127.0.0.1", f"nama{n}") for n in range(30)] == [422] * 30
        assert guess(VILLAGE, "127.0.0.1", "nama99") == 429
        assert guess(NEIGHBOUR, "127.0.0.1") == 422

    def test_while_the_cache_is_away_nobody_guesses_and_who_is_in_stays(self, village, budi, signed_in, monkeypatch):
        browser = signed_in(village, budi)

        def gone(*_, **__):
            raise redis.exceptions.ConnectionError

        for name in ("add", "incr", "get", "set"):
            monkeypatch.setattr(f"django.core.cache.backends.redis.RedisCache.{name}", gone)

        assert guess(VILLAGE, GUESSER, "budi", PASSWORD) == 503
        assert browser.get("/kantor/akun/").status_code == 200


class TestACookieFromElsewhere:
    """A13"""

    @pytest.fixture
    def heard(self, monkeypatch):
        with structlog.testing.capture_logs() as lines:
            from accounts import sessions

            monkeypatch.setattr(sessions, "log", structlog.get_logger("captured"))
            yield lines

    def test_it_signs_nobody_in_and_is_written_down_without_its_value(self, village, neighbour, budi, signed_in, heard):
        mine = signed_in(village, budi)
        carried = OfficeClient(neighbour.host)
        carried.cookies["__Host-session"] = value = mine.cookies["__Host-session"].value

        assert carried.get("/kantor/").status_code == 302
        assert [line["event"] for line in heard] == ["foreign cookie"]
        assert value not in str(heard)
        assert "127.0.0.1" not in str(heard)

    def test_even_with_its_row_beside_it(self, village, neighbour, budi, signed_in, heard):
        mine = signed_in(village, budi)
        with current.outside(), current.connection.cursor() as cursor:
            for table, how in (("account", "OVERRIDING SYSTEM VALUE"), ("session", "")):
                there, here = (f'"{each.schema_name}".accounts_{table}' for each in (neighbour, village))
                cursor.execute(f"INSERT INTO {there} {how} SELECT * FROM {here}")
        carried = OfficeClient(neighbour.host)
        carried.cookies = mine.cookies

        assert carried.get("/kantor/").status_code == 302
        assert "foreign cookie" in [line["event"] for line in heard]

    def test_one_of_this_office_that_is_over_is_nothing_to_write_down(self, village, budi, signed_in, heard):
        mine = signed_in(village, budi)
        with current.inside(village):
            mine.session.delete()

        assert mine.get("/kantor/").status_code == 302
        assert heard == []

    @pytest.mark.parametrize("value", ["x" * 32, "a", "é" * 40, "0" * 5000, "'; DROP TABLE accounts_session; --"])
    def test_one_that_was_made_up_does_no_harm(self, village, visitor, heard, value):
        visitor.cookies["__Host-session"] = value

        assert visitor.get("/kantor/").status_code == 302

    def test_one_of_this_office_costs_no_more_than_its_session(self, village, budi, signed_in, monkeypatch):
        browser = signed_in(village, budi)
        monkeypatch.setattr("accounts.sessions._mark", lambda random: pytest.fail("looked at needlessly"))

        assert browser.get("/kantor/akun/").status_code == 200

    def test_a_key_is_random_and_fits_its_column(self, village):
        keys = {SessionStore()._get_new_session_key() for _ in range(50)}

        assert len({key[:26] for key in keys}) == 50
        assert {len(key) for key in keys} == {34}


class TestThePeer:
    """A12: a proxy is believed when it is named, about the visitor's address only, and never about the office."""

    @pytest.mark.parametrize(
        ("peer", "told", "visitor"),
        [
            ("10.0.0.1", "198.51.100.9", "198.51.100.9"),
            ("10.0.0.1", "1.2.3.4, 198.51.100.9", "198.51.100.9"),
            ("10.0.0.1", "1.2.3.4, 198.51.100.9, 10.0.0.2", "198.51.100.9"),
            ("10.0.0.1", "", "10.0.0.1"),
            ("10.0.0.1", "unknown", "10.0.0.1"),
            ("10.0.0.1", "198.51.100.9, <script>", "10.0.0.1"),
            ("10.0.0.1", "2001:db8::7", "2001:db8::7"),
            ("198.51.100.9", "1.2.3.4", "198.51.100.9"),
            ("::1", "1.2.3.4", "1.2.3.4"),
            ("", "1.2.3.4", ""),
        ],
    )
    def test_the_address_is_the_last_nobody_of_ours_vouches_for(self, settings, peer, told, visitor):
        settings.TRUSTED_PROXIES = ["10.0.0.0/8", "::1"]
        request = RequestFactory().get("/", REMOTE_ADDR=peer, headers={"x-forwarded-for": told})

        PeerMiddleware(lambda request: None)(request)

        assert request.META["REMOTE_ADDR"] == visitor

    def test_nobody_is_believed_when_nobody_is_named(self):
        assert configured.TRUSTED_PROXIES == []
        request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": "1.2.3.4"})

        PeerMiddleware(lambda request: None)(request)

        assert request.META["REMOTE_ADDR"] == "10.0.0.1"

    def test_not_even_a_named_proxy_chooses_the_office(self, village, neighbour, settings):
        settings.TRUSTED_PROXIES = ["127.0.0.1"]
        page = OfficeClient(village.host).get("/bantuan/", headers={"x-forwarded-host": neighbour.host})

        assert "Desa Pragaan Laok" in page.content.decode()


def all_keys():
    """Every key the cache server holds for this test process."""
    server = cache._cache.get_client(write=True)
    return [key.decode() for key in server.keys("*")]
