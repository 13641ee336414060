"""Django's own way through every schema, for what a developer does by hand: one app, backwards, faked, planned."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django_tenants.migration_executors.base import run_migrations

from tenants import blueprint, privileges
from tenants.models import Office
from tenants.rollout import connecting, shape
from tenants.rollout.connecting import Told
from walls import current
from walls.current import connection


def schemas(*, offices: bool) -> Iterator[tuple[str, str]]:
    """Every schema with its kind: the public one, the templates, and then the offices if wanted."""
    yield "public", "public"
    for kind in Office.Kind.values:
        yield blueprint.template_schema(kind), kind
    if offices:
        yield from Office.objects.standing().order_by("pk").values_list("schema_name", "kind")


def migrate(*args: Any, at: datetime, told: Told, changing: bool, options: dict[str, Any]) -> None:
    """
    Run Django's `migrate` in each schema, one after the other; then let blueprints and levels say what is there.

    :param changing: False for `--plan` and `--check`, which the templates can answer for all offices.
    """
    with connecting.alone(told), current.outside():
        for schema, kind in list(schemas(offices=changing)):
            run_migrations(args, options, "migrate", schema, tenant_type=kind)
        if changing:
            agree(at=at, told=told)


def agree(*, at: datetime, told: Told) -> None:
    """Bring blueprints and levels into agreement with the schemas, whatever was done to them."""
    for kind in Office.Kind.values:
        offices = list(Office.objects.standing().filter(kind=kind))
        level = blueprint.keep(kind=kind, at=at).digest
        for office in offices:
            privileges.grant_schema(office.schema_name, office.role_name)
        equal = _at(level, offices)
        Office.objects.filter(pk__in=equal).update(level=level)
        others = [office for office in offices if office.pk not in equal]
        Office.objects.filter(pk__in=[office.pk for office in others]).update(level="")
        for office in others:
            told(f"  {office.title} ({office.key}) berbeda dari cetak biru; lihat manage.py drift.")


def _at(level: str, offices: Sequence[Office]) -> set[int]:
    names = [office.schema_name for office in offices]
    structures, applied = shape.digests_of(names), shape.applied_in(names)
    return {
        office.pk
        for office in offices
        if shape.level(structures.get(office.schema_name, ""), applied.get(office.schema_name, [])) == level
    }


def stand_where(app: str) -> str:
    """
    Stand in a schema that has the app, as the owner of its tables, so that Django's commands show what would be there.

    Returns the schema's name.
    """
    name = apps.get_app_config(app).name
    for schema, kind in schemas(offices=False):
        if name in settings.TENANT_TYPES[kind]["APPS"]:
            connection.set_schema(schema, tenant_type=kind)
            return schema
    return "public"
