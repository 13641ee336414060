"""The example of docs/modules/facts.md, taken by its word: a declaration is all it takes to count, show, hand out and check a figure."""

import re
from pathlib import Path

import pytest
from conftest import NOON

from exchange.indicators import Figure, indicator
from exchange.models import Fact
from exchange.outbox import actions as outbox
from exchange.periods import Period

from .conftest import text_of

pytestmark = pytest.mark.django_db
GUIDE = Path(__file__).parents[3] / "docs" / "modules" / "facts.md"


@pytest.fixture
def parcels():
    """What the example counts: 27 parcels of 40 have a certificate."""
    found = {"indicator": indicator, "Figure": Figure, "Period": Period, "certified": 27, "parcels": 40}
    example = re.search(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)[1]
    exec(example, found)
    return found


def test_a_declaration_and_a_mark_are_all_it_takes(village, camat, parcels):
    name = "Tanah kas desa bersertifikat"

    outbox.mark("land_certified", at=NOON)
    outbox.publish_dirty(at=NOON)

    for path, said in (
        ("/", name),
        ("/indikator/", "Bidang tanah kas desa yang bersertifikat, dibagi semua bidang."),
        ("/indikator/land_certified/", "67,5%"),
        (f"/desa/{village.key}/land_certified/", "27 bidang bersertifikat"),
        ("/unduh/perbandingan.csv", f"E03;{name};2026-11;27;40;67,5;%"),
        ("/api/v1/facts/?indicator=land_certified", '"numerator":27'),
    ):
        assert said in text_of(camat.get(path)), path
    assert camat.get("/indikator/land_certified/unduh.pdf").status_code == 200
    parcels["certified"] = 28
    [found] = outbox.check_figures(period="2026-11", at=NOON)
    assert found.indicator == "land_certified", "and its mark was forgotten"
    outbox.recompute_all(period="2026-11", at=NOON)
    assert Fact.objects.get().numerator == 28
