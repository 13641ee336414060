from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_officials_among_residents'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='signer_nik_sealed',
            field=models.TextField(blank=True, db_default='', default='', editable=False),
        ),
    ]
