"""Where people live and under which card they come, as a form says it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.actions.happenings import heads
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import BaseStatus
from registry.ledger import Entry
from registry.models import Family, Hamlet, Resident
from registry.rules import places


@dataclass(frozen=True)
class Place:
    """A place of the village; `hamlet` is the number of one, RT and RW are as people type them."""

    hamlet: int | None = None
    rw: str = ""
    rt: str = ""
    address: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.hamlet or self.rw or self.rt or self.address)

    def fields(self) -> dict[str, Any]:
        """
        The place as residents and families bear it.

        :raises HappeningImpossible: there is no such hamlet, or RT or RW is no number.
        """
        hamlet = Hamlet.objects.filter(pk=self.hamlet, closed_on__isnull=True).first() if self.hamlet else None
        if self.hamlet and hamlet is None:
            raise HappeningImpossible("hamlet", "Dusun ini tidak ada. Pilih dusun dari daftar.")
        found: dict[str, Any] = {"hamlet": hamlet, "address": self.address.strip()}
        for name in ("rw", "rt"):
            found[name] = places.rt_rw(getattr(self, name))
            if found[name] is None:
                raise HappeningImpossible(name, "Tulis 1 sampai 3 angka, atau kosongkan.")
        return found


@dataclass(frozen=True)
class Card:
    """Under which card people come: `joins` is the number of a family that lives here, otherwise they are a new one."""

    joins: str = ""
    no_kk: str = ""

    @property
    def is_new(self) -> bool:
        return not self.joins


def place_of(holder: Resident | Family) -> dict[str, Any]:
    return {name: getattr(holder, name) for name in ("hamlet", "rw", "rt", "address")}


def family_made(entry: Entry, no_kk: str, place: dict[str, Any], *, field: str = "new_no_kk") -> Family:
    """
    A new family, or the one of that number that nobody lives in any more: a family that comes back.

    :raises HappeningImpossible: the number cannot be, or another family has it.
    """
    known = Family.objects.filter(no_kk=no_kk).first() if no_kk else None
    if known is not None and not Resident.objects.filter(family=known, status=BaseStatus.LIVING).exists():
        return entry.change_family(known, **place)
    if no_kk:
        heads.check_number(no_kk, field=field)
    return entry.add_family(Family(no_kk=no_kk or None, **place))


def day_text(day: date | None) -> str:
    return day.isoformat() if day else ""
