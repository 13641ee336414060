"""Opening an office."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

import audit
from tenants import blueprint, names, pool, privileges, queries, seeds
from tenants.actions import coding
from tenants.models import Domain, Office, OfficeRegion, OfficeSecret, Region
from walls import current, keys

DESIGNATION = {Office.Kind.VILLAGE: "Desa", Office.Kind.DISTRICT: "Kecamatan", Office.Kind.REGENCY: "Kabupaten"}


class RegionUnknown(ValueError):
    """No region has this code, or it is not one that can have an office here (a kelurahan, a province)."""


class OfficeExists(ValueError):
    """The region already has its office."""


class ParentMissing(ValueError):
    """The office above it has not been opened yet."""


class HostTaken(ValueError):
    """The address that was asked for is another office's, rests, or is none an office may have."""


Told = Callable[[str], None]


def open_office(
    *,
    region_code: str,
    at: datetime,
    designation: str = "",
    timezone: str = "",
    label: str = "",
    key: str = "",
    told: Told = lambda step: None,
) -> Office:
    """
    Open an office for a region: row, host, role, schema and first-day content, all in one transaction, so never half of it.

    :param designation: the local word for a village (Desa, Nagari, Gampong, ...).
    :param timezone: one of `Office.Zone`; left out, that of the office above.
    :param label: the subdomain that was agreed on; left out, the first proposal that is free.
    :param key: only for tests and moves; otherwise that of a spare schema, or drawn at random.
    :param told: is given the name of each step when it is done.
    :raises RegionUnknown: no office can stand for this code.
    :raises OfficeExists: the region already has one.
    :raises ParentMissing: a village waits for its district, a district for its regency.
    :raises HostTaken: `label` cannot be had.
    """
    kind = queries.kind_of_code(region_code)
    if kind is None:
        raise RegionUnknown(region_code)
    try:
        with current.outside(), transaction.atomic():
            return _open(
                region_code, kind, designation=designation, timezone=timezone, label=label, key=key, at=at, told=told
            )
    except IntegrityError as error:
        # Somebody was quicker: the database let us wait for them and then said so.
        if "one_standing_office_for_a_region" in str(error):
            raise OfficeExists(region_code) from error
        raise


def _open(
    region_code: str,
    kind: Office.Kind,
    *,
    designation: str,
    timezone: str,
    label: str,
    key: str,
    at: datetime,
    told: Told,
) -> Office:
    coding.hold_still(shared=True)
    region = Region.objects.filter(code=region_code).first()
    if region is None:
        raise RegionUnknown(region_code)
    if Office.objects.standing().filter(region_code=region_code).exists():
        raise OfficeExists(region_code)
    parent = _parent_of(region_code, kind)
    plan = blueprint.of(kind)
    spare = "" if key else pool.take(kind, plan.digest)
    office = Office(
        key=key or spare or names.new_key(),
        kind=kind,
        name=names.bare(kind, region.name),
        designation=designation or DESIGNATION[kind],
        region_code=region_code,
        parent=parent,
        timezone=timezone or (parent.timezone if parent else Office.Zone.WIB),
        opened_at=at,
        level=plan.digest,
        planted=seeds.digest(kind),
    )
    office.schema_name = names.schema_name(office.key)
    _write_rows(office, label)
    told("Wilayah dan alamat dicatat")
    if not spare:
        blueprint.build(plan, office.schema_name, office.role_name)
    told("Ruang data dan pagarnya dibuat")
    with current.inside(office):
        audit.begin()
        seeds.plant(kind, at=at)
    told("Isi awal disiapkan")
    if not spare:
        privileges.join_group(office.role_name)
    with current.inside(office):
        seeds.follow(kind, at=at)
    return office


def _parent_of(region_code: str, kind: Office.Kind) -> Office | None:
    above = Office.objects.standing().select_related("parent").filter(region_code=region_code.rpartition(".")[0])
    parent = above.first()
    if parent is None and kind != Office.Kind.REGENCY:
        raise ParentMissing(region_code)
    return parent


def _write_rows(office: Office, label: str) -> None:
    # Not `save()`: the library's own looks for more than we need, and an opening is counted in milliseconds.
    Office.objects.bulk_create([office])
    OfficeSecret.objects.bulk_create([OfficeSecret(office=office, sealed=keys.seal_root(keys.new_root()))])
    domain = _asked_domain(office, label) if label else _first_domain(office)
    # Its address is known, so asking for it costs no query.
    office._prefetched_objects_cache = {"domains": [domain]}
    OfficeRegion.objects.bulk_create(
        [OfficeRegion(office=office, code=office.region_code, since=office.opened_at.date())]
    )


def _asked_domain(office: Office, label: str) -> Domain:
    host = f"{label}.{settings.DOMAIN}"
    if names.label_trouble(label, office.kind) or queries.taken_hosts([host]):
        raise HostTaken(host)
    try:
        with transaction.atomic():
            domain = Domain(tenant=office, domain=host, is_primary=True)
            Domain.objects.bulk_create([domain])
    except IntegrityError as error:
        raise HostTaken(host) from error
    return domain


def _first_domain(office: Office) -> Domain:
    """The first proposed host nobody has."""
    above = [higher.name for higher in office.above]
    while True:
        host = queries.free_host(office.kind, office.name, above, office.region_code, settings.DOMAIN)
        domain = Domain(tenant=office, domain=host, is_primary=True)
        try:
            with transaction.atomic():
                Domain.objects.bulk_create([domain])
        except IntegrityError:
            # A village of the same name opened in this very moment; the database made us wait until its host was seen to be taken.
            continue
        return domain
