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
from supervision import bulk_queries, incoming
from supervision.actions import openings
from supervision.hosting import Line
from supervision.models import BulkLine, BulkOpening
from tenants import queries as offices
from tenants.actions.opening import HostTaken, OfficeExists, ParentMissing, RegionUnknown
from walls import current

log = structlog.get_logger(__name__)
OPEN = "supervision.open_offices"
State = BulkOpening.State
WORDS: dict[type[Exception], str] = {
    RegionUnknown: "Kode tidak ada dalam daftar wilayah.",
    OfficeExists: "Wilayah ini sudah punya kantor.",
    ParentMissing: "Kantor kecamatannya belum ada.",
    HostTaken: "Alamatnya baru saja dipakai kantor lain. Pilih alamat lain.",
    openings.NotBelow: "Kode di luar kabupaten ini.",
    openings.PostCannotBegin: "Jabatan ini tidak dapat mengundang rekan.",
}
#: What may be typed over a line that was checked.
MENDABLE = ("alamat", "nama_akun", "jabatan", "telepon")
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
    return _judged(incoming.read_lines(content), key=key, filename=filename, by=by, at=at)


@transaction.atomic
def check_ticks(*, key: UUID, district: str, codes: list[str], by: Any, at: datetime) -> BulkOpening:
    """
    Judge the regions ticked on the page of one kecamatan; nothing is opened yet.

    The first person of each is called by the post until somebody types a name; the village corrects it later.

    :param key: sent with the form; a second click finds the first check.
    :param district: the code of the kecamatan, for the name of the list.
    :raises NothingToOpen: nothing was ticked, or more than one file may hold.
    """
    known = BulkOpening.objects.filter(key=key).first()
    if known is not None:
        return known
    if not 0 < len(codes) <= incoming.MOST_LINES:
        raise NothingToOpen(district)
    names = bulk_queries.region_names([district, *codes])
    lines = [incoming.ticked(number, code, names.get(code, "")) for number, code in enumerate(dict.fromkeys(codes), 1)]
    return _judged(lines, key=key, filename=f"Kecamatan {names.get(district, district)}", by=by, at=at)


def _judged(lines: list[Line], *, key: UUID, filename: str, by: Any, at: datetime) -> BulkOpening:
    judged = incoming.judge(lines, bulk_queries.ground_of(lines))
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
def mend_lines(*, bulk: BulkOpening, typed: dict[int, dict[str, str]], by: Any, at: datetime) -> int:
    """
    Take in what was typed over lines that have opened nothing, and judge all of those again.

    :param typed: cells by the number of their line; only `MENDABLE` ones are read.
    :return: how many of the lines that were changed are wrong now.
    :raises BulkUnderWay: it is being opened.
    """
    bulk = BulkOpening.objects.select_for_update(of=("self",)).select_related("job").get(pk=bulk.pk)
    if bulk.state == State.OPENING and not bulk.is_stuck:
        raise BulkUnderWay(bulk.pk)
    changed = set()
    for line in bulk.lines.filter(opening__isnull=True, number__in=typed):
        new = {name: typed[line.number][name].strip()[:200] for name in MENDABLE if name in typed[line.number]}
        if new.get("alamat") == line.cells.get("usul"):
            # A proposal that was left as it is may still give way to another.
            new["alamat"] = ""
        kind = offices.kind_of_code(line.code)
        if kind and new.get("jabatan") == incoming.post_named(line.cells.get("jabatan", ""), kind):
            # The page says the post by its code, the file in any words.
            del new["jabatan"]
        if any(line.cells.get(name, "") != text for name, text in new.items()):
            line.cells |= new
            line.save(update_fields=["cells"])
            changed.add(line.number)
    if changed:
        check_again(bulk=bulk)
        if bulk.state == State.DONE and bulk_queries.lines_to_open(bulk).exists():
            BulkOpening.objects.filter(pk=bulk.pk).update(state=State.CHECKED)
        audit.record("offices.mend", bulk, by=by, at=at, detail={"lines": sorted(changed)})
    return bulk_queries.bad_lines(bulk).filter(number__in=changed).count()


@transaction.atomic
def check_again(*, bulk: BulkOpening) -> None:
    """Judge the lines that opened nothing once more: what was wrong may have been mended since."""
    lines = list(bulk.lines.filter(opening__isnull=True).order_by("number"))
    found = [Line(line.number, line.cells) for line in lines]
    # A line that has opened its kecamatan counts among what is open.
    judged = incoming.judge(found, bulk_queries.ground_of(found))
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
    try:
        _open_line(line, bulk, at)
    except tuple(WORDS) as error:
        return WORDS[type(error)]
    except (OperationalError, InterfaceError):
        # The database is away: that is no fault of this line, and the sweeper brings the work again.
        raise
    except Exception:
        log.exception("an office of a file did not open", code=line.code, bulk=bulk.pk)
        return BROKEN
    return ""


def _open_line(line: BulkLine, bulk: BulkOpening, at: datetime) -> None:
    try:
        _open_at(line, bulk, at, label=line.label)
    except HostTaken:
        if line.cells.get("alamat"):
            raise
        # Nobody insisted on what was proposed, and somebody was quicker.
        _open_at(line, bulk, at, label="")


def _open_at(line: BulkLine, bulk: BulkOpening, at: datetime, *, label: str) -> None:
    cells = line.cells
    with transaction.atomic():
        line.opening = openings.open_once(
            key=uuid5(bulk.key, line.code),
            region_code=line.code,
            first=openings.FirstAccount(cells["nama_akun"], cells["username"], cells["jabatan"], cells["telepon"]),
            by=bulk.by or openings.FromOutside(bulk.by_name),
            at=at,
            designation=cells["sebutan"],
            timezone=cells["zona"],
            label=label,
        )
        line.save(update_fields=["opening"])


@transaction.atomic
def export_links(*, bulk: BulkOpening, by: Any, at: datetime) -> list[BulkLine]:
    """
    Give out every line with its invitation; the log keeps who took them.

    The page says who took them last: whoever has them can come in as the first person of every office in it.
    """
    lines = list(bulk_queries.lines_of(bulk))
    bulk.exported_at, bulk.exported_by = at, by.name[:120]
    bulk.save(update_fields=["exported_at", "exported_by"])
    audit.record("offices.export", bulk, by=by, at=at, detail={"lines": len(lines)})
    return lines
