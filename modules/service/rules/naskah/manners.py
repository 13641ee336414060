"""The manners of writing a value: the key a stored text has, the words a clerk sees, and what each does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from modules.service.rules.naskah.values import DOTS, Sort, Value, age_on
from web import indonesian


@dataclass(frozen=True)
class Manner:
    """`sorts` are the values it fits; without any it fits all that is written in letters."""

    key: str
    shown: str
    write: Callable[[Value], str]
    sorts: frozenset[Sort] = frozenset()

    def fits(self, sort: Sort) -> bool:
        return sort in (self.sorts or _LETTERS)


_LETTERS = frozenset({Sort.TEXT, Sort.CHOICE, Sort.DATE})
_NUMBERS = frozenset({Sort.NUMBER, Sort.MONEY})
_DATES = frozenset({Sort.DATE})


def inline(text: str) -> str:
    """Pengajuan KUR -> pengajuan KUR; an abbreviation or a name of several capitals keeps its own."""
    words = text.split(maxsplit=1)
    if not words or words[0][1:] != words[0][1:].lower() or len(words[0]) == 1:
        return text
    return text[0].lower() + text[1:]


def _titled(text: str) -> str:
    return " ".join(word[:1].upper() + word[1:].lower() for word in text.split(" "))


def _in_words(value: Value) -> str:
    words = indonesian.in_words(int(value.answer))
    return f"{words} rupiah" if value.sort == Sort.MONEY else words


def _of_day(write: Callable[[date], str]) -> Callable[[Value], str]:
    return lambda value: write(date.fromisoformat(value.answer))


def _day_in_words(day: date) -> str:
    return (
        f"{indonesian.in_words(day.day)} bulan {indonesian.MONTHS[day.month - 1]} tahun {indonesian.in_words(day.year)}"
    )


def _age(value: Value) -> str:
    return f"{age_on(date.fromisoformat(value.answer), value.today)} tahun" if value.today else value.text


_ALL = (
    Manner("upper", "huruf besar", lambda value: value.text.upper()),
    Manner("inline", "huruf kecil di depan", lambda value: inline(value.text)),
    Manner("titled", "huruf besar tiap kata", lambda value: _titled(value.text)),
    Manner("words", "terbilang", _in_words, _NUMBERS),
    Manner("day_and_date", "hari dan tanggal", _of_day(indonesian.day_and_date), _DATES),
    Manner("day", "hari", _of_day(lambda day: indonesian.DAYS[day.weekday()]), _DATES),
    Manner("numeric", "tanggal angka", _of_day(lambda day: f"{day:%d-%m-%Y}"), _DATES),
    Manner("date_words", "tanggal dengan huruf", _of_day(_day_in_words), _DATES),
    Manner("age", "umur", _age, _DATES),
    # The choice "Lainnya" says nothing; what was written beside it does.
    Manner("if_named", "kecuali Lainnya", lambda value: "" if value.text == "Lainnya" else value.text, frozenset({Sort.CHOICE})),
)  # fmt: skip
BY_KEY = {manner.key: manner for manner in _ALL}
BY_SHOWN = {manner.shown.casefold(): manner for manner in _ALL}


def written(value: Value, manner: str) -> str:
    """
    The value as a place asks for it; dots stay dots.

    :param manner: its key, or "" for the usual way.
    """
    found = BY_KEY.get(manner)
    if found is None or not value.text or value.text == DOTS or (found.sorts and value.answer is None):
        return value.text
    return found.write(value)
