"""B.4: who lived here for a while in a month, with the day they came and, if it was in the month or before its end, the day they went."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from papers.books import Book, Cell, Kind, Listed, Rhythm, Span, column
from registry import codes
from registry.books import common
from registry.codes import Residency
from registry.models import Event, Stay
from registry.queries.former import let_say
from registry.queries.remembered import remembered
from registry.rules.people import age_on

COLUMNS = (
    column(1, "NOMOR URUT", kind=Kind.NUMBER, align="center", width=0.8),
    column(2, "NAMA LENGKAP", width=2.2),
    column(3, "L", "JENIS KELAMIN", align="center", width=0.6),
    column(4, "P", "JENIS KELAMIN", align="center", width=0.6),
    column(5, "NOMOR IDENTITAS/TANDA PENGENAL", kind=Kind.NIK, width=1.8),
    column(6, "TEMPAT DAN TANGGAL LAHIR/UMUR", width=1.7),
    column(7, "PEKERJAAN", width=1.5),
    column(8, "KEBANGSAAN", "KEWARGANEGARAAN", width=1.3),
    column(9, "KETURUNAN", "KEWARGANEGARAAN", width=1.2),
    column(10, "DATANG DARI", width=1.8),
    column(11, "MAKSUD DAN TUJUAN KEDATANGAN", width=1.7),
    column(12, "NAMA DAN ALAMAT YANG DIDATANGI", width=2.0),
    column(13, "DATANG TANGGAL", kind=Kind.DATE, width=1.1),
    column(14, "PERGI TANGGAL", kind=Kind.DATE, width=1.1),
    column(15, "KET.", width=1.2),
)
MARK = "V"
#: Of a visit what a page of the book needs: its last stay, the event it began with, and whether it was over by the end of the span.
Kept = tuple[int, int, bool]


class Known(NamedTuple):
    """What decides whether a stay belongs to a visit; all else is fetched for one page at a time."""

    pk: int
    resident: int
    since: date
    until: date | None
    is_entry: bool
    is_exit: bool
    opened_by: int
    closed_by: int | None
    undoes: int | None


@dataclass
class Visit:
    """One time somebody lived here as a temporary resident: the stays from coming to going."""

    stays: list[Known]

    @property
    def first(self) -> Known:
        return self.stays[0]

    @property
    def last(self) -> Known:
        return self.stays[-1]

    def has_ended(self, span: Span) -> bool:
        """Whether it was over by the end of the span."""
        return self.last.is_exit and self.last.until is not None and self.last.until <= span.last_day

    @property
    def never_was(self) -> bool:
        """Undone on the day it was told."""
        return self.last.until == self.first.since and self.last.undoes == self.first.opened_by


def rows(span: Span) -> Listed:
    """Everybody who lived here temporarily on some day of the span, in the order they came, as the register knew them at its end."""

    def written(found: list[Kept], first: int) -> Iterator[list[Cell]]:
        stays = Stay.objects.select_related("resident", "closed_by", "hamlet").in_bulk([last for last, _, _ in found])
        came = Event.objects.in_bulk([opened_by for _, opened_by, _ in found])
        let_say(span.last_day, [record for stay in stays.values() for record in (stay.resident, stay.hamlet)])
        for number, (last, opened_by, has_ended) in enumerate(found, first):
            stay = stays[last]
            yield _row(number, stay, came[opened_by], stay.closed_by if has_ended else None, span)

    return Listed(remembered("visits", span.first_day, span.last_day, make=lambda: _kept(span)), written)


def _kept(span: Span) -> list[Kept]:
    return [(visit.last.pk, visit.first.opened_by, visit.has_ended(span)) for visit in visits(span)]


def visits(span: Span) -> list[Visit]:
    """Visits with a day in the span; two of one person are two."""
    stays = Stay.objects.filter(residency=Residency.TEMPORARY, since__lte=span.last_day)
    here = stays.exclude(until__lte=span.first_day).values("resident")
    told = stays.filter(resident__in=here).order_by("resident", "since", "pk").values_list(*_KNOWN)
    found: list[Visit] = []
    for _, own in groupby((Known(*row) for row in told), key=lambda stay: stay.resident):
        found += _visits_of(own)
    return sorted((visit for visit in found if _has_day(visit, span)), key=lambda one: (one.first.since, one.last.pk))


_KNOWN = (*Known._fields[:-1], "closed_by__undoes")


def _visits_of(stays: Iterable[Known]) -> Iterator[Visit]:
    visit: Visit | None = None
    for stay in stays:
        if visit is None or stay.is_entry:
            if visit is not None:
                yield visit
            visit = Visit([])
        visit.stays.append(stay)
    if visit is not None:
        yield visit


def _has_day(visit: Visit, span: Span) -> bool:
    until = visit.last.until
    return not visit.never_was and (until is None or until > span.first_day or visit.first.since >= span.first_day)


def _row(number: int, stay: Stay, came: Event, went: Event | None, span: Span) -> list[Cell]:
    one = stay.resident
    age = f"{age_on(one.born_on, min(came.happened_on, span.last_day))} TH"
    return [
        number,
        one.name,
        MARK if stay.sex == codes.Sex.MALE else "",
        MARK if stay.sex == codes.Sex.FEMALE else "",
        one.nik or common.told(came, "identity_number") or one.passport or one.kitas,
        f"{common.place_and_day(one.birthplace, one.born_on)}/{age}",
        common.label(codes.Occupation, one.occupation),
        one.nationality.upper() or common.citizenship(stay.citizenship),
        one.descent.upper(),
        common.told(came, "origin") or one.previous_address.upper(),
        common.told(came, "purpose"),
        common.told(came, "host_name", "host_address") or common.address(stay),
        came.happened_on,
        went.happened_on if went else None,
        _remark(went, came),
    ]


def _remark(went: Event | None, came: Event) -> str:
    if went is not None and went.kind == Event.Kind.MOVE_IN:
        return "MENJADI PENDUDUK TETAP"
    return common.told(came, "note")


TEMPORARY = Book(
    code="B.4",
    name="Buku Penduduk Sementara",
    about="Orang yang tinggal sementara di desa dalam bulan itu.",
    source="peristiwa penduduk menurut tanggal lapor",
    period=Rhythm.MONTH,
    columns=COLUMNS,
    rows=rows,
    standing=common.standing,
    **common.SHARED,
    **common.OF_PEOPLE,
)
