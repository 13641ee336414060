"""The house stays as planned: source roots, names, rooms, and what only one room may do."""

import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = ROOT / "platform"
ROOMS = sorted(path.name for path in PLATFORM.iterdir() if path.is_dir() and path.name != "__pycache__")
SOURCES = [path for folder in ("platform", "tenants", "modules") for path in sorted((ROOT / folder).rglob("*.py"))]
# The files a room of the product may have, besides packages named after a noun.
MODULE_FILES = {
    "__init__", "apps", "permissions", "rules", "models", "queries", "actions", "tasks", "forms", "views", "api", "contract", "urls",
    "facts", "books", "seeds", "kinds", "templatetags", "management", "migrations", "templates", "static",
}  # fmt: skip


def code_of(path: Path) -> str:
    return path.read_text()


def test_platform_is_a_source_root_and_not_a_package():
    import platform

    assert not (PLATFORM / "__init__.py").exists()
    assert hasattr(platform, "python_version"), "the standard library's platform is shadowed"


@pytest.mark.parametrize("name", [*ROOMS, "tenants", "modules", "infra"])
def test_a_room_shadows_no_library(name):
    assert name not in sys.stdlib_module_names
    assert name not in packages_distributions()


def test_a_module_has_the_same_rooms_every_time():
    for module in (path.parent for path in (ROOT / "modules").rglob("apps.py")):
        names = {
            path.stem for path in module.iterdir() if path.name != "__pycache__" and not (path / "apps.py").exists()
        }
        assert names <= MODULE_FILES, f"{module.name}: {sorted(names - MODULE_FILES)}"


ASKING = {"models", "queries", "actions", "views", "api", "facts", "tasks"}


@pytest.mark.parametrize(
    ("pattern", "why", "allowed"),
    [
        (
            r"signing\.(dumps|loads)|TimestampSigner|salted_hmac",
            "links would be equal in two offices: use walls.keys",
            "walls/keys.py",
        ),
        (r"\bdefault_token_generator\b", "reset links must be derived from the office: use accounts.actions", "-"),
        (r"\bwith\s+(office|tenant|village|district|regency)\b\s*:", "use walls.current.inside", "walls/current.py"),
    ],
)
def test_only_one_room_may(pattern, why, allowed):
    found = [path for path in SOURCES if re.search(pattern, code_of(path)) and not str(path).endswith(allowed)]

    assert not found, f"{why}: {[str(path.relative_to(ROOT)) for path in found]}"


@pytest.mark.parametrize(
    ("pattern", "why", "stems"),
    [
        (r"\blru_cache\b|@cache\b", "a memo outlives the office it was made for", ASKING),
        (
            r"datetime\.now\(|timezone\.now\(|date\.today\(",
            "time comes from outside",
            {"rules", "models", "queries", "facts"},
        ),
    ],
)
def test_what_asks_the_database_keeps_no_memo_and_no_clock(pattern, why, stems):
    found = [path for path in SOURCES if path.stem in stems and re.search(pattern, code_of(path))]

    assert not found, f"{why}: {[str(path.relative_to(ROOT)) for path in found]}"


def test_every_setting_has_its_line_in_the_docs():
    used = set()
    for path in PLATFORM.joinpath("config").glob("*.py"):
        text = code_of(path)
        used |= {
            f"KENTONGAN_{name}" for name in re.findall(r"environment\.(?:text|flag|number)\(\s*\"([A-Z0-9_]+)\"", text)
        }
        used |= set(re.findall(r"\bKENTONGAN_[A-Z0-9_]+\b", text))
    documented = set(re.findall(r"`(KENTONGAN_[A-Z0-9_]+)`", (ROOT / "docs" / "settings.md").read_text()))

    assert len(used) > 10
    assert used == documented


def test_the_project_speaks_of_itself_alone():
    shared = re.compile(r"\.\./shared|/work/|\.pyenv")
    found = [path for path in SOURCES if shared.search(code_of(path))]

    assert not found


def test_no_office_table_has_a_trigger_or_ordering():
    found = [
        path
        for path in SOURCES
        if re.search(r"CREATE\s+(CONSTRAINT\s+)?TRIGGER|^\s+ordering\s*=", code_of(path), re.M | re.I)
    ]

    assert not found
