from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0007_fewer_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='household',
            name='ended_because',
            field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='alasan berakhir'),
        ),
        migrations.AddField(
            model_name='household',
            name='ended_on',
            field=models.DateField(null=True, verbose_name='berakhir tanggal'),
        ),
        migrations.AddField(
            model_name='household',
            name='ended_with',
            field=models.JSONField(db_default=[], default=list, editable=False),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_because', ''), ('ended_on__isnull', True)), models.Q(('ended_on__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='a_household_ends_for_a_reason'),
        ),
    ]
