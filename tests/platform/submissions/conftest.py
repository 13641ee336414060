"""Pragaan Laok works here since long, its kecamatan looks at what it sends, and the clock stands at noon of 20 November 2026."""

from datetime import UTC, datetime

import pytest
from conftest import NOON, VILLAGE
from django.utils import timezone
from samples import pdfs

from submissions import actions, files
from tenants.models import Office
from walls import current

PDF = pdfs.PLAIN
LONG_AGO = datetime(2026, 9, 5, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def village(village):
    """Open since September: of three months a recapitulation was due by now."""
    with current.outside():
        Office.objects.filter(region_code=VILLAGE).update(opened_at=LONG_AGO)
    village.opened_at = LONG_AGO
    return village


@pytest.fixture
def camat(district, make_account):
    with current.inside(district):
        return make_account("camat", "CAMAT", "KASI_PMD", name="Dewi Camat")


def a_file(name="rekap.pdf", data=PDF):
    return files.accept(name, data, ("pdf", "xlsx", "foto"))


@pytest.fixture
def sent(village, sari):
    """`sent("2026-10")`: the recapitulation of a month, on its way to the kecamatan."""

    def send(term="2026-10", at=NOON, code="rekap-penduduk", **more):
        about = {"files": [a_file()], "text": "Terlampir."} | more
        return actions.send_report(code=code, term=term, by=sari, at=at, **about)

    return send
