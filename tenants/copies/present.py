"""What stands where a copy is to go: is it newer, may it be taken away, who may come in meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, OperationalError, transaction

from tenants import privileges, schema_sql
from tenants.copies import keeping, published
from tenants.copies.refusals import OfficeBusy, OfficeStands
from tenants.models import Backup, Office
from walls import current

#: Stands on the page of an office while it is being brought back; a run that was cut off is known by it.
BECAUSE = "Data kantor sedang dipulihkan dari salinan."
LOCK_WAIT = "10s"
# Two who bring back the same office must not both find its role missing.
ONE_ROLE_AT_A_TIME = 802702


@contextmanager
def suspended(office: Office) -> Iterator[None]:
    """Close the door while we work and leave it as it was; cut off, it stays closed, and the next run knows why."""
    rows = Office.objects.filter(pk=office.pk)
    was, why = office.state, office.suspended_because
    if why == BECAUSE:
        was, why = Office.State.OPEN, ""
    with current.outside():
        rows.update(state=Office.State.SUSPENDED, suspended_because=BECAUSE)
    try:
        yield
    finally:
        with current.outside():
            rows.update(state=was, suspended_because=why)


@contextmanager
def quietly() -> Iterator[None]:
    """:raises OfficeBusy: a lock was not to be had in time."""
    try:
        yield
    except OperationalError as error:
        if "lock timeout" in str(error):
            raise OfficeBusy("Kantor masih dipakai; coba lagi sebentar lagi.") from error
        raise
    except IntegrityError as error:
        raise OfficeStands("Wilayah, kunci atau alamatnya baru saja dipakai kantor lain.") from error


def keep_present(office: Office, at: datetime) -> tuple[Backup | None, str | None]:
    """A copy of what is there now, be it damaged, and the log's end as that copy may have seen it."""
    if not schema_exists(office.schema_name):
        return None, None
    seen = anchor(office)
    return keeping.keep_copy(office, reason="before-restore", at=at, what_is_left=True), seen


def take_away(office: Office, seen: str | None) -> None:
    """Drop the present tables and what was made from them, when nothing was written to them since they were copied."""
    published.forget(office.pk)
    if not schema_exists(office.schema_name):
        return
    with current.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_WAIT])
        if tables := [f'"{office.schema_name}"."{name}"' for name in schema_sql.names(cursor, office.schema_name)]:
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        if anchor(office) != seen:
            raise OfficeBusy(f"{office.title} masih dipakai; coba lagi sebentar lagi.")
        cursor.execute(f'DROP SCHEMA "{office.schema_name}" CASCADE')


def anchor(office: Office) -> str | None:
    """The end of the office's log now; None when its head is gone."""
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f'"{office.schema_name}".audit_head'])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(f'SELECT length, last_mac FROM "{office.schema_name}".audit_head')  # noqa: S608 - a name of ours
        found = cursor.fetchone()
    return f"{found[0]}:{found[1]}" if found else None


def schema_exists(name: str) -> bool:
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [f'"{name}"'])
        return bool(cursor.fetchone()[0])


def mend_role(office: Office) -> None:
    make_role(office.role_name)
    if schema_exists(office.schema_name):
        with current.outside(), transaction.atomic():
            privileges.grant_schema(office.schema_name, office.role_name)


def make_role(role: str) -> None:
    """Roles belong to the whole server; one without an office may do nothing, so it may be there already."""
    with current.outside(), transaction.atomic(), current.connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_ROLE_AT_A_TIME])
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            privileges.make_role(role)
