from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_fewer_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='reads',
            field=models.JSONField(db_default=[], default=list, editable=False),
        ),
        migrations.AddField(
            model_name='account',
            name='reads_until',
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
