"""Days off move promises, what is late rises and is told, and applicants do not make a letter late."""

from datetime import date, datetime, timedelta

import pytest
from conftest import NOON
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import Entry
from exchange import holidays, indicators
from exchange.models import Holiday
from exchange.outbox.models import Dirty
from exchange.periods import Period
from modules.service import actions, queries
from modules.service.models import ClosedDay, Letter, LetterEvent, ServiceSettings, State
from modules.service.queries import desk
from walls import current

MONDAY = date(2026, 11, 23)
#: Friday, a quarter of an hour before closing time.
LATE_ON_FRIDAY = datetime(2026, 11, 20, 7, 45, tzinfo=NOON.tzinfo)
LONG_AGO = NOON - timedelta(days=300)


def promised(letter):
    letter.refresh_from_db()
    return f"{desk.local(letter.due_at):%Y-%m-%d %H:%M}"


@pytest.fixture
def close(citra):
    def close_it(day, at=NOON):
        return actions.close_day(day=day, reason="Musyawarah desa", by=citra, at=at)

    return close_it


def test_a_closed_day_moves_the_promise_and_back(make_letter, close, citra):
    letter = make_letter(at=LATE_ON_FRIDAY)
    assert promised(letter).startswith("2026-11-23 08:")

    closed = close(MONDAY, LATE_ON_FRIDAY)
    assert promised(letter).startswith("2026-11-24 08:")
    assert actions.recount_promises(at=LATE_ON_FRIDAY) == 0
    actions.open_day(closed=closed, by=citra, at=LATE_ON_FRIDAY)

    assert promised(letter).startswith("2026-11-23 08:")
    assert Dirty.objects.filter(indicator="requests_on_time").exists()
    assert {"closed_day.add", "closed_day.remove"} <= set(Entry.objects.values_list("action", flat=True))


def test_whoever_compares_villages_reads_how_many_days_it_closed_itself(close, citra):
    def told(month):
        return indicators.named("days_closed").count(Period(month)).numerator

    closed = [close(MONDAY), close(date(2026, 11, 30)), close(date(2026, 12, 1))]
    assert (told("2026-10"), told("2026-11"), told("2026-12")) == (0, 2, 1)
    assert set(Dirty.objects.filter(indicator="days_closed").values_list("period", flat=True)) == {"2026-11", "2026-12"}

    Dirty.objects.all().delete()
    actions.open_day(closed=closed[0], by=citra, at=NOON)

    assert told("2026-11") == 1
    assert Dirty.objects.filter(indicator="days_closed", period="2026-11").exists()


def test_a_holiday_of_the_kabupaten_moves_it_too(make_letter, regency):
    letter = make_letter(at=LATE_ON_FRIDAY)
    with current.inside(regency):
        Holiday.objects.create(office=regency, day=MONDAY, name="Hari jadi kabupaten")
    holidays.forget()

    assert actions.recount_promises(at=LATE_ON_FRIDAY) == 1

    assert promised(letter).startswith("2026-11-24 08:")


def test_what_is_late_stays_late_whatever_is_decreed_afterwards(make_letter, regency):
    letter = make_letter(at=LATE_ON_FRIDAY)
    before = promised(letter)
    with current.inside(regency):
        Holiday.objects.create(office=regency, day=MONDAY, name="Ditetapkan kemudian")
    holidays.forget()

    assert actions.recount_promises(at=NOON + timedelta(days=9)) == 0

    assert promised(letter) == before


def test_other_opening_hours_move_it_too(make_letter, citra):
    letter = make_letter(at=LATE_ON_FRIDAY)

    actions.change_settings(values={"open_days": "1234"}, by=citra, at=LATE_ON_FRIDAY)

    assert promised(letter).startswith("2026-11-24 08:")


@pytest.mark.parametrize(
    ("day", "reason", "error"),
    [(date(2026, 11, 1), "Musyawarah", actions.DayPast), (MONDAY, "x", actions.ReasonMissing)],
)
def test_a_day_that_is_over_or_without_a_reason_is_not_closed(village, citra, day, reason, error):
    with pytest.raises(error):
        actions.close_day(day=day, reason=reason, by=citra, at=NOON)


def test_a_day_is_closed_once(close):
    close(MONDAY)
    with pytest.raises(actions.DayTaken):
        close(MONDAY)
    assert ClosedDay.objects.count() == 1


def test_the_page_closes_tomorrow_and_opens_again(village, sari, signed_in):
    client = signed_in(village, sari)
    today = queries.today(timezone.now())
    page = client.get("/kantor/surat/hari-tutup/").content.decode()
    assert f'value="{today + timedelta(days=1)}"' in page

    client.post("/kantor/surat/hari-tutup/", {"day": today + timedelta(days=1), "reason": "Musyawarah desa"})
    again = client.post("/kantor/surat/hari-tutup/", {"day": today + timedelta(days=1), "reason": "Musyawarah desa"})
    client.post(f"/kantor/surat/hari-tutup/{ClosedDay.objects.get().pk}/buka/")

    assert again.status_code == 422
    assert not ClosedDay.objects.exists()


def test_visitors_read_why_the_office_is_closed_and_when_it_opens(village, citra, visitor):
    ServiceSettings.objects.update(open_days="0123456", opens_at="00:00", closes_at="23:59:59")
    ClosedDay.objects.create(day=queries.today(timezone.now()), reason="Musyawarah desa", made_by=citra, made_at=NOON)

    for path in ("/", "/layanan/sk-usaha/"):
        page = visitor.get(path).content.decode()
        assert "Musyawarah desa" in page
        assert "besok" in page or "pukul 00.00" in page


def test_the_next_post_is_told_once(village, make_letter, budi):
    letter = make_letter()
    late = letter.due_at + timedelta(minutes=5)

    assert actions.escalate_late(at=letter.due_at - timedelta(minutes=5)) == 0
    assert actions.escalate_late(at=late) == 1
    assert actions.escalate_late(at=late + timedelta(minutes=1)) == 0

    letter.refresh_from_db()
    event = letter.events.get(what=LetterEvent.What.ESCALATED)
    assert (letter.told_post, event.note, event.by_name) == ("SEKDES", "Kepada Sekretaris Desa", "")
    assert actions.escalate_late(at=late + timedelta(days=4)) == 1
    letter.refresh_from_db()
    assert letter.told_post == "KADES"
    assert actions.escalate_late(at=late + timedelta(days=30)) == 0
    assert Entry.objects.filter(action="letter.escalate").count() == 2


def test_what_lies_late_with_the_secretary_is_told_to_the_head_and_what_awaits_the_head_to_nobody(make_letter, budi):
    at_secretary, at_head = make_letter(), make_letter(State.AWAITING)
    actions.check_by_kasi(letter=at_secretary, by=budi, at=NOON)

    assert actions.escalate_late(at=NOON + timedelta(days=10)) == 1

    at_secretary.refresh_from_db()
    at_head.refresh_from_db()
    assert (at_secretary.told_post, at_head.told_post) == ("KADES", "")


def test_an_applicant_makes_no_letter_late_and_begins_anew(make_letter, budi):
    letter = make_letter()
    actions.escalate_late(at=NOON + timedelta(days=4))
    actions.return_incomplete(letter=letter, reason="Foto KK buram", by=budi, at=NOON + timedelta(days=4))

    assert actions.escalate_late(at=NOON + timedelta(days=40)) == 0
    draft, _ = actions.begin_mending(letter=Letter.objects.get(), at=NOON + timedelta(days=40))
    again = actions.complete_request(draft=draft, at=NOON + timedelta(days=40))

    assert (again.told_post, again.told_at) == ("", None)
    assert again.due_at > again.counts_from == NOON + timedelta(days=40)


def test_nothing_late_costs_one_statement(make_letter):
    make_letter()
    with CaptureQueriesContext(connection) as seen:
        actions.escalate_late(at=NOON)

    assert len([one for one in seen if "SAVEPOINT" not in one["sql"]]) == 1


@pytest.fixture
def long_late(make_letter, budi, sari):
    """Told to the secretary and the head: everything here happened months ago."""
    letter = make_letter(at=LONG_AGO)
    actions.escalate_late(at=LONG_AGO + timedelta(days=2))
    actions.escalate_late(at=LONG_AGO + timedelta(days=9))
    return letter


def test_the_told_see_it_where_their_day_begins(village, long_late, sari, citra, budi, certificate, signed_in):
    address = f"/kantor/surat/{long_late.pk}/"
    secretary = signed_in(village, sari).get("/kantor/surat/?status=KASI").content.decode()
    head = signed_in(village, citra, second_factor=True).get("/kantor/tanda-tangan/").content.decode()
    kasi = signed_in(village, budi).get("/kantor/surat/?status=KASI").content.decode()

    for page in (secretary, head):
        block = page.partition('id="told"')[2].partition("</section>")[0]
        assert address in block
        assert "di meja Kasi" in block
        assert "hari" in block
    assert 'id="told"' not in kasi
    assert "Terlambat" in kasi


def test_what_is_late_stands_first_on_a_desk(village, make_letter, long_late, budi, signed_in):
    for _ in range(3):
        make_letter(at=timezone.now() + timedelta(days=700))

    for status in ("KASI", "LATE"):
        found = list(queries.letters_page(queries.letters.LetterFilters(state=status)))
        assert found[0] == long_late
    assert queries.counts_by_state()["LATE"] == 1
    late = signed_in(village, budi).get("/kantor/surat/?status=LATE").content.decode()
    assert late.count("<tr>") == 2


def test_the_list_of_a_desk_costs_no_more_with_many_late(village, make_letter, sari, signed_in):
    client = signed_in(village, sari)
    make_letter(at=LONG_AGO)
    client.get("/kantor/surat/?status=KASI")
    with CaptureQueriesContext(connection) as few:
        client.get("/kantor/surat/?status=KASI")
    for _ in range(4):
        make_letter(at=LONG_AGO)
    with CaptureQueriesContext(connection) as many:
        client.get("/kantor/surat/?status=KASI")

    assert len(many) == len(few) <= 12
