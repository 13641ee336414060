"""
The sample kabupaten every test begins with.

`make test` runs this file alone, beside the checks, so that the database is built when the other tests want it.
"""

import pytest
from conftest import DISTRICT, FAR, KEYS, NEIGHBOUR, OTHER_DISTRICT, REGENCY, VILLAGE

from tenants.models import Office


@pytest.mark.django_db
def test_it_has_two_kecamatan_and_three_villages():
    above = dict(Office.objects.order_by().values_list("region_code", "parent__region_code"))

    assert above == {
        REGENCY: None,
        DISTRICT: REGENCY,
        OTHER_DISTRICT: REGENCY,
        VILLAGE: DISTRICT,
        NEIGHBOUR: DISTRICT,
        FAR: OTHER_DISTRICT,
    }
    assert dict(Office.objects.values_list("region_code", "key")) == KEYS
