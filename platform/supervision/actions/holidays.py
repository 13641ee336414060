"""The days off of a kabupaten: what it adds to those of the country, lifts from them, or takes back."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

import audit
from exchange import announcements, holidays
from exchange.models import Holiday
from walls import current
from web import indonesian

#: As villages know this catalogue (the service declares it, where a village closes days of its own).
CATALOGUE = "holiday"
#: So many days of one act are named; the others are counted.
_NAMED = 3
_LONGEST = 100
_MOST_LINES = 100


class LineUnreadable(ValueError):
    """A pasted line names no day and holiday; the message says which and how to write it."""


class NotAHoliday(ValueError):
    """A day of work cannot be lifted, and what was never decided cannot be taken back."""


def add_holidays(*, days: Iterable[tuple[date, str]], by: Any, at: datetime) -> int:
    """
    Make these days off in all offices of the kabupaten; a day that is decided already gets the new name. Returns how many.

    Villages hear of it within `holidays.KEPT_S` seconds, and move the promises of letters under way within the hour.
    """
    wanted = dict(days)
    with transaction.atomic():
        for day, name in sorted(wanted.items()):
            _decide(day, name, is_off=True)
        if wanted:
            said = {"days": [day.isoformat() for day in sorted(wanted)]}
            audit.record("holiday.add", by=by, at=at, detail=said)
            _announce(sorted(wanted.items()), at=at)
    holidays.forget()
    return len(wanted)


def lift_holiday(*, day: date, by: Any, at: datetime) -> None:
    """
    Have offices work on a day that is off in the country.

    :raises NotAHoliday: it is none.
    """
    name = holidays.NATIONAL.get(day)
    if name is None:
        raise NotAHoliday(day)
    with transaction.atomic():
        _decide(day, name, is_off=False)
        audit.record("holiday.lift", by=by, at=at, detail={"day": day.isoformat()})
        _announce([(day, f"{name}, kantor tetap masuk")], at=at)
    holidays.forget()


def undo_holiday(*, day: date, by: Any, at: datetime) -> None:
    """
    Take back what the kabupaten decided of a day; the country's calendar holds again.

    :raises NotAHoliday: nothing was decided.
    """
    with transaction.atomic():
        count, _ = Holiday.objects.filter(office_id=current.office().pk, day=day).delete()
        if not count:
            raise NotAHoliday(day)
        audit.record("holiday.undo", by=by, at=at, detail={"day": day.isoformat()})
        _announce([(day, "keputusan kabupaten")], at=at, is_withdrawn=True)
    holidays.forget()


def read_lines(text: str) -> list[tuple[date, str]]:
    """
    Read pasted lines like `2027-01-01 Tahun Baru` or `1 Januari 2027; Tahun Baru`; empty ones are skipped.

    :raises LineUnreadable: see there.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > _MOST_LINES:
        raise LineUnreadable(f"Paling banyak {_MOST_LINES} baris sekali tempel.")
    return [_read(number, line) for number, line in lines]


def _announce(days: list[tuple[date, str]], *, at: datetime, is_withdrawn: bool = False) -> None:
    """One word to the villages for one act, however many days it decided."""
    first = ", ".join(f"{indonesian.long_date(day)} ({name})" for day, name in days[:_NAMED])
    more = f" dan {len(days) - _NAMED} hari lain" if len(days) > _NAMED else ""
    code = ",".join(day.isoformat() for day, _ in days[:_NAMED])
    announcements.announce(CATALOGUE, code, f"{first[:160]}{more}", at=at, is_withdrawn=is_withdrawn)


def _read(number: int, line: str) -> tuple[date, str]:
    found = re.fullmatch(
        r"(\d{4}-\d{2}-\d{2}|\d{1,2}[-/]\d{1,2}[-/]\d{4}|\d{1,2} [A-Za-z]+ \d{4})[\s,;:–-]+(\S.*)", line
    )
    try:
        if found is None:
            raise ValueError
        day = indonesian.parse_date(found[1])
    except ValueError as error:
        raise LineUnreadable(f"Baris {number} tidak terbaca. Tulis seperti: 2027-01-01 Tahun Baru.") from error
    name = " ".join(found[2].split())
    if not name.isprintable() or len(name) > _LONGEST:
        raise LineUnreadable(f"Baris {number}: nama libur paling panjang {_LONGEST} huruf.")
    return day, name


def _decide(day: date, name: str, *, is_off: bool) -> None:
    Holiday.objects.update_or_create(
        office_id=current.office().pk, day=day, defaults={"name": name[:_LONGEST], "is_off": is_off}
    )
