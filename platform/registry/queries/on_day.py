"""The residents of a day: where they stood by the stays, what was written of them by `queries.former`."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar, overload

from django.db.models import Model, Q, QuerySet

from registry.codes import BaseStatus
from registry.ledger.standing import Standing
from registry.models import Resident, Stay
from registry.queries import matching
from registry.queries.counting import as_of
from registry.queries.former import card_number, card_numbers, let_say, names_like, said, word
from registry.queries.listing import ResidentFilters
from registry.queries.remembered import InOrder, in_order
from registry.queries.scope import seen_by, sees_whole_register
from registry.rules.numbers import LENGTH, digits_of

M = TypeVar("M", bound=Model)


class AsTheyStood(Sequence[M]):
    """Rows of a day, of which only those looked at are read and told as they stood."""

    def __init__(self, stays: QuerySet[Stay] | InOrder[Stay], tell: Any) -> None:
        self._stays, self._tell = stays, tell

    def __len__(self) -> int:
        return self._stays.count() if isinstance(self._stays, QuerySet) else len(self._stays)

    @overload
    def __getitem__(self, place: int) -> M: ...
    @overload
    def __getitem__(self, place: slice) -> list[M]: ...
    def __getitem__(self, place: int | slice) -> M | list[M]:
        if isinstance(place, slice):
            return self._tell(list(self._stays[place]))
        return self._tell([self._stays[place]])[0]


def residents_on(
    day: date, filters: ResidentFilters, *, account: Any, among: QuerySet[Stay] | None = None, name: str = ""
) -> AsTheyStood[Resident]:
    """
    The residents an account may see now, as they stood at the end of a day, by their name of that day.

    :param among: stays they must be among; :param name: of that question, with all that it depends on.
    """
    stays = stays_on(day, filters, account=account)
    if among is not None:
        stays = stays.filter(pk__in=among.values("pk"))
    stays = stays.order_by(word("name", day), "resident")
    rows = in_order("stood", filters, name, rows=stays) if sees_whole_register(account) else stays
    return AsTheyStood(rows, lambda found: as_they_stood(found, day))


def stays_on(day: date, filters: ResidentFilters, *, account: Any) -> QuerySet[Any]:
    """The stays of a day behind `residents_on`, with what is told of them. Only the living stand anywhere."""
    stays = as_of(day).filter(seen_by(account, "resident__"))
    if filters.status not in (None, BaseStatus.LIVING):
        return stays.none()
    for field in ("hamlet", "sex"):
        if value := getattr(filters, field):
            stays = stays.filter(**{field: value})
    stays = stays.filter(_matching(filters.text.strip(), day))
    return stays.select_related("resident", "hamlet", "family").annotate(card=card_number(day))


def as_they_stood(stays: list[Any], day: date) -> list[Resident]:
    """Residents as they stood and were written at the end of a day; the stays come from `stays_on`. One statement."""
    let_say(day, [record for stay in stays for record in (stay.resident, stay.hamlet)])
    return [stand(stay.resident, stay) for stay in stays]


def stand(resident: Resident, stay: Any) -> Resident:
    """A resident told as one who stands where a stay says; not to be saved."""
    for name in Standing._fields:
        setattr(resident, name, getattr(stay, name))
    resident.status = BaseStatus.LIVING
    resident.hamlet, resident.family = stay.hamlet, stay.family
    if resident.family is not None:
        resident.family.no_kk = stay.card
    return resident


def _matching(text: str, day: date) -> Q:
    if not text:
        return Q()
    if matching.is_number(text):
        return _numbered(digits_of(text), day)
    words = matching.search_words(text)
    return names_like(day, words) if words else Q(pk__in=[])


def _numbered(digits: str, day: date) -> Q:
    is_whole = len(digits) == LENGTH
    nik = said(day, nik=digits) if is_whole else said(day, nik__startswith=digits) | said(day, nik__endswith=digits)
    cards = card_numbers(day).filter(Q(no_kk__startswith=digits) | Q(no_kk__endswith=digits))
    return nik | Q(family__in=cards.values("family"))
