"""Finding a person by what somebody at the counter says, digits or a name with its slips, and what else the search box finds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from registry.models import Resident
from registry.queries import sought
from registry.queries.matching import SHORTEST, is_number, search_words
from registry.queries.scope import sees_whole_register
from registry.queries.sought import Row, Shape
from registry.rules.numbers import LENGTH, digits_of

#: Of one search, and at most.
FEW, MANY = 8, 25
SHORTEST_ADDRESS = 3

_NUMBERED = re.compile(r"\b(rt|rw)[ .:/]*0*(\d{1,3})\b", re.IGNORECASE)
_PLACE_WORDS = frozenset({"DUSUN", "DSN", "DI"})


@dataclass(frozen=True)
class Found:
    """What the box finds in the register; families by their living heads, hamlets as number and name. At most eight of each."""

    people: list[Resident] = field(default_factory=list)
    families: list[Resident] = field(default_factory=list)
    hamlets: list[tuple[int, str]] = field(default_factory=list)
    #: Who lives at the place or the address that was typed.
    there: list[Resident] = field(default_factory=list)


def search_residents(
    text: str, *, limit: int = FEW, living_only: bool = False, account: Any = None, whole: bool = False
) -> list[Resident]:
    """
    Find residents by the start or the end of their NIK, by their family card, or by name.

    A name may be a part, in any order, and may carry a slip of the keyboard. The living come first. At most two statements, and one
    more for `whole`.

    :param limit: at most 25.
    :param account: who asks, and sees whom they may (`queries.residents_for`); everybody where no person asks.
    :param whole: read all that is known of whom is found; else what a list of eight shows, the rest when it is asked for.
    """
    search = _Search(account, living_only=living_only, most=FEW if limit <= FEW else MANY)
    if is_number(text):
        found = _people_of(search.by_digits(digits_of(text)), digits_of(text))
    else:
        words = search_words(text)
        found = search.by_name(words) if len("".join(words)) >= SHORTEST else []
    return _whole(found[:limit]) if whole else found[:limit]


def search_everywhere(text: str, *, account: Any) -> Found:
    """
    People, families, hamlets and addresses for the search box, of whom the account may see. At most three statements.

    Digits are no name, words no number, and who types an RT or RW means a place.
    """
    search = _Search(account, everywhere=True)
    if is_number(text):
        rows = search.by_digits(digits_of(text))
        families = [row for row in rows if row.sort == sought.FAMILY]
        return Found(_people_of(rows, digits_of(text))[:FEW], _in_order(families))
    numbers = {word.lower(): number.zfill(3) for word, number in _NUMBERED.findall(text)}
    words = [word for word in search_words(_NUMBERED.sub(" ", text)) if word not in _PLACE_WORDS]
    return search.by_place(words, numbers) if numbers else search.by_anything(search_words(text), words)


class _Search:
    """One search of one account."""

    def __init__(self, account: Any, **shape: Any) -> None:
        is_kept = account is not None and not sees_whole_register(account)
        self.shape = Shape(is_kept=is_kept, **shape)
        self.given = {"keeper": account.pk} if is_kept else {}

    def by_digits(self, digits: str) -> list[Row]:
        length = min(len(digits), LENGTH)
        return sought.read(sought.by_digits(self.shape, length).rows(digits=digits, tail=digits[-4:], **self.given))

    def by_name(self, words: list[str]) -> list[Resident]:
        return self._with_twins(_in_order(self._by_words(words, [])), words)[0]

    def by_anything(self, words: list[str], of_place: list[str]) -> Found:
        """Words that may be a name, an address, or the name of a hamlet."""
        if len("".join(words)) < SHORTEST:
            return Found()
        rows = self._by_words(words, of_place)
        named = _in_order(row for row in rows if row.sort == sought.PERSON)
        there = _in_order(row for row in rows if row.sort == sought.AT_ADDRESS)
        # A slip in an address is looked for where nothing else was meant: much is a little like a common name.
        is_slip = not (named or there or _longest(rows))
        people, nearly_there = self._with_twins(named, words, of_place if is_slip else [])
        if hamlet := _longest(rows):
            rest = [word for word in of_place if word not in hamlet.name.upper().split()]
            living = self._living_at(rest, {"hamlet": hamlet.pk})
            return Found(people[:FEW], hamlets=[] if rest else [(hamlet.pk, hamlet.name)], there=living)
        return Found(people[:FEW], there=there or nearly_there)

    def by_place(self, words: list[str], numbers: dict[str, str]) -> Found:
        """The living of an RT or RW, of a hamlet where one is named, and of a name where more is."""
        asked = sought.hamlets(self.shape).rows(all_words=words, **self.given) if words else []
        place: dict[str, Any] = dict(numbers)
        if hamlet := _longest(sought.read(asked)):
            words = [word for word in words if word not in hamlet.name.upper().split()]
            place["hamlet"] = hamlet.pk
        return Found(there=self._living_at(words, place))

    def _by_words(self, words: list[str], of_place: list[str]) -> list[Row]:
        words, parts = words[: sought.MOST_WORDS], _parts(of_place)
        asked = sought.by_words(self.shape, len(words), len(parts))
        given = _numbered("word", words) | _numbered("part", parts) | {"all_words": of_place}
        return sought.read(asked.rows(**given, **self.given))

    def _with_twins(
        self, found: list[Resident], words: list[str], of_place: Sequence[str] = ()
    ) -> tuple[list[Resident], list[Resident]]:
        """These, and where they are few also those whose names are nearly so; and who lives where it is nearly so."""
        if len(found) >= self.shape.most:
            return found, []
        words, parts = words[: sought.MOST_NEAR], _parts(of_place)[: sought.MOST_NEAR]
        asked, known = sought.nearly(self.shape, len(words), len(parts)), {one.pk for one in found}
        near = sought.read(asked.rows(**_numbered("word", words), **_numbered("part", parts), **self.given))
        named = sorted((row for row in near if row.sort == sought.PERSON), key=lambda row: row.near)
        twins = [row.person for row in named if row.person and row.pk not in known]
        return [*found, *twins][: self.shape.most], _in_order(row for row in near if row.sort == sought.AT_ADDRESS)

    def _living_at(self, words: list[str], place: dict[str, Any]) -> list[Resident]:
        words = words[: sought.MOST_WORDS]
        asked = sought.living_at(self.shape, len(words), tuple(sorted(place)))
        return _in_order(sought.read(asked.rows(**_numbered("word", words), **place, **self.given)))


def _people_of(rows: list[Row], digits: str) -> list[Resident]:
    """Those with the NIK, and then the members of the card; who typed a whole NIK of somebody means nobody else."""
    own = [row for row in rows if row.sort < sought.OF_CARD]
    of_card = [row for row in rows if row.sort == sought.OF_CARD]
    return _in_order(own if own and len(digits) >= LENGTH else own + of_card)


def _in_order(rows: Any) -> list[Resident]:
    """The best first, each person once."""
    best = sorted(rows, key=lambda row: (row.sort, row.near, row.name, row.pk))
    return list({row.pk: row.person for row in reversed(best)}.values())[::-1]


def _parts(of_place: Sequence[str]) -> list[str]:
    """The words that may be of an address."""
    return [word for word in of_place if len(word) >= SHORTEST_ADDRESS][: sought.MOST_WORDS]


def _longest(rows: list[Row]) -> Row | None:
    """Of the hamlets that were named the one with the longest name."""
    return max((row for row in rows if row.sort == sought.HAMLET), key=lambda row: len(row.name), default=None)


def _numbered(name: str, values: list[str]) -> dict[str, Any]:
    return {f"{name}{place}": value for place, value in enumerate(values)}


def _whole(found: list[Resident]) -> list[Resident]:
    known = Resident.objects.select_related("hamlet", "family").in_bulk([one.pk for one in found])
    return [known[one.pk] for one in found if one.pk in known]
