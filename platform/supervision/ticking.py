"""The region codes below this kabupaten as they are offered for ticking."""

from dataclasses import dataclass

from supervision.queries import own_region_code
from tenants import queries as offices
from tenants.models import Office, Region

DISTRICT_CODE = 8


@dataclass(frozen=True)
class TickRow:
    """A region as it is offered: `office` is the one it has, `is_kelurahan` why it can have none."""

    code: str
    name: str
    is_kelurahan: bool
    office: Office | None
    #: The office that had this code before it got another.
    former: Office | None = None

    @property
    def may_be_ticked(self) -> bool:
        return self.office is None and not self.is_kelurahan


@dataclass(frozen=True)
class Tickable:
    """A kecamatan of the region codes with everything below it."""

    code: str
    name: str
    office: Office | None
    rows: list[TickRow]

    @property
    def villages(self) -> int:
        return sum(not row.is_kelurahan for row in self.rows)

    @property
    def opened(self) -> int:
        return sum(row.office is not None for row in self.rows)

    @property
    def free(self) -> int:
        return sum(row.may_be_ticked for row in self.rows)


def tickable(district: str = "") -> list[Tickable]:
    """Every kecamatan of this kabupaten by name, or the one of a code, with its regions by code; four queries."""
    own = own_region_code()
    if district and not (len(district) == DISTRICT_CODE and district.startswith(f"{own}.")):
        return []
    regions = Region.objects.filter(code__startswith=district or f"{own}.").order_by("code")
    standing = Office.objects.standing().filter(region_code__startswith=district or f"{own}.")
    open_now = {office.region_code: office for office in standing.prefetch_related("domains")}
    # Who had a code before is told where regions are ticked, not in the list of kecamatan.
    formers = offices.former_holders(one.code for one in regions if one.code not in open_now) if district else {}
    below: dict[str, list[TickRow]] = {}
    heads: list[Region] = []
    for region in regions:
        if len(region.code) == DISTRICT_CODE:
            heads.append(region)
        else:
            is_kelurahan, above = offices.is_kelurahan(region.code), region.code[:DISTRICT_CODE]
            row = TickRow(region.code, region.name, is_kelurahan, open_now.get(region.code), formers.get(region.code))
            below.setdefault(above, []).append(row)
    found = [Tickable(one.code, one.name, open_now.get(one.code), below.get(one.code, [])) for one in heads]
    return sorted(found, key=lambda one: one.name)
