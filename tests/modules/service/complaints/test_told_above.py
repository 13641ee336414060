"""What the kecamatan learns of a complaint about the head by itself: that there is one, which term passed, and in time its words."""

from datetime import timedelta

import pytest
from conftest import NOON

from exchange.matters import actions as matters
from exchange.matters import queries as journals
from exchange.matters.models import Entry, Matter
from jobs.errands.models import Errand
from messaging.models import Message
from modules.service.complaints import actions, queries
from modules.service.complaints.models import State
from modules.service.rules.texts import without_person
from walls import current

NAME, PHONE = "Ani Contoh", "081200000001"
STORY = "Saya, ANI, melihat uang bantuan dipotong. Hubungi 0812-0000-0001."
LIST = "/aduan-kades/"


@pytest.fixture
def told(tell):
    """Tell one about the head, secretly."""
    return lambda **more: tell(
        STORY, about="KADES", category="ORDINARY", manner="SECRET", name=NAME, phone=PHONE, place="Balai desa", **more
    )


def days(number: int):
    return NOON + timedelta(days=number)


def text(answer):
    return answer.content.decode()


def verbs(complaint):
    return [line.verb for line in queries.told_above(complaint)]


def test_the_kecamatan_hears_at_once_that_there_is_one_and_nothing_of_it(
    village, district, told, bima, camat, signed_in, reporter
):
    complaint = told()

    with current.inside(district):
        matters.hear_all(at=NOON)
        assert Message.objects.filter(event="head_notice.received").count() == 1
        above = signed_in(district, camat)
        listed, shown = text(above.get(LIST)), text(above.get(f"{LIST}{complaint.pk}/"))
        assert "Pada BPD" in listed
        for secret in (NAME, PHONE, "dipotong", "Balai", complaint.tracking_code):
            assert secret not in listed + shown
        assert "menunggu jawaban" not in text(above.get("/")), "it is the BPD's turn"
    follows = text(reporter(complaint).get(f"/aduan/{complaint.tracking_code}/"))
    assert f"{district.title} diberi tahu bahwa ada aduan ini, tanpa isi dan tanpa nama Anda." in follows


def test_nothing_is_told_above_of_other_complaints(tell):
    complaint = tell(about="SEKDES")

    actions.look_after(at=days(120))

    assert verbs(complaint) == []
    assert not Matter.objects.exists()


def test_each_term_the_council_misses_is_told_once_and_the_second_brings_the_words(
    village, district, told, bima, camat, signed_in
):
    complaint = told()

    for day, said in [
        (1, ["masuk"]),
        (7, ["masuk", "lewat"]),
        (9, ["masuk", "lewat"]),
        (30, ["masuk", "lewat", "isi"]),
        (60, ["masuk", "lewat", "isi"]),
    ]:
        actions.look_after(at=days(day))
        actions.look_after(at=days(day))
        assert verbs(complaint) == said, day
    with current.inside(district):
        matters.hear_all(at=days(60))
        above = signed_in(district, camat)
        shown = text(above.get(f"{LIST}{complaint.pk}/"))
        assert "uang bantuan dipotong" in shown
        assert "Balai desa" in shown
        for secret in (NAME, "ANI", PHONE, "0812-0000-0001"):
            assert secret not in shown
        assert "Aduan tentang kepala desa menunggu jawaban" in text(above.get("/"))
    assert {one.account_id for one in Message.objects.filter(event="head_notice.passed")} == {bima.pk}


def test_what_the_council_reads_in_time_stays_its_own(told, bima):
    complaint = told()
    actions.verify_complaint(complaint=complaint, by=bima, at=days(1))
    actions.look_after(at=days(9))
    assert verbs(complaint) == ["masuk"]

    actions.answer_complaint(complaint=complaint, answer="Kepala desa sudah dipanggil BPD.", by=bima, at=days(10))
    actions.look_after(at=days(60))

    assert verbs(complaint) == ["masuk", "selesai"]
    ended = journals.named(complaint.pk)
    assert (ended.turn, ended.state, ended.is_settled) == ("", "selesai", True)


def test_a_question_stops_the_term_here_and_above(told, bima):
    complaint = told()
    actions.ask_reporter(complaint=complaint, note="Kapan itu terjadi?", by=bima, at=days(1))
    actions.look_after(at=days(28))
    assert verbs(complaint) == ["masuk"]

    actions.look_after(at=days(40))

    assert verbs(complaint) == ["masuk", "selesai"]


def test_without_a_council_the_words_go_up_at_once_and_the_answer_ends_it(
    village, district, told, camat, signed_in, reporter
):
    complaint = told()
    assert verbs(complaint) == ["masuk", "isi"]
    with current.inside(district):
        matters.hear_all(at=NOON)
        above, page = signed_in(district, camat), f"{LIST}{complaint.pk}/"
        shown = text(above.get(page))
        assert "belum memiliki akun BPD" in shown
        assert "Tanya BPD" not in shown
        said = {"text": "Kepala desa kami panggil hari Senin.", "langkah": "jawab"}
        assert above.post(page, said).status_code == 302
    matters.hear_all(at=NOON)

    complaint.refresh_from_db()
    assert complaint.state == State.ANSWERED
    browser, follow = reporter(complaint), f"/aduan/{complaint.tracking_code}/"
    assert "Kepala desa kami panggil hari Senin." in text(browser.get(follow))
    actions.reopen_complaint(complaint=complaint, text="Ani bilang masih dipotong.", at=days(1))
    assert verbs(complaint) == ["masuk", "isi", "jawab", "buka", "isi"]
    assert queries.told_above(complaint)[-1].text == "(disamarkan) bilang masih dipotong."
    assert journals.named(complaint.pk).turn == "TO"


def test_what_the_reporter_adds_follows_the_words(told):
    complaint = told()

    actions.reply(complaint=complaint, text="Juga bulan lalu.", at=days(1))

    assert queries.told_above(complaint)[-1].text == "Juga bulan lalu."


def test_one_handed_over_to_the_council_is_told_too(tell, budi, bima):
    complaint = tell("Ternyata tentang Pak Kades.")
    assert verbs(complaint) == []

    handed = actions.hand_to_council(complaint=complaint, by=budi, at=NOON)

    assert verbs(handed) == ["masuk"]


def test_a_kecamatan_that_is_away_is_told_later(village, told, bima):
    above = current.office().parent
    above.state = "SUSPENDED"
    complaint = told()
    assert verbs(complaint) == []
    with current.outside():
        assert Errand.objects.filter(office=village.key, task="complaints.look_after", due_at__lt=days(1)).exists()
    above.state = "OPEN"

    actions.look_after(at=days(1))

    assert verbs(complaint) == ["masuk"]


def test_words_of_the_journal_lie_sealed(told):
    told()

    for entry in Entry.objects.all():
        assert "bantuan" not in entry.words


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Saya ani contoh dari RT 2.", "Saya (disamarkan) (disamarkan) dari RT 2."),
        ("Telepon +62 812 0000 0001 ya", "Telepon (disamarkan) ya"),
        ("Nomor tetangga 0857.1111.2222", "Nomor tetangga (disamarkan)"),
        ("Uang 1.500.000 tahun 2026, Janiah tahu.", "Uang 1.500.000 tahun 2026, Janiah tahu."),
    ],
)
def test_the_reporter_is_taken_out_of_the_words(words, left):
    assert without_person(words, name=NAME, phone=PHONE) == left
