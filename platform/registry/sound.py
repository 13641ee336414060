"""How sound the register is: what the indicators of its quality ask, each in two statements at most."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Q

from exchange import today
from exchange.models import Imprint
from exchange.periods import Period
from registry.codes import BaseStatus, Residency
from registry.queries import counted_as_of, unsettled_elsewhere
from registry.queries.former import said
from registry.statistics.conditions import aged, filled
from registry.statistics.growth import growth
from walls import current

#: `registry.rules.nik.check_nik` for the database: a woman's day is forty more, no serial is 0000, not all digits are one.
POSSIBLE_NIK = r"^[1-9]\d{5}(0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(0[1-9]|1[0-2])\d{2}(?!0000)\d{4}$"
ONE_DIGIT = r"^(\d)\1{15}$"


@dataclass(frozen=True)
class Shared:
    """A part of a whole."""

    part: int
    whole: int


def balance_closes(period: Period) -> bool | None:
    """
    Whether the month is opening and what came, less what went, and still what was closed before it and what the records say.

    The stays at both ends are counted by themselves, the movements from their events, and while the month runs the records too. None
    while nobody was ever there.
    """
    month = growth(period.first_day, months=1)[0]
    before = period.before.first_day
    with connection.cursor() as cursor:
        cursor.execute(
            _ENDS,
            {
                "permanent": Residency.PERMANENT, "living": BaseStatus.LIVING, "last": period.last_day, "before": before,
                "zone": str(current.office().tzinfo), "at": today.given(),
            },
        )  # fmt: skip
        closing, kept, standing, records, runs = cursor.fetchone()
    if not any((month.opening, month.closing, closing, records)):
        return None
    is_kept = kept is None or kept == month.opening
    return bool(month.closing == closing and is_kept and (not runs or standing == records))


def days_since_entry() -> int | None:
    """Days since anything was last written into the ledger, where the office is; None for an empty one."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST_ENTRY, {"zone": str(current.office().tzinfo), "at": today.given()})
        found = cursor.fetchone()
    return found[0] if found else None


def possible_niks(day: date) -> Shared:
    """Residents with a NIK that can be one and is no other village's resident's, among all."""
    twice = unsettled_elsewhere().filter(kind=Imprint.Kind.NIK).values_list("subject", flat=True)
    elsewhere = list(twice.distinct())
    sound = said(day, nik__regex=POSSIBLE_NIK) & ~said(day, nik__regex=ONE_DIGIT) & ~Q(resident_id__in=elsewhere)
    found = counted_as_of(day).aggregate(part=Count("pk", filter=sound), whole=Count("pk"))
    return Shared(**found)


def birth_certificates(day: date) -> Shared:
    """Children who have not turned 18 with a birth certificate, among all of them."""
    found = counted_as_of(day).filter(aged(0, 17, day)).aggregate(
        part=Count("pk", filter=filled(day, "birth_certificate")), whole=Count("pk")
    )  # fmt: skip
    return Shared(**found)


_ENDS = """
    SELECT
        (SELECT count(*) FROM registry_stay WHERE residency = %(permanent)s AND since <= %(last)s
            AND (until IS NULL OR until > %(last)s)),
        (SELECT (balance -> 'total' ->> 'closing')::int FROM registry_month WHERE first = %(before)s AND closed_at IS NOT NULL),
        (SELECT count(*) FROM registry_stay WHERE residency = %(permanent)s AND until IS NULL),
        (SELECT count(*) FROM registry_resident WHERE residency = %(permanent)s AND status = %(living)s),
        (coalesce(%(at)s, now()) AT TIME ZONE %(zone)s)::date <= %(last)s"""

_LAST_ENTRY = """
    SELECT greatest(0, (coalesce(%(at)s, now()) AT TIME ZONE %(zone)s)::date - (recorded_at AT TIME ZONE %(zone)s)::date)
    FROM registry_event ORDER BY id DESC LIMIT 1"""
