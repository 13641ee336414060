"""
Who may touch what in the database: a role for each office, one group for what all offices may read.

Append-only is a privilege that is missing, not a trigger: the scale-out engine refuses triggers on office tables.
"""

from collections.abc import Callable

from django.conf import settings
from psycopg import sql

from walls.current import connection

GROUP = "kentongan_office"
_policies: list[Callable[[], None]] = []
READ_BY_ALL = ["tenants_office", "tenants_domain", "tenants_region"]


def prepare_group() -> None:
    """Make the group every office role belongs to; it reads the list of offices and reaches the exchange through its row policies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [GROUP])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {GROUP} NOLOGIN")
        cursor.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {GROUP}")
        cursor.execute(f"GRANT SELECT ON {', '.join(READ_BY_ALL)} TO {GROUP}")
    for policy in _policies:
        policy()


def also_apply(policy: Callable[[], None]) -> None:
    """Let a public app set the row policies of its own tables whenever the group is prepared."""
    _policies.append(policy)


def make_role(role: str, *, joins: bool = True) -> None:
    """
    Make an office's role, which the application may take and nobody inherits.

    :param joins: False when the caller calls `join_group` later in the same transaction.
    """
    name = sql.Identifier(role)
    options = " WITH INHERIT FALSE, SET TRUE" if connection.pg_version >= 160000 else ""
    _run(sql.SQL("CREATE ROLE {0} NOLOGIN; GRANT {0} TO CURRENT_USER" + options).format(name))
    if joins:
        join_group(role)


def join_group(role: str) -> None:
    """
    Let an office's role read what all offices may read.

    From here to the end of the transaction nobody else can join, so it comes as late as possible.
    """
    _run(sql.SQL("GRANT {} TO {}").format(sql.Identifier(GROUP), sql.Identifier(role)))


def rights_on(table: str) -> list[str]:
    """What an office's role may do with one of its tables, in the order of the alphabet."""
    if table == "django_migrations":
        return ["SELECT"]
    return ["INSERT", "SELECT"] if table in settings.APPEND_ONLY_TABLES else ["DELETE", "INSERT", "SELECT", "UPDATE"]


def grant_schema(schema: str, role: str) -> None:
    """Let the role work in its own schema: everything but changing what is append-only, and the list of migrations."""
    name, to = sql.Identifier(schema), sql.Identifier(role)
    grants = [
        sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(name, to),
        sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {} TO {}").format(name, to),
        *(
            sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(sql.Identifier(schema, table), to)
            for table in _append_only(schema)
        ),
        sql.SQL("REVOKE INSERT, UPDATE, DELETE ON {} FROM {}").format(sql.Identifier(schema, "django_migrations"), to),
    ]
    _run(sql.SQL("; ").join(grants))


def _append_only(schema: str) -> list[str]:
    """Which of the append-only tables this kind of office has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename = ANY(%s) ORDER BY 1",
            [schema, settings.APPEND_ONLY_TABLES],
        )
        return [table for (table,) in cursor.fetchall()]


def _run(statements: sql.Composed) -> None:
    # Without parameters the driver sends the whole text in one trip.
    with connection.cursor() as cursor:
        cursor.execute(statements.as_string(None))
