"""Questions about offices, asked in the public schema or by any office: the list of offices is no secret."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from tenants import names
from tenants.models import Domain, Office, OfficeRegion, Region, RetiredName
from walls import current

CODE = re.compile(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?")
LEVEL = {5: Office.Kind.REGENCY, 8: Office.Kind.DISTRICT, 13: Office.Kind.VILLAGE}


def kind_of_code(code: str) -> Office.Kind | None:
    """Which kind of office a region code stands for; a kelurahan (1xxx) is not a village office."""
    if not CODE.fullmatch(code):
        return None
    kind = LEVEL.get(len(code))
    return None if kind == Office.Kind.VILLAGE and code[9] not in "23" else kind


def is_kelurahan(code: str) -> bool:
    return bool(CODE.fullmatch(code)) and len(code) == 13 and code[9] not in "23"


def offices_named(name: str = "") -> list[Office]:
    """The standing office of this host or key, or every one; with their secrets, so each can be entered."""
    with current.outside():
        found = Office.objects.standing().select_related("secret", "parent__parent").order_by("pk")
        return list(found.filter(Q(key=name) | Q(domains__domain=name.lower())).distinct() if name else found)


def office_of_region(code: str) -> Office | None:
    """The standing office of a region code, with its secret, so that it can be entered."""
    with current.outside():
        found = Office.objects.standing().select_related("secret", "parent__parent").prefetch_related("domains")
        return found.filter(region_code=code).first()


def former_holders(codes: Iterable[str]) -> dict[str, Office]:
    """
    code -> the standing office that had it before it got another; only where there is one alone and no office has the code now.

    One query.
    """
    with current.outside():
        asked = list(codes)
        now = Office.objects.standing().filter(region_code=OuterRef("code"))
        history = OfficeRegion.objects.filter(code__in=asked, until__isnull=False).exclude(Exists(now))
        held = history.filter(office__in=Office.objects.standing()).select_related("office__parent")
        found: dict[str, dict[int, Office]] = {}
        for one in held:
            found.setdefault(one.code, {})[one.office_id] = one.office
    return {code: next(iter(had.values())) for code, had in found.items() if len(had) == 1}


def office_ever_named(name: str) -> Office | None:
    """The office of this host or key, also one that is closed: its copies outlive it."""
    with current.outside():
        return Office.objects.filter(Q(key=name) | Q(domains__domain=name.lower())).distinct().first()


def offices_below(office_id: int) -> QuerySet[Office]:
    return Office.objects.standing().filter(parent_id=office_id).prefetch_related("domains").order_by("name")


def villages_of_regency(office_id: int) -> QuerySet[Office]:
    """The standing villages below a kabupaten by name, each with its kecamatan."""
    found = Office.objects.standing().filter(parent__parent_id=office_id, kind=Office.Kind.VILLAGE)
    return found.select_related("parent").order_by("name", "pk")


def regions_without_office(under: str, text: str = "") -> QuerySet[Region]:
    """Villages and districts below a region that have no office yet, by name or code."""
    found = (
        Region.objects.filter(code__startswith=f"{under}.")
        # A kelurahan is an office of the town, not a village.
        .exclude(code__regex=r"^[0-9.]{9}[^23]")
        .exclude(code__in=Office.objects.standing().values("region_code"))
        .order_by("name", "code")
    )
    for word in text.split():
        found = found.filter(code__startswith=word) if word[0].isdigit() else found.filter(name__icontains=word)
    return found


def free_host(kind: str, name: str, above: list[str], code: str, domain: str) -> str:
    """The first proposed host no office has or had a while ago."""
    hosts = [f"{label}.{domain}" for label in names.host_candidates(kind, name, above, code)]
    taken = taken_hosts(hosts)
    return next(host for host in hosts if host not in taken)


def taken_hosts(hosts: Iterable[str]) -> dict[str, bool]:
    """Those of these hosts nobody may have now; True where one rests because its office is gone or was renamed. One query."""
    asked = list(hosts)
    standing = Domain.objects.filter(domain__in=asked).values_list("domain", Value(False))
    resting = RetiredName.objects.resting().filter(host__in=asked).values_list("host", Value(True))
    # A kabupaten that looks at a proposal may not read the retired names itself.
    with current.outside():
        return dict(resting.union(standing))


def host_for(office: Office) -> str:
    """The host the office's name asks for: one it has or had itself, or the first that is free."""
    above = [one.name for one in office.above]
    own = {
        *Domain.objects.filter(tenant=office).values_list("domain", flat=True),
        # Long after a renaming somebody else may have taken it.
        *RetiredName.objects.filter(office=office)
        .exclude(host__in=Domain.objects.values("domain"))
        .values_list("host", flat=True),
    }
    free = free_host(office.kind, office.name, above, office.region_code, settings.DOMAIN)
    labels = names.host_candidates(office.kind, office.name, above, office.region_code)
    return next(host for label in labels if (host := f"{label}.{settings.DOMAIN}") in own or host == free)


def host_if_named(office: Office, name: str, designation: str) -> str:
    """The host an office would get with another name; nothing is changed."""
    with current.outside():
        asked = Office.objects.select_related("parent__parent").get(pk=office.pk)
        asked.name, asked.designation = name, designation
        return host_for(asked)


def bare_name(code: str, name: str) -> str:
    """A region's name as its office bears it: "Kabupaten Sumenep" -> "Sumenep"."""
    return names.bare(kind_of_code(code) or "", name)
