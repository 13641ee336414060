"""Whoever asked to be told when the turn is near."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0001_initial"),
        ("queue", "0002_fewer_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="contact",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="messaging.contact"
            ),
        ),
    ]
