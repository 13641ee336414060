"""Writing down the SQL of migrations while Django runs them."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.migrations import Migration
from django.db.migrations.operations import RunPython, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation

from walls.current import connection

# A quoted text may say anything; a name before a dot may not be that of a schema.
TEXT = re.compile(r"'(?:[^']|'')*'")
SCHEMA = re.compile(
    r'(?<![\w".])"?(public|template_(?:village|district|regency)|d_[a-z][a-z2-7]{9})"?\s*\.\s*["\w]', re.I
)
OWN_TRANSACTION = "tidak atomik: setiap kantor diubah dalam satu transaksi"
MIXED = "mencampur RunPython dengan perubahan lain: pisahkan menjadi dua migrasi"


class MigrationRefused(ValueError):
    """A migration that cannot be walked by every office; says which and why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} ditolak: {why}.")


@contextmanager
def recorded() -> Iterator[list[str]]:
    """Collect what schema editors execute meanwhile, parameters put in; what they only ask the catalogs is not among it."""
    stock: Any = connection.SchemaEditorClass
    written: list[str] = []

    class Recording(stock):
        def execute(self, sql: Any, params: Any = ()) -> None:
            text = str(sql) if params is None else connection.ops.compose_sql(str(sql), params)
            written.append(text)
            super().execute(text, None)

    connection.SchemaEditorClass = Recording
    try:
        yield written
    finally:
        connection.SchemaEditorClass = stock


def is_python(migration: Migration) -> bool:
    """
    Whether it changes data by Python rather than the schema by SQL.

    :raises MigrationRefused: it does both, or wants no transaction.
    """
    if not migration.atomic:
        raise MigrationRefused(str(migration), OWN_TRANSACTION)
    operations = list(_flat(migration.operations))
    python = [operation for operation in operations if isinstance(operation, RunPython)]
    if python and len(python) < len(operations):
        raise MigrationRefused(str(migration), MIXED)
    return bool(python)


def refuse_schema_names(migration: Migration, statements: list[str]) -> None:
    """
    SQL is replayed in every office, so it may speak of tables only.

    :raises MigrationRefused: a schema is named.
    """
    for statement in statements:
        if found := SCHEMA.search(TEXT.sub("''", statement)):
            raise MigrationRefused(str(migration), f"menyebut skema {found[1]}")


def _flat(operations: Sequence[Operation]) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation
