"""Storing a checked file in the register, whole or not at all, and taking it out again."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

import audit
import jobs.actions
from registry.importing import counts, judging, keeping, storing, undoing
from registry.importing.counts import BatchNotChecked
from registry.importing.register import known_of
from registry.ledger import EventOutOfOrder, MonthClosed, files, months
from registry.models import ImportBatch, ImportRow

__all__ = ["BatchNotChecked", "start_commit", "store_import", "undo_import"]

State = ImportBatch.State
COMMIT = "registry.commit_import"
CHUNK = 500
TOO_LATE = (
    "Bulan data ini sudah ditutup, atau ada peristiwa yang lebih baru. Belum ada yang disimpan; coba simpan lagi."
)


class ErrorsNotAccepted(Exception):
    """There are rows with errors and nobody said that they may stay out."""


class HamletsNotAccepted(Exception):
    """The file names hamlets the village does not have, and nobody said that they may be made."""


class HeadlessNotAccepted(Exception):
    """Families would stand without a head, and nobody said that they may; `count` says how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class DayImpossible(ValueError):
    """People cannot count from that day: it is to come, or something has happened in the register already."""


class NothingToStore(Exception):
    """Every row is wrong or already stands in the register."""


class BatchNotStored(Exception):
    """There is nothing to undo."""


class UndoTooLate(Exception):
    """What its lines have written is not known any more."""


class ImportTouched(Exception):
    """
    People of the batch were corrected or used since, or others joined its families; undoing would lose that work.

    `touched`, `used` and `joined` say how many of each.
    """

    def __init__(self, touched: int = 0, used: int = 0, joined: int = 0) -> None:
        super().__init__(touched, used, joined)
        self.touched, self.used, self.joined = touched, used, joined


@transaction.atomic
def start_commit(
    *,
    batch: ImportBatch,
    leave_errors: bool | None = None,
    make_hamlets: bool | None = None,
    take_headless: bool | None = None,
    valid_on: date | None = None,
    by: Any,
    at: datetime,
) -> ImportBatch:
    """
    Start storing a checked batch in the background, or one whose job gave up.

    What is not answered (None) stays as it was answered before; nothing was agreed to at first.

    :param leave_errors: rows with errors stay out of the register.
    :param make_hamlets: hamlets the village does not have yet are made; a village without any needs no word for it.
    :param take_headless: families without a living head come in all the same.
    :param valid_on: the day from which its people count, for the first files of a village; see `months.opening_day`.
    :raises BatchNotChecked: it is not waiting to be stored; a second click meets this.
    :raises DayImpossible: they cannot count from that day.
    :raises ErrorsNotAccepted: it has errors and they were not told to stay out.
    :raises HamletsNotAccepted: it names new hamlets and they were not told to be made.
    :raises HeadlessNotAccepted: families would stand without a head and nobody agreed.
    :raises NothingToStore: no row is new or changed.
    :raises LimitReached: too many jobs are under way.
    """
    batch = counts.waiting(batch.pk)
    _agree(batch, leaves_errors=leave_errors, makes_hamlets=make_hamlets, takes_headless=take_headless)
    if not batch.store_count:
        raise NothingToStore(batch.pk)
    batch.valid_on = _day_of(batch, valid_on, at)
    batch.state, batch.message = State.COMMITTING, ""
    batch.job = jobs.actions.start(
        kind=COMMIT, arguments={"batch_id": batch.pk}, by=by, at=at, title=f"Simpan {batch.filename}"[:120]
    )
    batch.save()
    audit.record("import.start_commit", batch, by=by, at=at, detail={"rows": batch.store_count})
    return batch


def _agree(batch: ImportBatch, **answers: bool | None) -> None:
    """Write the answers on the batch, and refuse it while one that it needs is missing."""
    for name, answer in answers.items():
        if answer is not None:
            setattr(batch, name, answer)
    if batch.error_count and not batch.leaves_errors:
        raise ErrorsNotAccepted(batch.pk)
    if batch.asks_for_hamlets and not batch.makes_hamlets:
        raise HamletsNotAccepted(batch.pk)
    if batch.headless_count and not batch.takes_headless:
        raise HeadlessNotAccepted(batch.headless_count)


def _day_of(batch: ImportBatch, told: date | None, at: datetime) -> date | None:
    """
    The day its people count from: as told, else as chosen or proposed before; None once the register asks for no day.

    :raises DayImpossible: the told day is to come, or something has happened in the register already.
    """
    asks = months.asks_for_day(at)
    if told is not None and (told > months.today(at) or not asks):
        raise DayImpossible(told)
    return (told or batch.valid_on) if asks else None


@transaction.atomic
def store_import(*, batch_id: int, progress: Any, at: datetime) -> ImportBatch:
    """
    Write a batch into the register, whole or not at all; a second run finds it stored and does nothing.

    When the register changed since the check and a row no longer fits, nothing is stored and the batch waits again.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state != State.COMMITTING:
        return batch
    waiting = ImportRow.objects.filter(batch=batch, state__in=["NEW", "CHANGED"]).order_by("number")
    # What storing writes anew or never reads stays where it is.
    rows = list(waiting.defer("rounded", "warnings", "before"))
    known = known_of(row.values for row in rows)
    if _rejudge(rows, known, batch):
        return _wait_again(batch, rows)
    total = len(rows)
    batch.valid_on = batch.valid_on or months.opening_day(at)
    try:
        with transaction.atomic():
            event = files.begin(batch, day=batch.valid_on, by=batch.uploaded_by, at=at)
            batch.made = storing.store(rows, known, at=at, report=lambda done: progress.report(done, total))
            people = [row.resident for row in rows if row.resident]
            before = {row.resident.pk: row.before for row in rows if row.resident and row.before}
            files.finish(event, people, before=before, families_made=batch.made["families"], at=at)
    except (MonthClosed, EventOutOfOrder):
        # Since somebody asked for it, the month was closed or something happened to one of them.
        return _wait_again(ImportBatch.objects.get(pk=batch_id), [], TOO_LATE)
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
    :raises UndoTooLate: its lines are kept no more (`sweep_imports`).
    :raises ImportTouched: its people were corrected or used since, or somebody else would be left in a family without a head.
    :raises MonthClosed: the month its people count from was closed.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != State.DONE or batch.committed_at is None:
        raise BatchNotStored(batch.pk)
    if undoing.is_forgotten(batch):
        raise UndoTooLate(batch.pk)
    touched, used = undoing.touched_since(batch), undoing.used_elsewhere(batch)
    if touched or used:
        raise ImportTouched(touched, used)
    try:
        with transaction.atomic():
            counts = undoing.take_back(batch, by=by, at=at)
    except undoing.LeftBehind as others:
        raise ImportTouched(joined=others.count) from others
    except IntegrityError as error:
        # Somebody else joined a family or hamlet this import made; taking it away would leave them nowhere.
        raise ImportTouched(joined=1) from error
    batch.state, batch.undone_at = State.UNDONE, at
    batch.save(update_fields=["state", "undone_at"])
    audit.record("import.undo", batch, by=by, at=at, detail=counts)
    return batch


def _rejudge(rows: list[ImportRow], known: Any, batch: ImportBatch) -> bool:
    """Judge the rows to be stored against the register of this moment; True when one no longer fits."""
    for row in rows:
        row.warnings = []
    judging.judge(rows, [(row.number, row.values) for row in rows], known, batch.letters)
    return any(row.state == ImportRow.State.ERROR for row in rows)


def _wait_again(batch: ImportBatch, rows: list[ImportRow], message: str = "") -> ImportBatch:
    wrong = [row for row in rows if row.state == ImportRow.State.ERROR]
    ImportRow.objects.bulk_update(wrong, ["state", "errors"], batch_size=CHUNK)
    batch.state, batch.valid_on = State.CHECKED, None
    # What was agreed to was agreed of other rows.
    batch.leaves_errors = batch.makes_hamlets = batch.takes_headless = False
    batch.message = message or (
        f"Data penduduk berubah sejak pemeriksaan. {len(wrong)} baris perlu diperiksa lagi; belum ada yang disimpan."
    )
    counts.count(batch)
    return batch
