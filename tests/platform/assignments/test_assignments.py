"""An assignment from both sides: what is refused, what is done once, who speaks, who is told, and what stands on the board."""

from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import NOON, OTHER_DISTRICT, office

from archive.models import Document
from assignments import actions
from assignments.models import Task
from assignments.queries import board, matters
from assignments.rules import evidence, terms
from assignments.rules.steps import StepRefused
from exchange.matters import actions as exchange
from exchange.matters import queries
from exchange.matters.models import Matter
from exchange.matters.queries import MatterUnknown
from messaging.models import Message
from tenants.models import Office
from walls import current

from .conftest import DUE, PAPER, PHOTO

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)


def told(event):
    return sorted(Message.objects.filter(event=event).values_list("account__username", flat=True))


def state_of(matter):
    return Matter.objects.get(pk=matter.pk).state


class TestSending:
    def test_two_villages_read_it_and_a_second_click_sends_nothing(self, village, neighbour, district, send, sari):
        key = uuid4()
        assert send(key=key, files=[PAPER]) == send(key=key, files=[PAPER]) == key

        with current.inside(district):
            assert Matter.objects.filter(bundle=key).count() == 2
            assert Document.objects.filter(area="koordinasi").count() == 1
        for side in (village, neighbour):
            with current.inside(side):
                exchange.hear_all(at=NOON)
                (matter,) = matters.visible_to(sari)
                assert (queries.subject(matter), matter.state, matter.turn) == ("Data posyandu", "baru", "TO")
                assert Document.objects.get(area="koordinasi").name == "panduan.pdf"
        assert told("assignment.given") == ["sari"]

    def test_a_second_click_that_comes_while_the_first_is_under_way(self, send, monkeypatch):
        from assignments.actions import sending

        key = uuid4()
        send(key=key)
        answers = iter([False, True])
        monkeypatch.setattr(sending, "_is_sent", lambda _key: next(answers))

        assert send(key=key) == key
        assert Matter.objects.filter(bundle=key).count() == 1

    @pytest.mark.parametrize(
        ("wrong", "refusal"),
        [
            ({"to": []}, actions.AssignmentRefused),
            ({"topic": "z"}, actions.AssignmentRefused),
            ({"wanted": "FILM"}, actions.AssignmentRefused),
            ({"text": " "}, actions.AssignmentRefused),
            ({"due_on": NOON.date() - timedelta(days=1)}, terms.DayRefused),
            ({"due_on": NOON.date() + timedelta(days=800)}, terms.DayRefused),
            ({"title": "Cek 3529 0101 0101 0001"}, evidence.NumberInTitle),
        ],
    )
    def test_what_cannot_be_sent_leaves_nothing(self, send, district, wrong, refusal):
        with pytest.raises(refusal):
            send(**wrong)
        with current.inside(district):
            assert not Matter.objects.exists()

    def test_not_to_a_village_of_another_kecamatan_nor_to_one_that_is_closed(self, send, neighbour, district):
        with pytest.raises(actions.AssignmentRefused):
            send(to=[office("35.29.10.2008")])
        with current.outside():
            Office.objects.filter(pk=neighbour.pk).update(state="SUSPENDED")
        with pytest.raises(actions.AssignmentRefused):
            send(to=[neighbour])
        with current.inside(district):
            assert not Matter.objects.exists()


class TestLife:
    def test_reported_returned_reported_again_and_accepted(
        self, assignment, sari, dewi, village, district, at_district
    ):
        key = assignment.key
        actions.take_up(key=key, by=sari, at=NOON)
        actions.report(key=key, text="Dua posyandu.", files=[PHOTO], by=sari, at=LATER)
        at_district(actions.return_report, key=key, reason="Foto buram.", by=dewi, at=LATER)
        exchange.hear_all(at=LATER)
        assert told("assignment.returned") == ["sari"]
        actions.report(key=key, files=[PHOTO], by=sari, at=LATER + timedelta(hours=1))
        done = at_district(actions.accept, key=key, by=dewi, at=LATER + timedelta(hours=2))

        assert (done.state, done.turn, done.returns) == ("selesai", "", 1)
        assert [line.verb for line in queries.journal(queries.named(key))] == [
            "tugaskan", "ambil", "lapor", "kembalikan", "lapor", "terima",
        ]  # fmt: skip
        with current.inside(district):
            assert told("assignment.reported") == ["dewi", "dewi"]
            parcel = queries.journal(queries.named(key))[2].files[0]
            assert Document.objects.get(pk=parcel.document).area == "koordinasi"

    @pytest.mark.parametrize(
        ("wanted", "given"),
        [
            ("FOTO", {"text": "Sudah.", "files": [PAPER]}),
            ("PDF", {"files": [PHOTO]}),
            ("ANGKA", {"number": "dua belas"}),
            ("ANGKA", {"number": "9" * 16}),
            ("KATA", {"text": " a", "files": [PHOTO]}),
        ],
    )
    def test_evidence_of_the_wrong_kind_is_no_report(self, village, send, sari, wanted, given):
        matter = Matter.objects.get(bundle=send(to=[village], wanted=wanted))
        with pytest.raises(evidence.EvidenceMissing):
            actions.report(key=matter.key, by=sari, at=NOON, **given)
        assert state_of(matter) == "baru"

    def test_a_number_stands_on_the_board_as_it_was_meant(self, village, send, sari, district, dewi, signed_in):
        bundle = send(to=[village], wanted="ANGKA")
        actions.report(key=Matter.objects.get().key, number="1.250,5", by=sari, at=NOON)

        page = signed_in(district, dewi).get(f"/tugas/paket/{bundle}/").content.decode()
        assert "1250,5" in page

    def test_a_reason_is_wanted_and_only_the_kecamatan_closes(self, assignment, sari, dewi, at_district):
        key = assignment.key
        actions.report(key=key, files=[PHOTO], by=sari, at=NOON)
        with pytest.raises(actions.ReasonMissing):
            at_district(actions.return_report, key=key, reason=" ", by=dewi, at=NOON)
        for verb in ("terima", "tarik", "kembalikan"):
            with pytest.raises(StepRefused):
                actions.speak(key=key, verb=verb, text="Sudah selesai.", by=sari, at=NOON)
        assert state_of(assignment) == "diajukan"

    def test_of_two_reviewers_the_second_is_told(self, assignment, sari, dewi, at_district):
        actions.report(key=assignment.key, files=[PHOTO], by=sari, at=NOON)
        at_district(actions.accept, key=assignment.key, by=dewi, at=LATER)
        with pytest.raises(StepRefused):
            at_district(actions.return_report, key=assignment.key, reason="Kurang.", by=dewi, at=LATER)
        assert state_of(assignment) == "selesai"

    def test_what_was_taken_back_is_neither_reported_nor_reviewed(self, assignment, sari, dewi, district, at_district):
        actions.report(key=assignment.key, files=[PHOTO], by=sari, at=NOON)
        at_district(actions.withdraw, matters=[assignment], reason="Salah kirim.", by=dewi, at=LATER)
        with pytest.raises(StepRefused):
            at_district(actions.accept, key=assignment.key, by=dewi, at=LATER)
        with pytest.raises(StepRefused):
            at_district(actions.withdraw, matters=[assignment], reason="Sekali lagi.", by=dewi, at=LATER)
        with pytest.raises(StepRefused):
            actions.report(key=assignment.key, files=[PHOTO], by=sari, at=LATER)

    def test_more_time_for_one_or_for_all_and_never_less(self, village, neighbour, district, send, dewi, at_district):
        bundle = send()
        with current.inside(district):
            one, two = board.of_bundle(bundle)
        more = DUE + timedelta(days=5)
        assert at_district(actions.extend, matters=[one], due_on=more, reason="Banjir.", by=dewi, at=NOON) == 1
        assert at_district(actions.extend, matters=[one, two], due_on=more, reason="Banjir.", by=dewi, at=NOON) == 1
        for due_on, refusal in ((DUE, StepRefused), (NOON.date() - timedelta(days=1), terms.DayRefused)):
            with pytest.raises(refusal):
                at_district(actions.extend, matters=[one, two], due_on=due_on, reason="Maju.", by=dewi, at=NOON)
        with current.inside(district):
            assert {matters.due_on(one) for one in board.of_bundle(bundle)} == {more}

    def test_another_kecamatan_and_another_village_know_nothing_of_it(self, assignment, neighbour, make_account):
        for side, post in ((office(OTHER_DISTRICT), "CAMAT"), (neighbour, "KADES")):
            with current.inside(side):
                stranger = make_account("orang", post)
                with pytest.raises(MatterUnknown):
                    actions.note(key=assignment.key, text="Halo.", by=stranger, at=NOON)


class TestHandingOn:
    def test_whoever_it_was_handed_to_sees_it_reports_it_and_has_it_back_with_the_return(
        self, assignment, sari, budi, gita, dewi, at_district
    ):
        with pytest.raises(MatterUnknown):
            actions.report(key=assignment.key, files=[PHOTO], by=budi, at=NOON)
        said = {"key": uuid4(), "matter": assignment.key, "what": "Foto posyandu", "due_on": DUE, "at": NOON}
        with pytest.raises(MatterUnknown):
            actions.hand_on(to_post="KASI_PELAYANAN", by=budi, **said)
        task = actions.hand_on(to_post="KASI_PELAYANAN", by=sari, **said)
        assert actions.hand_on(to_post="KASI_PELAYANAN", by=sari, **said) == task
        assert told("task.given") == ["budi"]
        assert not matters.visible_to(gita).exists()

        actions.report(key=assignment.key, files=[PHOTO], by=budi, at=LATER)
        task.refresh_from_db()
        assert (task.state, task.ended_at) == ("DONE", LATER)
        at_district(actions.return_report, key=assignment.key, reason="Buram.", by=dewi, at=LATER)
        exchange.hear_all(at=LATER)
        task.refresh_from_db()
        assert (task.state, task.ended_at, told("assignment.returned")) == ("DOING", None, ["budi", "sari"])
        at_district(actions.withdraw, matters=[assignment], reason="Cukup.", by=dewi, at=LATER)
        exchange.hear_all(at=LATER)
        assert Task.objects.get().state == "REFUSED"
        # What was refused or taken away lies on that desk no more.
        assert not matters.visible_to(budi).exists()
