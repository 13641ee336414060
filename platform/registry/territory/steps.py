"""What becomes of an area from a day on, by the word in its address: the form that asks, and the action that does it."""

from datetime import datetime
from typing import Any

from registry.actions import territory as actions
from registry.ledger import EventOutOfOrder, MonthClosed
from registry.models import Area
from registry.territory.forms import CloseForm, JoinForm, RenameForm
from registry.territory.parting import PartForm
from web.indonesian import long_date

STEPS: dict[str, Any] = {"ganti-nama": RenameForm, "gabung": JoinForm, "bagi": PartForm, "tutup": CloseForm}
TITLES = {
    "ganti-nama": "Ganti nama atau nomor",
    "gabung": "Gabungkan ke wilayah lain",
    "bagi": "Bagi menjadi dua wilayah",
    "tutup": "Tutup wilayah",
}


def form_for(step: str, area: Area, typed: Any, **more: Any) -> Any:
    """The form of a step; joining and parting ask about this very area."""
    takes_area = {"area": area} if step in ("gabung", "bagi") else {}
    return STEPS[step](typed, **more, **takes_area)


def take(step: str, area: Area, said: dict[str, Any], *, by: Any, at: datetime) -> None:
    """
    Do what a valid form of a step says.

    :raises AreaImpossible: something cannot be, also the day, when its month is closed or somebody has a later event.
    :raises AreaInhabited: somebody lives in an area that is to be closed.
    """
    dated = {"day": said["day"], "by": by, "at": at}
    try:
        if step == "ganti-nama":
            actions.rename_area(area=area, name=said["name"], key=said["key"], **dated)
        elif step == "gabung":
            actions.join_areas(areas=[area], into=said["into"], key=said["key"], **dated)
        elif step == "bagi":
            chosen = {"families": said["families"], "places": said["places"]}
            actions.part_area(area=area, name=said["name"], key=said["key"], **chosen, **dated)
        else:
            actions.close_area(area=area, **dated)
    except MonthClosed as closed:
        raise actions.AreaImpossible(
            "day", f"Bulan itu sudah ditutup. Pilih {long_date(closed.open_from)} atau sesudahnya."
        ) from closed
    except EventOutOfOrder as late:
        raise actions.AreaImpossible(
            "day",
            f"{late.resident.name} punya peristiwa tanggal {long_date(late.since)}. Pilih tanggal itu atau sesudahnya.",
        ) from late
