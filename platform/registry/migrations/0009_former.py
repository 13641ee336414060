from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_a_household_ends")]

    operations = [
        migrations.CreateModel(
            name="Former",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=40)),
                ("subject", models.BigIntegerField()),
                ("until", models.DateField()),
                ("value", models.TextField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("what", "subject", "until"), name="a_word_ends_once_a_day")
                ],
            },
        ),
    ]
