from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0002_fewer_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='signed_as',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
    ]
