"""Writing a copy of an office to a file, while its officers and its neighbours go on working."""

import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from django.conf import settings

from archive import store, whole
from archive.models import Document
from audit.models import Head
from tenants import schema_sql
from tenants.copies import manifest, moment, published, rows, signature, transport
from tenants.copies.manifest import Manifest, Part, Rows, Thing
from tenants.copies.refusals import ObjectMissing, StoreAway
from tenants.models import Office
from walls import current

#: Of the office's row; the parent is named by its code, the secret goes sealed.
FIELDS = (
    "key", "kind", "name", "designation", "region_code", "timezone", "address_line", "postal_code", "phone", "email", "level",
    "planted",
)  # fmt: skip


def write_copy(
    office: Office, file: Path, *, at: datetime, to: X25519PublicKey | None = None, what_is_left: bool = False
) -> Manifest:
    """
    Write everything of an office as it is committed now: rows under one snapshot, documents, log, secret, published facts.

    The file appears whole or not at all, readable by us alone. Memory does not grow with the office; nothing is locked.

    :param to: the transport key of the deployment that may open the office's secret; ours when empty.
    :param what_is_left: note documents the store has lost instead of refusing; for an office about to be brought back.
    :raises ObjectMissing: a document is not in the store, or is another one there.
    :raises StoreAway: the store does not answer.
    :raises TableUnreadable: a table is not open to the office's role.
    :raises NoAuthority: nobody can sign (`manage.py make_ca`).
    """
    with current.outside():
        root = office.root_key
    with _appearing_whole(file) as archive:
        said = _write_rows(archive, office)
        objects, lost = _write_objects(archive, office, said.pop("documents"), what_is_left=what_is_left)
        found = Manifest(
            made_at=at,
            product=settings.VERSION,
            domain=settings.DOMAIN,
            secret=_write(archive, manifest.SECRET, transport.sealed(root, office_key=office.key, to=to)),
            objects=objects,
            lost=lost,
            **said,
        )
        content = manifest.written(found)
        _write(archive, manifest.MANIFEST, content)
        _write(archive, manifest.SIGNATURE, signature.signed(content, office_key=office.key, at=at))
    return found


def _write_rows(archive: zipfile.ZipFile, office: Office) -> dict[str, Any]:
    """Everything the database says, as the manifest's fields; `documents` are those the store has."""
    with moment.of(office) as now:
        own = schema_sql.of(now.cursor, office.schema_name)
        there = {table.name for table in own.tables}
        sums = [
            (
                table,
                _write_csv(archive, manifest.member_of_table(table.name), now, rows.select(office.schema_name, table)),
            )
            for table in own.tables
        ]
        said = {
            "snapshot": now.snapshot,
            "lsn": now.lsn,
            "schema": _write(archive, manifest.SCHEMA, own.sql.encode()),
            "documents": _documents(now.cursor) if Document._meta.db_table in there else [],
            "anchor": _anchor(now.cursor) if Head._meta.db_table in there else "",
            "migrations": now.cursor.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall(),
        }
        now.as_owner()
        counters = schema_sql.counters(now.cursor, office.schema_name)
        return said | {
            "tables": [_rows_part(table, found, *counters.get(table.name, ("", None))) for table, found in sums],
            "published": [_write_published(archive, now, one, office) for one in published.carried()],
            **_about(now.cursor, office),
        }


def _about(cursor: Any, office: Office) -> dict[str, Any]:
    """The office's rows in the public schema, as of the same moment."""
    names = ", ".join(f"o.{name}" for name in FIELDS)
    row = cursor.execute(
        f"SELECT {names}, o.opened_at, p.region_code FROM tenants_office o"  # noqa: S608 - the names stand in this file
        " LEFT JOIN tenants_office p ON p.id = o.parent_id WHERE o.id = %s",
        [office.pk],
    ).fetchone()
    history = cursor.execute(
        "SELECT code, since, until FROM tenants_officeregion WHERE office_id = %s ORDER BY since, id", [office.pk]
    )
    regions = [
        {"code": c, "since": str(since), "until": until and str(until)} for c, since, until in history.fetchall()
    ]
    domains = cursor.execute(
        "SELECT domain, is_primary FROM tenants_domain WHERE tenant_id = %s ORDER BY id", [office.pk]
    )
    return {
        "office": dict(zip(FIELDS, row, strict=False)) | {"opened_at": row[-2].isoformat(), "parent_code": row[-1]},
        "regions": regions,
        "hosts": [{"domain": domain, "is_primary": first} for domain, first in domains.fetchall()],
    }


def _documents(cursor: Any) -> list[Document]:
    found = cursor.execute(
        "SELECT object_key, sha256, size, content_type FROM archive_document WHERE state = 'STORED'"
        ' ORDER BY object_key COLLATE "C"'
    )
    return [Document(object_key=k, sha256=d, size=size, content_type=kind) for k, d, size, kind in found.fetchall()]


def _anchor(cursor: Any) -> str:
    found = cursor.execute("SELECT length, last_mac FROM audit_head").fetchone()
    return f"{found[0]}:{found[1]}" if found else ""


def _write_objects(
    archive: zipfile.ZipFile, office: Office, documents: list[Document], *, what_is_left: bool
) -> tuple[list[Thing], list[str]]:
    """A document never changes under its name, so it may be read after the moment is over."""
    written, lost = [], []
    try:
        with current.inside(office):
            for document, content in whole.contents(documents):
                if content is None:
                    lost.append(document.object_key)
                    continue
                part = _write(archive, manifest.member_of_object(document.object_key), content, zipfile.ZIP_STORED)
                written.append(Thing(document.object_key, part.size, part.sha256, content_type=document.content_type))
    except store.StoreUnavailable as error:
        raise StoreAway("Penyimpanan dokumen tidak menjawab; coba lagi nanti.") from error
    if lost and not what_is_left:
        raise ObjectMissing(f"{len(lost)} dokumen tidak ada di penyimpanan atau berubah di sana: {lost[0]}")
    return written, lost


def _write_published(archive: zipfile.ZipFile, now: moment.Moment, one: published.Carried, office: Office) -> Rows:
    names = published.columns(now.cursor, one)
    found = _write_csv(archive, manifest.member_of_published(one.table), now, published.select(one, names, office.pk))
    return Rows(one.table, found.size, found.sha256, columns=names, rows=found.rows)


def _rows_part(table: schema_sql.Table, found: rows.Sum, counter: str, last: int | None) -> Rows:
    return Rows(
        table.name, found.size, found.sha256, columns=list(table.columns), rows=found.rows, counter=counter, last=last
    )


def _write_csv(archive: zipfile.ZipFile, member: str, now: moment.Moment, query: Any) -> rows.Sum:
    with archive.open(_member(member, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as file:
        return rows.pour(now.cursor, query, file.write)


def _write(archive: zipfile.ZipFile, name: str, content: bytes, how: int = zipfile.ZIP_DEFLATED) -> Part:
    archive.writestr(_member(name, how), content)
    return Part(name, len(content), hashlib.sha256(content).hexdigest())


def _member(name: str, how: int) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name)
    found.compress_type = how
    found.external_attr = 0o600 << 16
    return found


@contextmanager
def _appearing_whole(file: Path) -> Iterator[zipfile.ZipFile]:
    """A zip file that gets its name when it is complete and on the disk."""
    aside = file.with_name(f".{file.name}.{uuid4().hex}.part")
    try:
        with os.fdopen(os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as raw:
            with zipfile.ZipFile(raw, "w", compresslevel=1) as archive:
                yield archive
            raw.flush()
            os.fsync(raw.fileno())
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
