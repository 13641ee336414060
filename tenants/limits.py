"""What each office may use: the deployment's settings, and where its kabupaten has decided otherwise."""

from typing import Any

from django.conf import settings
from django.db.models import Aggregate, F, JSONField, OuterRef, Subquery

from archive import queries as archive
from jobs.models import UNDER_WAY, Job
from tenants.models import Office, OfficeLimit
from walls import current
from walls.limits import What


class JsonObject(Aggregate):
    """Rows of (name, value) as one object."""

    function = "jsonb_object_agg"
    output_field = JSONField()


def overrides_of(office: str) -> Subquery:
    """The decisions of the kabupaten about an office, to be asked for along with it: `overrides_of("pk")`."""
    decided = OfficeLimit.objects.filter(office=OuterRef(office)).order_by().values("office")
    return Subquery(decided.annotate(all=JsonObject(F("what"), F("value"))).values("all"), output_field=JSONField())


def allowance(what: What) -> int:
    """
    What the current office may use.

    A request brought the answer along with its office; a worker or a command asks for it the first time it is needed.
    """
    return of(current.office(), what)


def of(office: Any, what: What) -> int:
    return int(decisions(office).get(what, settings.LIMITS[what]))


def decisions(office: Any) -> dict[str, int]:
    """What the kabupaten decided about an office, asked for once."""
    if getattr(office, "overrides", None) is None:
        with current.outside():
            office.overrides = dict(OfficeLimit.objects.filter(office=office.pk).values_list("what", "value"))
    found: dict[str, int] = office.overrides
    return found


def usage(office: Office) -> dict[str, int]:
    """How much of what can be counted an office uses now: two numbers, no word about people."""
    with current.inside(office):
        return {
            What.STORAGE: archive.bytes_kept(),
            What.JOBS: Job.objects.filter(state__in=UNDER_WAY).count(),
        }
