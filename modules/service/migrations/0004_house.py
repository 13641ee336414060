from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('service', '0003_flow'),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='signed_with',
            field=models.CharField(blank=True, db_default='', default='', max_length=8),
        ),
        migrations.AddField(
            model_name='servicesettings',
            name='own_house',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='servicesettings',
            name='own_logo',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='servicesettings',
            name='regency_house',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='servicesettings',
            name='regency_logo',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='servicesettings',
            name='regency_notice',
            field=models.UUIDField(editable=False, null=True),
        ),
    ]
