"""
The indicators there are, and how each is counted inside a village.

Each app declares its own in `facts.py`, which is loaded at start:

    @indicator("letters_issued", name="Surat terbit", unit="surat", counted="Surat yang bernomor pada bulan itu ...", ...)
    def letters_issued(period: Period) -> Figure: ...
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from exchange import today
from exchange.periods import Period


class Direction(StrEnum):
    """Which way is better; CONTEXT is neither, and is never compared with a target."""

    UP = "up"
    DOWN = "down"
    CONTEXT = "context"


#: Groups of "days since", for a median over villages: whoever keeps a register stands within a week or a month of it.
DAYS = tuple(map(Decimal, (0, 1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30, 60, 90, 180, 365)))
#: Groups of working days, for a median over villages.
WORKDAYS = tuple(map(Decimal, (0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 60, 90, 120, 180)))


class IndicatorUnknown(LookupError):
    """No app declares this indicator."""


@dataclass(frozen=True)
class Figure:
    """
    What was counted; a share has a denominator, a plain count has none. Shares are 0 to 1 here and percent on the screen.

    A median or another quantile stands in `numerator` as it is in the village, and beside it, in `buckets`, how many were in each
    group: medians of villages are never added, their groups are (`exchange.histograms`).
    """

    numerator: Decimal | int
    denominator: Decimal | int | None = None
    buckets: tuple[int, ...] | None = None


Count = Callable[[Period], Figure | None]


@dataclass(frozen=True)
class Indicator:
    """
    One indicator with everything a reader of its figure may ask.

    `count` runs inside the village and returns None while the village has nothing to count, which is not zero.
    A stock (residents) is counted as of now, so only while its period runs; a flow can be counted again later.
    """

    code: str
    name: str
    unit: str
    direction: Direction
    counted: str
    legal_basis: str
    count: Count
    numerator: str = ""
    denominator: str = ""
    source: str = ""
    period: str = "month"
    is_stock: bool = False
    counts_people: bool = False
    moves_with_time: bool = False
    per: int = 100
    edges: tuple[Decimal, ...] = ()
    quantile: Decimal | None = None
    level: str = "village"
    number: str = ""
    version: int = 1
    formula: str = ""
    is_one_each: bool = False
    looks_back: bool = False
    is_retired: bool = False
    is_detail: bool = False
    follows: tuple[str, ...] = ()
    unmarked: str = ""
    basis: Callable[[], str] | None = None
    origin: Callable[[int, str], str] | None = None
    grows_within_year: bool = False

    def counted_as_of(self, at: datetime, period: Period) -> Figure | None:
        """What it says of a period as of a moment; from the same registers always the same."""
        with today.as_of(at):
            return self.count(period)

    @cached_property
    def is_share(self) -> bool:
        return bool(self.denominator)

    @cached_property
    def is_percent(self) -> bool:
        """A share told in hundredths, which can be no more than the whole."""
        return self.is_share and self.per == 100

    @cached_property
    def is_quantile(self) -> bool:
        return self.quantile is not None

    @property
    def is_yes_or_no(self) -> bool:
        """One of one or none of one in a village; above it, how many villages of how many."""
        return self.is_share and self.is_one_each

    @property
    def how(self) -> str:
        """The formula in Indonesian, as short as a line; "" for a plain count, which its words explain."""
        if self.formula or not self.is_share:
            return self.formula
        return f"{self.numerator} ÷ {self.denominator} × {self.per}"


_declared: dict[str, Indicator] = {}
#: How their codes begin -> which there are for the current office: what a kabupaten adds to a list of its own.
_families: dict[tuple[str, ...], Callable[[], Mapping[str, Indicator]]] = {}


def indicator(
    code: str,
    *,
    name: str,
    unit: str,
    direction: str,
    counted: str,
    legal_basis: str,
    numerator: str = "",
    denominator: str = "",
    source: str = "",
    period: str = "month",
    is_stock: bool = False,
    counts_people: bool = False,
    moves_with_time: bool = False,
    per: int = 100,
    edges: tuple[Decimal, ...] = (),
    quantile: Decimal | None = None,
    level: str = "village",
    number: str = "",
    version: int = 1,
    formula: str = "",
    is_one_each: bool = False,
    looks_back: bool = False,
    is_detail: bool = False,
    follows: tuple[str, ...] = (),
    unmarked: str = "",
    basis: Callable[[], str] | None = None,
    origin: Callable[[int, str], str] | None = None,
    grows_within_year: bool = False,
) -> Callable[[Count], Count]:
    """
    Declare an indicator; the decorated function counts it for one period inside the current village.

    :param unit: the word after the number: "surat", "jiwa", or "%" for a share.
    :param direction: "up", "down" or "context".
    :param counted: in one or two Indonesian sentences, how it is counted and what is left out.
    :param numerator: in words, what is above the line; `denominator` what is below, empty for a plain count.
    :param counts_people: small numbers of it are hidden above the village.
    :param moves_with_time: it asks `exchange.today`, so it changes although nobody does anything, as when something falls due; the night
        brings it up to date, and checks it as of the moment it was counted for.
    :param per: a share is told for so many: 100 is percent, 1,000 is "per 1.000 penduduk".
    :param edges: upper ends of the groups of a histogram, in the unit; longer ones are in one more group. Never change those of a
        published code: what is frozen was counted by them.
    :param level: which kind of office counts it: "village", or "district" for what is measured of a kecamatan itself.
    :param is_detail: counted and published like any, but shown only on a page of the room that declares it.
    :param quantile: which share of the things counted lies below the figure, 0.5 for a median; it goes with `edges`.
    :param number: in the catalogue of indicators, "B01"; its letter is its group.
    :param version: raise it whenever the same register would give another figure; it is published and frozen with the figure.
    :param formula: one Indonesian line, where "pembilang ÷ penyebut" does not say it.
    :param is_one_each: it is about the village itself (a yes or no, days since), so one is enough to judge it.
    :param looks_back: a stock whose register knows any past day, so that a month that is over can still be counted.
    :param follows: codes of other rooms whose changes change it too; marked with them.
    :param unmarked: in Indonesian, what changes it that nobody can mark, like the records of another village; its differences are told
        with these words and are no alarm, so use it only where there is no other way.
    :param basis: a digest of what others decide and it is counted by, like the days off; published with the figure, so that what
        differs because they decided anew is known.
    :param origin: of what others measured, in words for people: where the number of an office (its id) and a period stands.
    :param grows_within_year: it begins anew each January, so it is compared with the same month of last year and not with the one before.
    """

    def keep(count: Count) -> Count:
        found = Indicator(
            code=code,
            name=name,
            unit=unit,
            direction=Direction(direction),
            counted=counted,
            legal_basis=legal_basis,
            count=count,
            numerator=numerator or name,
            denominator=denominator,
            source=source,
            period=period,
            is_stock=is_stock,
            counts_people=counts_people,
            moves_with_time=moves_with_time,
            per=per,
            edges=edges,
            quantile=quantile,
            level=level,
            number=number,
            version=version,
            formula=formula,
            is_one_each=is_one_each,
            looks_back=looks_back,
            is_detail=is_detail,
            follows=follows,
            unmarked=unmarked,
            basis=basis,
            origin=origin,
            grows_within_year=grows_within_year,
        )
        declare(found)
        return count

    return keep


def family(beginnings: tuple[str, ...], members: Callable[[], Mapping[str, Indicator]]) -> None:
    """
    Declare details that differ from kabupaten to kabupaten: one for each thing it adds to a list of its own.

    :param beginnings: how the codes of all of them begin.
    :param members: code -> detail, for the current office; asked anew each time.
    """
    _families[beginnings] = members


def declare(one: Indicator) -> None:
    """Declare an indicator that is made already, as for each thing of a list."""
    _declared[one.code] = one


def named(code: str) -> Indicator:
    """:raises IndicatorUnknown: nobody declares it, or not for this office."""
    if code in _declared:
        return _declared[code]
    for beginnings, members in _families.items():
        if code.startswith(beginnings) and (found := members().get(code)):
            return found
    raise IndicatorUnknown(code)


def named_or_retired(code: str) -> Indicator:
    """An indicator, also one nobody declares any more: its figures stay readable and are counted no longer."""
    try:
        return named(code)
    except IndicatorUnknown:
        return Indicator(
            code=code,
            name=f"{code.replace('_', ' ').capitalize()} (tidak dihitung lagi)",
            unit="",
            direction=Direction.CONTEXT,
            counted="Angka ini tidak dihitung lagi. Yang pernah terbit tetap dapat dibaca.",
            legal_basis="",
            count=lambda period: None,
            is_retired=True,
        )


def all_declared(level: str = "village", *, details: bool = False) -> list[Indicator]:
    """Every indicator of one kind of office, shares first because they can be judged, then by name; with `details` those too."""
    found = [one for one in _declared.values() if one.level == level and (details or not one.is_detail)]
    if details:
        found += [one for members in _families.values() for one in members().values() if one.level == level]
    return sorted(found, key=lambda indicator: (indicator.direction == Direction.CONTEXT, indicator.name))


def with_followers(codes: Iterable[str]) -> list[str]:
    """
    These indicators and those that follow one of them, each once.

    :raises IndicatorUnknown: nobody declares one of them.
    """
    wanted = dict.fromkeys(named(code).code for code in codes)
    return [
        *wanted,
        *(one.code for one in _declared.values() if one.code not in wanted and wanted.keys() & one.follows),
    ]
