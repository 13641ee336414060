"""The whole of it: the public schema, the templates, every office, and what is new on an office's first day."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.migrations.executor import MigrationExecutor

from tenants import blueprint, privileges, queries, seeds
from tenants.models import Office
from tenants.rollout import connecting, shape, walking, waves
from tenants.rollout.connecting import Told
from tenants.rollout.plan import belongs, note, on_disk, plan
from tenants.rollout.waves import Outcome
from walls import current
from walls.current import connection


class CanaryUnknown(ValueError):
    """No standing office has this host or key."""


def migrate_everything(
    *,
    at: datetime,
    told: Told,
    canary: str = "",
    workers: int = waves.WORKERS,
    shares: Sequence[int] = waves.WAVES,
    with_content: bool = False,
) -> Outcome:
    """
    Bring the database to the present code. Killed anywhere and called again, it goes on from there.

    :param canary: host or key of the office that goes first among its kind.
    :param shares: where the waves end, in percent of the offices of a kind.
    :param with_content: also set row policies, and add what is new on an office's first day.
    :raises CanaryUnknown: there is no such office.
    :raises recording.MigrationRefused: a migration cannot be walked by every office.
    :raises connecting.DatabaseLost: the database went away in the middle.
    """
    whole = Outcome()
    with connecting.alone(told) as still_ours, current.outside():
        migrate_public(told)
        if with_content:
            privileges.prepare_group()
        first = _office(canary).pk if canary else None
        for kind in Office.Kind.values:
            plan(kind=kind, at=at, told=told)
        course = waves.Course(at=at, told=told, still_ours=still_ours, canary=first, workers=workers, waves=shares)
        for kind in Office.Kind.values:
            _add(whole, waves.roll_out(kind, course))
        if with_content:
            whole.failures |= plant_what_is_new(at=at)
    return whole


def migrate_public(told: Told) -> None:
    applied = set(shape.applied_in(["public"]).get("public", []))
    if on_disk() <= applied:
        return None
    if "tenants.0001_initial" in applied:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not any(belongs(migration) for migration, _ in waiting):
            with transaction.atomic():
                return note(executor, waiting, lambda *what: None)
    blueprint.migrate("public", "public")
    return told("  Skema umum... OK")


def plant_what_is_new(*, at: datetime) -> dict[str, str]:
    """Add new first-day content where it is missing; returns what went wrong by office."""
    failures = {}
    for kind in Office.Kind.values:
        content = seeds.digest(kind)
        level = blueprint.of(kind).digest
        behind = Office.objects.standing().filter(kind=kind, level=level).exclude(planted=content)
        for office in behind.select_related("secret", "parent__parent").order_by("pk"):
            try:
                with transaction.atomic():
                    with current.inside(office):
                        seeds.plant(kind, at=at)
                    Office.objects.filter(pk=office.pk).update(planted=content)
            except Exception as error:
                if connecting.lost(error):
                    raise connecting.DatabaseLost from error
                failures[waves.named(office)] = walking.told_of(error)
    return failures


def _office(name: str) -> Office:
    for office in queries.offices_named(name):
        return office
    raise CanaryUnknown(name)


def _add(whole: Outcome, part: Outcome) -> None:
    whole.arrived += part.arrived
    whole.failures |= part.failures
    whole.stopped = "; ".join(filter(None, [whole.stopped, part.stopped]))
