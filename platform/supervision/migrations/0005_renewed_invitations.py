from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('supervision', '0004_fewer_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='opening',
            name='renewed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='opening',
            name='entered_at',
            field=models.DateTimeField(null=True),
        ),
    ]
