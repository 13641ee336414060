"""
A small kabupaten for every test: Sumenep with two kecamatan and three villages.

The database is built once by the ordinary commands and kept as a template, named after a digest of the migrations; each test worker
clones it in a fraction of a second. Cast: Ani a resident; Budi an operator, Citra the head of Pragaan Laok (the village `village`);
Darma of Prenduan (`neighbour`) may see nothing of it.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client

from config.scratch import drop_database
from walls import current

ROOT = Path(__file__).resolve().parents[1]
NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
PASSWORD = "gading-sore-melintas-42"
REGENCY, DISTRICT, OTHER_DISTRICT = "35.29", "35.29.11", "35.29.10"
VILLAGE, NEIGHBOUR, FAR = "35.29.11.2010", "35.29.11.2012", "35.29.10.2008"
KEYS = {
    REGENCY: "regencyaaa",
    DISTRICT: "districtaa",
    OTHER_DISTRICT: "districtbb",
    VILLAGE: "villageaaa",
    NEIGHBOUR: "villagebbb",
    FAR: "villageccc",
}


ROLES_OF_NOTHING = """
    SELECT rolname FROM pg_roles r WHERE rolname ~ '^o_[a-z][a-z2-7]{9}$' AND NOT EXISTS (
        SELECT FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid AND d.dbid <> 0)"""


# A landing is judged on examples that stay the same; every other run looks for new ones.
hypothesis.settings.register_profile("landing", derandomize=True)
if os.environ.get("CI") == "true":
    hypothesis.settings.load_profile("landing")


def pytest_configure() -> None:
    # Tests read static files where they lie; the hashed copies are made by `manage.py collectstatic` before serving.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    # A test that wants spare schemas asks for them.
    settings.POOL_SIZES = {}
    # A second thread would not see what the test's own transaction has written.
    settings.OPENING_LANES = 1
    # Each worker empties its own cache; databases 0 and 1 of the server belong to the demo.
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    server = settings.CACHES["default"]["LOCATION"].rpartition("/")[0]
    settings.CACHES["default"]["LOCATION"] = f"{server}/{2 + number % 12}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Browsers come last on every worker: the first that is driven leaves an event loop running in the worker's thread.

    What runs after it may not start a loop of its own, so a test's luck would depend on which worker it was given to.
    """
    items.sort(key=lambda item: "playwright" in getattr(item, "fixturenames", ()))


@cache
def digest_of_code() -> str:
    """
    Changes whenever a migration, a model, a seed or the way offices are opened changes.

    Read once: the walk goes over the local database's own files too, and one of them may vanish on the way.
    """
    found = hashlib.sha256()
    for pattern in (
        "**/migrations/*.py",
        "**/seeds.py",
        "tenants/**/*.py",
        "tenants/data/*.csv",
        "tests/conftest.py",
        "modules/service/kinds/*.toml",
        "modules/service/ask/kinds/*.toml",
        "**/policies.py",
    ):
        for path in sorted(ROOT.glob(pattern)):
            if ".venv" not in path.parts:
                found.update(path.read_bytes())
    return found.hexdigest()[:16]


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """This will give the worker its own copy of the sample kabupaten."""
    base = settings.DATABASES["default"]
    template, mine = f"test_{digest_of_code()}", f"test_kentongan_{worker_id}"
    connections["default"].settings_dict["TEST"]["NAME"] = mine
    with django_db_blocker.unblock():
        connections.close_all()
        with maintenance(base) as server:
            # Whichever worker comes first builds; the others wait here.
            server.execute("SELECT pg_advisory_lock(802701)")
            forget_roles(server)
            if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone() is None:
                build(server, template)
            drop(server, mine)
            server.execute(f'CREATE DATABASE "{mine}" TEMPLATE "{template}"')
            server.execute("SELECT pg_advisory_unlock(802701)")
        use(mine)
        yield
        connections.close_all()
        with maintenance(base) as server:
            drop(server, mine)


def forget_roles(server: psycopg.Connection) -> None:
    """Roles belong to the whole server: drop those whose offices went with a database that is gone."""
    for (role,) in server.execute(ROLES_OF_NOTHING).fetchall():
        server.execute(f'DROP ROLE IF EXISTS "{role}"')


def maintenance(base: dict[str, Any], name: str = "postgres") -> psycopg.Connection:
    return psycopg.connect(
        host=base["HOST"],
        port=base["PORT"],
        user=base["USER"],
        password=base["PASSWORD"],
        dbname=name,
        autocommit=True,
    )


def use(name: str) -> None:
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


def build(server: psycopg.Connection, template: str) -> None:
    from tenants import regions
    from tenants.actions.opening import open_office

    for (old,) in server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test%'").fetchall():
        drop_database(server, old)
    building = f"{template}_building"
    # Roles belong to the whole server, so those of an earlier build are still there.
    server.execute(f'CREATE DATABASE "{building}"')
    for key in KEYS.values():
        server.execute(f"DROP ROLE IF EXISTS o_{key}")
    use(building)
    call_command("prepare", verbosity=0)
    with current.outside():
        regions.load(regions.SAMPLE)
    for code, key in KEYS.items():
        open_office(region_code=code, at=NOON, key=key)
    connections.close_all()
    server.execute(f'ALTER DATABASE "{building}" RENAME TO "{template}"')


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[str]:
    """
    A database of the test's own, where commits are real; for servers, threads and killed processes.

    Django's way (truncate every table after the test) would empty the list of offices.
    """
    base, shared = settings.DATABASES["default"], settings.DATABASES["default"]["NAME"]
    name = f"test_own_{worker_id}"
    with django_db_blocker.unblock():
        connections.close_all()
        with maintenance(base) as server:
            drop(server, name)
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "test_{digest_of_code()}"')
        use(name)
        current.leave()
        yield name
        current.leave()
        use(shared)
        with maintenance(base) as server:
            drop(server, name)


def drop(server: psycopg.Connection, name: str) -> None:
    """Drop a test's database and the roles of its offices."""
    drop_database(server, name)
    forget_roles(server)


@pytest.fixture(autouse=True)
def _nobody_is_current(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test begins in no office and with an empty cache, so that none leans on another."""
    if "db" not in request.fixturenames and "transactional_db" not in request.fixturenames:
        yield
        return
    from django.core.cache import cache

    from walls import fleeting

    cache.clear()
    # A test before may have taken the cache away, which is then left alone for some seconds.
    fleeting.wake()
    current.leave()
    yield
    current.leave()


def office(code: str) -> Any:
    from tenants.models import Office

    with current.outside():
        return (
            Office.objects.select_related("secret", "parent__parent").prefetch_related("domains").get(region_code=code)
        )


@pytest.fixture(autouse=True)
def _jobs_run_at_once() -> None:
    """Jobs run in the process of the test when its transaction commits; tests in `faults` start real workers instead."""
    from config.celery import app

    app.conf.task_always_eager = True


@pytest.fixture
def regency(db: None) -> Any:
    return office(REGENCY)


@pytest.fixture
def district(db: None) -> Any:
    return office(DISTRICT)


@pytest.fixture
def other_district(db: None) -> Any:
    return office(OTHER_DISTRICT)


@pytest.fixture
def neighbour(db: None) -> Any:
    return office(NEIGHBOUR)


@pytest.fixture
def village(db: None) -> Iterator[Any]:
    """Pragaan Laok, and the test stands inside it."""
    found = office(VILLAGE)
    with current.inside(found):
        yield found


@pytest.fixture
def make_account(db: None) -> Callable[..., Any]:
    """Make an account with posts in the current office: `make_account("budi", "KASI_PELAYANAN")`."""

    def make(username: str, *posts: str, name: str = "", totp: bool = False) -> Any:
        from accounts.models import Account, Appointment

        account = Account(username=username, name=name or username.title(), created_at=NOON, password=_hashed())
        account.totp_confirmed_at = NOON if totp else None
        account.save()
        Appointment.objects.bulk_create(Appointment(account=account, post=post, since=NOON.date()) for post in posts)
        return account

    return make


_hash: list[str] = []


def _hashed() -> str:
    from django.contrib.auth.hashers import make_password

    if not _hash:
        _hash.append(make_password(PASSWORD))
    return _hash[0]


@pytest.fixture
def budi(village: Any, make_account: Callable[..., Any]) -> Any:
    """Kasi Pelayanan and operator of Pragaan Laok."""
    return make_account("budi", "KASI_PELAYANAN", "OPERATOR", name="Budi Santoso")


@pytest.fixture
def citra(village: Any, make_account: Callable[..., Any]) -> Any:
    """The head of Pragaan Laok."""
    return make_account("citra", "KADES", name="Citra Lestari", totp=True)


@pytest.fixture
def gita(village: Any, make_account: Callable[..., Any]) -> Any:
    """Kasi Pemerintahan of Pragaan Laok: keeps the population."""
    return make_account("gita", "KASI_PEMERINTAHAN", name="Gita Puspita")


@pytest.fixture
def sari(village: Any, make_account: Callable[..., Any]) -> Any:
    """The secretary of Pragaan Laok."""
    return make_account("sari", "SEKDES", name="Sari Wulandari")


class OfficeClient(Client):
    """A browser at one office's host."""

    def __init__(self, host: str, **kwargs: Any) -> None:
        super().__init__(headers={"host": host}, **kwargs)
        self.defaults["SERVER_NAME"] = host

    def request(self, **request: Any) -> Any:
        """Ask, and stand afterwards in the office where the test stood; the middleware leaves for the public schema."""
        before = current.connection.tenant
        try:
            return super().request(**request)
        finally:
            current.enter(before)


@pytest.fixture
def visitor(village: Any) -> OfficeClient:
    """Somebody without an account at Pragaan Laok's address."""
    return OfficeClient(village.host)


@pytest.fixture
def signed_in() -> Callable[..., OfficeClient]:
    """A browser in which an account of an office is signed in: `signed_in(village, budi)`."""

    def sign_in(at: Any, account: Any, *, second_factor: bool = False) -> OfficeClient:
        client = OfficeClient(at.host)
        with current.inside(at):
            client.force_login(account, backend="accounts.backend.AccountBackend")
            if second_factor:
                session = client.session
                session["second_factor"] = True
                session.save()
        return client

    return sign_in
