"""
Row policies: what an office may do with tables of the public schema, decided by the database from the name of its role.

The current role names the office (`o_<key>`), and a role can only be taken through `SET ROLE`, so nothing a request says can widen it.
The owner of the tables (migrations, the clock, the opening of offices) is not bound by them.
"""

# ruff: noqa: S608 - every part of these statements stands in the files of the project.

from collections.abc import Mapping

from tenants.privileges import GROUP
from walls.current import connection

KEY = "substr(current_user::text, 3)"

#: table -> (privileges, {policy: (command, what may be touched, what may be written)})
Policies = Mapping[str, tuple[str, Mapping[str, tuple[str, str, str]]]]

ERRANDS: Policies = {
    "errands_errand": (
        # Not the id: whoever chose it could take the next ones away from everybody else.
        "INSERT (office, task, due_at)",
        {"own_errands_are_added": ("INSERT", "", f"office = {KEY}")},
    ),
}


def apply(policies: Policies) -> None:
    """Set the policies and remove any other; running it again changes nothing."""
    with connection.cursor() as cursor:
        for statement in statements(policies):
            cursor.execute(statement)


def statements(policies: Policies) -> list[str]:
    """The policies as SQL."""
    found = []
    for table, (privileges, rules) in policies.items():
        found += [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"GRANT {privileges} ON {table} TO {GROUP}",
            f"""DO $$ DECLARE found record; BEGIN
                FOR found IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = '{table}' LOOP
                    EXECUTE format('DROP POLICY %I ON {table}', found.policyname);
                END LOOP; END $$""",
        ]
        for name, (command, using, check) in rules.items():
            clauses = (f" USING ({using})" if using else "") + (f" WITH CHECK ({check})" if check else "")
            found.append(f"CREATE POLICY {name} ON {table} FOR {command} TO {GROUP}{clauses}")
    return found
