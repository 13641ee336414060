"""Who may open what, for every address there is: a stranger, a colleague without the right, a person who has it."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from conftest import OfficeClient
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from access import walking
from access.table import ROWS
from accounts import permissions
from accounts.posts import POSTS_OF_KIND
from walls import current, fleeting

PLACES = walking.places()
BY_NAME = {(place.kind, place.name): place for place in PLACES}
CASES = [(kind, *row[1:]) for row in ROWS for kind in walking.kinds_of(row[0])]
SAFE = {"GET", "HEAD"}
#: As many rows as one test walks, so that workers get even shares.
MOST_ROWS = 40


def groups(methods_wanted: Any) -> list[Any]:
    """Rows with one kind of office and one permission together, so that those who ask are made once for many."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for case in CASES:
        kind, method, name = case[:3]
        if (place := BY_NAME.get((kind, name))) is not None and methods_wanted(method):
            found[kind, place.permission(method)].append(case)
    return [
        pytest.param(kind, permission, rows[first : first + MOST_ROWS], id=f"{kind} {permission or 'all'} {first}")
        for (kind, permission), rows in found.items()
        for first in range(0, len(rows), MOST_ROWS)
    ]


@pytest.fixture
def offices(village, district, regency):
    return {"village": village, "district": district, "regency": regency}


def test_there_is_something_to_walk():
    assert {place.kind for place in PLACES} == {"village", "district", "regency"}
    assert len(PLACES) > 60


def test_every_view_says_who_may_open_it():
    silent = [f"{place.kind} {place.name}" for place in PLACES if not place.access]

    assert not silent, f"neither @requires nor @open_to_all (endpoints: access or open_because): {silent}"


def test_every_address_has_its_row():
    methods: dict[Any, set[str]] = defaultdict(set)
    for kind, method, name, *_ in CASES:
        methods[kind, name].add(method)
    wanted = {
        (place.kind, place.name): set(place.access) if isinstance(place.access, dict) else set() for place in PLACES
    }
    missing = [found for found, said in wanted.items() if not methods[found] or said - methods[found]]

    assert not missing, f"add rows to tests/access/table.py, one for each method of an endpoint: {missing}"


def test_no_row_is_left_of_an_address_that_went():
    gone = [(kind, row[2]) for row in ROWS for kind in walking.kinds_of(row[0]) if (kind, row[2]) not in BY_NAME]

    assert not gone


@pytest.mark.parametrize(("kind", "permission", "rows"), groups(lambda _method: True))
def test_each_gets_the_answer_of_the_table(offices, make_account, signed_in, kind, permission, rows):
    """Whoever has one permission, and whoever has not, at every address that wants it; each row as if it were the first."""
    office, wrong = offices[kind], []
    with current.inside(office):
        insider = make_account("berhak", *_posts(kind, permission, has=True)[:1], totp=True)
        may = signed_in(office, insider, second_factor=True)
        others = _posts(kind, permission, has=False) if permission else []
        may_not = others and signed_in(office, make_account("rekan", others[0], totp=True), second_factor=True)
        for _, method, name, stranger, colleague, entitled, given in rows:
            if permission is not None:
                assert (colleague is None) == (not others), f"{len(others)} posts of a {kind} lack {permission}"
            asked = {"stranger": (OfficeClient(office.host), stranger), "colleague": (may_not, colleague)}
            asked["entitled"] = (may, entitled)
            with undone(may, may_not):
                address = _address(office, fresh(insider), name, given)
                for who, (client, expected) in asked.items():
                    if client and expected is not None:
                        answer = _ask(client, method, address)
                        if answer.status_code != expected:
                            wrong.append(f"{method} {name}: {who} got {answer.status_code}, not {expected}")
                if "no-store" not in answer["Cache-Control"]:
                    wrong.append(f"{method} {name}: may be kept")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("kind", "permission", "rows"), groups(lambda method: method not in SAFE))
def test_nothing_is_done_for_a_form_of_another_site(offices, make_account, signed_in, kind, permission, rows):
    office, done = offices[kind], []
    with current.inside(office):
        insider = make_account("berhak", *_posts(kind, permission, has=True)[:1], totp=True)
        client = signed_in(office, insider, second_factor=True)
        client.handler.enforce_csrf_checks = True
        for _, method, name, _, _, _, given in rows:
            with undone(client):
                answer = _ask(client, method, _address(office, fresh(insider), name, given))
                done += [] if answer.status_code == 403 else [f"{method} {name}: {answer.status_code}"]

    assert not done, "\n".join(done)


def fresh(account: Any) -> Any:
    """The account as it is now: it remembers its posts, and rows before this one may have given it more."""
    return type(account).objects.get(pk=account.pk)


@contextmanager
def undone(*browsers: Any) -> Iterator[None]:
    """Take back what was written, remembered and sent as a cookie, so that no row leans on the one before."""
    cookies = [(browser, deepcopy(browser.cookies)) for browser in browsers if browser]
    cache.clear()
    fleeting.wake()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for browser, before in cookies:
        browser.cookies = before


def _posts(kind: str, permission: Any, *, has: bool) -> list[str]:
    granted = permissions.all_permissions().get(permission, frozenset())
    return [post for post in POSTS_OF_KIND[kind] if permission is None or (post in granted) == has]


def _address(office: Any, person: Any, name: str, given: Any) -> str:
    arguments = given(office, person) if callable(given) else given
    return reverse(name, urlconf=settings.TENANT_TYPES[office.kind]["URLCONF"], kwargs=arguments)


def _ask(client: Any, method: str, address: str) -> Any:
    return client.generic(method, address)
