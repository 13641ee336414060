"""
What was said in two tables goes into the one.

Can run twice: what is there already is left alone.
"""

from typing import Any

from django.db import migrations

_BRING = """
    INSERT INTO registry_settled (resident_id, other_id, office_key, kind, verdict, reason, said_at, said_by_id)
    SELECT first_id, second_id, '', 0, 'NOT_SAME', '', said_at, said_by_id FROM registry_notsame
    UNION ALL
    SELECT resident_id, NULL, office_key, kind, verdict, reason, said_at, said_by_id FROM registry_settledelsewhere
    ON CONFLICT DO NOTHING"""


def bring(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_BRING)


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_one_table_of_likenesses")]

    operations = [migrations.RunPython(bring, migrations.RunPython.noop)]
