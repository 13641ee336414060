"""Keys of other systems: narrow, short-lived, good in one office."""

from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import NOON, OfficeClient
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

import audit
from accounts import actions
from accounts.api_access import ClientAuthentication
from accounts.models import ApiClient
from accounts.permissions import AccountPermission
from audit.models import Entry
from audit.permissions import AuditPermission
from walls import current
from web.access import ApiAccess

SEE_LOG = AuditPermission.SEE_LOG.value


@pytest.fixture
def key(citra):
    now = timezone.now()
    return actions.make_api_client(
        name="Mesin antrean", permissions=[SEE_LOG], expires_at=now + timedelta(days=30), by=citra, at=now
    )


def asking(secret, method="GET", scheme="Bearer"):
    request = HttpRequest()
    request.method, request.META["HTTP_AUTHORIZATION"] = method, f"{scheme} {secret}"
    request.session = {}
    return Request(request, authenticators=[ClientAuthentication()])


class View:
    access = {
        "GET": AuditPermission.SEE_LOG,
        "POST": AccountPermission.SEE_OWN_ACCOUNT,
        "PUT": AccountPermission.MANAGE_ACCOUNTS,
    }


def may(request):
    return ApiAccess().has_permission(request, View())


def test_a_key_opens_what_it_was_made_for_and_its_use_is_noted(key):
    client, secret = key

    assert may(asking(secret))
    assert ApiClient.objects.get(pk=client.pk).used_at


def test_a_key_opens_nothing_else(key):
    assert not may(asking(key[1], "POST"))
    assert not may(asking(key[1], "DELETE"))


def test_what_wants_a_second_factor_is_closed_to_systems(key):
    ApiClient.objects.update(permissions=[AccountPermission.MANAGE_ACCOUNTS.value])

    assert not may(asking(key[1], "PUT"))


def test_another_scheme_is_not_ours(key):
    assert ClientAuthentication().authenticate(asking(key[1], scheme="Basic")) is None


@pytest.mark.parametrize("change", [{"expires_at": NOON}, {"revoked_at": NOON}])
def test_an_expired_or_revoked_key_is_unknown(key, change):
    ApiClient.objects.update(**change)

    with pytest.raises(AuthenticationFailed):
        ClientAuthentication().authenticate(asking(key[1]))


@pytest.mark.parametrize("secret", ["", "x", "kunci-tidak-ada", "é\x00"])
def test_nonsense_is_unknown(village, secret):
    with pytest.raises(AuthenticationFailed):
        ClientAuthentication().authenticate(asking(secret))


def test_a_key_of_one_village_is_unknown_in_the_next_even_if_the_row_is_there(key, citra, neighbour, make_account):
    client, secret = key
    with current.inside(neighbour):
        maker = make_account("darma", "KADES")
        ApiClient.objects.create(
            name="x",
            fingerprint=client.fingerprint,
            permissions=[SEE_LOG],
            made_by=maker,
            made_at=NOON,
            expires_at=client.expires_at,
        )
        with pytest.raises(AuthenticationFailed):
            ClientAuthentication().authenticate(asking(secret))


def test_a_key_opens_no_page(key, village):
    page = OfficeClient(village.host).get("/kantor/riwayat/", headers={"authorization": f"Bearer {key[1]}"})

    assert page.status_code == 302


def test_what_a_system_does_is_written_down_under_its_name(key):
    caller, _ = ClientAuthentication().authenticate(asking(key[1]))

    entry = audit.record("test.act", by=caller, at=NOON)

    assert (entry.actor_id, entry.actor_name) == (None, "Sistem: Mesin antrean")


def test_nobody_gives_a_key_more_than_the_own_rights(budi):
    with pytest.raises(actions.PermissionsTooWide):
        actions.make_api_client(name="x", permissions=[SEE_LOG], expires_at=NOON + timedelta(days=1), by=budi, at=NOON)


@pytest.mark.parametrize("permissions", [[], ["raja.semua"], [AccountPermission.MANAGE_ACCOUNTS.value]])
def test_a_key_needs_rights_that_are_there_and_need_no_second_factor(citra, permissions):
    with pytest.raises(actions.PermissionsTooWide):
        actions.make_api_client(
            name="x", permissions=permissions, expires_at=NOON + timedelta(days=1), by=citra, at=NOON
        )


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_key_lives_a_year_at_most(citra, days):
    with pytest.raises(actions.TooLong):
        actions.make_api_client(
            name="x", permissions=[SEE_LOG], expires_at=NOON + timedelta(days=days), by=citra, at=NOON
        )


def test_the_secret_is_shown_once_and_kept_nowhere(village, citra, signed_in):
    client = signed_in(village, citra, second_factor=True)
    form = {
        "name": "Mesin antrean",
        "permissions": ["registry.see_residents"],
        "expires_on": (timezone.localdate() + timedelta(days=90)).isoformat(),
        "key": str(uuid4()),
    }
    assert client.post("/kantor/pengaturan/integrasi/", form).status_code == 302

    first = client.get("/kantor/pengaturan/integrasi/")
    secret = first.context["secret"]

    assert secret in first.content.decode()
    assert secret not in client.get("/kantor/pengaturan/integrasi/").content.decode()
    assert ClientAuthentication().authenticate(asking(secret))
    assert client.post("/kantor/pengaturan/integrasi/", form).status_code == 302
    assert ApiClient.objects.count() == 1


def test_only_what_the_api_asks_for_is_offered(village, citra, signed_in):
    form = signed_in(village, citra, second_factor=True).get("/kantor/pengaturan/integrasi/").context["form"]

    offered = {value for value, _ in form.fields["permissions"].choices}
    assert "registry.see_residents" in offered
    assert not offered & {SEE_LOG, AccountPermission.MANAGE_ACCOUNTS.value}


def test_a_revoked_key_is_over_at_once_and_in_the_log(village, citra, key, signed_in):
    signed_in(village, citra, second_factor=True).post(f"/kantor/pengaturan/integrasi/{key[0].pk}/cabut/")

    with pytest.raises(AuthenticationFailed):
        ClientAuthentication().authenticate(asking(key[1]))
    assert Entry.objects.filter(action="api_client.revoke").count() == 1
