"""`manage.py sqlmigrate` for the apps of offices: shown as their template would run it."""

from typing import Any

from django.core.management.commands import sqlmigrate

from tenants.rollout import stock
from walls import current


class Command(sqlmigrate.Command):
    def execute(self, *args: Any, **options: Any) -> str | None:
        with current.outside():
            stock.stand_where(options["app_label"])
            return super().execute(*args, **options)
