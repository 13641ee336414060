"""The line around the village that the offices above may draw: sent by the village itself, or drawn around its hamlets."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from exchange.models import Outline
from exchange.outlines import actions as outlines
from exchange.outlines.drawing import NoOutline
from registry.models import Area
from registry.territory import geometry
from walls import current

Level = Area.Level
SHORTEST_REASON, LONGEST_REASON = 10, 300


class ReasonMissing(ValueError):
    """A line that is taken back says why."""


class NothingGiven(LookupError):
    """The village sent no line of its own."""


def follow_areas(*, by: Any, at: datetime) -> bool:
    """
    Let the published line follow the boundaries of the hamlets (of RW or RT where there are none). Returns whether it is another one.

    A line the village sent itself stays. While only some of them have a boundary, the line that was drawn around all stays too.
    """
    if Outline.objects.filter(office_id=current.office().pk, is_given=True).exists():
        return False
    boundaries = _largest_boundaries()
    if not any(boundaries):
        return outlines.withdraw_outline(by=by, at=at)
    whole = [shape for shape in boundaries if shape]
    if len(whole) < len(boundaries):
        return False
    try:
        return outlines.publish_outline(shapes=whole, is_given=False, by=by, at=at)
    except NoOutline:
        # Each can be drawn, all together cannot: the offices above see none, and the village loses nothing.
        return outlines.withdraw_outline(by=by, at=at)


@transaction.atomic
def give_outline(*, shape: object, by: Any, at: datetime) -> bool:
    """
    Publish the village's own line, a GeoJSON geometry, in the place of any other. Returns whether it is another one.

    :raises geometry.BoundaryRefused: it cannot be drawn.
    """
    judged = geometry.boundary(shape)
    try:
        return outlines.publish_outline(shapes=[judged], is_given=True, by=by, at=at)
    except NoOutline as error:
        raise geometry.BoundaryRefused("Batas wilayah kosong atau terlalu kecil untuk digambar.") from error


def _largest_boundaries() -> list[Any]:
    """Of all open areas of the largest kind there is, None where one has no boundary."""
    areas = list(Area.objects.filter(closed_on__isnull=True).order_by("pk").values_list("level", "boundary"))
    levels = {level for level, _ in areas}
    largest = next((level for level in (Level.HAMLET, Level.RW, Level.RT) if level in levels), None)
    return [boundary for level, boundary in areas if level == largest]


@transaction.atomic
def take_back_outline(*, reason: str, by: Any, at: datetime) -> None:
    """
    Take back the line the village sent itself; from then on the line follows its hamlets again.

    :raises ReasonMissing: why is not said in ten letters.
    :raises NothingGiven: there is none of its own.
    """
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if len(reason) < SHORTEST_REASON:
        raise ReasonMissing
    if not Outline.objects.select_for_update().filter(office_id=current.office().pk, is_given=True).exists():
        raise NothingGiven
    outlines.withdraw_outline(by=by, at=at, reason=reason)
    follow_areas(by=by, at=at)


@dataclass(frozen=True)
class Standing:
    """In a sentence, what the offices above can draw, and whether the village sent it itself."""

    words: str
    is_given: bool = False


def standing() -> Standing:
    """How it stands with the line; one statement."""
    stands = Outline.objects.filter(office_id=current.office().pk).values_list("is_given", flat=True).first()
    if stands is None:
        return Standing(
            "Garis luar desa belum ada di kecamatan. Ia digambar setelah semua dusun punya batas, atau dari berkas Anda."
        )
    drawn = "dari berkas desa" if stands else "mengikuti batas dusun"
    return Standing(f"Garis luar desa sudah dipakai peta kecamatan, {drawn}.", stands)
