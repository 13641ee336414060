import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0010_former_of_events'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='VoterList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('stage', models.CharField(choices=[('DPS', 'Daftar Pemilih Sementara'), ('DPT', 'Daftar Pemilih Tetap')], max_length=3, verbose_name='tahap')),
                ('kind', models.CharField(choices=[('nasional', 'Pemilu dan Pilkada'), ('pilkades', 'Pemilihan kepala desa')], max_length=10, verbose_name='pemilihan')),
                ('voting_on', models.DateField(verbose_name='hari pemungutan suara')),
                ('listed_on', models.DateField(verbose_name='tanggal DPS')),
                ('standing_on', models.DateField(verbose_name='keadaan tanggal')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('listed_on__lte', models.F('voting_on'))), name='voters_are_listed_before_they_vote')],
            },
        ),
        migrations.CreateModel(
            name='ListedVoter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='nomor urut')),
                ('nik', models.CharField(blank=True, max_length=16, verbose_name='NIK')),
                ('name', models.CharField(max_length=100, verbose_name='nama')),
                ('sex', models.PositiveSmallIntegerField(choices=[(1, 'Laki-laki'), (2, 'Perempuan')])),
                ('birthplace', models.CharField(blank=True, max_length=100, verbose_name='tempat lahir')),
                ('born_on', models.DateField(verbose_name='tanggal lahir')),
                ('age', models.PositiveSmallIntegerField(verbose_name='umur pada hari pemungutan suara')),
                ('marital', models.PositiveSmallIntegerField(choices=[(1, 'Belum kawin'), (2, 'Kawin tercatat'), (3, 'Kawin belum tercatat'), (4, 'Cerai hidup tercatat'), (5, 'Cerai hidup belum tercatat'), (6, 'Cerai mati')], null=True)),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='alamat')),
                ('hamlet', models.CharField(blank=True, max_length=60, verbose_name='dusun')),
                ('rw', models.CharField(blank=True, max_length=3, verbose_name='RW')),
                ('rt', models.CharField(blank=True, max_length=3, verbose_name='RT')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='keterangan')),
                ('resident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registry.resident')),
                ('list', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='voters', to='registry.voterlist')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('list', 'number'), name='a_voter_has_one_number_of_a_list')],
            },
        ),
    ]
