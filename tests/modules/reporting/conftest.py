"""A village whose shelf has two sample books beside the real ones."""

from typing import Any

import pytest
from samples.books import People, people_book, people_rows, wide_book

from papers import books
from registry.permissions import RegistryPermission


@pytest.fixture
def shelf(village: Any):
    """The wide book, and one of people as long as wished: `shelf.people.length = 2000`."""
    people = People(3)
    permission = RegistryPermission.SEE_POPULATION_BOOKS
    books.declare(wide_book(permission=permission))
    books.declare(
        people_book(permission=permission, reveal=RegistryPermission.REVEAL_NIK, rows=lambda _span: people_rows(people))
    )
    yield people
    books.forget("B.93")
    books.forget("B.91")
