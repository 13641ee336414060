"""
A decree by which somebody signs in another's place: who, from which day until which, and how it ended.

Rooms make tables of it; in whose place and what it covers is theirs to say. A row is never changed but ended.
"""

from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Func, Q

from accounts.fields import by_whom


class DecreeQuerySet(models.QuerySet[Any]):
    def holding_on(self, day: date) -> "DecreeQuerySet":
        """Those that may be used on this day."""
        lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        return self.filter(lasting, ended_at__isnull=True, starts_on__lte=day)


class Decree(models.Model):
    """The days of a decree, its number, who entered it and who ended it."""

    decree_number = models.CharField("nomor keputusan", max_length=80)
    decree_on = models.DateField("tanggal keputusan")
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai", null=True)
    made_by = by_whom(null=False)
    made_at = models.DateTimeField()
    ended_by = by_whom()
    ended_at = models.DateTimeField(null=True)

    objects = DecreeQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether it may be used on this day."""
        return self.ended_at is None and self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def is_to_come(self, day: date) -> bool:
        """Whether its days have not begun."""
        return self.ended_at is None and self.starts_on > day

    def may_end(self, day: date) -> bool:
        """Whether there is something left to end."""
        return self.ended_at is None and (self.ends_on is None or self.ends_on >= day)


def never_two_at_once(name: str, condition: Q) -> ExclusionConstraint:
    """A constraint: of the rows of this condition no two have a day in common."""
    days = Func(
        "starts_on",
        "ends_on",
        RangeBoundary(inclusive_lower=True, inclusive_upper=True),
        function="daterange",
        output_field=DateRangeField(),
    )
    return ExclusionConstraint(name=name, expressions=[(days, RangeOperators.OVERLAPS)], condition=condition)


def fault_of(decree_number: str, starts_on: date, ends_on: date | None) -> str:
    """Why these particulars cannot hold, in words for people; "" when they can."""
    if not decree_number.strip():
        return "Tulis nomor keputusannya."
    if ends_on is not None and ends_on < starts_on:
        return "Hari berakhir tidak boleh sebelum hari mulai."
    return ""
