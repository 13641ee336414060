"""Whether what stands in a database of offices is whole."""

from typing import Any

from tenants import names
from tenants.models import Domain, Office, OfficeSecret, Spare
from walls import current


def keys_of_schemas(server: Any) -> set[str]:
    found = server.execute(r"SELECT right(nspname, -2) FROM pg_namespace WHERE nspname LIKE 'd\_%'").fetchall()
    return {key for (key,) in found}


def has_role(server: Any, key: str) -> bool:
    return bool(server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [names.role_name(key)]).fetchone())


def assert_nothing_half(server: Any) -> None:
    """Every schema has its office or spare, and every office its schema, role, host and secret; roles of others are not counted."""
    with current.outside():
        keys = set(Office.objects.values_list("key", flat=True))
        spare = set(Spare.objects.values_list("key", flat=True))
        assert keys_of_schemas(server) == keys | spare
        assert set(Domain.objects.values_list("tenant__key", flat=True)) == keys
        assert set(OfficeSecret.objects.values_list("office__key", flat=True)) == keys
    assert all(has_role(server, key) for key in keys | spare)
