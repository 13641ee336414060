"""A village in which something was done, committed, with a signed letter in the store; and its copy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from faults.counter import Counter, open_counter

from archive import store
from tenants.copies import writing
from tenants.models import Office
from walls import current


@pytest.fixture
def counter(own_database: str, tmp_path: Path, settings: Any) -> Counter:
    """Pragaan Laok with a head, a resident, and one letter signed and in the store."""
    from django.core.cache import cache

    settings.CA_DIR = tmp_path / "ca"
    cache.clear()
    store.ensure_bucket()
    made = open_counter()
    made.sign(made.letter())
    return made


@pytest.fixture
def village(counter: Counter) -> Any:
    """The office, read anew; the test stands outside of it."""
    return office_of(counter.village.key)


@pytest.fixture
def copy(village: Any, counter: Counter, tmp_path: Path) -> Path:
    """A copy of the village as the fixtures left it."""
    file = tmp_path / "village.zip"
    writing.write_copy(village, file, at=counter.at)
    return file


@pytest.fixture
def sums() -> Callable[[Any], dict[str, str]]:
    """The digest of every table of an office, by name."""
    from tenants.copies import moment, rows, shape

    def of(office: Any) -> dict[str, str]:
        with moment.of(office) as now:
            tables = shape.of(now.cursor, office.schema_name).tables
            return {table.name: rows.digest(now.cursor, office.schema_name, table).sha256 for table in tables}

    return of


def office_of(key: str) -> Any:
    with current.outside():
        return Office.objects.select_related("secret", "parent__parent").prefetch_related("domains").get(key=key)
