"""Migrations of a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from samples.migrations import Rehearsal


@pytest.fixture
def rehearsal(own_database: str, tmp_path: Path) -> Iterator[Rehearsal]:
    """More migrations for the residents' register, in a database of the test's own: commits are real."""
    with Rehearsal(tmp_path) as made:
        yield made
