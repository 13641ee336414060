"""What a statistic is: whom it counts, and into which categories."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

Labels = list[tuple[Any, str]]
Tallied = Iterable[tuple[Any, int, int | None, int]]


class StatisticUnknown(LookupError):
    """Nobody declares a statistic of this name."""


class CategoryUnknown(LookupError):
    """A statistic has no such category."""


class Group(StrEnum):
    """Under which heading a statistic stands."""

    PEOPLE = "Penduduk"
    CARDS = "Dokumen kependudukan"
    WORK = "Pendidikan dan pekerjaan"
    HEALTH = "Kesehatan"
    FAMILIES = "Keluarga dan rumah tangga"


class Whom(StrEnum):
    """What one unit of a number is."""

    PEOPLE = "jiwa"
    EVERYBODY = "jiwa, termasuk penduduk sementara"
    FAMILIES = "keluarga"
    HOUSEHOLDS = "rumah tangga"
    DEATHS = "peristiwa kematian"


@dataclass(frozen=True, kw_only=True)
class Categories:
    """
    Into what people are parted.

    :param key: an expression over stays that gives each its category as it stood on a day; null where it is not known.
    :param labels: the categories in their order, given the keys that were found on a day.
    :param reads: reads a key out of an address where the categories are not known beforehand.
    """

    key: Callable[[date], Any]
    labels: Callable[[Iterable[Any], date], Labels]
    reads: Callable[[str], Any] | None = None

    def read(self, text: str) -> Any:
        """
        The key an address names.

        :raises CategoryUnknown: it names none.
        """
        if self.reads is not None:
            return self.reads(text)
        for key, _ in self.labels((), date.min):
            if str(key) == text:
                return key
        raise CategoryUnknown(text)


@dataclass(frozen=True, kw_only=True)
class Statistic:
    """
    One statistic.

    :param slug: its address.
    :param counted: in a sentence, how it is counted and what is left out.
    :param unknown: what those are called of whom nobody knows; empty where everybody is known.
    :param legal_basis: the law its categories come from.
    :param is_health: personal data of the specific kind (UU 27/2022 article 4): for few, and never public.
    :param is_public: shown to everybody, small numbers hidden.
    :param tally: counts by itself what `categories.key` cannot say, given day and place.
    """

    slug: str
    title: str
    group: Group
    categories: Categories
    counted: str = ""
    whom: Whom = Whom.PEOPLE
    unknown: str = "Belum diketahui"
    legal_basis: str = ""
    is_health: bool = False
    is_public: bool = False
    tally: Callable[[date, Any], Tallied] | None = None

    @property
    def lists_people(self) -> bool:
        """Whether its numbers are of residents, one by one."""
        return self.whom in (Whom.PEOPLE, Whom.EVERYBODY)

    @property
    def opens_lists(self) -> bool:
        """
        Whether a number leads to the list of its people.

        Never where it tells of health: who is ill or pregnant is seen one by one, with a reason, and it is logged.
        """
        return self.lists_people and not self.is_health


_declared: dict[str, Statistic] = {}


def declare(*statistics: Statistic) -> None:
    """This will add statistics in the order in which they are shown."""
    _declared.update({statistic.slug: statistic for statistic in statistics})


def named(slug: str) -> Statistic:
    """:raises StatisticUnknown: nobody declares it."""
    try:
        return _declared[slug]
    except KeyError:
        raise StatisticUnknown(slug) from None


def all_declared() -> list[Statistic]:
    return list(_declared.values())


def grouped(statistics: Iterable[Statistic]) -> list[tuple[Group, list[Statistic]]]:
    """The statistics under their headings, without empty ones."""
    known = list(statistics)
    found = [(group, [statistic for statistic in known if statistic.group is group]) for group in Group]
    return [(group, members) for group, members in found if members]
