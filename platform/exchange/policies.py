"""
Row policies of the exchange: the database itself keeps a village to its own facts and a supervisor to those below.

The current role names the office (`o_<key>`), and a role can only be taken through `SET ROLE`, so nothing a request says can widen it.
The owner of the tables (migrations, the opening of offices) is not bound by them.
"""

# ruff: noqa: S608 - every part of these statements stands in this file.

from django.db import connection

from tenants.privileges import GROUP

KEY = "substr(current_user::text, 3)"
ME = f"(SELECT id FROM tenants_office WHERE key = {KEY})"
OWN = f"office_id = {ME}"
BELOW = f"""office_id IN (SELECT o.id FROM tenants_office o JOIN tenants_office p ON p.id = o.parent_id
            WHERE p.id = {ME} OR p.parent_id = {ME})"""
ABOVE = f"""office_id IN (SELECT unnest(ARRAY[o.id, p.id, p.parent_id]) FROM tenants_office o
            LEFT JOIN tenants_office p ON p.id = o.parent_id WHERE o.key = {KEY})"""
# What is final is not even seen by a change, so an UPDATE finds no row and an upsert is refused.
OPEN = f"{OWN} AND state = 'PROVISIONAL'"
REGENCY = f"office_id = (SELECT id FROM tenants_office WHERE key = {KEY} AND kind = 'regency')"

# table -> (privileges, {policy: (command, what may be touched, what may be written)})
POLICIES: dict[str, tuple[str, dict[str, tuple[str, str, str]]]] = {
    "exchange_fact": (
        "SELECT, INSERT, UPDATE, DELETE",
        {
            "own_facts_are_read": ("SELECT", OWN, ""),
            "facts_below_are_read": ("SELECT", BELOW, ""),
            "own_facts_are_added": ("INSERT", "", OPEN),
            "own_open_facts_are_changed": ("UPDATE", OPEN, OWN),
            "own_open_facts_are_removed": ("DELETE", OPEN, ""),
        },
    ),
    "exchange_target": (
        "SELECT, INSERT, UPDATE, DELETE",
        {
            "targets_above_are_read": ("SELECT", ABOVE, ""),
            "a_regency_adds_targets": ("INSERT", "", REGENCY),
            "a_regency_changes_targets": ("UPDATE", REGENCY, REGENCY),
            "a_regency_removes_targets": ("DELETE", REGENCY, ""),
        },
    ),
}


def apply() -> None:
    """Set the policies and remove any other; running it again changes nothing."""
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def statements() -> list[str]:
    """The policies as SQL."""
    found = []
    for table, (privileges, policies) in POLICIES.items():
        found += [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"GRANT {privileges} ON {table} TO {GROUP}",
            f"""DO $$ DECLARE found record; BEGIN
                FOR found IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = '{table}' LOOP
                    EXECUTE format('DROP POLICY %I ON {table}', found.policyname);
                END LOOP; END $$""",
        ]
        for name, (command, using, check) in policies.items():
            clauses = (f" USING ({using})" if using else "") + (f" WITH CHECK ({check})" if check else "")
            found.append(f"CREATE POLICY {name} ON {table} FOR {command} TO {GROUP}{clauses}")
    return found
