"""
What an office schema is, a line for each thing in it; two schemas are equal when their lines are.

Read from pg_catalog for any number of schemas in one query: with thousands of them Django's introspection and information_schema take
seconds. Definitions are compared without brackets and text casts, which PostgreSQL writes differently after each replay.
"""

# ruff: noqa: S608 - every part of these statements stands in this file, but names of schemas read from the catalog.

import hashlib
from collections.abc import Collection, Iterable

from tenants import privileges
from walls.current import connection

# Within one statement every table takes a lock, and the lock table of a server is finite.
TABLES_AT_ONCE = 200
BARE = "translate(regexp_replace({}, '::(character varying|text)(\\[\\])?', '', 'g'), '()', '')"

LINES = f"""
    WITH place AS (
        SELECT oid, nspname, nspowner, nspacl, 'o_' || substr(nspname, 3) AS role, quote_ident(nspname) || '.' AS prefix
        FROM pg_namespace WHERE nspname = ANY(%(schemas)s)
    ), relation AS (
        SELECT p.nspname, p.role, p.prefix, c.oid, c.relname, c.relkind, c.relowner, c.relacl,
               c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.reloptions
        FROM place p JOIN pg_class c ON c.relnamespace = p.oid WHERE c.relkind NOT IN ('i', 't')
    ), attribute AS (
        SELECT r.nspname, r.role, r.relname, r.relowner, r.relkind, a.*
        FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE r.relkind NOT IN ('S', 'c')
    ), index AS (
        SELECT r.nspname, r.relname, i.*, (
            SELECT string_agg(concat_ws(
                ' ', (SELECT attname FROM pg_attribute WHERE attrelid = i.indrelid AND attnum = k.attnum),
                (SELECT opcname FROM pg_opclass WHERE oid = k.class), nullif(k.option, 0)), ', ' ORDER BY k.place)
            FROM unnest(i.indkey::int2[], i.indclass::oid[], i.indoption::int2[]) WITH ORDINALITY k (attnum, class, option, place)
            ) AS keys
        FROM relation r JOIN pg_index i ON i.indrelid = r.oid
        WHERE NOT i.indisvalid OR NOT EXISTS (
            SELECT FROM pg_constraint k
            WHERE k.conrelid = i.indrelid AND k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    ), permitted AS (
        SELECT nspname, role, 'schema' AS thing, nspowner AS owner, nspacl AS acl FROM place
        UNION ALL SELECT nspname, role, relname::text, relowner, relacl FROM relation
        UNION ALL SELECT nspname, role, relname || '.' || attname, relowner, attacl FROM attribute WHERE attacl IS NOT NULL
    )
    SELECT nspname, CASE WHEN relkind = 'r' THEN 'table ' ELSE 'object ' END || relname || ': ' || relkind::text || relpersistence::text
           || CASE WHEN relrowsecurity OR relforcerowsecurity THEN ' row security' ELSE '' END
           || coalesce(' ' || reloptions::text, '')
           || CASE WHEN relowner <> (SELECT oid FROM pg_roles WHERE rolname = session_user)
                   THEN ' owner ' || relowner::regrole::text ELSE '' END AS line
    FROM relation WHERE relkind <> 'S'
    UNION ALL
    SELECT a.nspname, 'column ' || a.relname || '.' || a.attname || ': ' || format_type(a.atttypid, a.atttypmod)
           || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
           || CASE a.attidentity WHEN '' THEN '' WHEN 'a' THEN ' identity always' ELSE ' identity' END
           || CASE a.attgenerated WHEN '' THEN '' ELSE ' generated' END
           || coalesce(' default ' || {BARE.format("pg_get_expr(d.adbin, d.adrelid)")}, '')
    FROM attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    UNION ALL
    SELECT r.nspname, 'constraint ' || r.relname || '.' || k.conname || ': '
           || CASE k.contype WHEN 'c' THEN {BARE.format("pg_get_expr(k.conbin, k.conrelid)")}
                                           || CASE WHEN k.convalidated THEN '' ELSE ' not valid' END
                             ELSE replace(pg_get_constraintdef(k.oid, true), r.prefix, '') END
    FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid WHERE k.contype IN ('p', 'u', 'c', 'x', 'f')
    UNION ALL
    SELECT i.nspname, 'index ' || i.relname || '.' || x.relname || ': ' || CASE WHEN i.indisunique THEN 'unique ' ELSE '' END
           || m.amname || ' ' || i.keys || coalesce(' ' || x.reloptions::text, '')
           || coalesce(' on ' || {BARE.format("pg_get_expr(i.indexprs, i.indrelid)")}, '')
           || coalesce(' where ' || {BARE.format("pg_get_expr(i.indpred, i.indrelid)")}, '')
           || CASE WHEN i.indnullsnotdistinct THEN ' nulls not distinct' ELSE '' END
           || CASE WHEN i.indisvalid THEN '' ELSE ' invalid' END
    FROM index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
    UNION ALL
    SELECT r.nspname, 'trigger ' || r.relname || '.' || t.tgname || ': ' || replace(pg_get_triggerdef(t.oid), r.prefix, '')
    FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
    UNION ALL
    SELECT r.nspname, 'policy ' || r.relname || '.' || o.polname || ': ' || o.polcmd::text
    FROM relation r JOIN pg_policy o ON o.polrelid = r.oid
    UNION ALL
    SELECT p.nspname, 'function ' || f.proname || ': ' || md5(f.prosrc) FROM place p JOIN pg_proc f ON f.pronamespace = p.oid
    UNION ALL
    SELECT p.nspname, 'type ' || t.typname || ': ' || t.typtype::text
    FROM place p JOIN pg_type t ON t.typnamespace = p.oid WHERE t.typtype NOT IN ('b', 'c')
    UNION ALL
    SELECT p.nspname, 'grant ' || p.thing || ' to ' || CASE WHEN g.grantee = 0 THEN 'PUBLIC' WHEN u.rolname = p.role THEN 'office'
                                                             ELSE coalesce(u.rolname, g.grantee::text) END || ': '
           || string_agg(g.privilege_type || CASE WHEN g.is_grantable THEN '*' ELSE '' END, ', ' ORDER BY g.privilege_type)
    FROM permitted p CROSS JOIN aclexplode(p.acl) g LEFT JOIN pg_roles u ON u.oid = g.grantee
    WHERE g.grantee <> p.owner GROUP BY p.nspname, p.thing, p.role, g.grantee, u.rolname"""
DIGESTS = f"""
    SELECT nspname, encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), 'UTF8')), 'hex')
    FROM ({LINES}) found GROUP BY nspname"""
RECORDED = """
    SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relname = 'django_migrations' AND c.relkind = 'r' AND n.nspname = ANY(%s)"""
APPLIED = """
    SELECT {name}, coalesce(array_agg(DISTINCT (app || '.' || name) COLLATE "C" ORDER BY (app || '.' || name) COLLATE "C"), '{{}}')
    FROM {schema}.django_migrations"""


def lines_of(schemas: Collection[str]) -> dict[str, list[str]]:
    """Everything in each schema but its migrations, in the order of the alphabet; a schema that is not there is left out."""
    found: dict[str, list[str]] = {}
    for schema, line in _ask(LINES, schemas):
        found.setdefault(schema, []).append(line)
    return {schema: sorted(lines) for schema, lines in found.items()}


def digests_of(schemas: Collection[str]) -> dict[str, str]:
    """The same as `digest(lines)` of each, worked out by PostgreSQL."""
    return dict(_ask(DIGESTS, schemas))


def digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def applied_in(schemas: Collection[str]) -> dict[str, list[str]]:
    """The migrations each schema has, as `app.name`; without an entry when it keeps no list of them."""
    with connection.cursor() as cursor:
        cursor.execute(RECORDED, [list(schemas)])
        known = sorted(schema for (schema,) in cursor.fetchall())
        found: dict[str, list[str]] = {}
        for start in range(0, len(known), TABLES_AT_ONCE):
            part = [
                APPLIED.format(name=f"'{schema}'", schema=f'"{schema}"')
                for schema in known[start : start + TABLES_AT_ONCE]
            ]
            cursor.execute(" UNION ALL ".join(part))
            found.update(cursor.fetchall())
    return found


def level(structure: str, applied: Iterable[str]) -> str:
    """
    What `Office.level` says: the digest of the lines and of the migrations together. It holds no time stamp and no order.

    :param structure: from `digest` or `digests_of`.
    """
    return hashlib.sha256("\n".join([structure, *sorted(applied)]).encode()).hexdigest()


def as_an_office(lines: Iterable[str]) -> list[str]:
    """The lines of a template as those of an office: its own role may do what offices may, and nobody else anything."""
    bare = [line for line in lines if not line.startswith("grant ")]
    return sorted([*bare, *grants_for(bare)])


def grants_for(lines: Iterable[str]) -> list[str]:
    """The lines of privileges that an office with these tables must have."""
    tables = [line.removeprefix("table ").partition(":")[0] for line in lines if line.startswith("table ")]
    grants = [f"grant {table} to office: {', '.join(privileges.rights_on(table))}" for table in tables]
    return sorted([*grants, "grant schema to office: USAGE"])


def _ask(query: str, schemas: Collection[str]) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"schemas": list(schemas)})
        return cursor.fetchall()
