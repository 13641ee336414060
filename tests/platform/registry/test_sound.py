"""C01 to C04, H04 and E02: each against what plain Python counts, in two statements at most."""

from datetime import date, timedelta

import pytest
from conftest import NOON
from samples.ledger import enrol, happen

from accounts.models import Account
from exchange import indicators
from exchange.periods import Period
from registry import actions, sound
from registry.models import Event, Month, Resident, Stay
from registry.rules.nik import NikStatus, check_nik
from walls.current import connection

from .conftest import DAY

NOVEMBER, OCTOBER = Period("2026-11"), Period("2026-10")
#: Possible, and each way of not being possible.
NIKS = [
    "3529116101050003", "3529110101050001", "3529113112050001", "3529117112050001", "3529114012050001", "3529113212050001",
    "3529117212050001", "3529110001050001", "3529110113050001", "3529110100050001", "3529110101050000", "1111111111111111",
    "0529110101050001",
]  # fmt: skip


def count(code, period=NOVEMBER):
    return indicators.named(code).count(period)


def parts(code, period=NOVEMBER):
    figure = count(code, period)
    return figure and (figure.numerator, figure.denominator)


def test_the_database_judges_a_nik_as_the_rules_do(village):
    for number, nik in enumerate(NIKS):
        enrol(
            at=NOON, name=f"ADI SAMPLE {number}", sex=1, born_on=DAY.replace(year=1990), nik=nik,
            nik_status="SEMENTARA" if nik.startswith("0") else "TETAP",
        )  # fmt: skip
    enrol(at=NOON, name="TANPA NIK SAMPLE", sex=1, born_on=DAY.replace(year=1990))
    right = [nik for nik in NIKS if check_nik(nik, status=NikStatus.FIXED).is_accepted]

    assert parts("nik_possible") == (len(right), len(NIKS) + 1)
    assert 3 <= len(right) < len(NIKS) - 3


def test_certificates_are_counted_of_children_only(village):
    born = [DAY, date(2008, 11, 30), date(2008, 12, 1), date(2009, 1, 1), date(1990, 1, 1)]
    for number, day in enumerate(born):
        enrol(
            at=NOON,
            name=f"UMA SAMPLE {number}",
            sex=2,
            born_on=day,
            birth_certificate="AL-1" if number % 2 == 0 else "",
        )
    children = [person for person in Resident.objects.all() if person.age_on(NOVEMBER.last_day) < 18]

    assert parts("birth_certificates") == (sum(bool(child.birth_certificate) for child in children), len(children))
    assert parts("birth_certificates") == (2, 3), "who turns 18 on the last day is no child of it"


def test_a_balance_closes_until_somebody_touches_the_records(ani, gita):
    moved = enrol(at=NOON, kind="MOVE_IN", name="OTO SAMPLE", sex=1, born_on=DAY.replace(year=1990))
    happen("MOVE_OUT", moved, at=NOON, by=gita)
    assert parts("balance_closes") == (1, 1)

    stay = Stay.objects.filter(resident=ani)
    stay.update(until=DAY, closed_by=Event.objects.first(), is_exit=False)
    assert parts("balance_closes") == (0, 1), "somebody went by no event"


def test_a_month_begins_with_what_the_last_one_was_closed_with(ani, gita):
    assert sound.balance_closes(NOVEMBER) is True

    Month.objects.create(first=OCTOBER.first_day, closed_at=NOON, closed_by=gita, balance={"total": {"closing": 77}})

    assert sound.balance_closes(NOVEMBER) is False


def test_days_are_counted_since_the_last_entry(ani):
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (now,) = cursor.fetchone()
    enrol(at=now - timedelta(days=9), name="ADI SAMPLE", sex=1, born_on=DAY.replace(year=1990))

    figure = count("days_since_register")

    assert (figure.numerator, sum(figure.buckets), figure.buckets[indicators.DAYS.index(10)]) == (9, 1, 1)


def test_who_signed_in_is_counted_among_those_who_hold_a_post(village, budi, citra, make_account):
    make_account("anggota", "BPD")
    gone = make_account("lama", "KASI_KESEJAHTERAAN")
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (now,) = cursor.fetchone()
    Account.objects.filter(pk=gone.pk).update(is_active=False)
    Account.objects.update(last_login=None)
    Account.objects.filter(pk=budi.pk).update(last_login=now - timedelta(days=29))
    Account.objects.filter(pk=citra.pk).update(last_login=now - timedelta(days=31))

    assert parts("officers_active") == (1, 2)


def test_books_are_closed_when_their_month_is_over_and_somebody_closed_it(ani, gita):
    assert parts("books_closed", OCTOBER) == (0, 3)

    Month.objects.create(first=OCTOBER.first_day, closed_at=NOON, closed_by=gita, balance={})

    assert parts("books_closed", OCTOBER) == (3, 3)
    assert count("books_closed", Period("2099-01")) is None


@pytest.mark.parametrize(
    "code",
    [
        "balance_closes", "days_since_register", "days_since_service", "nik_possible", "birth_certificates",
        "officers_active", "books_closed",
    ],
)  # fmt: skip
def test_each_costs_two_statements_at_most_and_is_nothing_in_an_empty_village(
    village, code, django_assert_max_num_queries
):
    assert not Stay.objects.exists()

    with django_assert_max_num_queries(2):
        figure = count(code, OCTOBER)

    assert figure is None or code == "books_closed"


def test_closing_the_register_closes_the_figures_the_night_after(ani, gita):
    from exchange.models import ClosedPeriod
    from exchange.outbox import actions as outbox

    december = NOON + timedelta(days=12)
    outbox.publish_dirty(at=NOON)
    assert outbox.close_due(at=december) == []

    actions.close_month(first=NOVEMBER.first_day, by=gita, at=december)

    assert outbox.close_due(at=december + timedelta(hours=9)) == [NOVEMBER]
    assert ClosedPeriod.objects.get().by_name == ""
