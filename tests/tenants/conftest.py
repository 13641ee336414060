"""An administrator of the kabupaten, who looks after offices; and migrations of a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from samples.migrations import Rehearsal

from walls import current


@pytest.fixture
def admin(regency, make_account):
    """The kabupaten's administrator, and the test stands inside the kabupaten."""
    with current.inside(regency):
        account = make_account("admin", "ADMIN_KABUPATEN", name="Admin Kabupaten", totp=True)
        yield account


@pytest.fixture
def rehearsal(own_database: str, tmp_path: Path) -> Iterator[Rehearsal]:
    """More migrations for the residents' register, in a database of the test's own: commits are real."""
    with Rehearsal(tmp_path) as made:
        yield made
