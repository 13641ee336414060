"""
A drill: a village with residents and signed letters is copied, destroyed to the last row, role and object, and brought back.

`make drill-restore` runs it on servers of its own. Prints a line for each table and document; exits with 1 when one is not what it was.
"""

import io
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
NAME = "scratch_drill"
REGENCY, DISTRICT, VILLAGE = "35.29", "35.29.11", "35.29.11.2010"
RESIDENTS, LETTERS = 200, 3
PASSPHRASE = "tanda-tangan-latihan"


def main() -> int:
    """Start the tests' servers, or use them when they run, and work in a database of our own."""
    from infra.local import demo, stack
    from infra.local.places import for_tests

    places = for_tests()
    with stack.running(places) as values, tempfile.TemporaryDirectory(prefix="latihan-") as folder:
        environment = demo.environment(places, values) | {"KENTONGAN_CA_DIR": folder}
        command = [sys.executable, "-m", "tests.drill_restore", "--on-servers"]
        return subprocess.run(command, cwd=ROOT, env=environment).returncode


def drill() -> int:
    """The drill itself, with Django set up. Returns how many things differ, at most 1."""
    from django.utils import timezone

    from tenants.copies import keeping, restoring

    village = _make_village()
    kept = keeping.keep_copy(village, reason="drill", at=timezone.now())
    before, hosts = _state(village), _hosts(village)
    print(f"Salinan nomor {kept.pk}: {kept.row_count} baris, {kept.object_count} dokumen, {kept.size} bita.")
    began = time.perf_counter()
    _destroy(village)
    with keeping.fetched(kept.pk) as file:
        office = restoring.bring_back(file, at=timezone.now()).office
    print(f"Dihapus dan dipulihkan dalam {time.perf_counter() - began:.1f} detik.")
    return _judge(before, _state(office)) | _judge({"alamat": hosts}, {"alamat": _hosts(office)}) | _judge_log(office)


def _make_village() -> Any:
    from django.utils import timezone

    import archive.actions
    from archive import store
    from tenants import regions
    from tenants.actions.opening import open_office
    from tests.bench import stages
    from walls import current

    store.ensure_bucket()
    regions.load(regions.SAMPLE)
    for code in (REGENCY, DISTRICT, VILLAGE):
        open_office(region_code=code, at=timezone.now())
    village = stages.office_of(VILLAGE)
    people = stages.hire(village, PASSPHRASE)
    stages.bring_in(village, people["clerk"], RESIDENTS, io.BytesIO(), uuid4())
    # No worker runs here: what it would do is done when each act commits.
    stages.carry_letters(village, people, LETTERS, PASSPHRASE)
    with current.inside(village):
        archive.actions.sweep_waiting(at=timezone.now() + archive.actions.OVERDUE_AFTER)
    return village


def _state(office: Any) -> dict[str, str]:
    """The digest of every table and of every document as the store gives it back."""
    import hashlib

    from archive import store
    from archive.models import Document
    from tenants import schema_sql
    from tenants.copies import moment, rows
    from walls import current

    with moment.of(office) as now:
        tables = schema_sql.of(now.cursor, office.schema_name).tables
        found = {f"tabel {table.name}": rows.digest(now.cursor, office.schema_name, table).sha256 for table in tables}
    with current.inside(office):
        for document in Document.objects.filter(state="STORED").order_by("object_key"):
            found[f"dokumen {document.object_key}"] = hashlib.sha256(store.get(document)).hexdigest()
    return found


def _hosts(office: Any) -> str:
    from tenants.models import Domain
    from walls import current

    with current.outside():
        return " ".join(sorted(Domain.objects.filter(tenant=office.pk).values_list("domain", flat=True)))


def _destroy(office: Any) -> None:
    """What no disaster leaves undone: documents, tables, role and every public row but the note of its copies."""
    from archive import store
    from archive.models import Document
    from walls import current

    with current.inside(office):
        for document in Document.objects.all():
            store._client().delete_object(Bucket=store.settings.S3_BUCKET, Key=store._own(document))
    statements = [f'DROP SCHEMA "{office.schema_name}" CASCADE', f'DROP ROLE "{office.role_name}"']
    statements += [
        f"DELETE FROM {table} WHERE {column} = {office.pk}"
        for table, column in (
            ("tenants_officesecret", "office_id"),
            ("tenants_officeregion", "office_id"),
            ("tenants_domain", "tenant_id"),
            ("exchange_fact", "office_id"),
        )
    ]
    statements.append(f"UPDATE tenants_office SET state = 'CLOSED' WHERE id = {office.pk}")
    with current.outside(), current.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _judge(before: dict[str, str], after: dict[str, str]) -> int:
    differ = 0
    for name in sorted({*before, *after}):
        # The log has one line more: that the office was brought back. It is judged by its own chain.
        if name in {"tabel audit_entry", "tabel audit_head"}:
            continue
        equal = before.get(name) == after.get(name)
        differ += not equal
        print(f"{'sama' if equal else 'BEDA'}  {name}  {before.get(name, '-')[:64]}")
    return int(differ > 0)


def _judge_log(office: Any) -> int:
    from audit import verifying
    from walls import current

    with current.inside(office):
        verdict = verifying.verify()
    print(f"{'utuh' if verdict.is_whole else 'RUSAK'}  riwayat  {verdict.anchor or verdict.fault}")
    return int(not verdict.is_whole)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if "--on-servers" not in sys.argv:
        sys.exit(main())
    from tests.scratch import set_up

    set_up()
    from config import scratch

    with scratch.database(NAME):
        sys.exit(drill())
