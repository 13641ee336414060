"""The six digits: proven once, used once, and asked for where it matters."""

from datetime import timedelta

import pyotp
import pytest
from conftest import NOON
from django.utils import timezone

from accounts import actions, limits
from accounts.models import Account
from walls import current, keys


@pytest.fixture
def secret(citra):
    Account.objects.filter(pk=citra.pk).update(totp_confirmed_at=None)
    citra.refresh_from_db()
    return actions.begin_totp(account=citra)


def code(secret, at=NOON):
    return pyotp.TOTP(secret).at(at)


def test_the_first_proof_confirms_the_app(citra, secret):
    actions.prove_totp(account=citra, code=code(secret), at=NOON)

    assert Account.objects.get(pk=citra.pk).has_totp


def test_a_code_is_good_once(citra, secret):
    actions.prove_totp(account=citra, code=code(secret), at=NOON)

    with pytest.raises(actions.CodeRefused):
        actions.prove_totp(account=citra, code=code(secret), at=NOON + timedelta(seconds=5))
    actions.prove_totp(account=citra, code=code(secret, NOON + timedelta(seconds=30)), at=NOON + timedelta(seconds=30))


def test_an_older_code_is_refused_after_a_newer_one(citra, secret):
    actions.prove_totp(account=citra, code=code(secret), at=NOON)

    with pytest.raises(actions.CodeRefused):
        actions.prove_totp(account=citra, code=code(secret, NOON - timedelta(seconds=30)), at=NOON)


@pytest.mark.parametrize("minutes", [-2, 2])
def test_a_code_of_another_time_is_refused(citra, secret, minutes):
    with pytest.raises(actions.CodeRefused):
        actions.prove_totp(account=citra, code=code(secret, NOON + timedelta(minutes=minutes)), at=NOON)


def test_codes_cannot_be_tried_through(citra, secret):
    for _ in range(10):
        with pytest.raises(actions.CodeRefused):
            actions.prove_totp(account=citra, code="000000", at=NOON)

    with pytest.raises(limits.TooManyTries):
        actions.prove_totp(account=citra, code=code(secret), at=NOON)


def test_the_secret_is_sealed_for_its_village(citra, secret, neighbour):
    sealed = Account.objects.get(pk=citra.pk).totp_sealed

    assert secret not in sealed
    with current.inside(neighbour), pytest.raises(keys.Unreadable):
        keys.unseal("totp", sealed)


def test_a_confirmed_app_is_not_replaced_by_beginning_again(citra, secret):
    actions.prove_totp(account=citra, code=code(secret), at=NOON)
    sealed = Account.objects.get(pk=citra.pk).totp_sealed

    actions.begin_totp(account=Account.objects.get(pk=citra.pk))

    assert Account.objects.get(pk=citra.pk).totp_sealed == sealed


def shown_secret(client):
    return client.get("/kantor/faktor-kedua/").context["secret"].replace(" ", "")


def test_the_page_sets_it_up_and_opens_what_wants_it(village, sari, signed_in):
    client = signed_in(village, sari)
    asked = client.get("/kantor/pengaturan/perangkat/")
    assert asked["Location"] == "/kantor/faktor-kedua/?next=%2Fkantor%2Fpengaturan%2Fperangkat%2F"
    before = client.session.session_key

    response = client.post(asked["Location"], {"code": code(shown_secret(client), timezone.now())})

    assert response["Location"] == "/kantor/pengaturan/perangkat/"
    assert client.session.session_key != before
    assert client.get("/kantor/pengaturan/perangkat/").status_code == 200


def test_reloading_the_page_keeps_the_secret_being_set_up(village, sari, signed_in):
    client = signed_in(village, sari)

    assert shown_secret(client) == shown_secret(client)


def test_another_session_never_sees_the_secret_being_set_up(village, sari, signed_in):
    first, second = signed_in(village, sari), signed_in(village, sari)
    seen = shown_secret(first)

    assert shown_secret(second) != seen


def test_a_confirmed_secret_is_not_shown_again(village, citra, signed_in):
    page = signed_in(village, citra).get("/kantor/faktor-kedua/").content.decode()

    assert "otpauth" not in page
    assert "Masukkan faktor kedua" in page


def test_a_wrong_code_says_what_to_do(village, sari, signed_in):
    client = signed_in(village, sari)
    shown_secret(client)

    response = client.post("/kantor/faktor-kedua/", {"code": "000000"})

    assert response.status_code == 422
    assert "Tunggu angka berikutnya" in response.content.decode()
    assert not client.session.get("second_factor")


def test_a_new_sign_in_wants_the_digits_again(village, citra, signed_in, visitor):
    from conftest import PASSWORD

    client = signed_in(village, citra, second_factor=True)

    client.post("/masuk/", {"username": "citra", "password": PASSWORD})

    assert client.get("/kantor/pengaturan/perangkat/").status_code == 302
