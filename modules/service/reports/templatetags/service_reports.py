"""Durations and shares as the pages of reports say them."""

from django import template

from modules.service.reports.rules import words

register = template.Library()


@register.filter
def kerja(minutes: int | None) -> str:
    """2,5 jam kerja."""
    return words.working_time(minutes)


@register.filter
def bagian(part: int, whole: int) -> str:
    """94,2% (113 dari 120)."""
    return words.share(part, whole)
