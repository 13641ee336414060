import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0007_watchers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.UUIDField(unique=True)),
                ('office_title', models.CharField(max_length=160)),
                ('letter', models.CharField(max_length=80, verbose_name='nomor surat tugas')),
                ('reason', models.TextField(verbose_name='alasan')),
                ('areas', models.JSONField(default=list)),
                ('since', models.DateTimeField(verbose_name='sejak')),
                ('until', models.DateTimeField(verbose_name='sampai')),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'pemeriksaan',
                'indexes': [models.Index(fields=['-until'], name='inspections_by_their_end')],
                'constraints': [models.CheckConstraint(condition=Q(until__gte=F('since')), name='an_inspection_ends_after_it_begins')],
            },
        ),
    ]
