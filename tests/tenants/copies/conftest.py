"""
A village in which something was done, committed, with a signed letter in the store; and its copy.

The village is made once for each test worker; every test has a clone of its database and finds the letter in the store again.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import digest_of_code, maintenance, use
from faults.counter import Counter, open_counter

from accounts.models import Account
from archive import store
from archive.models import Document
from config.scratch import drop_database
from registry.models import Resident
from tenants import schema_sql
from tenants.copies import moment, rows, writing
from tenants.models import Office
from walls import current


@dataclass(frozen=True)
class Made:
    """The database in which the village was made, its authority's folder, and what the letter is."""

    database: str
    ca: Path
    at: datetime
    place: str
    pdf: bytes


@pytest.fixture(scope="session")
def made(
    django_db_setup: None, django_db_blocker: Any, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    """Pragaan Laok with a head, a resident, and one letter signed and in the store."""
    from django.conf import settings
    from django.core.cache import cache

    from config.celery import app

    # The letter goes to the store when it is signed; what says so for every test begins later.
    app.conf.task_always_eager = True
    name, shared, ca_before = f"test_made_{worker_id}", settings.DATABASES["default"]["NAME"], settings.CA_DIR
    settings.CA_DIR = tmp_path_factory.mktemp("made") / "ca"
    with django_db_blocker.unblock():
        clone(f"test_{digest_of_code()}", name)
        use(name)
        cache.clear()
        store.ensure_bucket()
        counter = open_counter()
        counter.sign(counter.letter())
        with current.inside(counter.village):
            document = Document.objects.get()
            place, pdf = store._own(document), store.get(document)
        current.leave()
        use(shared)
        ca, settings.CA_DIR = settings.CA_DIR, ca_before
        yield Made(name, ca, counter.at, place, pdf)
        drop(name)


@pytest.fixture
def own_database(made: Made, django_db_blocker: Any, worker_id: str) -> Iterator[str]:
    """A clone of the database in which the village was made; commits are real."""
    from django.conf import settings

    shared, name = settings.DATABASES["default"]["NAME"], f"test_own_{worker_id}"
    with django_db_blocker.unblock():
        clone(made.database, name)
        use(name)
        current.leave()
        yield name
        current.leave()
        use(shared)
        drop(name)


@pytest.fixture
def counter(own_database: str, made: Made, tmp_path: Path, settings: Any) -> Counter:
    """The village with its head and Ani; the authority is the test's own copy, the letter lies in the store."""
    from django.core.cache import cache

    settings.CA_DIR = tmp_path / "ca"
    shutil.copytree(made.ca, settings.CA_DIR)
    cache.clear()
    store._client().put_object(Bucket=settings.S3_BUCKET, Key=made.place, Body=made.pdf)
    village = office_of("villageaaa")
    with current.inside(village):
        return Counter(village, Account.objects.get(username="citra"), Resident.objects.get(), made.at)


@pytest.fixture
def village(counter: Counter) -> Any:
    """The office; the test stands outside of it."""
    return counter.village


@pytest.fixture
def copy(village: Any, counter: Counter, tmp_path: Path) -> Path:
    """A copy of the village as the fixtures left it."""
    file = tmp_path / "village.zip"
    writing.write_copy(village, file, at=counter.at)
    return file


@pytest.fixture
def sums() -> Callable[[Any], dict[str, str]]:
    """The digest of every table of an office, by name."""

    def of(office: Any) -> dict[str, str]:
        with moment.of(office) as now:
            tables = schema_sql.of(now.cursor, office.schema_name).tables
            return {table.name: rows.digest(now.cursor, office.schema_name, table).sha256 for table in tables}

    return of


def office_of(key: str) -> Any:
    with current.outside():
        return Office.objects.select_related("secret", "parent__parent").prefetch_related("domains").get(key=key)


def clone(template: str, name: str) -> None:
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    with maintenance(settings.DATABASES["default"]) as server:
        drop_database(server, name)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop(name: str) -> None:
    from django.conf import settings

    with maintenance(settings.DATABASES["default"]) as server:
        drop_database(server, name)
