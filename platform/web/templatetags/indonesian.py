"""Filters that write dates, numbers and identity numbers in Indonesian; missing values are written as a dash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from web import indonesian

register = template.Library()

MISSING = "–"


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """22 November 2026."""
    return _written(value, indonesian.long_date)


@register.filter
def hari_tanggal(value: date | datetime | None) -> str:
    """Minggu, 22 November 2026."""
    return _written(value, indonesian.day_and_date)


@register.filter
def tanggal_pendek(value: date | datetime | None) -> str:
    """22 Nov."""
    return _written(value, indonesian.short_date)


@register.filter
def bulan(value: date | datetime | None) -> str:
    """November 2026."""
    return _written(value, indonesian.month_name)


@register.filter
def jam(value: Any) -> str:
    """10.42 in the office's time zone."""
    return _written(value, indonesian.clock)


@register.filter
def nomor_surat(value: str | None) -> str:
    """The number of a letter, which a narrow screen breaks at its slashes and nowhere else."""
    parts = (value or MISSING).split("/")
    ends = [f"{part}/" for part in parts[:-1]] + parts[-1:]
    return format_html_join(mark_safe("<wbr>"), '<span class="nowrap">{}</span>', ((end,) for end in ends))


@register.filter
def lalu(value: datetime | None) -> str:
    """6 menit lalu, with the full moment for readers and machines."""
    if not value:
        return MISSING
    moment = timezone.localtime(value)
    full = f"{indonesian.long_date(moment)} pukul {indonesian.clock(moment)}"
    text = indonesian.ago(moment, now=timezone.localtime())
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(timespec="seconds"), full, text)


@register.filter
def angka(value: Any, places: int = 0) -> str:
    """4.812, or 7,3 when places are asked for."""
    if not places:
        return _written(value, indonesian.whole_number)
    return _written(value, lambda number: indonesian.decimal_number(number, places))


@register.filter
def rupiah(value: Any) -> str:
    """Rp1.250.000."""
    return _written(value, indonesian.rupiah)


@register.filter
def persen(value: Any, of: Any = None) -> str:
    """71,3% of a value in percent, or of a part and its whole; a whole of zero has no share."""
    if of is None:
        return _written(value, indonesian.percent)
    if value is None or not of:
        return MISSING
    return indonesian.percent(100 * value / of)


@register.filter
def nik(value: str | None) -> str:
    """3399 0145 •••• 0003."""
    return _written(value, indonesian.masked_nik)


@register.filter
def kk(value: str | None) -> str:
    """3399 01•• •••• 0021."""
    return _written(value, indonesian.masked_kk)


@register.filter
def hp(value: str | None) -> str:
    """0812-3456-7890."""
    return _written(value, indonesian.phone_number)


def _written(value: Any, write: Callable[[Any], str]) -> str:
    if value is None or value == "":
        return MISSING
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return write(value)
