"""Meetings as lists and pages ask for them."""

from django.db.models import QuerySet

from assignments.models import Meeting


def listed(which: str) -> QuerySet[Meeting]:
    """NEXT are called, the nearest first; PAST were held or called off, the newest first."""
    if which == "PAST":
        return Meeting.objects.exclude(state=Meeting.State.CALLED).order_by("-held_at", "-pk")
    return Meeting.objects.filter(state=Meeting.State.CALLED).order_by("held_at", "pk")
