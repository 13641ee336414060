"""Hamlets, RW and RT: made, described, renamed, joined, parted and closed."""

from registry.actions.territory.bearing import AreaImpossible, AreaInhabited
from registry.actions.territory.changing import close_area, join_areas, part_area, rename_area
from registry.actions.territory.describing import add_area, describe_area, place_office, set_boundary
from registry.actions.territory.entrances import end_entrance, note_entrance_used, open_entrance

__all__ = [
    "AreaImpossible",
    "AreaInhabited",
    "add_area",
    "close_area",
    "describe_area",
    "end_entrance",
    "join_areas",
    "note_entrance_used",
    "open_entrance",
    "part_area",
    "place_office",
    "rename_area",
    "set_boundary",
]
