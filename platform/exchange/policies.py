"""
Row policies of the exchange: the database itself keeps a village to its own facts and a supervisor to those below.

The current role names the office (`o_<key>`), and a role can only be taken through `SET ROLE`, so nothing a request says can widen it.
The owner of the tables (migrations, the opening of offices) is not bound by them.
"""

from django.db import connection

from tenants.privileges import GROUP

OWN = "office_id = (SELECT id FROM tenants_office WHERE 'o_' || key = current_user)"
BELOW = """office_id IN (SELECT o.id FROM tenants_office o LEFT JOIN tenants_office p ON p.id = o.parent_id
           LEFT JOIN tenants_office g ON g.id = p.parent_id WHERE current_user IN ('o_' || p.key, 'o_' || g.key))"""

STATEMENTS = [
    "ALTER TABLE exchange_fact ENABLE ROW LEVEL SECURITY",
    f"GRANT SELECT, INSERT, UPDATE ON exchange_fact TO {GROUP}",
    "DROP POLICY IF EXISTS own_facts ON exchange_fact",
    f"CREATE POLICY own_facts ON exchange_fact TO {GROUP} USING ({OWN}) WITH CHECK ({OWN})",
    "DROP POLICY IF EXISTS facts_below ON exchange_fact",
    f"CREATE POLICY facts_below ON exchange_fact FOR SELECT TO {GROUP} USING ({BELOW})",
]


def apply() -> None:
    """Set the policies; running it again changes nothing."""
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement)
