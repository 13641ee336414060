"""Areas with how many live in each, and the map."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from audit.models import Entry
from registry.codes import BaseStatus, Relation, Sex
from registry.models import Area, Event, Family, Resident
from registry.queries.counting import counted_as_of
from registry.queries.scope import residents_for
from registry.rules.numbers import LENGTH, digits_of
from registry.territory.geometry import Shape
from registry.territory.naming import place_of

Level = Area.Level
#: As the database writes a name to be searched by.
_NOT_IN_NAMES = re.compile(r"[^\w ]|_")


@dataclass
class Place:
    """One area, how many permanent residents and families live in it, and the smaller areas below it."""

    area: Area
    men: int = 0
    women: int = 0
    families: int = 0
    below: list["Place"] = field(default_factory=list)

    @property
    def residents(self) -> int:
        return self.men + self.women


def areas_for(account: Any) -> QuerySet[Area]:
    """All areas, as everybody may know them; who heads one is told to those who may see that resident."""
    seen = Prefetch("head", queryset=residents_for(account))
    return Area.objects.select_related("hamlet", "keeper").prefetch_related(seen)


def territory(account: Any) -> list[Place]:
    """Every open area as a tree, hamlets by name and numbers in order; three statements whatever their number."""
    areas = areas_for(account).filter(closed_on__isnull=True)
    # Boundaries are large and only the map asks for them.
    places = {_key(area): Place(area) for area in areas.defer("boundary")}
    counted = counted_as_of().values("hamlet", "rw", "rt")
    for row in counted.annotate(
        men=Count("id", filter=Q(sex=Sex.MALE)),
        women=Count("id", filter=Q(sex=Sex.FEMALE)),
        families=Count("id", filter=Q(relation=Relation.HEAD)),
    ):
        for key in {(row["hamlet"], row["rw"], row["rt"]), (row["hamlet"], row["rw"], ""), (row["hamlet"], "", "")}:
            if key in places:
                place = places[key]
                place.men, place.women = place.men + row["men"], place.women + row["women"]
                place.families += row["families"]
    return _tree(places)


def _key(area: Area) -> tuple[int | None, str, str]:
    return area.hamlet_id, area.rw, area.rt


def _tree(places: dict[tuple[int | None, str, str], Place]) -> list[Place]:
    tops: list[Place] = []
    for (hamlet, rw, rt), place in sorted(places.items(), key=lambda pair: _order(pair[1].area)):
        above = [(hamlet, rw, "")] * bool(rt and rw) + [(hamlet, "", "")] * bool(hamlet and (rw or rt))
        parent = next((places[key] for key in above if key in places), None)
        (parent.below if parent else tops).append(place)
    return tops


def _order(area: Area) -> tuple[str, str, str]:
    return area.hamlet.name if area.hamlet else "", area.rw, area.rt


def drawable(level: str = "") -> QuerySet[Area]:
    """Open areas with a boundary or an office, the larger first so that the smaller are drawn on top."""
    found = Area.objects.select_related("hamlet").filter(closed_on__isnull=True)
    found = found.filter(Q(boundary__isnull=False) | Q(latitude__isnull=False))
    return (found.filter(level=level) if level else found).order_by("rt", "rw", "hamlet__name")


def families_in(area: Area) -> Any:
    """The families of an area with the name of their head and how many they are, for parting it."""
    living = Q(members__status=BaseStatus.LIVING)
    return (
        Family.objects.filter(**place_of(area))
        .annotate(
            size=Count("members", filter=living),
            head_name=Min("members__name", filter=living & Q(members__relation=Relation.HEAD)),
        )
        .filter(size__gt=0)
        .order_by("head_name", "pk")
    )


def families_called(area: Area, text: str) -> Any:
    """Of the families of an area, those with somebody of this name, or of this number."""
    digits = digits_of(text)
    if len(digits) == LENGTH:
        return families_in(area).filter(no_kk=digits)
    name = _NOT_IN_NAMES.sub("", text).upper().strip()
    called = Resident.objects.filter(status=BaseStatus.LIVING, family__isnull=False, search_name__contains=name)
    return families_in(area).filter(pk__in=called.values("family"))


def parts_of(area: Area) -> list[tuple[str, str, int, int]]:
    """RW, RT, how many families and how many people of each RT of a larger area, in order."""
    living = Resident.objects.filter(**place_of(area), status=BaseStatus.LIVING).values("rw", "rt")
    counted = living.annotate(families=Count("family", distinct=True), people=Count("id"))
    return list(counted.order_by("rw", "rt").values_list("rw", "rt", "families", "people"))


def log_of(area: Area, *, limit: int = 50) -> QuerySet[Entry]:
    """What was written of an area itself, newest first: heads, keepers, offices and boundaries."""
    return Entry.objects.filter(subject_type=area._meta.label_lower, subject_id=str(area.pk)).order_by("-id")[:limit]


def changes_of(area: Area) -> QuerySet[Event]:
    """What became of an area, newest first: renamed, joined, parted."""
    found = Event.objects.select_related("recorded_by")
    return found.filter(kind=Event.Kind.AREA, details__areas__contains=[area.pk]).order_by("-pk")


def feature_collection(areas: QuerySet[Area]) -> dict[str, Any]:
    """Areas as GeoJSON (RFC 7946): boundaries as polygons, offices as points; no person is in it."""
    features: list[dict[str, Any]] = []
    by_area: dict[int, list[Shape]] = defaultdict(list)
    for area in areas:
        if area.boundary:
            by_area[area.pk].append(area.boundary)
        if area.latitude is not None:
            by_area[area.pk].append({"type": "Point", "coordinates": [area.longitude, area.latitude]})
        said = {
            "level": area.level,
            "dusun": area.hamlet.name if area.hamlet else "",
            "rw": area.rw,
            "rt": area.rt,
        }
        features += [{"type": "Feature", "properties": said, "geometry": shape} for shape in by_area[area.pk]]
    return {"type": "FeatureCollection", "features": features}
