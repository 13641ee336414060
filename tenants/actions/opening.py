"""Opening an office."""

import secrets
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

import audit
from tenants import blueprint, names, privileges, queries, seeds
from tenants.models import Domain, Office, OfficeRegion, OfficeSecret, Region
from walls import current, keys

KEY_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
DESIGNATION = {Office.Kind.VILLAGE: "Desa", Office.Kind.DISTRICT: "Kecamatan", Office.Kind.REGENCY: "Kabupaten"}


class RegionUnknown(ValueError):
    """No region has this code, or it is not one that can have an office here (a kelurahan, a province)."""


class OfficeExists(ValueError):
    """The region already has its office."""


class ParentMissing(ValueError):
    """The office above it has not been opened yet."""


Told = Callable[[str], None]
# Offices are opened one after the other: two of the same name must not propose the same host, nor two roles join the group at once.
ONE_OPENING_AT_A_TIME = 802702


def open_office(
    *,
    region_code: str,
    at: datetime,
    designation: str = "",
    timezone: str = Office.Zone.WIB,
    key: str = "",
    told: Told = lambda step: None,
) -> Office:
    """
    Open an office for a region: row, host, role, schema and first-day content, all in one transaction, so never half of it.

    :param designation: the local word for a village (Desa, Nagari, Gampong, ...).
    :param key: only for tests and moves; otherwise drawn at random.
    :param told: is given the name of each step when it is done.
    :raises RegionUnknown: no office can stand for this code.
    :raises OfficeExists: the region already has one.
    :raises ParentMissing: a village waits for its district, a district for its regency.
    """
    kind = queries.kind_of_code(region_code)
    if kind is None:
        raise RegionUnknown(region_code)
    with current.outside(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_OPENING_AT_A_TIME])
        region = Region.objects.filter(code=region_code).first()
        if region is None:
            raise RegionUnknown(region_code)
        if Office.objects.standing().filter(region_code=region_code).exists():
            raise OfficeExists(region_code)
        office = _make_row(region, kind, designation=designation, timezone=timezone, key=key or new_key(), at=at)
        told("Wilayah dan alamat dicatat")
        _build_schema(office, told)
    return office


def new_key() -> str:
    """Ten letters that say nothing about the office: 50 bits."""
    return KEY_LETTERS[secrets.randbelow(26)] + "".join(secrets.choice(KEY_LETTERS) for _ in range(9))


def _make_row(region: Region, kind: Office.Kind, *, designation: str, timezone: str, key: str, at: datetime) -> Office:
    parent = (
        Office.objects.standing().select_related("parent").filter(region_code=region.code.rpartition(".")[0]).first()
    )
    if parent is None and kind != Office.Kind.REGENCY:
        raise ParentMissing(region.code)
    name = names.bare(kind, region.name)
    office = Office(
        key=key,
        schema_name=f"d_{key}",
        kind=kind,
        name=name,
        designation=designation or DESIGNATION[kind],
        region_code=region.code,
        parent=parent,
        timezone=timezone,
        opened_at=at,
    )
    office.save()
    OfficeSecret.objects.create(office=office, sealed=keys.seal_root(keys.new_root()))
    host = queries.free_host(kind, name, [above.name for above in office.above], region.code, settings.DOMAIN)
    Domain.objects.create(tenant=office, domain=host, is_primary=True)
    OfficeRegion.objects.create(office=office, code=region.code, since=at.date())
    return office


def _build_schema(office: Office, told: Told) -> None:
    plan = blueprint.of(office.kind)
    privileges.make_role(office.role_name)
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{office.schema_name}"')
        cursor.execute("SELECT set_config('search_path', %s, true)", [f'"{office.schema_name}", public'])
        # Without parameters the driver sends the whole text in one trip.
        cursor.execute(plan.sql)
    privileges.grant_schema(office.schema_name, office.role_name)
    told("Ruang data dan pagarnya dibuat")
    with current.inside(office):
        audit.begin()
        seeds.plant(office.kind, at=office.opened_at)
    office.level, office.planted = plan.digest, seeds.digest(office.kind)
    office.save(update_fields=["level", "planted"])
    told("Isi awal disiapkan")
