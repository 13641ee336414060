"""The four steps of an import, and its undo."""

import hashlib
import io
import uuid
from datetime import datetime
from typing import Any

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Count, Q

import archive.space
import audit
import jobs.actions
from registry.importing import errors_book, judging, keeping, lines, storing, undoing
from registry.importing.register import known_of
from registry.incoming import sheets
from registry.incoming.columns import BY_HEADING
from registry.ledger import files
from registry.ledger.months import opening_day
from registry.models import ImportBatch, ImportRow
from registry.models.imports import KEEP_ROWS
from walls import limits

log = structlog.get_logger(__name__)
State = ImportBatch.State
CHECK, COMMIT = "registry.check_import", "registry.commit_import"
CHUNK = 500


class BatchNotChecked(Exception):
    """The batch is not waiting to be stored: it is being checked, or was stored, undone or refused."""


class ErrorsNotAccepted(Exception):
    """There are rows with errors and nobody said that they may stay out."""


class NothingToStore(Exception):
    """Every row is wrong or already stands in the register."""


class BatchNotStored(Exception):
    """There is nothing to undo."""


class UndoTooLate(Exception):
    """More than seven days have passed."""


class ImportTouched(Exception):
    """People of the batch were corrected or used since; undoing would lose that work."""

    def __init__(self, touched: int, used: int) -> None:
        super().__init__(touched, used)
        self.touched, self.used = touched, used


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
        headings={
            "missing": list(sheet.headings.missing),
            "unknown": [name[:60] for name in sheet.headings.unknown[:50]],
        },
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
    _count(batch)
    progress.report(len(rows), len(rows))
    return batch


@transaction.atomic
def mend_row(*, row: ImportRow, heading: str, text: str, by: Any, at: datetime) -> ImportRow:
    """
    Correct one cell of a waiting batch and judge its row again.

    :raises BatchNotChecked: the batch is no longer waiting.
    :raises KeyError: there is no such heading.
    """
    batch = _waiting(row.batch_id)
    column = BY_HEADING[heading]
    row = ImportRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    row.cells = {**row.cells, column.heading: text.strip()[:500]}
    row.rounded = {name: flaw for name, flaw in dict(row.rounded).items() if name != column.heading}
    judging.read(row, batch.letters, on=at.date())
    others = dict(ImportRow.objects.filter(batch=batch).values_list("number", "values"))
    everyone = sorted({**others, row.number: row.values}.items())
    judging.judge([row], everyone, known_of([row.values]), batch.letters)
    row.save()
    _count(batch)
    audit.record("import.mend_row", batch, by=by, at=at, detail={"row": row.number, "heading": heading})
    return row


@transaction.atomic
def start_commit(*, batch: ImportBatch, leave_errors: bool, by: Any, at: datetime) -> ImportBatch:
    """
    Start storing a checked batch in the background.

    :param leave_errors: rows with errors stay out of the register.
    :raises BatchNotChecked: it is not waiting to be stored; a second click meets this.
    :raises ErrorsNotAccepted: it has errors and they were not told to stay out.
    :raises NothingToStore: no row is new or changed.
    :raises LimitReached: too many jobs are under way.
    """
    batch = _waiting(batch.pk)
    if batch.error_count and not leave_errors:
        raise ErrorsNotAccepted(batch.pk)
    if not batch.store_count:
        raise NothingToStore(batch.pk)
    batch.state, batch.leaves_errors, batch.message = State.COMMITTING, leave_errors, ""
    batch.job = jobs.actions.start(
        kind=COMMIT, arguments={"batch_id": batch.pk}, by=by, at=at, title=f"Simpan {batch.filename}"[:120]
    )
    batch.save()
    audit.record("import.start_commit", batch, by=by, at=at, detail={"rows": batch.store_count})
    return batch


@transaction.atomic
def store_import(*, batch_id: int, progress: Any, at: datetime) -> ImportBatch:
    """
    Write a batch into the register, whole or not at all; a second run finds it stored and does nothing.

    When the register changed since the check and a row no longer fits, nothing is stored and the batch waits again.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state != State.COMMITTING:
        return batch
    rows = list(ImportRow.objects.filter(batch=batch, state__in=["NEW", "CHANGED"]).order_by("number"))
    known = known_of(row.values for row in rows)
    if _rejudge(rows, known, batch):
        return _wait_again(batch, rows)
    total = len(rows)
    batch.valid_on = batch.valid_on or opening_day(at)
    event = files.begin(batch, day=batch.valid_on, by=batch.uploaded_by, at=at)
    batch.made = storing.store(rows, known, at=at, report=lambda done: progress.report(done, total))
    people = [row.resident for row in rows if row.resident]
    files.finish(event, people, families_made=batch.made["families"], at=at)
    batch.state, batch.committed_at = State.DONE, at
    keeping.hand_over(batch, by=batch.uploaded_by, at=at)
    batch.save()
    detail = {"new": batch.new_count, "changed": batch.changed_count, "left_out": batch.error_count}
    audit.record("import.commit", batch, by=batch.uploaded_by, at=at, detail=detail)
    return batch


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: Any, at: datetime) -> ImportBatch:
    """
    Take a stored batch back out of the register.

    :raises BatchNotStored: it was never stored, or was undone already.
    :raises UndoTooLate: it was stored more than seven days ago.
    :raises ImportTouched: its people were corrected or used since.
    :raises MonthClosed: the month its people count from was closed.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != State.DONE or batch.committed_at is None:
        raise BatchNotStored(batch.pk)
    if not batch.may_be_undone(at):
        raise UndoTooLate(batch.pk)
    touched, used = undoing.touched_since(batch), undoing.used_elsewhere(batch)
    if touched or used:
        raise ImportTouched(touched, used)
    try:
        with transaction.atomic():
            counts = undoing.take_back(batch, by=by, at=at)
    except IntegrityError as error:
        # Somebody else joined a family or hamlet this import made; taking it away would leave them nowhere.
        raise ImportTouched(1, 0) from error
    batch.state, batch.undone_at = State.UNDONE, at
    batch.save(update_fields=["state", "undone_at"])
    audit.record("import.undo", batch, by=by, at=at, detail=counts)
    return batch


@transaction.atomic
def export_errors(*, batch: ImportBatch, by: Any, at: datetime) -> bytes:
    """
    Write the rows with errors as a spreadsheet in the same format, with what is wrong beside each; the log keeps who took it.

    :raises LimitReached: too many lists were downloaded today.
    """
    limits.spend("exports")
    rows = list(ImportRow.objects.filter(batch=batch, state=ImportRow.State.ERROR).order_by("number"))
    out = io.BytesIO()
    errors_book.write(rows, out)
    audit.record("import.export_errors", batch, by=by, at=at, detail={"rows": len(rows)})
    return out.getvalue()


@transaction.atomic
def sweep_imports(*, at: datetime) -> int:
    """Let go of the files and rows of imports older than thirty days; the batch itself stays as a record."""
    old = ImportBatch.objects.filter(uploaded_at__lt=at - KEEP_ROWS).exclude(state=State.COMMITTING)
    count, _ = ImportRow.objects.filter(batch__in=old).delete()
    old.filter(content__isnull=False).update(content=None)
    return count


def mark_refused(*, batch_id: int, message: str) -> None:
    """Write on a batch why its check or its storing failed, so its page can say it."""
    batch = ImportBatch.objects.get(pk=batch_id)
    batch.state = State.FAILED if batch.state == State.UPLOADED else State.CHECKED
    batch.message = message[:300]
    batch.save(update_fields=["state", "message"])


def _waiting(batch_id: int) -> ImportBatch:
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state != State.CHECKED and not (batch.state == State.COMMITTING and batch.is_stuck):
        raise BatchNotChecked(batch_id)
    return batch


def _judge(rows: list[ImportRow], batch: ImportBatch) -> None:
    everyone = [(row.number, row.values) for row in rows]
    judging.judge(rows, everyone, known_of(values for _, values in everyone), batch.letters)


def _rejudge(rows: list[ImportRow], known: Any, batch: ImportBatch) -> bool:
    """Judge the rows to be stored against the register of this moment; True when one no longer fits."""
    for row in rows:
        row.warnings = []
    judging.judge(rows, [(row.number, row.values) for row in rows], known, batch.letters)
    return any(row.state == ImportRow.State.ERROR for row in rows)


def _wait_again(batch: ImportBatch, rows: list[ImportRow]) -> ImportBatch:
    wrong = [row for row in rows if row.state == ImportRow.State.ERROR]
    ImportRow.objects.bulk_update(wrong, ["state", "errors"], batch_size=CHUNK)
    batch.state = State.CHECKED
    batch.message = (
        f"Data penduduk berubah sejak pemeriksaan. {len(wrong)} baris perlu diperiksa lagi; belum ada yang disimpan."
    )
    _count(batch)
    return batch


def _count(batch: ImportBatch) -> None:
    """Count the rows by state, in one statement, and save the batch."""
    states = ImportRow.State
    counted = ImportRow.objects.filter(batch=batch).aggregate(
        new=Count("id", filter=Q(state=states.NEW)),
        changed=Count("id", filter=Q(state=states.CHANGED)),
        same=Count("id", filter=Q(state=states.SAME)),
        error=Count("id", filter=Q(state=states.ERROR)),
        warning=Count("id", filter=Q(has_warnings=True)),
    )
    for name, number in counted.items():
        setattr(batch, f"{name}_count", number)
    batch.save()
