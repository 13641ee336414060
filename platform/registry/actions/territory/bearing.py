"""The names and numbers areas bear, and why something asked of one cannot be."""

from registry.models import Area, Hamlet
from registry.rules import places
from registry.territory.naming import FIELDS

Level = Area.Level


class AreaImpossible(ValueError):
    """Something asked of an area cannot be; `field` says where and the message says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


class AreaInhabited(ValueError):
    """People live there; `count` of them. They move first, or the area is joined with another."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def bear(area: Area, name: str) -> None:
    """
    Give a new area its name or number.

    :raises AreaImpossible: none, or it stands already.
    """
    if area.level == Level.HAMLET:
        area.hamlet = _named_hamlet(hamlet_name(name))
        return
    field = FIELDS[Level(area.level)][-1]
    setattr(area, field, number(area, field, name))


def _named_hamlet(name: str) -> Hamlet:
    """A name that was given up is the same hamlet again."""
    hamlet, is_new = Hamlet.objects.get_or_create(name=name)
    if not is_new:
        hamlet.closed_on = None
        hamlet.save(update_fields=["closed_on"])
    return hamlet


def number(area: Area, field: str, written: str) -> str:
    """:raises AreaImpossible: it is none, or another area bears it."""
    found = places.rt_rw(written)
    if not found:
        raise AreaImpossible("name", "Tulis 1 sampai 3 angka.")
    wanted = {"hamlet": area.hamlet, "rw": area.rw, "rt": area.rt, field: found}
    if Area.objects.filter(**wanted, closed_on__isnull=True).exclude(pk=area.pk).exists():
        raise AreaImpossible("name", f"{field.upper()} {found} sudah ada. Gabungkan bila keduanya menjadi satu.")
    return found


def hamlet_name(written: str, besides: Hamlet | None = None) -> str:
    """
    A name for a new hamlet, or for the one given here.

    :raises AreaImpossible: it is none, or another bears it; a new one may bear that of a closed one.
    """
    name = places.hamlet_name(written)
    if not name:
        raise AreaImpossible("name", "Tulis nama dusunnya.")
    others = Hamlet.objects.exclude(pk=besides.pk) if besides else Hamlet.objects.filter(closed_on__isnull=True)
    if others.filter(name=name).exists():
        raise AreaImpossible("name", f"Dusun {name.title()} sudah ada. Gabungkan bila keduanya menjadi satu.")
    return name
