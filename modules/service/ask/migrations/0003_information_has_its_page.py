"""Questions for information of the village lead to their own page, in the rows nobody of the office has changed."""

from typing import Any

from django.db import migrations

QUESTION = "Bagaimana meminta informasi atau dokumen desa?"
BEFORE = {
    "answer": "Pilih Permintaan informasi di halaman Aduan. Dijawab paling lama 10 hari kerja.",
    "link": "/aduan/",
}
AFTER = {
    "answer": "Isi permintaan di halaman Informasi Publik (PPID). Dijawab paling lama 10 hari kerja.",
    "link": "/ppid/",
}


def lead_to_its_page(apps: Any, schema_editor: Any) -> None:
    entries = apps.get_model("ask", "Entry").objects.using(schema_editor.connection.alias)
    entries.filter(question=QUESTION, changed_by__isnull=True, **BEFORE).update(**AFTER)


class Migration(migrations.Migration):
    dependencies = [
        ("ask", "0002_fewer_indexes"),
    ]

    operations = [migrations.RunPython(lead_to_its_page, migrations.RunPython.noop)]
