import django.db.models.deletion
from django.db import migrations, models

# What Django 5.2 cannot say of a foreign key: the database takes a clash away with either imprint, whoever removes it.
CASCADE = """
    ALTER TABLE exchange_clash
        ADD CONSTRAINT a_clash_goes_with_its_imprint
            FOREIGN KEY (imprint_id) REFERENCES exchange_imprint (id) ON DELETE CASCADE,
        ADD CONSTRAINT a_clash_goes_with_the_other_imprint
            FOREIGN KEY (other_imprint_id) REFERENCES exchange_imprint (id) ON DELETE CASCADE"""
NO_CASCADE = """
    ALTER TABLE exchange_clash
        DROP CONSTRAINT a_clash_goes_with_its_imprint, DROP CONSTRAINT a_clash_goes_with_the_other_imprint"""
KINDS = [(1, 'NIK'), (2, 'nama, tanggal lahir, dan nama ibu')]


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0003_handovers'),
        ('tenants', '0004_blueprint_lines'),
    ]

    operations = [
        migrations.CreateModel(
            name='Imprint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.BigIntegerField()),
                ('kind', models.PositiveSmallIntegerField(choices=KINDS)),
                ('digest', models.UUIDField()),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.office')),
            ],
            options={
                'indexes': [models.Index(fields=['digest'], name='imprints_by_digest')],
                'constraints': [models.UniqueConstraint(fields=('office', 'subject', 'kind'), name='an_imprint_is_left_once')],
            },
        ),
        migrations.CreateModel(
            name='Clash',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.BigIntegerField()),
                ('kind', models.PositiveSmallIntegerField(choices=KINDS)),
                ('since', models.DateTimeField()),
                ('imprint', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='exchange.imprint')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.office')),
                ('other', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.office')),
                ('other_imprint', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='exchange.imprint')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'subject'], name='clashes_of_an_office')],
                'constraints': [models.UniqueConstraint(fields=('imprint', 'other_imprint'), name='a_clash_is_told_once'), models.CheckConstraint(condition=models.Q(('office', models.F('other')), _negated=True), name='a_clash_is_between_two_offices')],
            },
        ),
        migrations.RunSQL(CASCADE, NO_CASCADE),
    ]
