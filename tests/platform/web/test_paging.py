"""Pages of long lists."""

import pytest
from django.test import RequestFactory

from web import paging
from web.paging import OfficePaginator


def request(query=""):
    return RequestFactory().get(f"/kantor/warga/{query}")


def test_a_page_holds_twenty_five_rows():
    page = paging.page_of(request("?halaman=2"), list(range(60)))

    assert list(page) == list(range(25, 50))
    assert (page.start_index(), page.end_index(), page.paginator.total) == (26, 50, "60")


@pytest.mark.parametrize(("asked", "given"), [("abc", 1), ("-3", 3), ("0", 3), ("99", 3), ("", 1)])
def test_a_wrong_number_gives_the_nearest_page(asked, given):
    assert paging.page_of(request(f"?halaman={asked}"), list(range(60))).number == given


def test_other_questions_stay_in_the_address():
    there = paging.address(request("?q=siti&halaman=2"), halaman=3)

    assert there == "?q=siti&halaman=3"


def test_none_takes_a_question_away():
    assert paging.address(request("?q=siti&dusun=1"), q=None) == "?dusun=1"


def test_the_total_is_written_with_dots():
    assert OfficePaginator(range(4812), 25).total == "4.812"


def test_counting_stops_at_the_limit(village, monkeypatch, django_assert_num_queries):
    from accounts.models import Account

    monkeypatch.setattr(paging, "COUNT_LIMIT", 2)
    Account.objects.bulk_create(
        Account(username=f"rekan{number}", name="Rekan", password="!", created_at="2026-11-20T05:00Z")
        for number in range(4)
    )
    paginator = OfficePaginator(Account.objects.order_by("pk"), 1)

    with django_assert_num_queries(1):
        assert paginator.total == "lebih dari 2"
        assert paginator.num_pages == 2
