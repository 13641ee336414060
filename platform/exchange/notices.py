"""
What a regency publishes of kinds of letter, and what the current office reads of it.

Row policies keep it to the regency above; what is in a publication only the service understands, and it trusts none of it.
"""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from exchange.models import KindNotice
from walls import current

LONGEST = 60_000
#: Under which name the rules for all letters are published; no kind is called so.
HOUSE = "tata-naskah"


def holding(slugs: list[str] | None = None) -> dict[str, KindNotice]:
    """The publications that hold for the current office, by kind; one query."""
    found = KindNotice.objects.filter(withdrawn_at__isnull=True).exclude(slug=HOUSE).order_by("slug")
    return {notice.slug: notice for notice in (found if slugs is None else found.filter(slug__in=slugs))}


def house() -> KindNotice | None:
    """The rules for all letters that hold for the current office; one query."""
    return KindNotice.objects.filter(slug=HOUSE, withdrawn_at__isnull=True).first()


def house_key() -> uuid.UUID | None:
    """Which publication `house` would give, without the pictures in it; one query."""
    return KindNotice.objects.filter(slug=HOUSE, withdrawn_at__isnull=True).values_list("key", flat=True).first()


def earlier(slug: str, limit: int = 20) -> list[KindNotice]:
    """All publications of a kind, the newest first."""
    return list(KindNotice.objects.filter(slug=slug).order_by("-published_at")[:limit])


@transaction.atomic
def publish(*, slug: str, whole: str, changes: dict[str, Any], note: str, by_name: str, at: datetime) -> KindNotice:
    """Publish in the place of what held before; for the current office, which must be a regency."""
    withdraw(slug=slug, at=at)
    return KindNotice.objects.create(
        key=uuid.uuid4(),
        office_id=current.office().pk,
        slug=slug,
        whole=whole,
        changes=changes,
        note=note,
        by_name=by_name,
        published_at=at,
    )


def withdraw(*, slug: str, at: datetime) -> bool:
    """Let a publication hold no more. Returns whether there was one."""
    return bool(KindNotice.objects.filter(slug=slug, withdrawn_at__isnull=True).update(withdrawn_at=at))
