"""Opening the offices of a file: check it, open line by line, hand on the invitations."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

import audit
import jobs.actions
from supervision import bulk_queries, incoming, result_file
from supervision.actions import openings
from supervision.models import BulkLine, BulkOpening
from tenants.actions.opening import OfficeExists, ParentMissing, RegionUnknown
from walls import current

log = structlog.get_logger(__name__)
OPEN = "supervision.open_offices"
State = BulkOpening.State
WORDS: dict[type[Exception], str] = {
    RegionUnknown: "Kode tidak ada dalam daftar wilayah.",
    OfficeExists: "Wilayah ini sudah punya kantor.",
    ParentMissing: "Kantor kecamatannya belum ada.",
    openings.NotBelow: "Kode di luar kabupaten ini.",
    openings.PostCannotBegin: "Jabatan ini tidak dapat mengundang rekan.",
}
BROKEN = "Gangguan sistem saat membuka kantor ini. Tidak ada yang tertinggal; unggah barisnya sekali lagi."


class BulkUnderWay(Exception):
    """It is being opened already; a second click meets this."""


class NothingToOpen(Exception):
    """No line of the file can be opened."""


@transaction.atomic
def check_file(*, key: UUID, filename: str, content: bytes, by: Any, at: datetime) -> BulkOpening:
    """
    Read a file of offices and judge every line; nothing is opened yet.

    :param key: sent with the form; a second click finds the first check.
    :raises FileRefused: it is no list of offices; the message says why.
    """
    known = BulkOpening.objects.filter(key=key).first()
    if known is not None:
        return known
    lines = incoming.read_lines(content)
    judged = incoming.judge(lines, bulk_queries.ground_of(line.code for line in lines))
    bulk = BulkOpening.objects.create(
        key=key,
        filename=filename[:120],
        by=by if by.pk else None,
        by_name=by.name[:120],
        checked_at=at,
    )
    BulkLine.objects.bulk_create(
        BulkLine(bulk=bulk, number=line.number, code=line.code[:20], cells=line.cells, problem=line.problem)
        for line in judged
    )
    detail = {"filename": bulk.filename, "lines": len(judged), "bad": sum(bool(line.problems) for line in judged)}
    audit.record("offices.check", bulk, by=by, at=at, detail=detail)
    return bulk


@transaction.atomic
def check_again(*, bulk: BulkOpening) -> None:
    """Judge the lines that opened nothing once more: what was wrong may have been mended since."""
    lines = list(bulk.lines.filter(opening__isnull=True).order_by("number"))
    found = [incoming.Line(line.number, line.cells) for line in lines]
    # A line that has opened its kecamatan counts among what is open.
    judged = incoming.judge(found, bulk_queries.ground_of(line.code for line in found))
    for line, verdict in zip(lines, judged, strict=True):
        line.cells, line.problem = verdict.cells, verdict.problem
    BulkLine.objects.bulk_update(lines, ["cells", "problem"], batch_size=500)


@transaction.atomic
def start_bulk(*, bulk: BulkOpening, by: Any, at: datetime) -> BulkOpening:
    """
    Start opening the good lines in the background.

    :raises BulkUnderWay: that was started before, and its job is alive.
    :raises NothingToOpen: every line is bad.
    """
    bulk = BulkOpening.objects.select_for_update(of=("self",)).select_related("job").get(pk=bulk.pk)
    if bulk.state != State.CHECKED and not bulk.is_stuck:
        raise BulkUnderWay(bulk.pk)
    count = bulk_queries.lines_to_open(bulk).count()
    if not count:
        raise NothingToOpen(bulk.pk)
    bulk.state = State.OPENING
    bulk.job = jobs.actions.start(kind=OPEN, arguments={"bulk_id": bulk.pk}, by=by, at=at, title=f"Buka {count} kantor")
    bulk.save(update_fields=["state", "job"])
    audit.record("offices.start", bulk, by=by, at=at, detail={"lines": count})
    return bulk


def open_lines(*, bulk_id: int, progress: Any, at: datetime, lanes: int | None = None) -> BulkOpening:
    """
    Open every good line of a file, each in a transaction of its own, kecamatan first; started again it goes on where it was.

    A line is claimed by a lock that ends with the transaction that opens its office. So whoever is killed leaves a whole office or
    none, and two at work on one file never open the same line.

    :param lanes: how many lines are opened side by side; the deployment's number when left out.
    """
    bulk = BulkOpening.objects.select_related("by").get(pk=bulk_id)
    count = settings.OPENING_LANES if lanes is None else lanes
    if count <= 1:
        _open_one_by_one(bulk, progress, at)
    else:
        _side_by_side(count, bulk, progress, at)
    if not bulk_queries.lines_to_open(bulk).exists():
        BulkOpening.objects.filter(pk=bulk_id).update(state=State.DONE)
    bulk.refresh_from_db()
    return bulk


def _side_by_side(count: int, bulk: BulkOpening, progress: Any, at: datetime) -> None:
    office = current.office()

    def lane() -> None:
        try:
            with current.inside(office):
                _open_one_by_one(bulk, progress, at)
        finally:
            # A thread's connection is its own, and nobody else would close it.
            current.connection.close()

    with ThreadPoolExecutor(count) as pool:
        for done in [pool.submit(lane) for _ in range(count)]:
            done.result()


def _open_one_by_one(bulk: BulkOpening, progress: Any, at: datetime) -> None:
    total = bulk.lines.filter(problem="").count()
    while _open_next(bulk, at):
        progress.report(bulk.lines.filter(opening__isnull=False).count(), total)


def _open_next(bulk: BulkOpening, at: datetime) -> bool:
    """Open the next line nobody is at work on; False when there is none."""
    with transaction.atomic():
        line = bulk_queries.next_line(bulk)
        if line is None:
            return False
        problem = _try(line, bulk, at)
        if problem:
            BulkLine.objects.filter(pk=line.pk).update(problem=problem)
    return True


def _try(line: BulkLine, bulk: BulkOpening, at: datetime) -> str:
    """Open the office of a line; returns what is wrong in a sentence, or ""."""
    cells = line.cells
    first = openings.FirstAccount(cells["nama_akun"], cells["username"], cells["jabatan"], cells["telepon"])
    try:
        with transaction.atomic():
            line.opening = openings.open_once(
                key=uuid5(bulk.key, line.code),
                region_code=line.code,
                first=first,
                by=bulk.by or openings.FromOutside(bulk.by_name),
                at=at,
                designation=cells["sebutan"],
                timezone=cells["zona"],
            )
            line.save(update_fields=["opening"])
    except tuple(WORDS) as error:
        return WORDS[type(error)]
    except (OperationalError, InterfaceError):
        # The database is away: that is no fault of this line, and the sweeper brings the work again.
        raise
    except Exception:
        log.exception("an office of a file did not open", code=line.code, bulk=bulk.pk)
        return BROKEN
    return ""


@transaction.atomic
def export_links(*, bulk: BulkOpening, by: Any, at: datetime) -> bytes:
    """
    Write what was opened as a file, with the invitations that may still be used; the log keeps who took it.

    The page says who took it last: whoever has the file can come in as the first person of every office in it.
    """
    lines = list(bulk_queries.lines_of(bulk))
    bulk.exported_at, bulk.exported_by = at, by.name[:120]
    bulk.save(update_fields=["exported_at", "exported_by"])
    audit.record("offices.export", bulk, by=by, at=at, detail={"lines": len(lines)})
    return result_file.write(lines, at=at)
