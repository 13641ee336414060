"""Counts beside the menu: one statement for all, remembered where that is said, asked anew after a change, right without a cache."""

from types import SimpleNamespace

import pytest

from accounts.models import Account
from walls import current, fleeting
from web import badges


@pytest.fixture
def asked(monkeypatch):
    """Two declared counts, the first remembered; how often its rows were asked for."""
    said = {"rows": Account.objects.all(), "times": 0}

    def rows(account):
        said["times"] += 1
        return said["rows"]

    monkeypatch.setattr(badges, "_declared", {})
    badges.declare("x", rows)
    badges.declare("y", lambda account: Account.objects.filter(username="nobody"), is_remembered=False)
    badges.declare("hidden", lambda account: None)
    return said


def seen(account, name="x"):
    return badges.of(SimpleNamespace(user=account), name)


def test_all_that_is_declared_costs_one_statement(village, budi, sari, asked, django_assert_num_queries):
    request = SimpleNamespace(user=budi)

    with django_assert_num_queries(1):
        assert [badges.of(request, name) for name in ("x", "y", "hidden", "x")] == [2, None, None, 2]
    assert asked["times"] == 1


def test_it_is_counted_once_until_something_changes(village, budi, sari, asked, django_capture_on_commit_callbacks):
    assert [seen(budi) for _ in range(3)] == [2, 2, 2]
    assert asked["times"] == 1
    asked["rows"] = Account.objects.none()
    with django_capture_on_commit_callbacks(execute=True):
        badges.changed("x")

    assert seen(budi) is None
    assert seen(sari) is None
    assert asked["times"] == 3


def test_offices_remember_apart(village, budi, neighbour, asked):
    seen(budi)

    with current.inside(neighbour):
        seen(budi)

    assert asked["times"] == 2


def test_without_a_cache_it_is_counted_each_time(village, budi, asked, monkeypatch):
    monkeypatch.setattr(fleeting, "_asked", lambda question: None)

    assert [seen(budi) for _ in range(2)] == [1, 1]
    assert asked["times"] == 2


def test_what_has_a_shape_is_written_once_for_it_and_counted_anew(village, budi, asked, django_assert_num_queries):
    seen(budi)
    shapes = []

    def letters(shape):
        shapes.append(shape)
        return Account.objects.filter(username__startswith=shape)

    badges.declare("z", letters, shape=lambda account: account.username[:1], is_remembered=False)
    badges.declare("y", lambda shape: Account.objects.filter(pk__in=[]), shape=lambda account: 1, is_remembered=False)
    badges.declare("none", letters, shape=lambda account: None, is_remembered=False)

    for _ in range(2):
        request = SimpleNamespace(user=budi)
        with django_assert_num_queries(1):
            assert [badges.of(request, name) for name in ("x", "y", "z", "none")] == [1, None, 1, None]
    Account.objects.create(username="bima", name="Bima", created_at=budi.created_at)

    assert (seen(budi, "z"), seen(Account(username="citra"), "z"), shapes) == (2, None, ["b", "c"])
