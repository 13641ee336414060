"""Three villages with figures of their own: two in Pragaan, one in Ganding."""

from datetime import timedelta

import pytest
from conftest import FAR, NEIGHBOUR, NOON, VILLAGE, office

from exchange import indicators
from exchange.models import Fact, Outline, Target
from walls import current


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    """The pages are opened at noon of 20 November 2026."""
    from supervision import moments

    monkeypatch.setattr(moments.timezone, "now", lambda: NOON)


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    """The indicators of these tests, whatever the modules declare."""
    monkeypatch.setattr(indicators, "_declared", {})
    words = {"counted": "Begini menghitungnya.", "legal_basis": "Permendagri 2/2017", "source": "Loket"}
    shared = {**words, "unit": "%", "direction": "up", "numerator": "selesai tepat waktu", "denominator": "jatuh tempo"}
    indicators.indicator("requests_on_time", name="Permohonan tepat waktu", **shared)(lambda period: None)
    indicators.indicator("letters_issued", name="Surat terbit", unit="surat", direction="context", **words)(
        lambda period: None
    )
    indicators.indicator(
        "residents", name="Penduduk", unit="jiwa", direction="context", is_stock=True, counts_people=True, **words
    )(lambda period: None)


@pytest.fixture
def tell(db):
    """`tell(VILLAGE, "letters_issued", 12)` publishes a figure, as the owner of the tables."""

    def say(code, indicator, numerator, denominator=None, *, period="2026-11", at=NOON, state="PROVISIONAL"):
        with current.outside():
            return Fact.objects.create(
                office=office(code), indicator=indicator, period=period, numerator=numerator, denominator=denominator,
                as_of=at, changed_at=at, state=state,
            )  # fmt: skip

    return say


@pytest.fixture
def figures(tell):
    """Pragaan Laok is under the target for three months, Prenduan is well, and Ganding is another kecamatan's."""
    for number, (period, on_time) in enumerate([("2026-09", 60), ("2026-10", 55), ("2026-11", 50)]):
        at = NOON - timedelta(days=30 * (2 - number))
        tell(VILLAGE, "requests_on_time", on_time, 100, period=period, at=at)
    tell(VILLAGE, "letters_issued", 41)
    tell(VILLAGE, "residents", 2500)
    tell(NEIGHBOUR, "requests_on_time", 95, 100)
    tell(NEIGHBOUR, "letters_issued", 52)
    tell(NEIGHBOUR, "residents", 1800)
    tell(FAR, "letters_issued", 777)


@pytest.fixture
def target(regency):
    with current.outside():
        return Target.objects.create(office=regency, indicator="requests_on_time", value=80, set_at=NOON)


@pytest.fixture
def camat(district, make_account, signed_in):
    """A browser in which the camat of Pragaan is signed in."""
    with current.inside(district):
        return signed_in(district, make_account("camat", "CAMAT"))


@pytest.fixture
def kabupaten(regency, make_account, signed_in):
    """A browser in which the kabupaten's administrator is signed in."""
    with current.inside(regency):
        return signed_in(regency, make_account("admin", "ADMIN_KABUPATEN", name="Admin Kabupaten"))


def line(west, *, letters=60):
    """A line of about so many letters whose box begins so many metres east of Pragaan."""
    x = 11_370_000 + west
    return f"M{x} 709000l900 0" + " 1 1" * ((letters - 40) // 4) + " 0 900-900 0z"


@pytest.fixture
def outline(db):
    """`outline(VILLAGE, 0)` lets a village publish its line, as the owner of the tables."""

    def draw(code, west, **changed):
        x = 11_370_000 + west
        box = {"west": x, "north": 709000, "east": x + 900, "south": 709900, "label_x": x + 450, "label_y": 709450}
        said = {"path": line(west), "coarse": line(west, letters=40)} | box | changed
        with current.outside():
            return Outline.objects.create(office=office(code), is_given=False, drawn_at=NOON, **said)

    return draw


def text_of(response):
    """What a reader sees: the words without tags, spaces single."""
    import html
    import re

    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))
