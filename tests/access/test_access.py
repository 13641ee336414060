"""Who may open what, for every address there is: a stranger, a colleague without the right, a person who has it."""

from typing import Any

import pytest
from conftest import OfficeClient
from django.conf import settings
from django.urls import reverse

from access import walking
from access.table import ROWS
from accounts import permissions
from accounts.posts import POSTS_OF_KIND
from walls import current

PLACES = walking.places()
BY_NAME = {(place.kind, place.name): place for place in PLACES}
CASES = [
    pytest.param(kind, *row[1:], id=f"{kind} {row[1]} {row[2]}") for row in ROWS for kind in walking.kinds_of(row[0])
]
SAFE = {"GET", "HEAD"}


@pytest.fixture
def offices(village, district, regency):
    return {"village": village, "district": district, "regency": regency}


def test_there_is_something_to_walk():
    assert {place.kind for place in PLACES} == {"village", "district", "regency"}
    assert len(PLACES) > 60


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.kind} {place.name}")
def test_every_view_says_who_may_open_it(place):
    assert place.access, f"{place.name} has neither @requires nor @open_to_all (endpoints: access or open_because)"


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.kind} {place.name}")
def test_every_address_has_its_row(place):
    rows = [row for row in ROWS if row[2] == place.name and place.kind in walking.kinds_of(row[0])]

    assert rows, f"add a row for {place.name} to tests/access/table.py"
    if isinstance(place.access, dict):
        assert set(place.access) <= {row[1] for row in rows}, f"every method of {place.name} wants its row"


def test_no_row_is_left_of_an_address_that_went():
    gone = [(kind, row[2]) for row in ROWS for kind in walking.kinds_of(row[0]) if (kind, row[2]) not in BY_NAME]

    assert not gone


@pytest.mark.parametrize(("kind", "method", "name", "stranger", "colleague", "entitled", "given"), CASES)
def test_each_gets_the_answer_of_the_table(
    offices, make_account, signed_in, kind, method, name, stranger, colleague, entitled, given
):
    office, permission = offices[kind], BY_NAME[kind, name].permission(method)
    with current.inside(office):
        insider = make_account("berhak", *_posts(kind, permission, has=True)[:1], totp=True)
        others = _posts(kind, permission, has=False)
        address = _address(office, insider, name, given)
        if permission is not None:
            assert (colleague is None) == (not others), f"colleague: {len(others)} posts of a {kind} lack {permission}"
        if stranger is not None:
            assert _ask(OfficeClient(office.host), method, address).status_code == stranger, "stranger"
        if others and permission is not None:
            outsider = signed_in(office, make_account("rekan", others[0], totp=True), second_factor=True)
            assert _ask(outsider, method, address).status_code == colleague, "colleague"
        response = _ask(signed_in(office, insider, second_factor=True), method, address)

    assert response.status_code == entitled, "entitled"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("kind", "method", "name", "given"),
    [
        pytest.param(case.values[0], case.values[1], case.values[2], case.values[6], id=case.id)
        for case in CASES
        if case.values[1] not in SAFE
    ],
)
def test_nothing_is_done_for_a_form_of_another_site(offices, make_account, signed_in, kind, method, name, given):
    office, permission = offices[kind], BY_NAME[kind, name].permission(method)
    with current.inside(office):
        insider = make_account("berhak", *_posts(kind, permission, has=True)[:1], totp=True)
        client = signed_in(office, insider, second_factor=True)
        client.handler.enforce_csrf_checks = True
        response = _ask(client, method, _address(office, insider, name, given))

    assert response.status_code == 403


def _posts(kind: str, permission: Any, *, has: bool) -> list[str]:
    granted = permissions.all_permissions().get(permission, frozenset())
    return [post for post in POSTS_OF_KIND[kind] if permission is None or (post in granted) == has]


def _address(office: Any, person: Any, name: str, given: Any) -> str:
    arguments = given(office, person) if callable(given) else given
    return reverse(name, urlconf=settings.TENANT_TYPES[office.kind]["URLCONF"], kwargs=arguments)


def _ask(client: Any, method: str, address: str) -> Any:
    return client.generic(method, address)
