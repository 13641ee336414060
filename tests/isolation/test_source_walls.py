"""Only the rooms that keep the walls may touch them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for folder in ("platform", "tenants", "modules") for path in sorted((ROOT / folder).rglob("*.py"))]


def holders(pattern):
    return {str(path.relative_to(ROOT)) for path in SOURCES if re.search(pattern, path.read_text())}


@pytest.mark.parametrize(
    ("pattern", "keepers"),
    [
        # Switching the schema by hand.
        (
            r"\b(schema_context|tenant_context|set_tenant|set_schema|set_schema_to_public)\b",
            ("platform/walls/", "tenants/blueprint.py", "tenants/rollout/"),
        ),
        # The path and the role themselves.
        (
            r"search_path|set_config\(\s*'(role|search_path)'|execute\([^)]*\b(SET|RESET) ROLE",
            ("platform/walls/", "tenants/"),
        ),
        # Working as the owner of all tables.
        (
            r"current\.outside\(\)|current\.leave\(\)",
            ("tenants/", "platform/exchange/", "platform/jobs/", "platform/config/"),
        ),
        # Entering an office from somewhere else.
        (r"current\.enter\(", ("tenants/",)),
        (
            r"current\.inside\(",
            (
                "tenants/",
                "platform/jobs/",
                "platform/exchange/",
                "platform/supervision/actions.py",
                "platform/config/",
                "management/",
            ),
        ),
        # The library itself.
        (r"^\s*(from|import) django_tenants", ("platform/walls/", "tenants/", "platform/jobs/")),
        # A connection of one's own knows no office.
        (r"psycopg\.connect|connections\[", ("tenants/rollout/connecting.py",)),
        # A host that a proxy's header could change.
        (r"HTTP_X_FORWARDED_HOST|USE_X_FORWARDED_HOST\s*=\s*True", ()),
        # Row policies are set in one place.
        (r"ROW LEVEL SECURITY|CREATE POLICY", ("platform/exchange/policies.py",)),
    ],
)
def test_only_the_keepers_touch_a_wall(pattern, keepers):
    pattern = re.compile(pattern, re.M).pattern
    found = {path for path in holders(pattern) if not any(keeper in path for keeper in keepers)}

    assert not found


def test_the_scan_reads_the_sources():
    assert len(SOURCES) > 100
    assert "platform/walls/current.py" in holders(r"set_tenant")
    assert "tenants/actions/opening.py" in holders(r"current\.outside\(\)")


def test_raw_sql_names_no_schema_of_an_office():
    """A name written out in a view, a function or a query would reach past the search path."""
    assert not holders(r"""["' ]d_[a-z]+\.(?!py)[a-z_]+""")
