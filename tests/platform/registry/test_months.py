"""The pages of months and families: what is missing is said, a month closes by its name, and never opens again."""

import uuid
from datetime import date

import pytest
from django.utils import timezone
from samples.ledger import happen

from registry.models import Month
from registry.queries import months
from walls import current

from .conftest import NOON, details


@pytest.fixture
def desk(village, gita, signed_in):
    client = signed_in(village, gita)

    def ask(method, *args, **kwargs):
        answer = getattr(client, method)(*args, **kwargs)
        current.enter(village)
        return answer

    return ask


@pytest.fixture
def october(ani, gita, monkeypatch):
    """It is 20 November 2026, Ani came in October and her family is all there is."""
    from registry.models import Stay

    monkeypatch.setattr(timezone, "now", lambda: NOON)
    Stay.objects.update(since=date(2026, 9, 30))
    happen("INSIDE", ani, at=NOON, by=gita, on=date(2026, 10, 20), rt="009")
    return ani


def test_the_months_are_listed_with_their_balance(october, desk, django_assert_max_num_queries):
    desk(
        "get", "/kantor/akun/"
    )  # neither the session's own first writing nor the counts beside the menu are the page's
    with django_assert_max_num_queries(10):
        page = desk("get", "/kantor/warga/bulan/").content.decode()

    assert "November 2026" in page
    assert "Belum ditutup" in page
    assert "/kantor/warga/bulan/2026-10/tutup/" in page


def test_a_month_closes_by_its_name_and_takes_no_late_report(october, desk):
    address = "/kantor/warga/bulan/2026-10/tutup/"
    assert "Penduduk akhir bulan" in desk("get", address).content.decode()

    assert desk("post", address, {"name": "ya"}).status_code == 422
    assert not Month.objects.filter(closed_at__isnull=False).exists()
    assert desk("post", address, {"name": "oktober 2026"}).status_code == 302
    assert Month.objects.get(first=date(2026, 10, 1)).balance["total"]["closing"] == 1

    assert "Bulan ini sudah ditutup." in desk("get", address).content.decode()
    assert "Tutup dulu" not in desk("post", address, {"name": "Oktober 2026"}).content.decode()
    late = {"key": str(uuid.uuid4()), "happened_on": "2026-10-30", "reported_on": "2026-10-31"}
    refused = desk("post", f"/kantor/warga/peristiwa/kematian/?warga={october.pk}", late)
    assert refused.status_code == 422
    assert "Bulan Oktober 2026 sudah ditutup. Isi tanggal lapor mulai 1 November 2026." in refused.content.decode()


def test_what_is_older_than_two_years_stands_on_the_next_page(october, desk, gita):
    kept = {"total": {"opening": 1, "closing": 1, "families": 1}}
    Month.objects.bulk_create(
        Month(first=date(2023, number, 1), closed_at=NOON, closed_by=gita, balance=kept) for number in range(1, 13)
    )
    first, second = (desk("get", f"/kantor/warga/bulan/{page}").content.decode() for page in ("", "?halaman=2"))

    assert "November 2026" in first
    assert "Januari 2023" not in first
    assert "Januari 2023" in second


def test_a_month_that_is_not_over_stays_open(october, desk):
    answer = desk("post", "/kantor/warga/bulan/2026-11/tutup/", {"name": "November 2026"})

    assert (answer.status_code, "Bulan ini belum berakhir." in answer.content.decode()) == (422, True)
    assert desk("get", "/kantor/warga/bulan/2026-13/tutup/").status_code == 404


def test_the_table_of_a_month_adds_up_in_every_column(october):
    from registry.queries import balance

    table = dict(months.table_of(balance.of_month(date(2026, 10, 1))))

    assert table["Penduduk awal bulan"] == table["Penduduk akhir bulan"] == [0, 1, 0, 0, 0, 1, 1, 0, 1, 1]
    assert "Perubahan lain" not in table


def test_families_are_listed_by_their_heads_and_what_they_lack(october, gita, desk, django_assert_max_num_queries):
    from registry import actions

    for number in range(10, 20):
        actions.add_resident(
            details=details(name="BUDI SAMPLE", nik=None, no_kk=f"35990101011500{number}", relation=4), by=gita, at=NOON
        )
    # The counts beside the menu are remembered for a minute.
    desk("get", "/kantor/akun/")
    with django_assert_max_num_queries(10):
        page = desk("get", "/kantor/warga/keluarga/?q=ani").content.decode()
    assert "ANI SAMPLE" in page
    assert "3599 01•• •••• 0001" in page
    with django_assert_max_num_queries(10):
        lacking = desk("get", "/kantor/warga/keluarga/?tanpa=kepala").content.decode()
    assert lacking.count("Tanpa kepala keluarga</a>") == 10
    assert "10 keluarga belum punya kepala keluarga" in desk("get", "/kantor/warga/bulan/").content.decode()
    with django_assert_max_num_queries(10):
        one = desk("get", f"/kantor/warga/keluarga/{october.family_id}/").content.decode()
    assert "3599010101150001" not in one
    assert "Pecah KK" in one
