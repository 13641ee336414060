"""
Keep what records said before the changes that are known: events and stored files hold what stood before them.

Can run twice: what is kept already is left alone.
"""

from typing import Any

from django.db import migrations

#: Columns of a resident that stays keep, or of which only today's word is asked.
LEFT_OUT = [
    *("status", "residency", "sex", "citizenship", "hamlet_id", "hamlet", "rw", "rt", "address", "family_id", "no_kk", "relation"),
    *("nik_status", "photo_id", "merged_into_id", "latitude", "longitude", "phone", "email", "telegram", "contact_by", "note"),
]

# A change that was reported for a day before that of an earlier change of the same word counts from the day of that one.
_KEEP = """
    WITH changed AS (
        SELECT 'resident.' || stood.key AS what, person.key::bigint AS subject, e.reported_on AS until,
            stood.value #>> '{}' AS value, e.id AS event
        FROM registry_event e, jsonb_each(e.before -> 'residents') AS person, jsonb_each(person.value) AS stood
        WHERE stood.key <> ALL(%(left_out)s)
      UNION ALL
        SELECT 'resident.' || stood.key, r.resident_id, e.reported_on, stood.value #>> '{}', e.id
        FROM registry_event e
        JOIN registry_importrow r ON r.batch_id = e.batch_id AND r.state = 'CHANGED' AND r.resident_id IS NOT NULL,
            jsonb_each(r.before) AS stood
        WHERE e.kind = 'OPENING' AND stood.key <> ALL(%(left_out)s)
    ), ordered AS (
        SELECT what, subject, until, value, max(until) OVER (
            PARTITION BY what, subject ORDER BY event ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS latest FROM changed
    )
    INSERT INTO registry_former (what, subject, until, value)
    SELECT what, subject, until, value FROM ordered o
    WHERE (latest IS NULL OR until > latest)
        AND NOT EXISTS (
            SELECT FROM registry_former f WHERE f.what = o.what AND f.subject = o.subject AND f.until >= o.until
        )"""


def keep(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_KEEP, {"left_out": LEFT_OUT})


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_former")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
