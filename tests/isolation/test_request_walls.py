"""Which office a request belongs to is said by its host alone, and what one office gave out opens nothing in another."""

import pytest
from conftest import NEIGHBOUR, NOON, PASSWORD, VILLAGE, OfficeClient, office
from django.core.cache import cache
from django.test import Client

from accounts.models import Account
from walls import current, keys

pytestmark = pytest.mark.django_db


def title_at(host, **headers):
    response = Client().get("/bantuan/", headers={"host": host, **headers})
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    "change", [str, str.upper, str.title, lambda h: f"{h}.", lambda h: f"{h}:8000", lambda h: f"{h}.:8000"]
)
def test_the_same_host_written_otherwise_is_the_same_office(village, change):
    status, page = title_at(change(village.host))

    assert status == 200
    assert "Desa Pragaan Laok" in page


@pytest.mark.parametrize(
    "host",
    ["tidak-ada.localhost", "localhost", "127.0.0.1", "[::1]", "www.{}", "x.{}", "{}.jahat.example", "{}@jahat.example", "{}/x",
     "{} jahat.example", "", ".", "{}\x00", "{}%00", "public", "d_villageaaa", "pragaan-laok-pragaan", "{}:x", "{},{}", "-", "a" * 300],
)  # fmt: skip
def test_an_unknown_host_is_nobodys(village, host):
    status, page = title_at(host.format(village.host, village.host))

    assert status in {400, 404}
    assert "Pragaan" not in page
    assert "Kabupaten" not in page


@pytest.mark.parametrize(
    "name",
    [
        "X-Forwarded-Host",
        "Forwarded",
        "X-Host",
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-Forwarded-Server",
        "X-Original-Host",
    ],
)
def test_no_other_header_chooses_the_office(village, neighbour, name):
    value = f"host={neighbour.host}" if name == "Forwarded" else neighbour.host
    status, page = title_at(village.host, **{name: value})

    assert status == 200
    assert "Desa Pragaan Laok" in page
    assert "Prenduan" not in page


def test_after_a_request_nobody_is_current(village):
    current.leave()
    title_at(village.host)

    with pytest.raises(current.NoOfficeError):
        current.office()


def test_after_a_request_that_failed_nobody_is_current(village, monkeypatch):
    from web import views

    def fail(*_, **__):
        raise RuntimeError

    current.leave()
    monkeypatch.setattr(views, "render", fail)
    with pytest.raises(RuntimeError):
        title_at(village.host)

    with pytest.raises(current.NoOfficeError):
        current.office()


def sign_in(host):
    client = OfficeClient(host)
    client.get("/masuk/")
    return client.post("/masuk/", {"username": "budi", "password": PASSWORD})


@pytest.mark.parametrize("code", [VILLAGE, "35.29.11", "35.29"])
def test_cookies_are_tied_to_their_host(code, make_account, monkeypatch):
    """A `__Host-` cookie cannot be planted by a neighbouring subdomain, and the browser sends it nowhere else."""
    here = office(code)
    with current.inside(here):
        make_account("budi", "OPERATOR")
    answers = [OfficeClient(here.host).get("/masuk/"), sign_in(here.host)]
    cookies = {name: cookie for response in answers for name, cookie in response.cookies.items()}

    assert {"__Host-session", "__Host-csrf"} <= set(cookies)
    for name, cookie in cookies.items():
        assert name.startswith("__Host-"), f"{name} could be planted by a neighbour"
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]
        assert cookie["samesite"] == "Lax"


def test_personal_answers_are_kept_by_nobody(village, budi, signed_in):
    response = signed_in(village, budi).get("/kantor/")

    assert "no-store" in response["Cache-Control"]
    assert {"Cookie", "Host"} <= {word.strip() for word in response["Vary"].split(",")}


class TestWhatIsDerivedFromTheOffice:
    def test_secrets_differ(self, village, neighbour):
        mine = keys.derive("x")
        with current.inside(neighbour):
            assert keys.derive("x") != mine
        assert keys.derive("x") == mine
        assert keys.derive("y") != mine

    def test_a_signature_is_refused_next_door(self, village, neighbour):
        from django.core.signing import BadSignature

        signed = keys.signer("link").sign("1")
        assert keys.signer("link").unsign(signed) == "1"
        with current.inside(neighbour), pytest.raises(BadSignature):
            keys.signer("link").unsign(signed)
        with pytest.raises(BadSignature):
            keys.signer("other link").unsign(signed)

    def test_what_is_sealed_stays_sealed_next_door(self, village, neighbour):
        sealed = keys.seal("totp", "JBSWY3DP")
        with current.inside(neighbour), pytest.raises(keys.Unreadable):
            keys.unseal("totp", sealed)

    def test_a_fingerprint_is_another_one_next_door(self, village, neighbour):
        mine = keys.fingerprint("invitation", "secret")
        with current.inside(neighbour):
            assert keys.fingerprint("invitation", "secret") != mine

    def test_a_session_written_here_cannot_be_read_next_door(self, village, neighbour):
        from accounts.sessions import SessionStore

        written = SessionStore().encode({"_auth_user_id": "1"})
        assert SessionStore().decode(written) == {"_auth_user_id": "1"}
        with current.inside(neighbour):
            assert SessionStore().decode(written) == {}

    def test_a_session_is_bound_to_the_account_of_this_office(self, village, neighbour):
        """The same id, the same name and the same password hash are still another person."""
        twin = Account(pk=1, username="budi", password="argon2$x")
        mine = twin.get_session_auth_hash()
        with current.inside(neighbour):
            assert twin.get_session_auth_hash() != mine

    def test_the_same_cache_key_is_two_entries(self, village, neighbour, district):
        cache.set("figure", "mine")
        for other in (neighbour, district):
            with current.inside(other):
                assert cache.get("figure") is None
                cache.set("figure", "theirs")
                cache.delete_many(["figure"])
        with current.outside():
            assert cache.get("figure") is None
        assert cache.get("figure") == "mine"

    def test_tries_are_counted_for_each_office_alone(self, village, neighbour):
        from datetime import timedelta

        from accounts import limits

        for _ in range(2):
            limits.count("x", "y", at_most=2, within=timedelta(minutes=1))
        with pytest.raises(limits.TooManyTries):
            limits.count("x", "y", at_most=2, within=timedelta(minutes=1))
        with current.inside(neighbour):
            limits.count("x", "y", at_most=2, within=timedelta(minutes=1))

    def test_a_second_factor_copied_next_door_proves_nothing(self, village, neighbour, citra, make_account):
        import pyotp

        from accounts import actions

        secret = actions.begin_totp(account=citra)
        sealed = Account.objects.get(pk=citra.pk).totp_sealed or keys.seal("totp", secret)
        with current.inside(neighbour):
            darma = make_account("darma", "KADES")
            Account.objects.filter(pk=darma.pk).update(totp_sealed=sealed)
            with pytest.raises((keys.Unreadable, actions.CodeRefused)):
                actions.prove_totp(account=darma, code=pyotp.TOTP(secret).at(NOON), at=NOON)

    def test_outside_every_office_there_is_nothing_to_derive_from(self, db):
        with pytest.raises(current.NoOfficeError):
            keys.derive("x")


def test_a_district_has_no_address_of_a_village(district):
    for path in ("/kantor/warga/", "/kantor/surat/", "/layanan/", "/api/v1/penduduk/"):
        assert OfficeClient(district.host).get(path).status_code == 404, path


def test_a_village_has_no_address_of_its_supervisors(village):
    for path in ("/desa/", "/desa/baru/", f"/desa/{office(NEIGHBOUR).key}/", "/api/v1/facts/", "/api/v1/offices/"):
        assert OfficeClient(village.host).get(path).status_code == 404, path
