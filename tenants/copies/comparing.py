"""A copy beside its office, to look into and to compare; nobody but the owner of the database reaches it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from django.db import transaction

from tenants import schema_sql
from tenants.copies import loading, moment, reading, rows
from tenants.copies.manifest import Manifest
from tenants.copies.refusals import OfficeUnknown
from tenants.models import Office
from walls import current


@dataclass(frozen=True)
class Line:
    """One table, now and in the copy; None where it does not exist."""

    table: str
    now: rows.Sum | None
    then: rows.Sum | None

    @property
    def is_equal(self) -> bool:
        return self.now is not None and self.now == self.then


def schema_beside(key: str) -> str:
    return f"beside_{key}"


def load_beside(file: Path, *, trust: x509.Certificate | None = None) -> Manifest:
    """
    Load a copy into a schema beside its office, in place of one that was there; without documents, role or secret.

    :raises CopyRefused: see `reading.opened` and `loading.build`.
    """
    with reading.opened(file, trust=trust) as copy, current.outside(), transaction.atomic():
        _drop(copy.manifest.key)
        loading.build(copy, schema_beside(copy.manifest.key))
    return copy.manifest


def compare(office: Office) -> list[Line]:
    """
    Every table of an office now and in the copy beside it, as of one moment.

    :raises OfficeUnknown: no copy stands beside it.
    """
    with moment.of(office) as now:
        now.as_owner()
        present, copied = _sums(now.cursor, office.schema_name), _sums(now.cursor, schema_beside(office.key))
    if not copied:
        raise OfficeUnknown(f"Tidak ada salinan di samping {office.title}.")
    return [Line(name, present.get(name), copied.get(name)) for name in sorted({*present, *copied})]


def drop_beside(office: Office) -> None:
    """Take away the copy beside an office; there may be none."""
    with current.outside(), transaction.atomic():
        _drop(office.key)


def _drop(key: str) -> None:
    with current.connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "{schema_beside(key)}" CASCADE')


def _sums(cursor: Any, schema: str) -> dict[str, rows.Sum]:
    return {table.name: rows.digest(cursor, schema, table) for table in schema_sql.of(cursor, schema).tables}
