"""The kabupaten's catalogues that this room lays its own words over: days off and kinds of letter."""

from collections.abc import Collection
from datetime import date

from accounts.posts import Post
from exchange import announcements
from exchange.announcements import Catalogue
from modules.service.models import ClosedDay, KindVersion, LetterKind


def declare_all() -> None:
    """This will declare them once, at start."""
    announcements.declare(
        Catalogue("holiday", "hari libur", (Post.SEKDES, Post.KADES), "/kantor/surat/hari-tutup/", closed_among),
        Catalogue("letter_kind", "naskah", (Post.SEKDES,), "/kantor/surat/templat/", worded_among),
    )


def closed_among(codes: Collection[str]) -> set[str]:
    """On which of these days (or groups of days, with commas) the village has closed by its own word; one query."""
    days = {day for code in codes for one in code.split(",") if (day := _day(one))}
    closed = {day.isoformat() for day in ClosedDay.objects.filter(day__in=days).values_list("day", flat=True)}
    return {code for code in codes if closed & set(code.split(","))}


def worded_among(slugs: Collection[str]) -> set[str]:
    """Which of these kinds the village words itself; one query."""
    own = LetterKind.objects.filter(slug__in=slugs, version__origin=KindVersion.Origin.VILLAGE)
    return set(own.values_list("slug", flat=True))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
