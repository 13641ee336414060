"""Somebody who acts as the camat."""

from datetime import timedelta

from conftest import NOON

from signatories import actions

TODAY = NOON.date()


def letter(**more):
    """The particulars of a letter of appointment that holds for a week."""
    return {
        "manner": "PLH",
        "decree_number": "800/12/2026",
        "decree_on": TODAY,
        "starts_on": TODAY,
        "ends_on": TODAY + timedelta(days=6),
        "at": NOON,
    } | more


def appointed(account, *, by, **more):
    return actions.appoint(account=account, by=by, **letter(**more))
