"""Conditions over stays and their residents that several statistics and lists ask for, each as the record said it on a day."""

from datetime import date

from django.db.models import Q

from registry.codes import CardHeld, Citizenship, Marital, RecordingState, Relation
from registry.queries.former import said
from registry.rules.ages import years_before
from registry.rules.people import CARD_AGE

#: Whose citizenship nobody has written down is taken for a citizen, as `rules.people.must_hold_card` does.
CITIZEN = Q(citizenship__isnull=True) | Q(citizenship=Citizenship.WNI)
HEAD = Q(relation=Relation.HEAD)


def ever_married(day: date | None) -> Q:
    return said(day, marital__gt=Marital.NEVER)


def married(day: date) -> Q:
    return said(day, marital__in=(Marital.MARRIED, Marital.MARRIED_UNRECORDED))


def holds_kia(day: date) -> Q:
    return said(day, card=CardHeld.KIA)


def not_recorded(day: date) -> Q:
    """Of those who must hold a card: nothing says that they were recorded. Unknown states are asked for apart."""
    return said(day, recording__in=(RecordingState.NOT_DUE, RecordingState.NOT_RECORDED))


def must_hold_card(day: date) -> Q:
    """`rules.people.must_hold_card` for the database (UU 24/2013 article 63)."""
    return CITIZEN & (said(day, born_on__lte=years_before(day, CARD_AGE)) | ever_married(day))


def younger_than(years: int, day: date) -> Q:
    return said(day, born_on__gt=years_before(day, years))


def aged(first: int, last: int | None, day: date) -> Q:
    """Completed years from `first` to `last`, both of them in it."""
    old_enough = said(day, born_on__lte=years_before(day, first)) if first else Q()
    return old_enough & (Q() if last is None else younger_than(last + 1, day))


def filled(day: date, field: str) -> Q:
    return ~said(day, **{field: ""})


#: What a list of people shows; the other seventy columns of a record are not sorted along.
SHOWN = (
    *("sex", "citizenship", "rw", "rt", "address", "hamlet__name"),
    *(f"resident__{name}" for name in ("name", "nik", "birthplace", "born_on", "marital", "recording", "lives_since")),
)
