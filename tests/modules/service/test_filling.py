"""Whom of the family a page offers for one click."""

from types import SimpleNamespace

import pytest

from modules.service import kinds
from modules.service.views import filling


@pytest.mark.parametrize(
    ("group", "offered"), [("husband", ["Joko"]), ("wife", ["Ani"]), ("witness1", ["Joko", "Ani"])]
)
def test_a_husband_is_looked_for_among_men_and_a_wife_among_women(group, offered):
    family = [SimpleNamespace(name="Joko", sex=1), SimpleNamespace(name="Ani", sex=2)]
    asked = kinds.KINDS["sptjm-suami-istri"].group_named(group)

    assert [member.name for member in filling.relatives(asked, family)] == offered
