"""The pages of the queue: for phones, for the device at the door, for the waiting room, for officers."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from conftest import NOON, OfficeClient

from modules.service.models import LetterKind
from modules.service.queue import actions
from modules.service.queue.models import QueueSettings, State, Ticket
from modules.service.queue.views import kiosk
from walls import current, fleeting

#: Friday noon in western Indonesia: the office is open.


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def door(village, two_desks):
    return kiosk.address(QueueSettings.objects.get(id=1)).partition(village.host)[2].partition("/")[2].join(["/", ""])


@pytest.fixture
def officer(village, budi, signed_in):
    return signed_in(village, budi)


def said(visitor):
    """The places the screen says somebody is called to, in order."""
    page = visitor.get("/antrean/layar/").content.decode()
    return re.findall(r'data-say="[^"]*Loket (\w+)\."', page)


def pressed(group="A", **said):
    return {"key": uuid.uuid4(), "group": group, **said}


class TestPhone:
    def test_a_number_is_taken_and_its_page_follows_it(self, visitor, take):
        take()

        page = visitor.post("/antrean/", pressed(first="on"), follow=True).content.decode()

        assert "A-002" in page
        assert "berikutnya" in page
        assert Ticket.objects.get(number=2).is_priority

    def test_the_phone_that_holds_a_number_is_led_to_it(self, visitor, two_desks):
        first = visitor.post("/antrean/", pressed())

        second = visitor.post("/antrean/", pressed())

        assert first["Location"] == second["Location"]
        assert Ticket.objects.count() == 1
        assert "A-001" in visitor.get("/antrean/").content.decode()

    def test_a_robot_without_cookies_gets_what_phones_have_left_and_no_more(self, village, take):
        answers = [OfficeClient(village.host).post("/antrean/", pressed()).status_code for _ in range(5)]

        assert answers == [302, 302, 302, 409, 409]
        assert take().name == "A-004", "the door still gives"

    def test_one_network_asks_twenty_times_an_hour(self, visitor, two_desks):
        answers = [visitor.post("/antrean/", pressed("Z")).status_code for _ in range(21)]

        assert answers == [422] * 20 + [429]

    def test_the_letter_somebody_comes_for_is_remembered(self, visitor, two_desks):
        assert "Surat Keterangan Usaha" in visitor.get("/antrean/?surat=sk-usaha").content.decode()

        visitor.post("/antrean/", pressed(surat="sk-usaha"))
        assert Ticket.objects.get().wanted == "sk-usaha"

    @pytest.mark.parametrize(
        "typed",
        [{}, {"group": "A"}, {"key": "x", "group": "A"}, {"key": str(uuid.uuid4()), "group": "<script>"}, {"key": "\x00", "group": "\x00"}],
    )  # fmt: skip
    def test_what_is_no_question_is_refused(self, visitor, two_desks, typed):
        assert visitor.post("/antrean/", typed).status_code == 422
        assert not Ticket.objects.exists()

    def test_whoever_has_the_page_gives_the_number_back(self, visitor, take):
        ticket = take()

        visitor.post(f"/antrean/{ticket.code}/batal/")

        ticket.refresh_from_db()
        assert ticket.state == State.CANCELLED
        assert visitor.post(f"/antrean/{ticket.code}/batal/").status_code == 302

    @pytest.mark.parametrize("code", ["AAAA2222", "A-001", "x" * 300, "' OR 1=1", "%00"])
    def test_numbers_cannot_be_guessed(self, visitor, take, code):
        take()

        assert visitor.get(f"/antrean/{code}/").status_code == 404

    def test_a_number_of_yesterday_says_so(self, visitor, take, _noon):
        ticket = take()
        _noon.move_to(NOON + timedelta(days=1))

        page = visitor.get(f"/antrean/{ticket.code}/").content.decode()

        assert "Nomor ini berlaku untuk Jumat, 20 November 2026" in page
        assert "hx-get" not in page.partition('id="ticket"')[2]

    def test_a_waiting_phone_costs_nothing_while_nothing_changes(self, visitor, take, django_assert_max_num_queries):
        ticket, address = take(), ""
        page = visitor.get(f"/antrean/{ticket.code}/").content.decode()
        address = page.partition('hx-get="')[2].partition('"')[0]
        ask = {"headers": {"HX-Request": "true"}}

        with django_assert_max_num_queries(0):
            assert visitor.get(address, **ask).status_code == 204
        actions.cancel_ticket(ticket=ticket, at=NOON)
        fleeting.put("queue-stamp", "changed", seconds=9)
        with django_assert_max_num_queries(4):
            assert visitor.get(address, **ask).status_code == 200

    def test_without_a_cache_a_phone_is_told_everything(self, visitor, take, monkeypatch):
        ticket = take()
        monkeypatch.setattr(fleeting, "_asked", lambda question: None)

        response = visitor.get(f"/antrean/{ticket.code}/?tanda=", headers={"HX-Request": "true"})

        assert response.status_code == 200
        assert "A-001" in response.content.decode()


class TestDoor:
    def test_the_door_gives_numbers_without_end_of_phones_or_hours(self, visitor, door, _noon):
        _noon.move_to(NOON + timedelta(days=1))  # a Saturday

        page = visitor.post(door, pressed("B"), follow=True).content.decode()

        assert "B-001" in page
        assert f'content="20;url={door}"' in page

    def test_one_device_gives_many_numbers(self, visitor, door):
        for _ in range(3):
            assert visitor.post(door, pressed()).status_code == 302

        assert Ticket.objects.count() == 3

    def test_playing_with_the_button_ends(self, visitor, door):
        answers = {visitor.post(door, pressed()).status_code for _ in range(kiosk.A_MINUTE + 1)}

        assert answers == {302, 429}

    def test_a_renewed_address_shuts_the_old_device_out(self, visitor, door, budi):
        assert visitor.get(door).status_code == 200

        actions.renew_kiosk(by=budi, at=NOON)

        assert visitor.get(door).status_code == 404
        assert visitor.post(door, pressed()).status_code == 404

    def test_the_address_of_another_village_opens_nothing(self, visitor, two_desks, neighbour):
        with current.inside(neighbour):
            settings, _ = QueueSettings.objects.get_or_create(id=1)
            theirs = kiosk.token_of(settings)

        assert visitor.get(f"/antrean/mesin/{theirs}/").status_code == 404


class TestScreen:
    def test_it_shows_desks_and_numbers_and_says_the_newest_call(self, visitor, take, budi):
        take()
        take()
        actions.call_next(desk=2, by=budi, at=NOON, after=None)

        page = visitor.get("/antrean/layar/").content.decode()

        assert 'data-say="Nomor antrean A, nol nol satu. Silakan ke Loket dua."' in page
        assert "Budi" not in page
        assert '<meta http-equiv="refresh" content="10">' in page

    def test_it_says_every_call_nobody_came_to_in_order(self, visitor, take, budi, sari):
        for _ in range(3):
            take()
        first = actions.call_next(desk=2, by=budi, at=NOON, after=None)
        actions.call_next(desk=1, by=sari, at=NOON + timedelta(seconds=1), after=None)
        assert said(visitor) == ["dua", "satu"]

        actions.recall(ticket=first, by=budi, at=NOON + timedelta(seconds=2))
        assert said(visitor) == ["satu", "dua"]
        actions.begin_serving(ticket=first, by=budi, at=NOON + timedelta(seconds=3))
        assert said(visitor) == ["satu"]

    def test_it_costs_nothing_while_nothing_changes_and_little_otherwise(self, visitor, take, django_assert_max_num_queries):  # fmt: skip
        for _ in range(30):
            take()
        visitor.get("/antrean/layar/")
        stamp = fleeting.get("queue-stamp")

        with django_assert_max_num_queries(0):
            assert visitor.get("/antrean/layar/", {"tanda": stamp}, headers={"HX-Request": "true"}).status_code == 204
        with django_assert_max_num_queries(4):
            assert visitor.get("/antrean/layar/", headers={"HX-Request": "true"}).status_code == 200

    def test_a_change_is_shown(self, village, visitor, take, django_capture_on_commit_callbacks):
        visitor.get("/antrean/layar/")
        before = actions.stamp()

        with django_capture_on_commit_callbacks(execute=True):
            take()

        assert actions.stamp() != before


class TestOfficer:
    def test_one_key_calls_on_the_counter(self, officer, take):
        ticket = take()
        officer.post("/kantor/antrean/loket/", {"desk": "1"})

        strip = officer.post("/kantor/antrean/panggil/", {"after": "", "at": "counter"}, headers={"HX-Request": "true"})

        ticket.refresh_from_db()
        assert ticket.state == State.CALLED
        assert 'data-shortcut="f9"' in strip.content.decode()
        assert "A-001" in strip.content.decode()

    def test_without_javascript_the_officer_is_led_back_to_the_page(self, officer, take):
        take()
        officer.post("/kantor/antrean/loket/", {"desk": "1"})

        assert officer.post("/kantor/antrean/panggil/", {"at": "counter"})["Location"] == "/kantor/loket/"
        assert officer.post("/kantor/antrean/panggil/", {})["Location"] == "/kantor/antrean/"

    def test_nobody_is_called_before_a_desk_is_chosen(self, officer, take):
        ticket = take()

        officer.post("/kantor/antrean/panggil/", {})

        ticket.refresh_from_db()
        assert ticket.state == State.WAITING

    def test_a_number_that_moved_on_is_told(self, officer, take):
        ticket = take()

        officer.post(f"/kantor/antrean/{ticket.pk}/selesai/")
        page = officer.get("/kantor/antrean/").content.decode()

        assert "sudah berubah" in page

    def test_the_pages_cost_the_same_whoever_waits(self, officer, take, django_assert_max_num_queries):
        officer.post("/kantor/antrean/loket/", {"desk": "2"})
        for _ in range(20):
            take()
            take("B", is_priority=True)
        officer.post("/kantor/antrean/panggil/", {})
        # The counts beside the menu are remembered for a minute.
        officer.get("/kantor/antrean/waktu/")

        with django_assert_max_num_queries(10):
            assert officer.get("/kantor/antrean/").status_code == 200
        with django_assert_max_num_queries(8):
            assert officer.get("/kantor/antrean/bilah/").status_code == 200
        with django_assert_max_num_queries(10):
            assert officer.get("/kantor/antrean/waktu/").status_code == 200

    def test_what_was_asked_for_by_name_is_told(self, officer, take):
        take()

        page = officer.get("/kantor/antrean/bilah/?antrean=A-001").content.decode()

        assert "A-001: menunggu" in page

    def test_an_arrangement_that_serves_nobody_is_refused(self, officer, two_desks):
        typed = {"group_A": "Surat", "group_B": "Aduan", "desk_1": "Loket 1", "letters_1": "a", "online_limit": "5"}

        refused = officer.post("/kantor/antrean/pengaturan/", typed)
        kept = officer.post("/kantor/antrean/pengaturan/", {**typed, "letters_1": "b, a"})

        assert refused.status_code == 422
        assert "Belum ada loket untuk Aduan" in refused.content.decode()
        assert kept.status_code == 302
        assert QueueSettings.objects.get().desks == [{"number": 1, "name": "Loket 1", "letters": "AB"}]

    def test_real_times_stand_beside_the_promise_when_enough_were_measured(self, visitor, take, budi):
        kind = LetterKind.objects.get(slug="sk-usaha")
        before = visitor.get(f"/layanan/{kind.slug}/").content.decode()
        for _ in range(10):
            ticket = take()
            actions.call_next(desk=1, by=budi, at=NOON + timedelta(minutes=6), after=None)
            actions.finish_serving(ticket=ticket, by=budi, at=NOON + timedelta(minutes=15))
        fleeting.drop("queue-times")

        after = visitor.get(f"/layanan/{kind.slug}/").content.decode()

        assert "muncul di sini" in before
        assert "<strong>6 menit</strong>, dilayani <strong>9 menit</strong>" in after


class TestApi:
    def test_a_number_is_given_called_and_ended(self, officer, two_desks):
        said = {"key": str(uuid.uuid4()), "group": "A"}
        made = officer.post("/api/v1/antrean/", said, content_type="application/json")
        again = officer.post("/api/v1/antrean/", said, content_type="application/json")

        called = officer.post("/api/v1/antrean/panggil/", {"desk": 1}, content_type="application/json")
        ended = officer.post(
            f"/api/v1/antrean/{made.json()['id']}/", {"act": "finish"}, content_type="application/json"
        )
        late = officer.post(f"/api/v1/antrean/{made.json()['id']}/", {"act": "skip"}, content_type="application/json")

        assert (made.status_code, again.json()["id"]) == (201, made.json()["id"])
        assert called.json()["name"] == "A-001"
        assert ended.json()["state"] == "DONE"
        assert late.status_code == 409
        assert officer.post("/api/v1/antrean/panggil/", {"desk": 1}, content_type="application/json").status_code == 409
