"""docs/walls.md says which test stands for which attack; what it names must be there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Why an attack may have no test yet.
LATER = ("waits for", "comes with")
ROWS = re.findall(r"^\| (A\d\d) \| (.+) \| (.+) \| (.+) \|$", (ROOT / "docs" / "walls.md").read_text(), re.M)


def names_in(path):
    """Every test function and class of a file."""
    tree = ast.parse(path.read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def test_every_attack_has_one_row():
    ids = [row[0] for row in ROWS]

    assert len(ids) == len(set(ids)) == 55
    assert ids == sorted(ids)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_names_tests_that_are_there_or_says_what_it_waits_for(row):
    _, _, wall, tests = row
    if tests == "-":
        assert any(word in wall for word in LATER), wall
        return
    for named in re.findall(r"`([^`]+)`", tests):
        file, _, name = named.partition("::")
        path = ROOT / "tests" / file
        assert path.is_file(), named
        assert not name or name in names_in(path), named
