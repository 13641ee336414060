"""An administrator of the kabupaten, who looks after offices."""

import pytest

from walls import current


@pytest.fixture
def admin(regency, make_account):
    """The kabupaten's administrator, and the test stands inside the kabupaten."""
    with current.inside(regency):
        account = make_account("admin", "ADMIN_KABUPATEN", name="Admin Kabupaten", totp=True)
        yield account
