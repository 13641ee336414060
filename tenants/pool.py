"""
Spare schemas: built ahead, so that opening an office need not wait for its tables.

A spare is a schema, its role, its tables and its grants, and one row that names them. It belongs to no office, so no host, no job and
no key leads to it; it holds no data and no secret, because those are drawn when an office takes it.
"""

from datetime import datetime

from django.conf import settings
from psycopg import sql

from tenants import blueprint, privileges
from tenants.models import Blueprint, Spare
from tenants.names import new_key, role_name, schema_name
from walls.current import connection


def size_of(kind: str) -> int:
    """How many spares of a kind this deployment keeps ready; only villages come in hundreds."""
    return settings.POOL_SIZES.get(kind, 0)


def level(kind: str) -> str:
    """The digest of the present blueprint of a kind, or "" when there is none yet."""
    return Blueprint.objects.filter(kind=kind).values_list("digest", flat=True).first() or ""


def take(kind: str, wanted: str) -> str:
    """
    The key of a spare of this level, or "" when there is none. Only inside the transaction that opens the office.

    Its row goes with that transaction: if it fails, the spare is there again; who asks meanwhile gets another one.
    """
    fitting = Spare.objects.filter(kind=kind, level=wanted).order_by("pk")
    spare = fitting.select_for_update(skip_locked=True).first()
    if spare is None:
        return ""
    spare.delete()
    return spare.key


def build(kind: str, *, at: datetime) -> Spare:
    """Make one spare from the present blueprint. Only inside a transaction: cut off, nothing of it stays."""
    plan = blueprint.of(kind)
    key = new_key()
    blueprint.build(plan, schema_name(key), role_name(key))
    privileges.join_group(role_name(key))
    return Spare.objects.create(key=key, kind=kind, level=plan.digest, made_at=at)


def drop(spare: Spare) -> None:
    """Take away a spare with its schema and its role. Only inside a transaction that has locked its row."""
    with connection.cursor() as cursor:
        for statement in (
            sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema_name(spare.key))),
            sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role_name(spare.key))),
        ):
            cursor.execute(statement.as_string(None))
    spare.delete()
