"""Building a schema from a checked copy and proving that it holds what the copy says; all in the caller's transaction."""

from collections.abc import Iterator
from typing import Any

import psycopg
from django.db import IntegrityError
from psycopg import sql

import audit
from archive import store, whole
from archive.models import Document
from audit import verifying
from tenants import schema_sql
from tenants.copies import manifest, published, rows
from tenants.copies.manifest import Manifest
from tenants.copies.reading import Copy
from tenants.copies.refusals import NotACopy, NotRestored, StoreAway
from tenants.models import Office
from walls import current


def build(copy: Copy, schema: str) -> None:
    """
    Make a new schema with the tables and rows of a copy, as the owner, and compare every table with the manifest.

    :raises NotACopy: its SQL or its rows do not fit each other.
    :raises NotRestored: a table is not equal afterwards.
    """
    first, then = copy.statements()
    with current.connection.cursor() as path:
        path.execute(f'CREATE SCHEMA "{schema}"')
        path.execute("SELECT set_config('search_path', %s, true)", [f'"{schema}", public'])
        path.execute(rows.WRITTEN_THE_SAME)
    with current.connection.connection.cursor() as cursor:
        try:
            _run(first)
            for table in copy.manifest.tables:
                pieces = copy.pieces(manifest.member_of_table(table.name))
                rows.read(cursor, sql.Identifier(schema, table.name), table.columns, pieces)
            _run(then)
            _set_counters(cursor, schema, copy.manifest)
        except (psycopg.DataError, psycopg.IntegrityError, psycopg.ProgrammingError) as error:
            raise NotACopy(f"Isi salinan tidak sesuai dengan susunan tabelnya: {_told(error)}") from error
        _prove(cursor, schema, copy.manifest)
    # The next cursor sets path and role anew.
    current.leave()


def fill(copy: Copy, office: Office) -> int:
    """
    Give the store the documents the rows speak of, and judge the log. Returns how many documents there are.

    :raises NotRestored: rows and documents do not belong together, or the log is not whole.
    :raises StoreAway: the store does not answer, or has something else under a name.
    """
    with current.inside(office):
        count = _give_back(copy)
        verdict = verifying.verify(anchor=copy.manifest.anchor)
        if not verdict.is_whole:
            raise NotRestored(f"Riwayat kantor dalam salinan tidak utuh: {verdict.fault}")
    return count


def publish(copy: Copy, office: Office) -> None:
    """
    Put the office's published rows back where nothing newer is said; they are this office's, whatever the file says.

    :raises NotACopy: it brings rows of a table, or columns, that nobody declared.
    """
    known = {one.table: one for one in published.carried()}
    with current.connection.cursor(), current.connection.connection.cursor() as cursor:
        for part in copy.manifest.published:
            columns = published.columns(cursor, known[part.name]) if part.name in known else []
            if not set(part.columns) <= set(columns):
                raise NotACopy(f"Salinan membawa baris yang tidak dikenal: {part.name}")
            _publish(cursor, copy, part, office)


def note(copy: Copy, office: Office, *, at: Any, safety: str = "") -> None:
    """Say in the office's own log that it was brought back, and what its log was then."""
    detail = {"made_at": copy.manifest.made_at.isoformat(), "anchor": copy.manifest.anchor, "copy_before": safety}
    with current.inside(office):
        audit.record("office.restore", at=at, detail=detail)


def _run(statements: list[str]) -> None:
    with psycopg.Cursor(current.connection.connection) as cursor:
        for statement in statements:
            # Asked for in binary, it goes by the protocol that takes one command and no more.
            cursor.execute(statement.encode(), binary=True)


def _set_counters(cursor: Any, schema: str, said: Manifest) -> None:
    for table in said.tables:
        if table.last is not None:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s)::regclass, %s)",
                [f'"{schema}"."{table.name}"', table.counter, table.last],
            )


def _prove(cursor: Any, schema: str, said: Manifest) -> None:
    """Every table is written out again and must give the digest of the manifest."""
    made = {table.name: table for table in schema_sql.of(cursor, schema).tables}
    counters = schema_sql.counters(cursor, schema)
    if set(made) != {table.name for table in said.tables}:
        raise NotRestored("Tabel-tabel yang terpasang bukan tabel-tabel dalam daftar isi.")
    for table in said.tables:
        found = rows.digest(cursor, schema, made[table.name])
        if (found.sha256, found.rows) != (table.sha256, table.rows):
            raise NotRestored(f"Tabel {table.name} tidak sama dengan salinannya.")
        if counters.get(table.name, ("", None)) != (table.counter, table.last):
            raise NotRestored(f"Nomor urut tabel {table.name} tidak sama dengan salinannya.")


def _give_back(copy: Copy) -> int:
    wanted = {one.name: one for one in copy.manifest.objects}
    lost = set(copy.manifest.lost)

    def documents() -> Iterator[tuple[Document, bytes]]:
        for document in Document.objects.filter(state=Document.State.STORED).order_by("object_key").iterator(500):
            if document.object_key in lost:
                continue
            part = wanted.pop(document.object_key, None)
            if part is None or (part.sha256, part.size) != (document.sha256, document.size):
                raise NotRestored(f"Dokumen {document.object_key} tidak ada dalam salinan.")
            yield document, copy.content(manifest.member_of_object(document.object_key))

    try:
        count = whole.give_back(documents())
    except store.StoreUnavailable as error:
        raise StoreAway("Penyimpanan dokumen tidak menjawab; tidak ada yang diubah. Coba lagi nanti.") from error
    except store.ChecksumMismatch as error:
        raise NotRestored(f"Di penyimpanan ada berkas lain dengan nama {error}.") from error
    if wanted:
        raise NotRestored(f"Dokumen {next(iter(wanted))} tidak tercatat dalam arsip kantor.")
    return count


def _publish(cursor: Any, copy: Copy, part: manifest.Rows, office: Office) -> None:
    aside, into = sql.Identifier("pg_temp", "brought"), sql.Identifier("public", part.name)
    names = sql.SQL(", ").join(map(sql.Identifier, part.columns))
    cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(aside))
    cursor.execute(
        sql.SQL("CREATE TEMP TABLE brought ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(names, into)
    )
    try:
        rows.read(cursor, aside, part.columns, copy.pieces(manifest.member_of_published(part.name)))
        cursor.execute(
            sql.SQL("INSERT INTO {} (office_id, {}) SELECT {}, {} FROM {} ON CONFLICT DO NOTHING").format(
                into, names, sql.Literal(office.pk), names, aside
            )
        )
    except (psycopg.DataError, psycopg.IntegrityError, IntegrityError) as error:
        raise NotACopy(f"Angka yang dibawa salinan tidak dapat diterima: {_told(error)}") from error


def _told(error: Exception) -> str:
    """The first line only: what follows may show a row."""
    return str(error).partition("\n")[0][:200]
