"""
What an office's tables hold, as one number for each: equal numbers before and after a copy, and again before the tables go, say that the
copy has everything. It is computed inside the database and costs one pass over each table.
"""

from psycopg import sql

from walls.current import connection

#: Table -> [rows, sum of the rows' 64-bit hashes].
Fingerprint = dict[str, list[int]]
TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %s AND c.relkind IN ('r', 'p') ORDER BY c.relname"""


def tables_of(schema: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [schema])
        return [name for (name,) in cursor.fetchall()]


def take(schema: str) -> Fingerprint:
    """Every table of a schema, read as the owner of the tables."""
    return {table: _of(schema, table) for table in tables_of(schema)}


def _of(schema: str, table: str) -> list[int]:
    # A sum does not depend on the order of the rows, and a number too large for a column is only a longer number here.
    question = sql.SQL("SELECT count(*), COALESCE(sum(hashtextextended(t::text, 0)), 0)::text FROM {} t")
    with connection.cursor() as cursor:
        cursor.execute(question.format(sql.Identifier(schema, table)).as_string(None))
        rows, total = cursor.fetchone()
    return [int(rows), int(total)]
