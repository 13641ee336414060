from django.db import migrations

from walls import keys


def draw(apps, schema_editor):
    """Give every office that was opened before a root secret of its own."""
    Office, OfficeSecret = apps.get_model("tenants", "Office"), apps.get_model("tenants", "OfficeSecret")
    OfficeSecret.objects.bulk_create(
        OfficeSecret(office=office, sealed=keys.seal_root(keys.new_root()))
        for office in Office.objects.filter(secret__isnull=True)
    )


class Migration(migrations.Migration):
    dependencies = [("tenants", "0002_many_villages")]

    operations = [migrations.RunPython(draw, migrations.RunPython.noop)]
