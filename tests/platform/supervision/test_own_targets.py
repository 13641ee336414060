"""A village's own target: stricter than the kabupaten's, judged at home, read by nobody above."""

from datetime import timedelta
from decimal import Decimal

import pytest
from conftest import NOON

from exchange import indicators
from exchange.indicators import Figure
from exchange.models import Target
from exchange.outbox import actions
from exchange.own import actions as own
from exchange.own.models import About, Refinement
from exchange.periods import Period
from supervision import rules
from supervision.goals import goals_above
from supervision.own import targets, views
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/kantor/angka/"
SHARE = f"{ADDRESS}2026-11/requests_on_time/"


@pytest.fixture(autouse=True)
def register(monkeypatch, village, regency, declared):
    """Of 40 letters of November 34 came in time; the kabupaten expects 80 percent."""
    monkeypatch.setattr(views.timezone, "now", lambda: NOON)
    indicators.indicator(
        "requests_on_time", name="Surat tepat waktu", unit="%", direction="up", counted="Begini.", legal_basis="-",
        numerator="tepat waktu", denominator="surat",
    )(lambda period: Figure(34, 40) if period == "2026-11" else None)  # fmt: skip
    actions.recompute_all(period="2026-11", at=NOON - timedelta(days=1))
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
    assert "target desa ≥ 90%, belum tercapai" in text_of(desk.get(f"{ADDRESS}?bulan=2026-11"))
    with current.inside(district):
        assert goals_above().of("requests_on_time", "2026-11") == 80
        assert targets.own_targets().courses == {}
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


def test_when_the_kabupaten_expects_as_much_the_page_says_so(desk, regency):
    aim(desk, "90")
    with current.outside():
        Target.objects.create(office=regency, indicator="requests_on_time", since="2026-11", value=90, set_at=NOON)

    page = text_of(desk.get(SHARE))

    assert "Target desa ≥ 90% tidak dipakai Target kabupaten sudah sama atau lebih ketat." in page
    assert "belum tercapai" not in page
    assert "target desa ≥ 90%, tidak dipakai" in text_of(desk.get(f"{ADDRESS}?bulan=2026-11"))


def test_months_that_are_over_keep_the_aim_they_had(desk, village):
    aim(desk, "90")
    later = NOON + timedelta(days=40)
    with current.inside(village):
        targets.set_own_target(code="requests_on_time", value=Decimal(95), by=None, at=later)
        with pytest.raises(targets.MonthIsOver):
            targets.set_own_target(code="requests_on_time", value=None, since=Period("2026-11"), by=None, at=later)

        aims = targets.own_targets()

    assert [aims.of("requests_on_time", month) for month in ("2026-10", "2026-11", "2026-12")] == [None, 90, 95]


def test_an_aim_from_before_targets_had_a_time_holds_from_the_first_on(desk, village, sari):
    with current.inside(village):
        own.keep(About.TARGET, "requests_on_time", {"value": "90"}, by=sari, at=NOON)
        own.keep(About.TARGET, "odd", {"course": [["2026-01", "x"], "y", [1, "2"]]}, by=sari, at=NOON)

        assert targets.own_targets().of("requests_on_time", "2024-01") == 90
        assert targets.own_targets().of("odd", "2026-11") is None
    assert "Target desa ≥ 90%" in text_of(desk.get(SHARE))


def test_an_aim_is_measured_by_what_the_kabupaten_expects_from_then_on(desk, regency):
    with current.outside():
        Target.objects.create(office=regency, indicator="requests_on_time", since="2027-01", value=95, set_at=NOON)

    answer = desk.post(SHARE, {"langkah": "target", "value": "90", "since": "2027-01"})

    assert (answer.status_code, "target kabupaten, ≥ 95%" in text_of(answer)) == (422, True)


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
