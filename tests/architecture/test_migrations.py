"""Our own migrations of office apps can be walked by every office: see docs/style.md."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from tenants.rollout import recording

OFFICE_LABELS = {
    config.label
    for config in apps.get_app_configs()
    if any(config.name in settings.TENANT_TYPES[kind]["APPS"] for kind in ("village", "district", "regency"))
}
MIGRATIONS = [
    migration for (app, _), migration in sorted(MigrationLoader(None).disk_migrations.items()) if app in OFFICE_LABELS
]


@pytest.mark.parametrize("migration", MIGRATIONS, ids=str)
def test_data_is_apart_from_schema_and_all_is_one_transaction(migration):
    recording.is_python(migration)


def test_the_scan_found_the_office_apps():
    assert {"accounts", "audit", "registry", "service", "supervision"} <= {one.app_label for one in MIGRATIONS}
