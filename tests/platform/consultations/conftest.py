"""The people of the kecamatan who answer."""

from types import SimpleNamespace

import pytest
from samples.consultations import certify

from walls import current


@pytest.fixture
def desk(district, make_account):
    """Kasi, secretary and camat of Pragaan; the camat can sign."""
    with current.inside(district):
        people = SimpleNamespace(
            kasi=make_account("kasi", "KASI_PMD"),
            sekcam=make_account("sekcam", "SEKCAM"),
            camat=make_account("camat", "CAMAT", name="Camat Contoh", totp=True),
        )
        certify(people.camat, district)
    return people
