"""Figures that turned out wrong, as those above see them, and that the kabupaten hears of them once."""

from datetime import timedelta

import pytest
from conftest import DISTRICT, FAR, NOON, VILLAGE, office
from django.core.cache import cache

from exchange.models import Alarm, ClosedPeriod
from messaging.models import Message
from supervision.actions import alarms as actions
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db
WRONG = "Pragaan Laok: Surat terbit November 2026 berbeda dari hitungan ulang"
BADGE = "Sedang diperiksa"


@pytest.fixture
def ring(db):
    """`ring(VILLAGE)`: an alarm begins to sound for the letters of November."""

    def begin(code, *, indicator="letters_issued", period="2026-11", since=NOON, ended_at=None):
        about = {"indicator": indicator, "period": period, "kind": "DIFFERS"}
        # Pages remember for a minute.
        cache.clear()
        with current.outside():
            return Alarm.objects.create(office=office(code), **about, since=since, seen_at=since, ended_at=ended_at)

    return begin


def told(regency):
    with current.inside(regency):
        return list(
            Message.objects.filter(event="figures.alarm").order_by("pk").values_list("account__username", "text")
        )


def test_a_camat_sees_them_on_the_first_page_and_none_of_another_kecamatan(figures, camat, kabupaten, ring, district):
    assert WRONG not in text_of(camat.get("/"))
    ring(VILLAGE)
    ring(FAR)

    page = text_of(camat.get("/"))
    assert (WRONG in page, office(FAR).name in page) == (True, False)
    one = text_of(kabupaten.get(f"/kecamatan/{district.key}/"))
    assert (WRONG in one, f"{office(FAR).name}: Surat terbit" in one) == (True, False)
    other = text_of(kabupaten.get(f"/kecamatan/{office('35.29.10').key}/"))
    assert (WRONG in other, f"{office(FAR).name}: Surat terbit" in other) == (False, True)


def test_a_kecamatan_sees_those_of_its_own_figures(figures, camat, ring):
    ring(DISTRICT, indicator="answered")

    assert "Pragaan: Answered (tidak dihitung lagi) November 2026 berbeda dari hitungan ulang" in text_of(
        camat.get("/")
    )


def test_the_figure_itself_says_so_until_it_is_right(figures, camat, ring):
    address = f"/desa/{office(VILLAGE).key}/letters_issued/?periode=2026-11"
    ring(VILLAGE, indicator="requests_on_time")
    ring(VILLAGE, period="2026-10")
    assert BADGE not in text_of(camat.get(address))
    alarm = ring(VILLAGE)

    assert f"{BADGE} Berbeda dari hitungan ulang sejak 20 Nov pukul 12.00." in text_of(camat.get(address))
    with current.outside():
        Alarm.objects.filter(pk=alarm.pk).update(ended_at=NOON)
    cache.clear()
    assert BADGE not in text_of(camat.get(address))


def test_a_closed_month_that_was_changed_is_said_of_each_of_its_figures(figures, camat, ring):
    ring(VILLAGE, indicator="")

    assert BADGE in text_of(camat.get(f"/desa/{office(VILLAGE).key}/letters_issued/?periode=2026-11"))


def test_pages_with_alarms_cost_no_more_than_ten_statements(figures, camat, ring, django_assert_max_num_queries):
    for number in range(15):
        ring(VILLAGE, indicator=f"i{number}")
    camat.get("/")
    for address in ("/", f"/desa/{office(VILLAGE).key}/letters_issued/"):
        with django_assert_max_num_queries(10):
            page = camat.get(address)
    assert "Semuanya 15 angka." in text_of(camat.get("/"))
    assert page.status_code == 200


def test_the_kabupaten_hears_once_when_one_begins(figures, regency, district, kabupaten, make_account, ring):
    with current.inside(regency):
        make_account("dpmd", "DPMD")
        assert actions.tell_alarms(at=NOON) == 0
    ring(VILLAGE)
    ring(FAR)
    for office_ in (regency, regency, district):
        with current.inside(office_):
            actions.tell_alarms(at=NOON)
    words = f"2 angka tidak sama dengan registernya, di {office(FAR).name} dan 1 kantor lain. Desanya sudah melihatnya juga."
    assert told(regency) == [("admin", words)]

    # Another begins, and the first has ended.
    with current.outside():
        Alarm.objects.filter(office=office(VILLAGE)).update(ended_at=NOON)
    with current.inside(regency):
        actions.tell_alarms(at=NOON)
    assert len(told(regency)) == 1
    ring(VILLAGE, period="2026-10", since=NOON + timedelta(days=1))
    with current.inside(regency):
        actions.tell_alarms(at=NOON + timedelta(days=1))
    assert len(told(regency)) == 2
    with current.outside():
        Alarm.objects.update(ended_at=NOON)
    with current.inside(regency):
        assert actions.tell_alarms(at=NOON) == 0


def closed(code, period="2026-11"):
    with current.outside():
        ClosedPeriod.objects.create(office=office(code), period=period, closed_at=NOON, figures=1, checksum="x")


@pytest.mark.parametrize(
    ("is_closed", "indicator", "words"),
    [
        (False, "letters_issued", "Sistem menghitungnya lagi malam ini"),
        (True, "letters_issued", "Sekretaris atau Kepala Desa menulis alasan"),
        (True, "", "tidak dapat diperbaiki di desa; hubungi kabupaten"),
    ],
)
def test_at_home_an_alarm_says_whose_step_ends_it(village, sari, signed_in, ring, is_closed, indicator, words):
    if is_closed:
        closed(VILLAGE)
    ring(VILLAGE, indicator=indicator)
    answer = signed_in(village, sari).get("/kantor/angka/?bulan=2026-11")

    assert (words in text_of(answer), "Kecamatan dan kabupaten juga melihatnya." in text_of(answer)) == (True, True)
    assert ("letters_issued/#revise" in answer.content.decode()) == (is_closed and bool(indicator))


def test_the_page_of_the_figure_says_it_too_and_only_while_it_rings(village, sari, signed_in, figures, ring):
    page, address = signed_in(village, sari), "/kantor/angka/2026-11/letters_issued/"
    assert "malam ini" not in text_of(page.get(address))
    alarm = ring(VILLAGE)
    assert "Sistem menghitungnya lagi malam ini" in text_of(page.get(address))
    with current.outside():
        Alarm.objects.filter(pk=alarm.pk).update(ended_at=NOON)
    assert "malam ini" not in text_of(page.get(address))


def test_above_it_says_who_mends_it(figures, camat, ring):
    ring(VILLAGE)
    assert "diperbaiki desanya dengan alasan" in text_of(camat.get("/"))
