"""
B.2: whoever was added to the permanent residents in a month, and whoever left them.

The form has no column for a birth nor for somebody missing: KET says them, so that its rows are the additions and losses of B.3. What
was undone in its own month is left out here as it is in the columns of B.3; people brought in by a file are a stock and no change.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from papers.books import Book, Cell, Kind, Rhythm, Span, column
from registry.books import common
from registry.codes import Residency
from registry.models import Event, Stay
from registry.queries.former import let_say

Kinds = Event.Kind
#: What KET says; a death and a move out have columns of their own.
REMARKS = {
    Kinds.BIRTH: "LAHIR",
    Kinds.MISSING: "HILANG",
    Kinds.FOUND: "DITEMUKAN KEMBALI",
    Kinds.CORRECTION: "PERBAIKAN DATA",
    Kinds.MERGE: "PENGGABUNGAN DATA GANDA",
    Kinds.UNDO: "PEMBATALAN",
}

COLUMNS = (
    column(1, "NOMOR URUT", kind=Kind.NUMBER, align="center", width=0.7),
    column(2, "NAMA LENGKAP/PANGGILAN", width=2.4),
    column(3, "TEMPAT LAHIR", "TEMPAT DAN TANGGAL LAHIR", width=1.4),
    column(4, "TANGGAL", "TEMPAT DAN TANGGAL LAHIR", kind=Kind.DATE),
    column(5, "JENIS KELAMIN", align="center", width=0.9),
    column(6, "KEWARGANEGARAAN", align="center", width=1.5),
    column(7, "DATANG DARI", "PENAMBAHAN", width=2.0),
    column(8, "TANGGAL", "PENAMBAHAN", kind=Kind.DATE),
    column(9, "PINDAH KE", "PENGURANGAN", width=2.0),
    column(10, "TANGGAL", "PENGURANGAN", kind=Kind.DATE),
    column(11, "MENINGGAL", "PENGURANGAN", width=1.6),
    column(12, "TANGGAL", "PENGURANGAN", kind=Kind.DATE),
    column(13, "KET.", width=1.6),
)


def rows(span: Span) -> Iterator[list[Cell]]:
    """Additions and losses in the order in which they were reported, named as at the end of the span."""
    changes = [(stay.opened_by, stay, True) for stay in entries(span)]
    changes += [(stay.closed_by, stay, False) for stay in exits(span) if stay.closed_by is not None]
    changes.sort(key=lambda one: (one[0].reported_on, one[0].pk, one[1].resident_id, one[2]))
    let_say(span.last_day, [stay.resident for _, stay, _ in changes])
    for number, (event, stay, is_addition) in enumerate(changes, 1):
        yield [number, *_person(stay), *(_added(event) if is_addition else _lost(event))]


def entries(span: Span) -> QuerySet[Stay]:
    """Stays of permanent residents that somebody came by, in the span."""
    found = _permanent().filter(is_entry=True, since__gte=span.first_day, since__lte=span.last_day)
    return _standing(found, "opened_by", span.last_day, span.first_day).exclude(opened_by__kind=Kinds.OPENING)


def exits(span: Span) -> QuerySet[Stay]:
    """Stays of permanent residents that somebody left by, in the span."""
    found = _permanent().filter(is_exit=True, until__gte=span.first_day, until__lte=span.last_day)
    return _standing(found, "closed_by", span.last_day, span.first_day)


def notes(span: Span) -> Iterable[str]:
    """How many came in by files, whom the book does not list."""
    brought = _permanent().filter(
        is_entry=True,
        since__gte=span.first_day,
        since__lte=span.last_day,
        opened_by__kind=Kinds.OPENING,
    )
    if count := brought.count():
        yield f"{count} penduduk dicatat lewat pendataan atau impor dan tidak dirinci di sini."


def _permanent() -> QuerySet[Stay]:
    return Stay.objects.select_related("resident", "opened_by__undoes", "closed_by__undoes").filter(
        residency=Residency.PERMANENT
    )


def _standing(stays: QuerySet[Stay], by: str, last: date, first: date) -> QuerySet[Stay]:
    """Leave out what was undone by the end of the span, and the undoing of what belonged to it."""
    undone_on = Event.objects.filter(undoes=OuterRef(by)).values("reported_on")[:1]
    stays = stays.annotate(undone_on=Subquery(undone_on), undid_of=F(f"{by}__undoes__reported_on"))
    return stays.filter(Q(undone_on__isnull=True) | Q(undone_on__gt=last)).filter(
        Q(undid_of__isnull=True) | Q(undid_of__lt=first)
    )


def _person(stay: Stay) -> list[Cell]:
    one = stay.resident
    return [
        f"{one.name}/{one.nickname.upper()}" if one.nickname else one.name,
        one.birthplace.upper(),
        one.born_on,
        common.sex_letter(stay.sex),
        common.citizenship(stay.citizenship),
    ]


def _added(event: Event) -> list[Cell]:
    came_from = common.told(event, "origin") if event.kind == Kinds.MOVE_IN else ""
    return [came_from, event.happened_on, "", None, "", None, _remark(event)]


def _lost(event: Event) -> list[Cell]:
    moved: list[Cell] = ["", None]
    died: list[Cell] = ["", None]
    if event.kind == Kinds.MOVE_OUT:
        moved = [common.told(event, "destination"), event.happened_on]
    elif event.kind == Kinds.DEATH:
        died = [common.told(event, "place"), event.happened_on]
    has_column = event.kind in (Kinds.MOVE_OUT, Kinds.DEATH)
    return ["", None, *moved, *died, "" if has_column else f"{_remark(event)} {common.day_words(event.happened_on)}"]


def _remark(event: Event) -> str:
    if event.kind == Kinds.UNDO and event.undoes is not None:
        return f"PEMBATALAN: {event.undoes.get_kind_display().upper()}"
    return REMARKS.get(Kinds(event.kind), "" if event.kind == Kinds.MOVE_IN else event.get_kind_display().upper())


CHANGES = Book(
    code="B.2",
    name="Buku Mutasi Penduduk Desa",
    about="Penduduk yang bertambah dan berkurang dalam bulan itu, juga yang lahir dan hilang.",
    source="peristiwa penduduk menurut tanggal lapor",
    period=Rhythm.MONTH,
    columns=COLUMNS,
    rows=rows,
    notes=notes,
    standing=common.standing,
    **common.SHARED,
    is_personal=True,
)
