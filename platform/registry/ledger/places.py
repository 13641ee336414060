"""Every place residents name stands in the list of areas."""

from collections.abc import Iterable
from datetime import datetime

from registry.models import Area, Resident

Level = Area.Level


def note(residents: Iterable[Resident], *, at: datetime) -> None:
    """Write down the hamlets, RW and RT that these residents name and that nobody named before."""
    named = {(resident.hamlet_id, resident.rw, resident.rt) for resident in residents}
    wanted = {place: level for hamlet, rw, rt in named for place, level in _with_those_above(hamlet, rw, rt)}
    Area.objects.bulk_create(
        [
            Area(level=level, hamlet_id=hamlet, rw=rw, rt=rt, updated_at=at)
            for (hamlet, rw, rt), level in wanted.items()
        ],
        ignore_conflicts=True,
    )


def _with_those_above(hamlet: int | None, rw: str, rt: str) -> list[tuple[tuple[int | None, str, str], str]]:
    found: list[tuple[tuple[int | None, str, str], str]] = []
    if hamlet is not None:
        found.append(((hamlet, "", ""), Level.HAMLET))
    if rw:
        found.append(((hamlet, rw, ""), Level.RW))
    if rt:
        found.append(((hamlet, rw, rt), Level.RT))
    return found
