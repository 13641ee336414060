"""Taking a file of residents in, checking it, mending its lines, and giving back those that are wrong."""

import hashlib
import io
import uuid
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q

import archive.space
import audit
import jobs.actions
from registry import queries
from registry.importing import counts, errors_book, judging, keeping, lines
from registry.importing.register import known_of
from registry.incoming import sheets
from registry.incoming.columns import BY_HEADING
from registry.ledger import months
from registry.models import ImportBatch, ImportRow
from registry.models.imports import KEEP_ROWS
from walls import limits

log = structlog.get_logger(__name__)
State = ImportBatch.State
CHECK = "registry.check_import"
MOST_COLUMNS = 200
CHUNK = 500


@transaction.atomic
def upload_file(*, key: uuid.UUID, filename: str, content: bytes, by: Any, at: datetime) -> ImportBatch:
    """
    Take in a file whose headings can be understood, and start checking its rows in the background.

    :param key: sent with the form; a second click finds the first batch.
    :raises sheets.FileRefused: it is no table of residents; the message says why.
    :raises LimitReached: the storage is full, or too many jobs are under way.
    """
    known = ImportBatch.objects.filter(key=key).first()
    if known is not None:
        return known
    archive.space.expect(len(content))
    sheet = sheets.read_sheet(content, most=1)
    batch = ImportBatch(
        key=key,
        filename=filename[:120],
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        letters=sheet.letters,
        headings=understood(sheet),
        uploaded_by=by,
        uploaded_at=at,
    )
    keeping.keep(batch, content)
    batch.save()
    batch.job = jobs.actions.start(
        kind=CHECK, arguments={"batch_id": batch.pk}, by=by, at=at, title=f"Periksa {filename}"[:120]
    )
    batch.save(update_fields=["job"])
    audit.record(
        "import.upload", batch, by=by, at=at, detail={"filename": filename[:120], "format": sheet.headings.format.title}
    )
    return batch


def understood(sheet: sheets.Sheet) -> dict[str, Any]:
    """What is kept of the headings of a file: how they were understood, and as they were written."""
    return {
        "format": sheet.headings.format.slug,
        "sheet": sheet.name[:60],
        "missing": list(sheet.headings.missing),
        "unknown": [name[:60] for name in sheet.headings.unknown[:50]],
        "written": [name[:200] for name in sheet.written[:MOST_COLUMNS]],
    }


@transaction.atomic
def check_import(*, batch_id: int, progress: Any, at: datetime) -> ImportBatch:
    """Read every row, compare it with the register, and keep what was found; running it again starts afresh."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state != State.UPLOADED:
        return batch
    sheet = sheets.read_sheet(keeping.content_of(batch))
    rows = [ImportRow(batch=batch, number=line.number, cells=line.cells, rounded=line.flaws) for line in sheet.lines]
    for done, row in enumerate(rows):
        judging.read(row, batch.letters, on=at.date())
        if done % CHUNK == 0:
            progress.report(done, len(rows))
    _judge(rows, batch)
    ImportRow.objects.filter(batch=batch).delete()
    lines.write(rows)
    batch.state, batch.checked_at = State.CHECKED, at
    # Proposed on the page; whoever has it stored says the last word.
    batch.valid_on = months.opening_day(at) if months.asks_for_day(at) else None
    counts.count(batch)
    progress.report(len(rows), len(rows))
    return batch


@transaction.atomic
def mend_row(*, row: ImportRow, heading: str, text: str, by: Any, at: datetime) -> ImportRow:
    """
    Correct one cell of a waiting batch and judge its row again.

    :raises BatchNotChecked: the batch is no longer waiting.
    :raises KeyError: there is no such heading.
    """
    batch = counts.waiting(row.batch_id)
    column = BY_HEADING[heading]
    row = ImportRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    row.cells = {**row.cells, column.heading: text.strip()[:500]}
    row.rounded = {name: flaw for name, flaw in dict(row.rounded).items() if name != column.heading}
    judging.read(row, batch.letters, on=at.date())
    others = dict(ImportRow.objects.filter(batch=batch).values_list("number", "values"))
    everyone = sorted({**others, row.number: row.values}.items())
    judging.judge([row], everyone, known_of([row.values]), batch.letters)
    row.save()
    counts.count(batch)
    audit.record("import.mend_row", batch, by=by, at=at, detail={"row": row.number, "heading": heading})
    return row


@transaction.atomic
def export_errors(*, batch: ImportBatch, with_warnings: bool = False, by: Any, at: datetime) -> bytes:
    """
    Write the rows with errors as they were sent, with what is wrong beside each; the log keeps who took it.

    :param with_warnings: also those of which something is only unlikely, in the order of the file.
    :raises LimitReached: too many lists were downloaded today.
    """
    limits.spend("exports")
    wanted = Q(state=ImportRow.State.ERROR) | Q(has_warnings=True) if with_warnings else Q(state=ImportRow.State.ERROR)
    rows = list(ImportRow.objects.filter(wanted, batch=batch).order_by("number"))
    out = io.BytesIO()
    errors_book.write(batch, rows, out)
    audit.record("import.export_errors", batch, by=by, at=at, detail={"rows": len(rows)})
    return out.getvalue()


@transaction.atomic
def sweep_imports(*, at: datetime) -> int:
    """
    Let go of the files and rows of imports older than thirty days; the batch itself stays as a record.

    Of a stored file that can still be undone, whom its lines are about and what they changed stays until its month is closed.
    """
    old = ImportBatch.objects.filter(uploaded_at__lt=at - KEEP_ROWS).exclude(state=State.COMMITTING)
    over = Q(batch__in=old.filter(queries.beyond_undoing()))
    idle = Q(batch__in=old) & ~Q(state__in=["NEW", "CHANGED"])
    count, _ = ImportRow.objects.filter(over | idle).delete()
    ImportRow.objects.filter(batch__in=old).exclude(cells={}).update(
        cells={}, rounded=[], values={}, errors=[], warnings=[], has_warnings=False
    )
    old.filter(content__isnull=False).update(content=None)
    return count


def mark_refused(*, batch_id: int, message: str) -> None:
    """Write on a batch why its check or its storing failed, so its page can say it."""
    batch = ImportBatch.objects.get(pk=batch_id)
    batch.state = State.FAILED if batch.state == State.UPLOADED else State.CHECKED
    batch.message = message[:300]
    batch.save(update_fields=["state", "message"])


def _judge(rows: list[ImportRow], batch: ImportBatch) -> None:
    everyone = [(row.number, row.values) for row in rows]
    judging.judge(rows, everyone, known_of(values for _, values in everyone), batch.letters)
