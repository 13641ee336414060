"""Ages, marital states and the duty to hold an identity card."""

from datetime import date

OLDEST = 120
CARD_AGE = 17

NEVER_MARRIED = 1
WNI = 1

# The family card knows six marital states, the identity card four: recorded and unrecorded fall together.
KTP_MARITAL = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 4}
# An identity card or the incumbent's file does not say whether a marriage is recorded; recorded is what it stood for.
MARITAL_FROM_KTP = {1: 1, 2: 2, 3: 4, 4: 6}


def age_on(born_on: date, on: date) -> int:
    """Count the completed years on a day; somebody born on 29 February ages on 1 March in other years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def ktp_marital(marital: int) -> int:
    """Derive the four-state code of the identity card from the six-state code of the family card."""
    return KTP_MARITAL[marital]


def must_hold_card(*, born_on: date | None, marital: int | None, citizenship: int | None, on: date) -> bool:
    """
    Tell whether a person has to hold an identity card on a day.

    UU 24/2013 article 63: citizens from the age of 17, or married, or ever married.
    """
    if citizenship not in (None, WNI):
        return False
    is_of_age = born_on is not None and age_on(born_on, on) >= CARD_AGE
    return is_of_age or (marital is not None and marital != NEVER_MARRIED)


def is_possible_birthday(born_on: date, *, on: date) -> bool:
    """Nobody is born after the day the register is written, nor more than 120 years before it."""
    return born_on <= on and age_on(born_on, on) <= OLDEST


def living_heads(relations_and_states: list[tuple[int | None, int]]) -> int:
    """Count the living heads among (relation, base status) pairs of one family: there must be one."""
    return sum(1 for relation, status in relations_and_states if relation == 1 and status == 1)
