"""Questions of a kecamatan or a kabupaten about the offices below it; the row policies answer for nobody else."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet, Sum

from exchange import indicators
from exchange.models import Fact, VillageScore
from supervision.models import Closing
from supervision.score_file import Ground
from tenants import queries as offices
from tenants.models import Office, Region
from tenants.names import web_address
from walls import current

ACTIVITY = "letters_issued"


def villages_below() -> QuerySet[Office]:
    """The villages under the current office: a district's own, a regency's of all its districts."""
    me = current.office()
    below = Q(parent_id=me.pk) if me.kind == Office.Kind.DISTRICT else Q(parent__parent_id=me.pk)
    return Office.objects.standing().filter(below, kind=Office.Kind.VILLAGE).select_related("parent").order_by("name")


def offices_below() -> QuerySet[Office]:
    """The offices under the current one: its villages, and for a regency its districts."""
    me = current.office()
    below = Q(parent_id=me.pk) | Q(parent__parent_id=me.pk)
    return Office.objects.standing().filter(below).select_related("parent").prefetch_related("domains").order_by("name")


def office_by_key_or_code(key: str) -> Office | None:
    """
    An office under the current one by its key, its region code, or a code it had before, where that is of nobody else.

    None where there is none.
    """
    below = offices_below()
    if not offices.CODE.fullmatch(key):
        return below.filter(key=key).first()
    found = below.filter(region_code=key).first()
    former = None if found else offices.former_holders([key]).get(key)
    return found or (below.filter(pk=former.pk).first() if former else None)


def tellers() -> QuerySet[Office]:
    """Whose figures this office may read: its own and those of the offices below."""
    me = current.office()
    return Office.objects.standing().filter(Q(pk=me.pk) | Q(parent_id=me.pk) | Q(parent__parent_id=me.pk))


def village_below(key: str) -> Office:
    """:raises Office.DoesNotExist: unknown, or under another office, which is the same."""
    return villages_below().select_related("parent__parent").prefetch_related("domains").get(key=key)


def district_below(key: str) -> Office:
    """:raises Office.DoesNotExist: unknown, or another kabupaten's; a kecamatan has none below it."""
    standing = Office.objects.standing().filter(kind=Office.Kind.DISTRICT)
    return standing.get(parent_id=current.office().pk, key=key)


def office_below(key: str) -> Office:
    """A village or district of this kabupaten. :raises Office.DoesNotExist: unknown, or another kabupaten's."""
    me = current.office()
    below = Office.objects.standing().filter(Q(parent_id=me.pk) | Q(parent__parent_id=me.pk))
    return below.select_related("parent__parent").get(key=key)


def managed_offices() -> QuerySet[Office]:
    """Every kecamatan and village of the current kabupaten, the removed ones too, by name."""
    me = current.office()
    below = Q(parent_id=me.pk) | Q(parent__parent_id=me.pk)
    return Office.objects.filter(below).select_related("parent__parent").order_by("name", "pk")


def managed_office(key: str) -> Office:
    """:raises Office.DoesNotExist: unknown, or another kabupaten's, which is the same."""
    return managed_offices().prefetch_related("domains").get(key=key)


def managed_offices_named(text: str = "") -> QuerySet[Office]:
    """Closed doors first, then by name; narrowed by words of the name or the beginning of the code."""
    found = managed_offices().prefetch_related("domains").order_by("-state", "name", "pk")
    for word in text.split():
        found = found.filter(region_code__startswith=word) if word[0].isdigit() else found.filter(name__icontains=word)
    return found


def closing_of(office: Office) -> Closing | None:
    """The removal of an office that was asked for and not called off."""
    found = Closing.objects.select_related("asked_by", "handed_by", "confirmed_by", "minutes")
    return found.filter(office_id=office.pk, called_off_at__isnull=True).first()


def last_activity_of(office: Office) -> datetime | None:
    """When a figure last moved that somebody worked for."""
    found = Fact.objects.filter(office_id=office.pk, indicator__in=_flows()).aggregate(latest=Max("changed_at"))
    latest: datetime | None = found["latest"]
    return latest


def region_named(code: str) -> dict[str, str]:
    """A region and the one above it, in words."""
    names = dict(Region.objects.filter(code__in=[code, _above(code)]).values_list("code", "name"))
    return {"code": code, "name": names.get(code, ""), "parent": names.get(_above(code), "")}


@dataclass(frozen=True)
class VillageRow:
    """One village as the kabupaten lists it."""

    office: Office
    letters: Decimal | None
    last_activity: datetime | None
    as_of: datetime | None


def village_rows(*, period: str, with_addresses: bool = False) -> list[VillageRow]:
    """Every open village with its use in a period; two queries, three with their addresses."""
    use = {
        row["office_id"]: row
        for row in Fact.objects.values("office_id").annotate(
            letters=Sum("numerator", filter=Q(indicator=ACTIVITY, period=period)),
            last_activity=Max("changed_at", filter=Q(indicator__in=_flows())),
            latest=Max("as_of"),
        )
    }
    nothing: dict[str, None] = {"letters": None, "last_activity": None, "latest": None}
    return [
        VillageRow(village, row["letters"], row["last_activity"], row["latest"])
        for village in (villages_below().prefetch_related("domains") if with_addresses else villages_below())
        for row in [use.get(village.pk, nothing)]
    ]


def _flows() -> list[str]:
    """A stock begins each month with a figure nobody worked for, so it is no sign of life."""
    return [indicator.code for indicator in indicators.all_declared() if not indicator.is_stock]


def own_region_code() -> str:
    """The region this office stands for; the request brought the whole row, so asking it costs no query."""
    return cast("Office", current.office()).region_code


def ground_of_scores() -> Ground:
    """What a file of official scores is judged by; two queries."""
    own = own_region_code()
    names = dict(Region.objects.filter(code__startswith=f"{own}.").values_list("code", "name"))
    return Ground(own, names, {village.region_code: village for village in villages_below()})


def score_years() -> list[dict[str, Any]]:
    """Which years have official scores: of how many villages, by which decrees, entered when; one query."""
    found = VillageScore.objects.filter(office__in=villages_below()).order_by().values("year")
    told = found.annotate(villages=Count("pk"), decree=Max("decree"), told_at=Max("told_at"))
    return [dict(one) for one in told.order_by("-year")]


@dataclass(frozen=True)
class Candidate:
    """A region an office may be opened for, or why not: `obstacle` is "", "exists", "parent" or "kelurahan"."""

    code: str
    name: str
    kind: str
    parent_name: str
    address: str = ""
    obstacle: str = ""
    office: Office | None = None
    #: The office that had this code before it got another.
    former: Office | None = None

    @property
    def title(self) -> str:
        return f"{'Kecamatan' if self.kind == Office.Kind.DISTRICT else 'Desa'} {self.name}"

    @property
    def parent_code(self) -> str:
        return self.code.rpartition(".")[0]


def candidates(text: str, limit: int = 25) -> list[Candidate]:
    """Regions below this kabupaten without an office that fit a name or a code; two queries."""
    found = list(offices.regions_without_office(own_region_code(), text)[:limit])
    parents = dict(Region.objects.filter(code__in={_above(r.code) for r in found}).values_list("code", "name"))
    return [
        Candidate(r.code, r.name, offices.kind_of_code(r.code) or "", parents.get(_above(r.code), "")) for r in found
    ]


def candidate(code: str) -> Candidate | None:
    """One region below this kabupaten with the address it would get; None when it is unknown or another kabupaten's."""
    own = own_region_code()
    if not offices.CODE.fullmatch(code) or not code.startswith(f"{own}."):
        return None
    names = dict(Region.objects.filter(code__in=[code, _above(code), own]).values_list("code", "name"))
    if code not in names:
        return None
    kind = offices.kind_of_code(code)
    above = [offices.bare_name(region, names.get(region, "")) for region in dict.fromkeys([_above(code), own])]
    base = Candidate(code, names[code], kind or "", above[0])
    if kind is None:
        return replace(base, obstacle="kelurahan")
    opened = {
        office.region_code: office for office in Office.objects.standing().filter(region_code__in=[code, _above(code)])
    }
    if code in opened:
        return replace(base, obstacle="exists", office=opened[code])
    if _above(code) not in opened:
        return replace(base, obstacle="parent")
    host = offices.free_host(kind, names[code], above, code, settings.DOMAIN)
    return replace(base, address=web_address(host), former=offices.former_holders([code]).get(code))


def _above(code: str) -> str:
    return code.rpartition(".")[0]
