import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What officers said of people who look alike, here and elsewhere, gets one table: an office has sixty at most."""

    dependencies = [
        ("registry", "0011_kept_voters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Settled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office_key", models.CharField(blank=True, max_length=10)),
                ("kind", models.PositiveSmallIntegerField(default=0)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("NOT_SAME", "Bukan orang yang sama"), ("DEALT_WITH", "Sudah diurus")], max_length=10
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                ("said_at", models.DateTimeField()),
                (
                    "other",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.resident"
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registry.resident",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resident", "office_key", "kind", "other"),
                        name="a_likeness_is_settled_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", 0), ("office_key", ""), ("other__isnull", False), ("verdict", "NOT_SAME")
                        )
                        | models.Q(("other__isnull", True)) & ~models.Q(("office_key", "")) & ~models.Q(("reason", "")),
                        name="a_likeness_is_with_one_here_or_elsewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("other__isnull", True)) | models.Q(("resident__lt", models.F("other"))),
                        name="a_pair_of_here_is_written_in_one_order",
                    ),
                ],
            },
        ),
    ]
