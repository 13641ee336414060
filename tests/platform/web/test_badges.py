"""Counts beside the menu: remembered, asked anew after a change, and right without a cache."""

import pytest

from walls import current, fleeting
from web import badges


@pytest.fixture
def asked():
    """What is counted, and how often it was asked for."""
    said = {"count": 2, "times": 0}

    def ask():
        said["times"] += 1
        return said["count"]

    return said, ask


def test_it_is_counted_once_until_something_changes(village, budi, sari, asked, django_capture_on_commit_callbacks):
    said, ask = asked

    assert [badges.count("x", budi, ask) for _ in range(3)] == [2, 2, 2]
    assert said["times"] == 1
    said["count"] = 0
    with django_capture_on_commit_callbacks(execute=True):
        badges.changed("x")

    assert badges.count("x", budi, ask) is None
    assert badges.count("x", sari, ask) is None
    assert said["times"] == 3


def test_offices_remember_apart(village, budi, neighbour, asked, django_capture_on_commit_callbacks):
    said, ask = asked
    badges.count("x", budi, ask)

    with current.inside(neighbour):
        badges.count("x", budi, ask)

    assert said["times"] == 2


def test_without_a_cache_it_is_counted_each_time(village, budi, asked, monkeypatch):
    said, ask = asked
    monkeypatch.setattr(fleeting, "_asked", lambda question: None)

    assert [badges.count("x", budi, ask) for _ in range(2)] == [2, 2]
    assert said["times"] == 2
