"""The BPD tells the kecamatan of a complaint about the head, without its reporter; the answer comes back to both."""

import pytest
from conftest import NOON
from django.core.cache import cache

from exchange.matters import actions as matters
from exchange.matters import queries as journals
from exchange.matters.models import Entry
from exchange.models import Fact
from messaging.models import Message
from modules.service.complaints import actions, queries
from modules.service.complaints.queries import above
from walls import current

NAME, PHONE = "Ani Contoh", "081200000001"
TOLD = "Uang bantuan dipotong di balai. Warga takut bicara."
LIST = "/aduan-kades/"


@pytest.fixture
def complaint(tell, bima):
    return tell(
        "Kades memotong bantuan.", about="KADES", category="SUPERVISORY", manner="SECRET", name=NAME, phone=PHONE
    )


@pytest.fixture
def told(complaint, bima):
    return actions.notify_district(complaint=complaint, note=TOLD, by=bima, at=NOON)


def text(answer):
    return answer.content.decode()


def test_it_goes_up_without_the_reporter_and_the_answer_comes_back(
    village, district, complaint, bima, camat, citra, make_account, signed_in, reporter
):
    council = signed_in(village, bima, second_factor=True)
    deed = f"/kantor/aduan/{complaint.pk}/kecamatan/"
    assert council.post(deed, {"note": TOLD}).status_code == 303
    assert TOLD in text(council.get(f"/kantor/aduan/{complaint.pk}/"))
    with current.inside(district):
        matters.hear_all(at=NOON)
        above_him = signed_in(district, camat)
        page = f"{LIST}{complaint.pk}/"
        assert page in text(above_him.get(LIST))
        shown = text(above_him.get(page))
        assert TOLD in shown
        for secret in (NAME, "Ani", PHONE, "memotong", complaint.tracking_code):
            assert secret not in shown
        # Whoever else works in the kecamatan meets the head every week.
        other = signed_in(district, make_account("pmd", "KASI_PMD", name="Gilang Contoh"))
        assert other.get(LIST).status_code == other.get(page).status_code == 403
        assert LIST not in text(other.get("/"))
        assert "Aduan kepala desa" in text(above_him.get("/"))
        assert above_him.post(page, {"text": "Pendek", "langkah": "jawab"}).status_code == 422
        said = {"text": "Kepala desa kami panggil hari Senin.", "langkah": "jawab"}
        assert above_him.post(page, said).status_code == above_him.post(page, said).status_code == 302
        assert Message.objects.filter(event="head_notice.arrived").count() == 1
        assert Message.objects.filter(event="head_notice.received").count() == 1
    matters.hear_all(at=NOON)

    follows = text(reporter(complaint).get(f"/aduan/{complaint.tracking_code}/"))
    assert "Kepala desa kami panggil hari Senin." in follows
    assert f"Camat, {district.title}" in follows
    assert [one.account_id for one in Message.objects.filter(event="head_notice.answered")] == [bima.pk]
    assert Entry.objects.filter(matter_id=complaint.pk).count() == 3, "the same words twice are said once"


@pytest.mark.parametrize(
    "words", ["Yang melapor ANI  contoh dari RT 2.", "Hubungi 0812-0000-0001 saja.", "Nomornya +62 812 0000 0001 itu."]
)
def test_words_that_give_the_reporter_away_are_refused(village, complaint, bima, signed_in, words):
    with pytest.raises(actions.ReporterNamed):
        actions.notify_district(complaint=complaint, note=words, by=bima, at=NOON)
    answer = signed_in(village, bima).post(f"/kantor/aduan/{complaint.pk}/kecamatan/", {"note": words})
    assert (answer.status_code, "nama atau nomor HP pelapor" in text(answer)) == (422, True)
    assert [line.verb for line in queries.told_above(complaint)] == ["masuk"]


def test_the_name_goes_up_when_its_owner_says_so_and_never_else(
    village, district, complaint, told, bima, camat, reporter, signed_in, tell
):
    browser, page = reporter(complaint), f"/aduan/{complaint.tracking_code}/"
    assert "Beri nama saya" in text(browser.get(page))
    for _ in range(2):
        assert browser.post(f"{page}nama/").status_code == 302
    assert "Beri nama saya" not in text(browser.get(page))

    with current.inside(district):
        lines = [line.text for line in journals.journal(journals.named(complaint.pk))]
        assert lines == ["", TOLD, f"{NAME}, {PHONE}"]
        assert NAME in text(signed_in(district, camat).get(f"{LIST}{complaint.pk}/"))
    assert NAME not in text(signed_in(village, bima).get(f"/kantor/aduan/{complaint.pk}/")), "not even to the BPD"
    with pytest.raises(actions.NotToldYet):
        actions.share_name(complaint=tell("Lampu padam."), at=NOON)
    nameless = tell("Kades lagi.", about="KADES")
    actions.notify_district(complaint=nameless, note=TOLD, by=bima, at=NOON)
    with pytest.raises(actions.ComplaintClosed):
        actions.share_name(complaint=nameless, at=NOON)


def test_only_the_council_tells_and_only_of_the_head(village, complaint, tell, bima, budi, citra):
    for somebody in (budi, citra):
        with pytest.raises(actions.NotThere):
            actions.notify_district(complaint=complaint, note=TOLD, by=somebody, at=NOON)
    with pytest.raises(actions.NotThere):
        actions.notify_district(complaint=tell("Lampu padam."), note=TOLD, by=budi, at=NOON)
    assert [entry.verb for entry in Entry.objects.all()] == ["masuk"]


def test_another_kecamatan_and_the_village_itself_answer_nothing(
    other_district, told, bima, camat, make_account, signed_in
):
    with pytest.raises(journals.MatterUnknown):
        actions.answer_notice(key=told.pk, text="Kami jawab sendiri.", by=bima, at=NOON)
    with current.inside(other_district):
        stranger = signed_in(other_district, make_account("lain", "CAMAT", name="Camat Lain"))
        assert stranger.get(f"{LIST}{told.pk}/").status_code == 404
        assert str(told.pk) not in text(stranger.get(LIST))


def test_late_ones_reach_the_kecamatan_as_numbers(village, district, complaint, told, camat):
    month, usual = f"{NOON:%Y-%m}", {"office_id": village.pk, "numerator": 3}
    for code in above.LATE:
        Fact.objects.update_or_create(
            office_id=village.pk, indicator=code, period=month,
            defaults=usual | {"as_of": NOON},
        )  # fmt: skip
    cache.clear()
    with current.inside(district):
        found = {clock.label: (clock.count, clock.note) for clock in above.clocks(camat, NOON.date())}
    assert found == {
        "Aduan tentang kepala desa menunggu jawaban": (1, ""),
        "Aduan tentang kepala desa lewat batas": (3, "di 1 desa"),
        "Aduan warga lewat batas": (3, "di 1 desa"),
    }
