"""A village's own target: stricter than the kabupaten's, judged at home, read by nobody above."""

from datetime import timedelta
from decimal import Decimal

import pytest
from conftest import NOON

from exchange import indicators
from exchange.indicators import Figure
from exchange.models import Target
from exchange.outbox import actions
from exchange.own.models import Refinement
from supervision import figure_queries, rules
from supervision.own import targets, views
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/kantor/angka/"
SHARE = f"{ADDRESS}2026-10/requests_on_time/"


@pytest.fixture(autouse=True)
def register(monkeypatch, village, regency, declared):
    """Of 40 letters of October 34 came in time; the kabupaten expects 80 percent."""
    monkeypatch.setattr(views.timezone, "now", lambda: NOON)
    indicators.indicator(
        "requests_on_time", name="Surat tepat waktu", unit="%", direction="up", counted="Begini.", legal_basis="-",
        numerator="tepat waktu", denominator="surat",
    )(lambda period: Figure(34, 40) if period == "2026-10" else None)  # fmt: skip
    actions.recompute_all(period="2026-10", at=NOON - timedelta(days=30))
    with current.outside():
        Target.objects.update_or_create(
            office=regency, indicator="requests_on_time", defaults={"value": 80, "set_at": NOON}
        )


@pytest.fixture
def desk(village, sari, signed_in):
    return signed_in(village, sari)


def aim(desk, value):
    answer = desk.post(SHARE, {"langkah": "target", "value": value})
    return answer if answer.status_code == 422 else desk.get(SHARE)


def test_a_stricter_target_is_judged_at_home_alone(desk, village, district):
    page = text_of(aim(desk, "90"))
    assert "Target kabupaten ≥ 80%" in page
    assert ("Target desa ≥ 90%" in page, "belum tercapai" in page) == (True, True)
    assert "target desa ≥ 90%, belum tercapai" in text_of(desk.get(f"{ADDRESS}?bulan=2026-10"))
    with current.inside(district):
        assert figure_queries.targets()["requests_on_time"] == 80
        assert targets.own_targets() == {}
    lower = text_of(aim(desk, "82,5"))
    assert ("Target desa ≥ 82,5%" in lower, "belum tercapai" in lower) == (True, False)
    assert "Target desa ≥" not in text_of(aim(desk, ""))
    assert not Refinement.objects.exists()


@pytest.mark.parametrize(
    ("value", "words"),
    [("80", "harus lebih ketat"), ("70", "harus lebih ketat"), ("101", "paling besar 100"), ("x", "angka")],
)
def test_what_is_no_stricter_is_refused(desk, value, words):
    answer = aim(desk, value)
    assert (answer.status_code, words in text_of(answer)) == (422, True)
    assert not Refinement.objects.exists()


def test_when_the_kabupaten_expects_as_much_it_is_not_shown(desk, regency):
    aim(desk, "90")
    with current.outside():
        Target.objects.filter(office=regency, indicator="requests_on_time").update(value=90)
    assert "Target desa ≥" not in text_of(desk.get(SHARE))


@pytest.mark.parametrize(
    ("value", "way", "expected", "is_so"),
    [(5, "up", 4, True), (5, "up", 5, False), (5, "down", 6, True), (5, "down", 5, False), (5, "down", None, True)],
)
def test_which_way_is_stricter(value, way, expected, is_so):
    assert rules.is_stricter(Decimal(value), way, None if expected is None else Decimal(expected)) is is_so


def test_what_has_no_better_side_has_no_target_and_readers_set_none(desk, village, gita, sari, signed_in):
    indicators.indicator(
        "residents_here", name="Jumlah warga", unit="jiwa", direction="context", counted="Begini.", legal_basis="-"
    )(lambda period: None)
    with pytest.raises(targets.NotJudged):
        targets.set_own_target(code="residents_here", value=Decimal(3), by=sari, at=NOON)
    assert "Target desa sendiri" not in text_of(desk.get(f"{ADDRESS}2026-10/residents_here/"))
    assert signed_in(village, gita).post(SHARE, {"langkah": "target", "value": "90"}).status_code == 403
