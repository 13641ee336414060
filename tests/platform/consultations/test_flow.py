"""From the village's question to the signed decision and back: who may do what, what the clock says, and two who act at once."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from conftest import NOON, office
from django.db import IntegrityError, transaction
from samples.consultations import PASSPHRASE, checked, drafted, submitted, written

from archive import queries as archive
from archive.models import Document
from audit.models import Entry
from consultations import actions, queries
from consultations.actions import NotComplete, TextMissing
from consultations.models import Draft, State
from consultations.rules import judging
from consultations.rules.steps import StepRefused
from exchange import holidays
from exchange.matters import actions as matters
from exchange.matters import queries as reading
from exchange.matters.actions import OfficeAway
from exchange.matters.models import Matter
from exchange.models import Holiday
from messaging.models import Message
from papers import verification
from papers.signing import CannotSign, WrongPassphrase
from tenants.models import Office
from walls import current

pytestmark = pytest.mark.django_db


def days(count):
    """Noon so many days later."""
    return NOON + timedelta(days=count)


def step(matter, verb, by, at=NOON, text="Sudah jelas."):
    return actions.take_step(key=matter.key, verb=verb, by=by, at=at, text=text)


def heard(here, at=NOON):
    with current.inside(here):
        return matters.hear_all(at=at)


def told(account):
    return list(Message.objects.filter(account=account).order_by("pk").values_list("text", flat=True))


@pytest.fixture
def taken(village, district, sari, desk):
    """Received on Friday 20 November 2026; the test stands in the kecamatan."""
    matter = submitted(sari)
    heard(district)
    with current.inside(district):
        step(matter, "terima", desk.kasi)
        yield matter


def test_a_question_becomes_a_signed_decision_and_is_mended(village, district, sari, citra, budi, desk):
    matter = submitted(sari)
    assert Draft.objects.get().state == State.SENT
    heard(district)
    with current.inside(district):
        assert told(desk.kasi) == ["Desa Pragaan Laok: Evaluasi RAPBDes. Konsultasi diajukan."]
        step(matter, "terima", desk.kasi)
        found = queries.consultation(matter.key)
        # 20 working days after Friday 20 November, past the leave around Christmas if there is any before.
        assert queries.today(found.due_at) == date(2026, 12, 18)
        checked(matter, desk)
        signed = actions.sign_answer(key=matter.key, passphrase=PASSPHRASE, by=desk.camat, at=days(5))
        assert signed.number_text == "900.1.1.4/001/35.29.11/XI/2026"
        pdf = archive.content_of(signed.document)
        seen = verification.inspect(pdf)
        assert (seen.is_genuine, seen.signer, seen.office) == (True, "Camat Contoh", district.title)
        found = queries.consultation(matter.key)
        case = queries.case_of(found)
        assert (found.state, case.due_on, case.needs_fix) == ("dijawab", date(2026, 12, 18), True)
        assert not Document.objects.filter(area="konsultasi", sha256=signed.document.sha256).exclude(
            pk=signed.document_id
        )
    heard(village, days(5))
    assert told(citra)[-1] == "Evaluasi RAPBDes: Dijawab."
    answer = reading.journal(queries.consultation(matter.key))[-1]
    arrived = Document.objects.get(pk=answer.files[0].document)
    assert archive.content_of(arrived) == pdf
    assert (answer.data["conclusion"], answer.data["notes"]) == ("perbaikan", {"5.3.5": "Lampirkan RAB."})
    with pytest.raises(StepRefused, match="berubah"):
        step(matter, "selesai", sari, days(6))
    step(matter, "tindaklanjuti", sari, days(6))
    closed = step(matter, "selesai", citra, days(7))

    assert (closed.state, closed.turn, bool(closed.settled_at)) == ("selesai", "", True)
    said = [entry.action.partition(".")[2] for entry in Entry.objects.filter(action__startswith="consultation.")]
    assert said == ["begin", "ajukan", "tindaklanjuti", "selesai"]
    # Only posts stand in the journal, and neither logs nor addresses know what was written.
    assert {line.post for line in reading.journal(closed)} == {"SEKDES", "KASI_PMD", "CAMAT", "KADES"}
    assert "RAPBDes 2027" not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_what_is_not_complete_is_not_submitted(village, sari, budi):
    empty = written(sari, files=False, figures=[], answers={"tahun": "2027"})
    with pytest.raises(NotComplete) as refused:
        actions.submit_draft(key=empty.key, by=sari, at=NOON)
    assert refused.value.missing == [
        "Disepakati bersama BPD pada", "Rancangan Perdes tentang APBDes (PDF)",
        "Berita acara dan keputusan musyawarah BPD (PDF)", "Perdes tentang RKP Desa (PDF)", "Angka utama",
    ]  # fmt: skip
    with pytest.raises(StepRefused, match="Sekretaris Desa atau Kepala Desa"):
        actions.submit_draft(key=written(budi).key, by=budi, at=NOON)
    assert not Matter.objects.exists()


def test_submitted_twice_it_is_one_and_cannot_be_changed_any_more(village, district, sari):
    draft = written(sari)
    first, second = (actions.submit_draft(key=draft.key, by=sari, at=NOON) for _ in range(2))
    assert first == second
    with pytest.raises(StepRefused, match="sudah diajukan"):
        actions.keep_draft(key=draft.key, subject="x", text="y", answers={}, figures=[], by=sari, at=NOON)
    with pytest.raises(StepRefused, match="sudah diajukan"):
        actions.drop_draft(key=draft.key, by=sari, at=NOON)
    # The files were handed on, and the village has one copy of each of the four.
    assert Document.objects.filter(area="konsultasi").count() == 4


def test_without_an_open_kecamatan_nothing_is_submitted(village, district, sari):
    draft = written(sari)
    with current.outside():
        Office.objects.filter(pk=district.pk).update(state=Office.State.SUSPENDED)
    with current.inside(office(village.region_code)), pytest.raises(OfficeAway):
        actions.submit_draft(key=draft.key, by=sari, at=NOON)
    assert Draft.objects.get().state == State.WRITING


def test_the_clock_stands_still_while_the_village_mends(taken, village, sari, desk):
    step(taken, "kembalikan", desk.kasi, days(5))
    held = queries.consultation(taken.key)
    assert (held.state, held.turn, held.returns, queries.used_days(held, days(30))) == ("perlu-perbaikan", "FROM", 1, 3)
    with current.inside(village):
        step(taken, "ajukan-lagi", sari, days(12))
    held = queries.consultation(taken.key)
    # Wednesday 25 November to Wednesday 2 December: five working days more, past the leave of Christmas.
    assert queries.today(held.due_at) == date(2026, 12, 29)
    assert (held.state, held.paused_at, queries.used_days(held, days(12))) == ("diterima", None, 3)


def test_a_day_off_added_later_moves_the_last_day_once(taken, regency, desk):
    with current.outside():
        Holiday.objects.create(office=regency, day=date(2026, 11, 27), name="Hari jadi", is_off=True)
    holidays.forget()

    assert actions.look_after(at=days(1)) == 1
    assert queries.today(queries.consultation(taken.key).due_at) == date(2026, 12, 21)


def test_alarms_ring_once_for_each_of_three_posts(taken, desk):
    for day in (20, 21, 22, 25, 27, 28, 28):
        actions.look_after(at=days(day))
    rung = [text for text in told(desk.camat) if "hari kerja ke" in text]
    assert rung == [f"Desa Pragaan Laok: Evaluasi RAPBDes, hari kerja ke-{day} dari 20." for day in (15, 18, 20)]
    assert len([text for text in told(desk.kasi) if "hari kerja ke" in text]) == 3


def test_nobody_checks_or_signs_what_he_wrote(taken, desk):
    both = desk.sekcam
    actions.draft_answer(key=taken.key, conclusion="sesuai", text="", notes={}, checks=[], by=both, at=NOON)
    actions.send_to_check(key=taken.key, by=desk.kasi, at=NOON)
    with pytest.raises(StepRefused, match="ikut menyusun"):
        actions.check_answer(key=taken.key, by=both, at=NOON)
    # The database says so too, should a rule be forgotten.
    for field in ("checked_by", "signed_by"):
        with pytest.raises(IntegrityError, match="nobody_"), transaction.atomic():
            Draft.objects.update(**{field: both})
    with pytest.raises(IntegrityError, match="checked_before"), transaction.atomic():
        Draft.objects.update(state="SIGNING")


def test_what_is_on_another_desk_stays_as_it_is(taken, desk, village, sari):
    with pytest.raises(StepRefused, match="wewenang"):
        actions.draft_answer(key=taken.key, conclusion="sesuai", text="", notes={}, checks=[], by=desk.camat, at=NOON)
    drafted(taken, desk)
    with pytest.raises(StepRefused, match="berpindah meja"):
        drafted(taken, desk)
    with pytest.raises(StepRefused, match="wewenang"):
        actions.check_answer(key=taken.key, by=desk.kasi, at=NOON)
    with pytest.raises(TextMissing):
        actions.return_to_drafter(key=taken.key, reason=" ", by=desk.sekcam, at=NOON)
    back = actions.return_to_drafter(key=taken.key, reason="Tambah dasar hukum.", by=desk.sekcam, at=NOON)
    assert (back.state, back.reason) == (State.WRITING, "Tambah dasar hukum.")
    assert told(desk.kasi)[-1].endswith("Konsep dikembalikan ke penyusun.")
    actions.send_to_check(key=taken.key, by=desk.kasi, at=NOON + timedelta(minutes=1))
    assert sum(text.endswith("Konsep menunggu diperiksa.") for text in told(desk.sekcam)) == 2
    with current.inside(village):
        assert not Draft.objects.filter(matter=taken.key).exclude(state="SENT").exists()
        with pytest.raises(StepRefused, match="wewenang"):
            step(taken, "kembalikan", sari)


@pytest.mark.parametrize(
    ("passphrase", "trouble"), [("salah sekali", WrongPassphrase), (PASSPHRASE, CannotSign)], ids=["wrong", "away"]
)
def test_a_signature_that_does_not_come_uses_up_no_number(taken, desk, monkeypatch, passphrase, trouble):
    checked(taken, desk)
    with monkeypatch.context() as away:
        if trouble is CannotSign:
            away.setattr("papers.signing.LocalSigner.sign", lambda *args, **kwargs: (_ for _ in ()).throw(CannotSign()))
        with pytest.raises(trouble):
            actions.sign_answer(key=taken.key, passphrase=passphrase, by=desk.camat, at=NOON)
    waiting = Draft.objects.get()
    assert (waiting.state, waiting.number, waiting.code) == (State.SIGNING, None, "")
    assert queries.consultation(taken.key).state == "diterima"

    assert actions.sign_answer(key=taken.key, passphrase=PASSPHRASE, by=desk.camat, at=NOON).number == 1
    with pytest.raises(StepRefused, match="dijawab"):
        actions.sign_answer(key=taken.key, passphrase=PASSPHRASE, by=desk.camat, at=NOON)


def test_numbers_follow_each_other_over_all_types_and_begin_again_with_the_year(taken, village, district, sari, desk):
    with current.inside(village):
        others = [submitted(sari, topic=topic) for topic in ("rekomendasi-perangkat", "bimbingan")]
    heard(district)
    given = []
    for matter, conclusion, at in (
        (taken, "sesuai", days(3)), (others[0], "setuju", days(4)), (others[1], "jawab", datetime(2027, 1, 4, 5, tzinfo=NOON.tzinfo)),
    ):  # fmt: skip
        if matter is not taken:
            step(matter, "terima", desk.kasi, days(3))
        checked(matter, desk, conclusion=conclusion, notes={}, at=days(3))
        given.append(actions.sign_answer(key=matter.key, passphrase=PASSPHRASE, by=desk.camat, at=at))
    assert [(one.number_year, one.number) for one in given] == [(2026, 1), (2026, 2), (2027, 1)]
    assert given[2].number_text.endswith("/001/35.29.11/I/2027")
    with pytest.raises(IntegrityError, match="its_own_number"), transaction.atomic():
        Draft.objects.filter(pk=given[1].pk).update(number=1)


def test_withdrawn_while_the_camat_reads_it_is_not_signed(taken, village, sari, desk):
    checked(taken, desk)
    with current.inside(village):
        step(taken, "tarik", sari, text="Musyawarah ulang.")
    with pytest.raises(StepRefused, match="ditarik"):
        actions.sign_answer(key=taken.key, passphrase=PASSPHRASE, by=desk.camat, at=NOON)
    assert Draft.objects.get().number is None
    assert not actions.look_after(at=days(40))


def test_silence_lets_the_draft_take_effect_and_only_then(taken, village, district, sari, desk):
    with current.inside(village), pytest.raises(StepRefused):
        step(taken, "selesai", sari, days(28))
    with current.inside(village):
        assert step(taken, "selesai", sari, days(31)).details["lapsed"] == 1
    assert judging.is_late(queries.case_of(queries.consultation(taken.key)), date(2026, 12, 21), frozenset())


def test_a_suspended_village_hears_of_it_when_it_is_back(taken, village, desk, sari):
    checked(taken, desk)
    with current.outside():
        Office.objects.filter(pk=village.pk).update(state=Office.State.SUSPENDED)
    actions.sign_answer(key=taken.key, passphrase=PASSPHRASE, by=desk.camat, at=NOON)
    with current.outside():
        Office.objects.filter(pk=village.pk).update(state=Office.State.OPEN)
    assert heard(village) == 1
    with current.inside(village):
        assert told(sari)[-1] == "Evaluasi RAPBDes: Dijawab."


def test_another_kecamatan_finds_nothing(taken, desk, other_district, make_account):
    with current.inside(other_district):
        stranger = make_account("lain", "KASI_PMD", "SEKCAM")
        for act in (
            lambda: step(taken, "terima", stranger),
            lambda: actions.draft_answer(
                key=taken.key, conclusion="sesuai", text="", notes={}, checks=[], by=stranger, at=NOON
            ),
        ):
            with pytest.raises(reading.MatterUnknown):
                act()
        assert not queries.consultations().exists()
    with pytest.raises(reading.MatterUnknown):
        queries.consultation(uuid4())


def test_the_first_page_of_the_kecamatan_says_what_it_owes(taken, village, sari, desk, make_account):
    with current.inside(village):
        submitted(sari)
        submitted(sari, topic="bimbingan")
        assert queries.clocks(sari, NOON.date()) == []
    evaluation, new = queries.clocks(desk.camat, NOON.date())
    assert (evaluation.label, evaluation.link) == ("Evaluasi RAPBDes: Desa Pragaan Laok", f"/konsultasi/{taken.key}/")
    assert (evaluation.due_on, evaluation.tone) == (date(2026, 12, 18), "info")
    assert (new.label, new.count, new.due_on) == ("2 konsultasi belum diterima", 2, None)
    tones = [queries.clocks(desk.camat, date(2026, 12, day))[0].tone for day in (10, 11, 16, 19)]
    assert tones == ["info", "warn", "danger", "danger"]
