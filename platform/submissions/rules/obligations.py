"""What a village owes and when (pure): read from what ships or from what the kabupaten said, refused when it makes no sense."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from submissions.rules.terms import PARTS, NotATerm, Rhythm, Term, month_end, of_year
from web import workdays

FORMATS = ("pdf", "xlsx", "foto")
_DAY = timedelta(days=1)
#: A report is due at most so many months before or after its period ends.
_MONTHS_AWAY = 12


class ObligationWrong(ValueError):
    """What was said makes no obligation; the message says in Indonesian what is wrong."""


class DueBy(StrEnum):
    """
    The ways to say a last day. Months are counted from the month the period ends in: 1 is the next.

    DAY is the so-manieth day of that month, or its last when it is shorter. WEEK is the end of the so-manieth seven days: the first
    week is 1 to 7, the second 8 to 14, the fifth ends with the month. LAST is its last day. DATES are written out, for stages.
    """

    DAY = "DAY"
    WEEK = "WEEK"
    LAST = "LAST"
    DATES = "DATES"


class Shift(StrEnum):
    """Where a last day goes that is no working day: nowhere, to the working day before, or after."""

    NOT = ""
    BEFORE = "BEFORE"
    AFTER = "AFTER"


@dataclass(frozen=True)
class Due:
    by: DueBy
    months: int = 1
    number: int = 0
    shift: Shift = Shift.NOT
    #: term -> day, of DATES.
    dates: Mapping[str, date] = field(default_factory=dict)

    def on(self, term: Term, off: Collection[date]) -> date | None:
        """The last day for a period; None while nobody has said it."""
        if self.by is DueBy.DATES:
            return self.dates.get(term)
        end = month_end(term.last_day.year, term.last_day.month + self.months)
        number = {DueBy.DAY: self.number, DueBy.WEEK: 7 * self.number}.get(self.by, end.day)
        return _shifted(end.replace(day=min(number, end.day)), self.shift, off)

    @property
    def words(self) -> str:
        """In words, for the pages."""
        if self.by is DueBy.DATES:
            return "Tanggal tiap tahap"
        what = {
            DueBy.DAY: f"Tanggal {self.number}",
            DueBy.WEEK: f"Minggu ke-{self.number}",
            DueBy.LAST: "Hari terakhir",
        }
        return f"{what[self.by]}, {self._month}"

    @property
    def _month(self) -> str:
        if self.months == 0:
            return "bulan terakhir periode"
        return f"bulan ke-{abs(self.months)} {'setelah' if self.months > 0 else 'sebelum'} periode berakhir"


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """
    One thing every village of the kabupaten owes in each period.

    :param parts: which parts of the year are asked for; all when empty.
    :param formats: pdf, xlsx, foto.
    :param post: who prepares it in the village.
    :param remind_before: days before the last day; `remind_after` days behind it.
    :param to_district: the file goes to the kecamatan; otherwise it hears only on which day it was handed to whom it is for.
    :param certainty: how sure the source of what ships is; shown to the kabupaten.
    """

    code: str
    name: str
    basis: str
    rhythm: Rhythm
    due: Due
    post: str
    parts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("pdf",)
    remind_before: int = 7
    remind_after: int = 1
    to_district: bool = True
    receiver: str = "Kecamatan"
    checklist: tuple[str, ...] = ()
    active_from: date | None = None
    active_to: date | None = None
    is_active: bool = True
    certainty: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether what is due on this day is owed at all."""
        if not self.is_active:
            return False
        return (self.active_from is None or day >= self.active_from) and (
            self.active_to is None or day <= self.active_to
        )

    def opens_on(self, term: Term, due_on: date) -> date:
        """From when it can be sent: when the period is over, or, where it is due before that, when the period begins."""
        return term.last_day + _DAY if due_on > term.last_day else min(term.first_day, due_on)

    def owed(self, first: date, last: date, *, opened_on: date, off: Collection[date]) -> Iterator[tuple[Term, date]]:
        """
        The periods due in these days, both included, each with its last day.

        :param opened_on: an office owes no period that was over before it began to work here.
        """
        for year in range(first.year - 2, last.year + 2):
            for term in of_year(year, self.rhythm, self.parts):
                due_on = self.due.on(term, off)
                if due_on is None or not first <= due_on <= last or term.last_day < opened_on:
                    continue
                if self.holds_on(due_on):
                    yield term, due_on

    def due_for(self, term: Term, *, opened_on: date, off: Collection[date]) -> date | None:
        """The last day of one period; None when it is not owed."""
        if term.rhythm is not self.rhythm or (self.parts and term.part not in self.parts):
            return None
        due_on = self.due.on(term, off)
        return due_on if due_on and term.last_day >= opened_on and self.holds_on(due_on) else None


def read(code: str, said: Mapping[str, Any]) -> Obligation:
    """
    An obligation as it lies in the file that ships or in what a kabupaten published.

    :raises ObligationWrong: see there.
    """
    try:
        rhythm = Rhythm(said["rhythm"])
        found = Obligation(
            code=code,
            name=_text(said, "name", 120),
            basis=_text(said, "basis", 300),
            rhythm=rhythm,
            due=_due(said["due"], rhythm),
            post=str(said["post"]),
            parts=tuple(str(part) for part in said.get("parts", ())),
            formats=tuple(str(one) for one in said.get("formats", ("pdf",))),
            remind_before=int(said.get("remind_before", 7)),
            remind_after=int(said.get("remind_after", 1)),
            to_district=bool(said.get("to_district", True)),
            receiver=str(said.get("receiver", "Kecamatan"))[:60],
            checklist=tuple(str(line)[:200] for line in said.get("checklist", ()))[:30],
            active_from=_day(said.get("active_from")),
            active_to=_day(said.get("active_to")),
            is_active=bool(said.get("is_active", True)),
            certainty=str(said.get("certainty", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, ObligationWrong):
            raise
        raise ObligationWrong(f"Isian kewajiban {code} tidak lengkap atau tidak terbaca.") from error
    _check(found)
    return found


def written(obligation: Obligation) -> dict[str, Any]:
    """What `read` reads, as it is published."""
    due = obligation.due
    return {
        "name": obligation.name,
        "basis": obligation.basis,
        "rhythm": str(obligation.rhythm),
        "parts": list(obligation.parts),
        "due": {
            "by": str(due.by),
            "months": due.months,
            "number": due.number,
            "shift": str(due.shift),
            "dates": {term: day.isoformat() for term, day in due.dates.items()},
        },
        "post": obligation.post,
        "formats": list(obligation.formats),
        "remind_before": obligation.remind_before,
        "remind_after": obligation.remind_after,
        "to_district": obligation.to_district,
        "receiver": obligation.receiver,
        "checklist": list(obligation.checklist),
        "active_from": obligation.active_from and obligation.active_from.isoformat(),
        "active_to": obligation.active_to and obligation.active_to.isoformat(),
        "is_active": obligation.is_active,
        "certainty": obligation.certainty,
    }


def read_dates(lines: Mapping[str, Any]) -> dict[str, date]:
    """
    term -> day of stages.

    :raises ObligationWrong: a line names no stage or no day.
    """
    try:
        return {Term(term): _day(day) or date.min for term, day in lines.items()}
    except (NotATerm, ValueError) as error:
        raise ObligationWrong("Tulis tiap tahap seperti: 2026-T1 2026-06-16.") from error


def _due(said: Mapping[str, Any], rhythm: Rhythm) -> Due:
    by = DueBy(said["by"])
    due = Due(by, int(said.get("months", 1)), int(said.get("number", 0)), Shift(said.get("shift", "")),
              read_dates(said.get("dates", {})))  # fmt: skip
    if (by is DueBy.DATES) != (rhythm is Rhythm.STAGE):
        raise ObligationWrong("Kewajiban per tahap memakai tanggal tiap tahap, dan hanya yang per tahap.")
    if abs(due.months) > _MONTHS_AWAY:
        raise ObligationWrong("Tenggat paling jauh 12 bulan sebelum atau setelah periode berakhir.")
    longest = {DueBy.DAY: 31, DueBy.WEEK: 5}.get(by)
    if longest and not 1 <= due.number <= longest:
        raise ObligationWrong(f"{'Tanggal' if by is DueBy.DAY else 'Minggu'} harus 1 sampai {longest}.")
    return due


def _check(one: Obligation) -> None:
    if set(one.parts) - set(PARTS[one.rhythm]):
        raise ObligationWrong("Bagian tahun tidak cocok dengan periodenya.")
    if one.to_district and (not one.formats or set(one.formats) - set(FORMATS)):
        raise ObligationWrong("Pilih paling sedikit satu bentuk berkas.")
    if not (0 <= one.remind_before <= 60 and 0 <= one.remind_after <= 60):
        raise ObligationWrong("Pengingat paling jauh 60 hari.")
    if one.active_from and one.active_to and one.active_to < one.active_from:
        raise ObligationWrong("Tanggal berakhir mendahului tanggal mulai.")


def _text(said: Mapping[str, Any], name: str, longest: int) -> str:
    text = " ".join(str(said[name]).split())
    if not 3 <= len(text) <= longest or not text.isprintable():
        raise ObligationWrong(f"Nama dan dasar hukum 3 sampai {longest} huruf.")
    return text


def _day(value: Any) -> date | None:
    if value in (None, ""):
        return None
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _shifted(day: date, shift: Shift, off: Collection[date]) -> date:
    if shift is Shift.NOT:
        return day
    for step in range(60):
        moved = day + _DAY * step if shift is Shift.AFTER else day - _DAY * step
        if workdays.is_working(moved, off):
            return moved
    raise workdays.NoWorkingDays(f"near {day}")
