"""
Which office the present request or job belongs to, and the only ways to change it.

`with office:` of the library keeps a list shared by all threads, so it is banned; use `inside(office)`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, cast

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db import connection as _connection

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo


log = structlog.get_logger(__name__)
connection: Any = _connection


class OfficeLike(Protocol):
    """What the lower rooms may know of an office; the model itself lives in `tenants`."""

    pk: int
    key: str
    kind: str
    name: str
    schema_name: str

    @property
    def role_name(self) -> str: ...

    @property
    def root_key(self) -> bytes: ...

    @property
    def title(self) -> str: ...

    @property
    def subtitle(self) -> str: ...

    @property
    def address(self) -> str: ...

    @property
    def tzinfo(self) -> "tzinfo": ...


class NoOfficeError(RuntimeError):
    """Something that belongs to one office was asked for outside every office."""


def office() -> OfficeLike:
    """
    The office whose schema, role and keys are in use.

    :raises NoOfficeError: the connection stands in the public schema, or in a schema chosen by name only.
    """
    tenant = getattr(connection, "tenant", None)
    if tenant is None or not getattr(tenant, "key", ""):
        raise NoOfficeError("No office is current: come through its host name or a signed job header.")
    return cast("OfficeLike", tenant)


def office_key() -> str:
    """The opaque, permanent key of the current office, or "-" in the public schema."""
    return getattr(getattr(connection, "tenant", None), "key", "") or "-"


def local(at: "datetime") -> "datetime":
    """A moment by the clocks of the current office."""
    return at.astimezone(office().tzinfo)


def today(at: "datetime") -> "date":
    """The day of a moment where the current office is."""
    return local(at).date()


def enter(office: Any) -> None:
    """Use this office's search path and role from here on."""
    connection.set_tenant(office)


def leave() -> None:
    """Go back to the public schema, as the owner of the tables."""
    connection.set_schema_to_public()


@contextmanager
def inside(office: Any) -> Iterator[None]:
    """Work in one office, then return to where we were."""
    before = connection.tenant
    enter(office)
    try:
        yield
    finally:
        enter(before)


@contextmanager
def outside() -> Iterator[None]:
    """Work in the public schema as the owner of the tables, then return to where we were; for `tenants` and the exchange only."""
    before = connection.tenant
    leave()
    try:
        yield
    finally:
        enter(before)


def prove_connection() -> None:
    """
    Connect once, so that a process stops at its start and not at its first visitor when sessions are shared.

    A database that is away stops nobody: every later connection is proven too.

    :raises SystemExit: a pooler stands between that gives our session to others (walls.database.pooling).
    """
    try:
        connection.ensure_connection()
    except ImproperlyConfigured as refusal:
        raise SystemExit(str(refusal)) from refusal
    except OperationalError:
        log.warning("started while the database does not answer")
    finally:
        connection.close()
