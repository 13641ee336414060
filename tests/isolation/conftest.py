"""Pragaan Laok (A) and its neighbour Prenduan (B), built as twins."""

import pytest
from conftest import PASSWORD, OfficeClient

from isolation import twins


@pytest.fixture(scope="session")
def password_hash():
    from django.contrib.auth.hashers import make_password

    return make_password(PASSWORD)


@pytest.fixture
def pair(village, neighbour, password_hash):
    """Both twins; the second has one letter more, and the canary in every free text."""
    from walls import current

    current.leave()
    a = twins.build(village, people=1, password_hash=password_hash)
    b = twins.build(neighbour, people=2, password_hash=password_hash, paper=twins.CANARY)
    with current.outside(), current.inside(neighbour):
        b.taken = twins.mark_with_canary()
    return a, b


@pytest.fixture
def client_of(signed_in):
    """A browser of an account of a twin, with the second factor proved: `client_of(a, "KADES")`."""

    def make(twin, post):
        return signed_in(twin.office, twin.accounts[post], second_factor=True)

    return make


@pytest.fixture
def stranger_at():
    return lambda twin: OfficeClient(twin.office.host)
