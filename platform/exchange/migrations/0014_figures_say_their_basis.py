from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0013_lag_and_outlines'),
    ]

    operations = [
        migrations.AddField(
            model_name='fact',
            name='basis',
            field=models.CharField(blank=True, db_default='', default='', max_length=16),
        ),
    ]
