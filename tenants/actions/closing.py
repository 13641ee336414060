"""
The end of an office: a last copy, then everything it was, in an order in which nothing is lost and nothing stays.

Until `remove_from_database` commits, the office is whole and may be reopened. That one transaction takes tables, role, secret and hosts
together; afterwards nobody can reach the objects or add to them, and they are removed from a listing of the store itself. Every step may
be killed and done again. Who asked, who confirmed and the certificate are the business of the room above.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from psycopg import sql

from archive import destroying
from jobs.errands import actions as errands
from tenants import fingerprints
from tenants.actions.life import OfficeGone
from tenants.copies import keeping, published
from tenants.copies.refusals import MemberChanged, OfficeUnknown
from tenants.fingerprints import Fingerprint
from tenants.models import (
    Backup,
    Domain,
    DomainClaim,
    Office,
    OfficeLimit,
    OfficeRegion,
    OfficeSecret,
    RetiredName,
    RolloutFailure,
)
from walls import cache, current

#: Old links, cookies and cached pages are forgotten by then.
QUARANTINE = timedelta(days=2 * 365)
LOCK_WAIT = "10s"


class NotSuspended(RuntimeError):
    """An open office is not removed, nor is one that is gone already."""


class StillNeeded(RuntimeError):
    """Offices stand below it, or it is a kabupaten."""


class ChangedSinceCopy(RuntimeError):
    """The office holds something its last copy does not have; another copy must be made and handed over."""


class CopyUnproven(RuntimeError):
    """What the store gives back is not the copy that was made."""


class SomethingRemains(RuntimeError):
    """After everything was removed something is still there; the text names it. No certificate may be made."""


@dataclass(frozen=True)
class LastCopy:
    """A copy with everything in it, read back from the store."""

    backup: Backup
    fingerprint: Fingerprint


def refuse_to_remove(office: Office) -> None:
    """
    :raises NotSuspended: its door is not closed.
    :raises StillNeeded: other offices stand below it.
    """
    if office.state != Office.State.SUSPENDED:
        raise NotSuspended(office.title)
    if office.kind == Office.Kind.REGENCY or Office.objects.standing().filter(parent=office).exists():
        raise StillNeeded(office.title)


def make_last_copy(*, office: Office, at: datetime) -> LastCopy:
    """
    Copy a suspended office whole, and prove the copy: nothing changed meanwhile, and the store gives it back unchanged.

    :raises NotSuspended, StillNeeded: see `refuse_to_remove`.
    :raises ChangedSinceCopy: something was still at work; try again.
    :raises CopyUnproven: the store gives back something else.
    :raises CopyRefused: the copy could not be written (tenants.copies.refusals).
    """
    with current.outside():
        refuse_to_remove(office)
        before = fingerprints.take(office.schema_name)
    backup = keeping.keep_copy(office, reason="before-closing", at=at)
    prove_copy(backup)
    with current.outside():
        if fingerprints.take(office.schema_name) != before:
            raise ChangedSinceCopy(office.title)
    return LastCopy(backup, before)


def copy_named(backup_id: int) -> Backup:
    """:raises Backup.DoesNotExist: there is no such copy any more."""
    with current.outside():
        return Backup.objects.select_related("office").get(pk=backup_id)


def prove_copy(backup: Backup) -> None:
    """
    Read the whole archive back from the store and compare its digest.

    :raises CopyUnproven: it is gone, or not what was written.
    :raises StoreAway: the store does not answer; try again later.
    """
    try:
        with keeping.fetched(backup.pk):
            return
    except (MemberChanged, OfficeUnknown) as changed:
        raise CopyUnproven(backup.location) from changed


@transaction.atomic
def remove_from_database(
    *, office_id: int, copied: Fingerprint, at: datetime, keep: Callable[[dict[str, object]], None]
) -> None:
    """
    Remove an office's tables, role, secret and hosts at once; its row stays with its figures, closed.

    :param copied: what its last copy holds; the tables are locked and compared before they go.
    :param keep: is given what went, in the same transaction, in the office that was current before.
    :raises OfficeGone: there is no such office any more.
    :raises NotSuspended, StillNeeded: see `refuse_to_remove`.
    :raises ChangedSinceCopy: nothing was removed.
    """
    with current.outside():
        office = _last_look(office_id)
        _hold_tables(office.schema_name)
        if fingerprints.take(office.schema_name) != copied:
            raise ChangedSinceCopy(office.title)
        hosts = _retire_hosts(office, at)
        _drop_schema_and_role(office)
        _leave_a_tombstone(office, at)
    keep(
        {
            "tables": {table: rows for table, (rows, _) in copied.items()},
            "schema": office.schema_name,
            "role": office.role_name,
            "hosts": hosts,
            "at": at.isoformat(),
        }
    )


def remove_from_stores_and_cache(office: Office, *, last_copy: Backup) -> None:
    """
    Remove every object, every earlier copy and every cached entry of an office whose tables are gone; the last copy stays.

    :raises StoreUnavailable: try again later.
    """
    destroying.destroy(office.key)
    destroying.destroy_copies(office.key, but=last_copy.location)
    with current.outside():
        Backup.objects.filter(office=office).exclude(pk=last_copy.pk).delete()
    cache.forget_office(office.key)


def refuse_if_something_remains(office: Office, *, last_copy: Backup) -> None:
    """
    Look everywhere an office leaves something but its last copy.

    :raises SomethingRemains: it names what was found.
    :raises StoreUnavailable: the store cannot be asked.
    """
    with current.outside():
        found = [*_in_database(office), *_in_public_tables(office)]
    if not (held := destroying.holdings(office.key)).is_nothing:
        found.append(f"{held.versions} objek dan {held.uploads} unggahan")
    if copies := destroying.count_copies(office.key, but=last_copy.location):
        found.append(f"{copies} salinan lama")
    if entries := cache.count_of_office(office.key):
        found.append(f"{entries} isi cache")
    if found:
        raise SomethingRemains(", ".join(found))


def _last_look(office_id: int) -> Office:
    office = Office.objects.standing().select_for_update().filter(pk=office_id).first()
    if office is None:
        raise OfficeGone(office_id)
    refuse_to_remove(office)
    return office


def _hold_tables(schema: str) -> None:
    """Work that was still going on ends first; whatever comes later finds no tables."""
    tables = [sql.Identifier(schema, table) for table in fingerprints.tables_of(schema)]
    _run(sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(LOCK_WAIT)))
    if tables:
        _run(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(sql.SQL(", ").join(tables)))


def _retire_hosts(office: Office, at: datetime) -> list[str]:
    """Hosts of this deployment rest; an own domain belongs to whoever can write its DNS, so it is simply let go."""
    hosts = list(Domain.objects.filter(tenant=office).order_by("-is_primary", "domain"))
    free_after = at + QUARANTINE
    RetiredName.objects.filter(office=office).update(free_after=free_after)
    primary = [host.domain for host in hosts if host.is_primary]
    RetiredName.objects.rest(primary, office=office, at=at, free_after=free_after)
    Domain.objects.filter(tenant=office).delete()
    return [host.domain for host in hosts]


def _drop_schema_and_role(office: Office) -> None:
    _run(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(office.schema_name)))
    # It owned nothing, and what it was granted went with the schema.
    _run(sql.SQL("DROP ROLE {}").format(sql.Identifier(office.role_name)))


def _leave_a_tombstone(office: Office, at: datetime) -> None:
    for model in (OfficeSecret, DomainClaim, OfficeLimit, RolloutFailure):
        model._default_manager.filter(office=office).delete()
    errands.forget_office(office.key)
    published.forget(office.pk)
    OfficeRegion.objects.filter(office=office, until__isnull=True).update(until=at.astimezone(office.tzinfo).date())
    Office.objects.filter(pk=office.pk).update(
        state=Office.State.CLOSED, canary=False, suspended_because="", address_line="", postal_code="", phone="", email="",
        level="", planted="",
    )  # fmt: skip


def _in_database(office: Office) -> list[str]:
    looks = {
        f"skema {office.schema_name}": ("SELECT 1 FROM pg_namespace WHERE nspname = %s", office.schema_name),
        f"peran {office.role_name}": ("SELECT 1 FROM pg_roles WHERE rolname = %s", office.role_name),
    }
    found = []
    with current.connection.cursor() as cursor:
        for what, (question, name) in looks.items():
            cursor.execute(question, [name])
            found += [what] if cursor.fetchone() else []
    return found


def _in_public_tables(office: Office) -> list[str]:
    looks = {"rahasia": OfficeSecret, "klaim domain": DomainClaim, "batas": OfficeLimit}
    found = [what for what, model in looks.items() if model._default_manager.filter(office=office).exists()]
    found += published.remaining(office.pk)
    return [*found, *(["alamat"] if Domain.objects.filter(tenant=office).exists() else [])]


def _run(statement: sql.Composed) -> None:
    with current.connection.cursor() as cursor:
        cursor.execute(statement.as_string(None))
