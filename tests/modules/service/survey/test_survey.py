"""From an invitation to the index: once, without a name, hidden while few answered."""

import re
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from conftest import NOON, OfficeClient
from django.db import IntegrityError, transaction
from samples import tools

from audit.models import Entry
from exchange import indicators, spans
from exchange.outbox.models import Dirty
from exchange.periods import Period
from modules.service import actions as service
from modules.service.models import State
from modules.service.queue import actions as queue
from modules.service.survey import actions, queries
from modules.service.survey.models import Response
from modules.service.survey.rules.elements import CODES
from modules.service.survey.rules.spans import half_of
from papers.books import of as book_of
from walls import current

TODAY = NOON.date()
HALF = half_of(TODAY)
WORST = "<strong>25,00</strong>"
TYPED = dict.fromkeys(CODES, "4")
pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def ticket(village, budi):
    found = queue.take_ticket(key=uuid.uuid4(), group="A", source="DOOR", at=NOON, wanted="sk-usaha")
    queue.call_next(desk=1, by=budi, at=NOON, after=None)
    return queue.finish_serving(ticket=found, by=budi, at=NOON)


def path_of(link):
    return re.sub(r"^https?://[^/]+", "", link)


def test_a_ticket_is_answered_once(visitor, ticket):
    address = path_of(queries.link_for_ticket(ticket.pk))
    assert visitor.get(address).status_code == 200

    first = visitor.post(address, {**TYPED, "key": uuid.uuid4(), "sex": "P"})
    second = visitor.post(address, {**TYPED, "key": uuid.uuid4()})

    assert (first.status_code, first["Location"]) == (302, "/survei/terima-kasih/")
    assert "Sudah dijawab" in second.content.decode()
    kept = Response.objects.get()
    assert (kept.service, kept.via, kept.sex, kept.u9) == ("sk-usaha", "TICKET", "P", 4)


def test_a_lost_reply_keeps_one_answer(village, ticket):
    invited = queries.invitation(queries.link_for_ticket(ticket.pk).rstrip("/").rpartition("/")[2], NOON)
    said = {"key": uuid.uuid4(), "invitation": invited, "scores": dict.fromkeys(CODES, 2), "at": NOON}

    assert actions.answer(**said).pk == actions.answer(**said).pk
    with pytest.raises(actions.AnsweredAlready):
        actions.answer(**{**said, "key": uuid.uuid4()})


def test_nothing_tells_who_answered(visitor, ticket):
    visitor.post(path_of(queries.link_for_ticket(ticket.pk)), {**TYPED, "key": uuid.uuid4()})

    kept = Response.objects.values().get()
    assert not {"ticket", "letter", "ip", "name", "answered_at"} & set(kept)
    assert not Entry.objects.filter(action__startswith="survey").exists()
    assert not [field for field in Response._meta.get_fields() if field.is_relation]


@pytest.mark.parametrize("missing", CODES)
def test_all_nine_are_asked(visitor, ticket, missing):
    typed = {name: value for name, value in TYPED.items() if name != missing}

    response = visitor.post(path_of(queries.link_for_ticket(ticket.pk)), {**typed, "key": uuid.uuid4()})

    assert response.status_code == 422
    assert not Response.objects.exists()


@pytest.mark.parametrize("wrong", ["0", "5", "", "empat", "4.0", "-1"])
def test_a_score_is_one_of_four(visitor, ticket, wrong):
    response = visitor.post(path_of(queries.link_for_ticket(ticket.pk)), {**TYPED, "u5": wrong, "key": uuid.uuid4()})

    assert response.status_code == 422


def test_the_database_itself_takes_scores_from_1_to_4(respond):
    with pytest.raises(IntegrityError, match="every_element_is_scored"), transaction.atomic():
        respond(5)


def test_a_letter_that_is_signed_invites(visitor, make_letter, sign):
    letter = make_letter(State.AWAITING)
    assert visitor.get(path_of(queries.link_for_letter(letter.pk))).status_code == 410
    sign(letter)
    letter.refresh_from_db()

    page = visitor.get(f"/lacak/{letter.tracking_code}/").content.decode()

    assert queries.link_for_letter(letter.pk) in page
    assert "Surat Keterangan Usaha" in visitor.get(path_of(queries.link_for_letter(letter.pk))).content.decode()


def test_the_code_on_the_paper_leads_to_the_survey_as_long_as_it_is_open(visitor, make_letter, sign, sari):
    letter = make_letter(State.AWAITING)
    sign(letter)
    letter.refresh_from_db()
    link, page = queries.link_for_letter(letter.pk), f"/verifikasi/{letter.verification_code}/"

    with tools.picture_of(bytes(letter.document.waiting_bytes)) as picture:
        (scanned,) = tools.codes_in(picture)
    assert page in scanned
    assert link in visitor.get(page).content.decode()
    with time_machine.travel(NOON + timedelta(days=31), tick=False):
        assert link not in visitor.get(page).content.decode()
        assert link not in visitor.get(f"/lacak/{letter.tracking_code}/").content.decode()
    service.cancel_letter(letter=letter, reason="Salah tulis nama", by=sari, at=NOON)
    assert link not in visitor.get(page).content.decode()


def test_an_invitation_of_another_office_or_of_long_ago_is_none(visitor, neighbour, ticket):
    with current.inside(neighbour):
        theirs = path_of(queries.link_for_ticket(ticket.pk))
    ours = path_of(queries.link_for_ticket(ticket.pk))
    assert visitor.get(theirs).status_code == 410
    assert visitor.get(ours).status_code == 200

    with time_machine.travel(NOON + timedelta(days=31), tick=False):
        assert visitor.get(ours).status_code == 410


def test_the_poster_is_for_all_but_once_a_day_for_a_browser(village, visitor):
    address = path_of(queries.poster_link())
    visitor.post(address, {**TYPED, "key": uuid.uuid4(), "service": "sk-usaha"})

    again = visitor.post(address, {**TYPED, "key": uuid.uuid4()})
    other = OfficeClient(village.host).post(address, {**TYPED, "key": uuid.uuid4()})

    assert "Sudah dijawab" in again.content.decode()
    assert other.status_code == 302
    assert sorted(Response.objects.values_list("service", flat=True)) == ["", "sk-usaha"]


def test_one_network_cannot_fill_the_poster(village):
    address = path_of(queries.poster_link())

    statuses = [OfficeClient(village.host).post(address, {**TYPED, "key": uuid.uuid4()}).status_code for _ in range(26)]

    assert statuses == [302] * 25 + [429]


def test_the_index_of_a_half_year_with_its_services(village, respond):
    respond(4, 10, service="sk-usaha")
    respond(2, 10)
    respond(1, 5, day=HALF.first_day - timedelta(days=1))

    found = queries.result_of(HALF)

    assert (found.count, found.index.shown, found.index.quality.letter) == (20, Decimal("75.00"), "C")
    assert [(slug, index.shown) for slug, index in queries.by_service(HALF)] == [
        ("", Decimal("50.00")),
        ("sk-usaha", Decimal("100.00")),
    ]


def test_users_are_letters_handed_over_and_numbers_served_without_one(village, ticket, make_letter, sign, budi):
    letter = make_letter(State.AWAITING)
    sign(letter)
    letter.refresh_from_db()
    service.mark_collected(letter=letter, by=budi, at=NOON)

    assert queries.result_of(HALF).users == 2
    type(ticket).objects.update(made=letter)
    assert queries.result_of(HALF).users == 1


def test_few_answers_are_not_published(visitor, respond):
    october = TODAY.replace(month=10, day=5)
    respond(1, 9, day=october)
    assert "Belum cukup jawaban" in visitor.get("/survei/").content.decode()
    assert WORST not in visitor.get("/survei/").content.decode()

    respond(1, 1, day=october)

    assert WORST in visitor.get("/survei/").content.decode()
    assert visitor.get("/api/v1/survei/publik/").json()[0]["ikm"] == "25.00"


def test_answers_of_the_running_month_are_not_published_yet(visitor, respond):
    respond(1, 50)

    page = visitor.get("/survei/").content.decode()

    assert WORST not in page


def test_a_service_few_rated_cannot_be_reckoned_from_the_others(respond):
    october = TODAY.replace(month=10, day=5)
    respond(4, 12, service="sk-usaha", day=october)
    respond(3, 11, service="pengantar-skck", day=october)
    respond(1, 3, day=october)

    shown = [slug for slug, _ in queries.result_of(HALF).public_services]

    assert shown == ["sk-usaha"]


def test_the_figure_weighs_every_answer_and_waits_for_thirty(village, respond):
    count = indicators.named("satisfaction").count
    respond(4, 29)
    assert count(Period("2026-11")) is None

    respond(1, 1, day=TODAY.replace(month=7, day=1))

    figure = count(Period("2026-11"))
    assert (figure.numerator, figure.denominator) == (29 * 36 + 9, 30 * 36)
    assert count(Period("2026-10")) is None, "the half-year up to October has one answer"


def test_an_answer_marks_the_figure_of_its_month(visitor, ticket):
    visitor.post(path_of(queries.link_for_ticket(ticket.pk)), {**TYPED, "key": uuid.uuid4()})

    assert Dirty.objects.filter(indicator="satisfaction", period="2026-11").exists()


def test_pages_cost_the_same_whatever_was_answered(village, budi, signed_in, respond, django_assert_max_num_queries):
    client = signed_in(village, budi)
    client.get("/kantor/survei/")
    respond(3, 40, service="sk-usaha")
    Response.objects.update(comment="Baik")

    with django_assert_max_num_queries(10):
        assert client.get("/kantor/survei/").status_code == 200
    with django_assert_max_num_queries(10):
        assert OfficeClient(village.host).get("/survei/").status_code == 200


def test_a_hostile_comment_is_text(village, budi, signed_in, visitor, ticket):
    hostile = "<script>alert(1)</script>\u202egnp.exe 3529115506850003"
    visitor.post(path_of(queries.link_for_ticket(ticket.pk)), {**TYPED, "key": uuid.uuid4(), "comment": hostile})

    page = signed_in(village, budi).get("/kantor/survei/").content.decode()

    assert "&lt;script&gt;" in page
    assert "\u202e" not in page
    assert "3529115506850003" not in page


@pytest.mark.parametrize("span", ["", "2026-s3", "0000", "2026-11", "2026", "' OR 1=1", "9999-s2", "x" * 4000])
def test_any_span_is_answered(village, budi, signed_in, span):
    assert signed_in(village, budi).get("/kantor/survei/", {"periode": span}).status_code == 200


def test_the_report_has_the_year_its_parts_and_its_services(
    village, respond, budi, signed_in, django_assert_max_num_queries
):
    respond(3, 12, service="sk-usaha")
    respond(4, 2, day=TODAY.replace(month=2))
    book = book_of("SKM")
    year = spans.read("2026")

    rows = [list(row.cells) for row in book.rows(year)]

    assert len(rows) == 10
    assert rows[0][:2] == [1, "Persyaratan"]
    assert rows[-1][1] == "IKM = jumlah NRR tertimbang × 25 = 78,57"
    assert [len(list(table.rows(year))) for table in book.tables] == [6, 2, 0, 0]
    client = signed_in(village, budi)
    for asked in ("tahun=2026", "periode=2026-s2", "periode=2026-t4"):
        assert client.get(f"/kantor/buku/SKM/cetak.pdf?{asked}").content[:5] == b"%PDF-"
        assert client.get(f"/kantor/buku/SKM/unduh.xlsx?{asked}").content[:2] == b"PK"
        assert client.get(f"/api/v1/buku/SKM/?{asked}").json()["span"] == asked.partition("=")[2]
    assert client.get("/kantor/buku/SKM/?periode=2026-11").status_code == 422
    with django_assert_max_num_queries(10):
        assert client.get("/kantor/buku/SKM/?periode=2026").status_code == 200
    assert client.get("/api/v1/survei/").status_code == 200
