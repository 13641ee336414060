"""
Who is behind, and who is not what its level says: asked of the catalogs, for all offices at once.

Nothing is mended here. A schema somebody has altered by hand is named with what differs, for a person to decide.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import Any

from tenants import blueprint, privileges
from tenants.models import Blueprint, Office, Rollout, Spare
from tenants.rollout import shape
from tenants.rollout.connecting import connect
from tenants.rollout.waves import named
from tenants.rollout.wording import differences
from walls import current
from walls.current import connection

# Below this many schemas one connection is as quick as two.
MANY = 100
# A role that has something in another database of the server belongs to an office there.
ROLES = """
    SELECT r.rolname, r.rolcanlogin OR r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication,
           coalesce((SELECT array_agg(g.rolname::text ORDER BY g.rolname) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                     WHERE m.member = r.oid), '{}'),
           EXISTS (SELECT FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid
                   AND d.dbid NOT IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())))
    FROM pg_roles r WHERE r.rolname ~ '^o_[a-z][a-z2-7]{9}$'"""
SCHEMAS = r"SELECT nspname FROM pg_namespace WHERE nspname LIKE 'd\_%%'"


@dataclass
class Report:
    """What was found; offices by title and key, in the order they were opened."""

    offices: int = 0
    behind: list[str] = field(default_factory=list)
    differs: dict[str, list[str]] = field(default_factory=dict)
    without_schema: list[str] = field(default_factory=list)
    orphan_schemas: list[str] = field(default_factory=list)
    orphan_roles: list[str] = field(default_factory=list)
    templates: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        return not any(value for name, value in asdict(self).items() if name != "offices")


def look() -> Report:
    """Compare every standing office with the blueprint of its kind, and the schemas and roles with the list of offices."""
    with current.outside():
        offices = list(Office.objects.standing().order_by("pk"))
        plans = {plan.kind: plan for plan in Blueprint.objects.all()}
        there, roles = set(_column(SCHEMAS)), _roles()
        report = Report(offices=len(offices), templates=_templates(plans))
        names = [office.schema_name for office in offices if office.schema_name in there]
        levels = _levels(names)
        ways = set(Rollout.objects.values_list("kind", "from_level"))
        suspects = []
        for office in offices:
            plan = plans.get(office.kind)
            if office.schema_name not in there:
                report.without_schema.append(named(office))
            elif plan and levels[office.schema_name] != plan.digest:
                if office.level != plan.digest:
                    report.behind.append(named(office))
                if levels[office.schema_name] != office.level or (office.kind, office.level) not in ways:
                    suspects.append(office)
            elif plan and office.level != plan.digest:
                report.differs[named(office)] = ["tingkat yang dicatat bukan yang sebenarnya"]
            if found := _about_role(roles.get(office.role_name)):
                report.differs.setdefault(named(office), []).append(found)
        _name_differences(suspects, plans, report)
        _find_orphans({office.key for office in offices}, there, roles, report)
    return report


def _levels(schemas: list[str]) -> dict[str, str]:
    structures = shape.digests_of(schemas) if len(schemas) < MANY else _digests_by_two(schemas)
    applied = shape.applied_in(schemas)
    return {name: shape.level(structures.get(name, ""), applied.get(name, [])) for name in schemas}


def _digests_by_two(schemas: list[str]) -> dict[str, str]:
    def ask(part: list[str]) -> list[Any]:
        with connect() as own:
            return own.execute(shape.DIGESTS, {"schemas": part}).fetchall()

    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(row for rows in pool.map(ask, [schemas[::2], schemas[1::2]]) for row in rows)


def _templates(plans: dict[str, Blueprint]) -> dict[str, list[str]]:
    """Templates that are no longer what the blueprint was read from."""
    found = {}
    for kind, plan in plans.items():
        reading = blueprint.read(kind)
        if reading.digest != plan.digest:
            found[blueprint.template_schema(kind)] = differences(plan.lines.splitlines(), reading.lines)
    return found


def _name_differences(offices: list[Office], plans: dict[str, Blueprint], report: Report) -> None:
    for start in range(0, len(offices), MANY):
        part = offices[start : start + MANY]
        names = [office.schema_name for office in part]
        lines, applied = shape.lines_of(names), shape.applied_in(names)
        for office in part:
            found = lines.get(office.schema_name, []) + [
                f"migration {name}" for name in applied.get(office.schema_name, [])
            ]
            report.differs.setdefault(named(office), []).extend(
                differences(plans[office.kind].lines.splitlines(), found)
            )


def _roles() -> dict[str, tuple[bool, list[str], bool]]:
    with connection.cursor() as cursor:
        cursor.execute(ROLES)
        return {name: (powerful, groups, elsewhere) for name, powerful, groups, elsewhere in cursor.fetchall()}


def _about_role(role: tuple[bool, list[str], bool] | None) -> str:
    if role is None:
        return "peran basis datanya tidak ada"
    powerful, groups, _ = role
    if powerful:
        return "peran basis datanya boleh lebih dari yang perlu"
    return (
        "" if groups == [privileges.GROUP] else f"peran basis datanya anggota {', '.join(groups) or 'tidak satu pun'}"
    )


def _find_orphans(keys: set[str], there: set[str], roles: dict[str, Any], report: Report) -> None:
    known = keys | set(Spare.objects.values_list("key", flat=True))
    report.orphan_schemas = sorted(name for name in there if name.removeprefix("d_") not in known)
    report.orphan_roles = sorted(
        name for name, (_, _, elsewhere) in roles.items() if name.removeprefix("o_") not in known and not elsewhere
    )


def _column(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query, [])
        return [value for (value,) in cursor.fetchall()]
