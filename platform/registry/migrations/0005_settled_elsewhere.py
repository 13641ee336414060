import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0004_by_name_whatever_the_status'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SettledElsewhere',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office_key', models.CharField(max_length=10)),
                ('kind', models.PositiveSmallIntegerField()),
                ('verdict', models.CharField(choices=[('NOT_SAME', 'Bukan orang yang sama'), ('DEALT_WITH', 'Sudah diurus')], max_length=10)),
                ('reason', models.CharField(max_length=200, verbose_name='alasan')),
                ('said_at', models.DateTimeField()),
                ('resident', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.resident')),
                ('said_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('resident', 'office_key', 'kind'), name='elsewhere_is_settled_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_settlement_has_a_reason')],
            },
        ),
    ]
