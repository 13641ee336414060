"""Durations as people say them."""

from datetime import timedelta

from django import template

register = template.Library()


@register.filter
def lamanya(duration: timedelta | None) -> str:
    """6 menit, 1 jam 5 menit, under a minute: kurang dari 1 menit; a dash when there is none."""
    if duration is None:
        return "–"
    minutes = round(duration.total_seconds() / 60)
    if minutes < 1:
        return "kurang dari 1 menit"
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} jam" if hours else "", f"{rest} menit" if rest else ""]
    return " ".join(part for part in parts if part)
