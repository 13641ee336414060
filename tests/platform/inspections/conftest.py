"""An inspection of Pragaan Laok that its kabupaten ordered."""

import uuid
from types import SimpleNamespace

import pytest
from conftest import OfficeClient, office
from django.utils import timezone

from exchange.matters import actions as exchange
from inspections import actions, queries
from inspections.models import Watch
from walls import current

REASON = "Tindak lanjut temuan tahun lalu."


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def chief(regency, make_account):
    with current.inside(regency):
        return make_account("irban", "INSPEKTORAT", name="Irban Contoh", totp=True)


def give(chief, village, now, *, days=7, areas=("penduduk", "riwayat"), key=None, reason=REASON):
    with current.inside(office("35.29")):
        return actions.order_inspection(
            key=key or uuid.uuid4(), village=village, letter="700/12/2026", reason=reason, areas=list(areas), days=days,
            by=chief, at=now,
        )  # fmt: skip


def hear(where, now):
    with current.inside(where):
        exchange.hear_all(at=now)


@pytest.fixture
def looked_into(chief, village, now):
    """An inspection the village has heard of, and the browser of whoever looks."""
    matter = give(chief, village, now)
    hear(village, now)
    with current.inside(office("35.29")):
        order = queries.order_named(matter.key)
    client = OfficeClient(village.host)
    path = order.link.partition(village.host)[2].partition("/")[2]
    assert (
        client.post(f"/{path}", {"password": "kata-sandi-panjang-7", "again": "kata-sandi-panjang-7"}).status_code
        == 302
    )
    client.post("/masuk/", {"username": order.username, "password": "kata-sandi-panjang-7"})
    return SimpleNamespace(matter=matter, order=order, client=client, watch=Watch.objects.get())
