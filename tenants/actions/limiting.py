"""Deciding how much one office may use."""

from collections.abc import Mapping

from django.db import transaction

from tenants.models import Office, OfficeLimit
from walls import current
from walls.limits import What

#: Beyond this a number is a slip of the keyboard (a pebibyte).
LARGEST = 2**50


class LimitOutOfRange(ValueError):
    """A limit is negative or beyond LARGEST."""


def set_limits(*, office: Office, values: Mapping[What, int | None]) -> None:
    """
    Say what an office may use; None returns to what the deployment's settings say. Processes learn of it within ten seconds.

    The caller writes it into the log of whoever decides.

    :raises LimitOutOfRange: nothing was changed.
    """
    for what, value in values.items():
        if value is not None and not 0 <= value <= LARGEST:
            raise LimitOutOfRange(what)
    with current.outside(), transaction.atomic():
        for what, value in values.items():
            if value is None:
                OfficeLimit.objects.filter(office=office, what=what).delete()
            else:
                OfficeLimit.objects.update_or_create(office=office, what=what, defaults={"value": value})
