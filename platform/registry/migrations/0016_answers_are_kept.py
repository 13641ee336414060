from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0015_lists_are_withdrawn'),
    ]

    operations = [
        migrations.AddField(
            model_name='importbatch',
            name='makes_hamlets',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='takes_headless',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
