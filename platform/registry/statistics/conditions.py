"""Conditions over stays and their residents that several statistics and lists ask for."""

from datetime import date

from django.db.models import Q

from registry.codes import CardHeld, Citizenship, Marital, RecordingState, Relation
from registry.rules.ages import years_before
from registry.rules.people import CARD_AGE

EVER_MARRIED = Q(resident__marital__gt=Marital.NEVER)
MARRIED = Q(resident__marital__in=(Marital.MARRIED, Marital.MARRIED_UNRECORDED))
#: Whose citizenship nobody has written down is taken for a citizen, as `rules.people.must_hold_card` does.
CITIZEN = Q(citizenship__isnull=True) | Q(citizenship=Citizenship.WNI)
HEAD = Q(relation=Relation.HEAD)
HOLDS_KIA = Q(resident__card=CardHeld.KIA)
#: Of those who must hold a card: nothing says that they were recorded. Unknown states are asked for apart.
NOT_RECORDED = Q(resident__recording__in=(RecordingState.NOT_DUE, RecordingState.NOT_RECORDED))


def must_hold_card(day: date) -> Q:
    """`rules.people.must_hold_card` for the database (UU 24/2013 article 63)."""
    return CITIZEN & (Q(resident__born_on__lte=years_before(day, CARD_AGE)) | EVER_MARRIED)


def younger_than(years: int, day: date) -> Q:
    return Q(resident__born_on__gt=years_before(day, years))


def aged(first: int, last: int | None, day: date) -> Q:
    """Completed years from `first` to `last`, both of them in it."""
    old_enough = Q(resident__born_on__lte=years_before(day, first)) if first else Q()
    return old_enough & (Q() if last is None else younger_than(last + 1, day))


def filled(field: str) -> Q:
    return ~Q(**{field: ""})


#: What a list of people shows; the other seventy columns of a record are not sorted along.
SHOWN = (
    *("sex", "citizenship", "rw", "rt", "address", "hamlet__name"),
    *(f"resident__{name}" for name in ("name", "nik", "birthplace", "born_on", "marital", "recording", "lives_since")),
)
