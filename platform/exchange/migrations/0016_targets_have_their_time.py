from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0015_type_notices'),
    ]

    operations = [
        migrations.AddField(
            model_name='target',
            name='since',
            field=models.CharField(blank=True, db_default='', default='', max_length=7),
        ),
        migrations.AlterField(
            model_name='target',
            name='value',
            field=models.DecimalField(decimal_places=2, max_digits=12, null=True),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('office', 'indicator', 'since'), name='a_target_is_set_once_a_month'),
        ),
        migrations.RemoveConstraint(
            model_name='target',
            name='a_target_is_set_once',
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('since__regex', '^(\\d{4}-(0[1-9]|1[0-2]))?$')), name='a_target_begins_with_a_month'),
        ),
    ]
