"""What an area is called, and by which fields it is known."""

from typing import Any

from registry.models import Area

Level = Area.Level
#: From the largest to the smallest.
FIELDS = {Level.HAMLET: ("hamlet",), Level.RW: ("hamlet", "rw"), Level.RT: ("hamlet", "rw", "rt")}


def name_of(area: Area) -> str:
    """An area's name on a screen: "Dusun Tengah", "RW 002 Dusun Tengah", "RT 001/RW 002 Dusun Tengah"."""
    hamlet = f"Dusun {area.hamlet.name.title()}" if area.hamlet else ""
    if area.level == Level.HAMLET:
        return hamlet
    numbers = f"RW {area.rw}" if area.level == Level.RW else f"RT {area.rt}" + (f"/RW {area.rw}" if area.rw else "")
    return f"{numbers} {hamlet}".strip()


def place_of(area: Area) -> dict[str, Any]:
    """The fields that say of a resident, a family or a smaller area that it lies in this one."""
    return {name: getattr(area, name) for name in FIELDS[Level(area.level)]}
