"""Questions about offices, asked in the public schema or by any office: the list of offices is no secret."""

from django.db.models import QuerySet

from tenants import names
from tenants.models import Domain, Office, Region

LEVEL = {5: Office.Kind.REGENCY, 8: Office.Kind.DISTRICT, 13: Office.Kind.VILLAGE}


def kind_of_code(code: str) -> Office.Kind | None:
    """Which kind of office a region code stands for; a kelurahan (1xxx) is not a village office."""
    kind = LEVEL.get(len(code))
    return None if kind == Office.Kind.VILLAGE and code[9] not in "23" else kind


def offices_below(office_id: int) -> QuerySet[Office]:
    return Office.objects.filter(parent_id=office_id).prefetch_related("domains").order_by("name")


def regions_without_office(under: str, text: str = "") -> QuerySet[Region]:
    """Villages and districts below a region that have no office yet, by name or code."""
    found = (
        Region.objects.filter(code__startswith=f"{under}.")
        .exclude(code__in=Office.objects.values("region_code"))
        .order_by("code")
    )
    if text:
        found = found.filter(code__startswith=text) if text[0].isdigit() else found.filter(name__icontains=text)
    return found


def free_host(kind: str, name: str, above: list[str], code: str, domain: str) -> str:
    """The first proposed host no office has."""
    hosts = [f"{label}.{domain}" for label in names.host_candidates(kind, name, above, code)]
    taken = set(Domain.objects.filter(domain__in=hosts).values_list("domain", flat=True))
    return next(host for host in hosts if host not in taken)
