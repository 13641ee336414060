"""What the population books have in common: their law, their keeper, whether a month is closed, and words of their forms."""

from datetime import date
from typing import Any

from papers.books import Span, Standing
from registry.codes import Citizenship, Marital, Sex
from registry.models import Event, Month, Stay
from registry.permissions import RegistryPermission
from walls import current
from web import indonesian

SHARED: dict[str, Any] = {
    "legal_basis": "Permendagri 47/2016",
    "keeper": "Kasi Pemerintahan",
    "permission": RegistryPermission.SEE_POPULATION_BOOKS,
}
OF_PEOPLE: dict[str, Any] = {"is_personal": True, "reveal": RegistryPermission.REVEAL_NIK}


def standing(span: Span) -> Standing:
    """Whether the month is closed, by whom and when."""
    month = Month.objects.select_related("closed_by").filter(first=span.first_day, closed_at__isnull=False).first()
    if month is None or month.closed_at is None:
        return Standing(False)
    day = month.closed_at.astimezone(current.office().tzinfo).date()
    return Standing(True, f"{indonesian.long_date(day)} oleh {month.closed_by.name if month.closed_by else 'sistem'}")


def sex_letter(sex: int) -> str:
    return "L" if sex == Sex.MALE else "P"


def citizenship(code: int | None) -> str:
    return Citizenship(code).label.upper() if code else ""


def marital(code: int | None, sex: int) -> str:
    """Column 4 of B.1: who was married is a duda or a janda."""
    if not code:
        return ""
    if code == Marital.NEVER:
        return "BELUM KAWIN"
    if code in (Marital.MARRIED, Marital.MARRIED_UNRECORDED):
        return "KAWIN"
    return "DUDA" if sex == Sex.MALE else "JANDA"


def label(choices: Any, code: int | str | None) -> str:
    """The word of a code in capitals, as forms are filled in; nothing for what is not known."""
    return str(choices(code).label).upper() if code else ""


def address(stay: Stay) -> str:
    """Where somebody lived on the day the book stands for."""
    hamlet = f"DUSUN {stay.hamlet.name}" if stay.hamlet else ""
    number = f"RT {stay.rt}" + (f"/RW {stay.rw}" if stay.rw else "") if stay.rt else ""
    return ", ".join(part for part in (stay.address.upper(), f"{hamlet} {number}".strip()) if part)


def day_words(day: date | None) -> str:
    return f"{day:%d-%m-}{day.year:04d}" if day else ""


def place_and_day(place: str, day: date | None) -> str:
    return ", ".join(part for part in (place.upper(), day_words(day)) if part)


def told(event: Event | None, *names: str) -> str:
    """What the form of an event said under these names of its details, in capitals; nothing when nobody asked."""
    said = [str(event.details.get(name) or "") for name in names] if event is not None else []
    return ", ".join(part.upper() for part in said if part)
