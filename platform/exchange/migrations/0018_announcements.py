import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0017_village_scores'),
        ('tenants', '0005_fewer_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('catalogue', models.CharField(max_length=20)),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('is_withdrawn', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'at'], name='announcements_by_office')],
            },
        ),
    ]
