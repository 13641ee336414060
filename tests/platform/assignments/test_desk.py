"""Inside a village: tasks of posts, meetings and their minutes, and what two villages have to do with each other."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import NOON, office
from django.db import IntegrityError, transaction
from samples import tools

from archive import queries as archive
from archive.models import Document
from assignments import actions, sheets
from assignments.actions import Decision, MeetingChanged, ReasonMissing
from assignments.models import Meeting, Task
from assignments.queries import matters, tasks
from assignments.rules import desks, evidence, terms
from assignments.rules.steps import StepRefused
from audit.models import Entry
from exchange.matters import actions as exchange
from exchange.matters.actions import OfficeAway
from exchange.matters.models import Matter
from messaging.models import Message
from walls import current

from .conftest import PAPER

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def give(by, to_post, *, what="Data posyandu", key=None, due_on=None, at=NOON):
    return actions.give_task(key=key or uuid4(), what=what, to_post=to_post, due_on=due_on, by=by, at=at)


class TestTasks:
    def test_leaders_give_to_every_post_and_others_to_their_own(self, sari, budi, gita):
        assert give(sari, "KASI_PELAYANAN").to_post == "KASI_PELAYANAN"
        assert give(budi, "OPERATOR").made_by_post == "KASI_PELAYANAN"
        for by, to_post in ((budi, "KADES"), (gita, "KASI_PELAYANAN"), (sari, "BPD"), (sari, "CAMAT_LAIN")):
            with pytest.raises(desks.DeskRefused):
                give(by, to_post)
        assert list(tasks.visible_to(gita)) == []

    def test_what_no_task_can_be(self, sari):
        for wrong, refusal in (
            ({"what": " a "}, ReasonMissing),
            ({"what": "Cek 3529010101010001"}, evidence.NumberInTitle),
            ({"due_on": NOON.date() - DAY}, terms.DayRefused),
        ):
            with pytest.raises(refusal):
                give(sari, "KASI_PELAYANAN", **wrong)
        key = uuid4()
        assert give(sari, "OPERATOR", key=key) == give(sari, "OPERATOR", key=key)
        with pytest.raises(IntegrityError, match="comes_from_one_place"), transaction.atomic():
            Task.objects.update(origin="MEETING")
        with pytest.raises(IntegrityError, match="ended_says_when"), transaction.atomic():
            Task.objects.update(state="DONE")

    def test_done_refused_with_a_reason_and_opened_again_by_a_leader(self, sari, budi, gita):
        task = give(sari, "KASI_PELAYANAN", due_on=NOON.date())
        said = {"pk": task.pk, "at": NOON}
        for by, verb in ((gita, "selesai"), (sari, "tolak"), (budi, "buka")):
            with pytest.raises(desks.DeedRefused):
                actions.do_deed(verb=verb, by=by, note="Tidak bisa.", **said)
        with pytest.raises(ReasonMissing):
            actions.do_deed(verb="tolak", by=budi, **said)
        actions.do_deed(verb="mulai", by=budi, **said)
        actions.do_deed(verb="tolak", by=budi, note="Bukan urusan saya.", **said)
        assert actions.do_deed(verb="buka", by=sari, note="Tetap kamu.", **said).ended_at is None
        actions.do_deed(verb="selesai", by=budi, note="Beres.", **said)
        with pytest.raises(desks.DeedRefused):
            actions.do_deed(verb="selesai", by=budi, **said)

        story = Task.objects.get().story
        assert [line["what"] for line in story] == ["Mulai dikerjakan", "Ditolak", "Dibuka kembali", "Selesai"]
        assert "Santoso" not in str(story)
        assert Message.objects.filter(event="task.ended", account=sari).count() == 2
        assert not Entry.objects.filter(action__startswith="task.", detail__icontains="Bukan urusan").exists()

    def test_what_is_late_is_told_to_the_secretary_once(self, sari, budi):
        give(sari, "KASI_PELAYANAN", due_on=NOON.date())
        for at, said in ((NOON, 0), (NOON + DAY, 2), (NOON + DAY, 2), (NOON + 2 * DAY, 2)):
            actions.remind(at=at)
            assert Message.objects.filter(event="task.late").count() == said

    def test_the_count_beside_the_menu_and_the_first_page(
        self, village, sari, budi, signed_in, django_capture_on_commit_callbacks
    ):
        desk = signed_in(village, budi)

        def menu():
            found = re.search(r"Tugas saya</span>(.*?)</a>", desk.get("/kantor/akun/").content.decode(), re.DOTALL)
            return re.sub(r"<[^>]+>", "", found[1])

        assert menu() == ""
        with django_capture_on_commit_callbacks(execute=True):
            give(sari, "KASI_PELAYANAN")
            give(sari, "KADES")
        assert menu() == "1 menunggu"

    def test_the_half_page_of_a_disposition(self, assignment, sari, village, budi, signed_in, tmp_path):
        said = {"matter": assignment.key, "what": "Foto semua posyandu sebelum Jumat.", "due_on": NOON.date() + DAY}
        task = actions.hand_on(key=uuid4(), to_post="KASI_PELAYANAN", by=sari, at=NOON, **said)
        answer = signed_in(village, budi).get(f"/kantor/tugas/{task.pk}/lembar.pdf")

        found = tools.text_of(answer.content)
        for words in ("Kecamatan Pragaan", "Data posyandu", "Kasi Pelayanan", "21 November 2026", "sebelum Jumat"):
            assert words in found
        assert len(tools.sizes_of(answer.content)) == 1
        assert answer.content == sheets.disposition(
            task, about="Data posyandu", sender="Kecamatan Pragaan", received_at=assignment.opened_at, at=task.made_at
        )


@pytest.fixture
def meeting(sari, budi):
    said = {"kind": "STAFF", "title": "Rapat bulanan", "place": "Balai desa", "agenda": "- APBDes\n- Posyandu"}
    called = ["KADES", "SEKDES", "KASI_PELAYANAN", "CAMAT"]
    return actions.call_meeting(key=uuid4(), **said, held_at=NOON + DAY, called=called, by=sari, at=NOON)


def write(meeting, by, *, version=0, at=NOON + 2 * DAY, **more):
    said = {"came": ["SEKDES", "KASI_PELAYANAN"], "guests": "Babinsa", "minutes": "Dibahas.", "decisions": []} | more
    return actions.write_minutes(pk=meeting.pk, version=version, by=by, at=at, **said)


class TestMeetings:
    def test_who_is_called_is_told_and_decisions_become_tasks(self, meeting, sari, budi, tmp_path):
        assert meeting.called == ["KADES", "SEKDES", "KASI_PELAYANAN"]
        assert set(Message.objects.filter(event="meeting.called").values_list("account__username", flat=True)) == {
            "sari",
            "budi",
        }
        with pytest.raises(MeetingChanged):
            write(meeting, sari, at=NOON)
        decided = [
            Decision("Data posyandu", "KASI_PELAYANAN", NOON.date() + 9 * DAY),
            Decision("Pasang papan", "KADUS"),
        ]
        write(meeting, sari, decisions=decided)

        assert [(one.what, one.to_post, one.origin) for one in tasks.of_meeting(meeting)] == [
            ("Data posyandu", "KASI_PELAYANAN", "MEETING"), ("Pasang papan", "KADUS", "MEETING"),
        ]  # fmt: skip
        found = tools.text_of(archive.content_of(Document.objects.get(area="notulen")))
        for words in (
            "Rapat bulanan",
            "Kasi Pelayanan",
            "Babinsa",
            "Pasang papan",
            "Pimpinan rapat",
            "Sari Wulandari",
            "APBDes",
        ):
            assert words in found, words

    def test_a_correction_is_a_new_version_beside_the_old(self, meeting, sari, budi, village, signed_in):
        write(meeting, sari)
        with pytest.raises(MeetingChanged):
            write(meeting, sari)
        with pytest.raises(ReasonMissing):
            write(meeting, sari, version=1, minutes="Dibahas lagi.")
        write(meeting, sari, version=1, minutes="Dibahas lagi.", why="Nama tempat salah.")

        meeting.refresh_from_db()
        first, second = (one["document"] for one in meeting.versions)
        desk = signed_in(village, budi)
        assert desk.get(f"/kantor/arsip/{first}/unduh/").content != desk.get(f"/kantor/arsip/{second}/unduh/").content
        assert "Nama tempat salah." in desk.get(f"/kantor/rapat/{meeting.pk}/").content.decode()

    def test_what_cannot_be_a_meeting_or_minutes(self, meeting, sari, village, signed_in):
        said = {
            "kind": "STAFF",
            "title": "Rapat",
            "place": "Balai",
            "agenda": "",
            "held_at": NOON,
            "by": sari,
            "at": NOON,
        }
        with pytest.raises(ReasonMissing):
            actions.call_meeting(key=uuid4(), called=["CAMAT"], **said)
        with pytest.raises(terms.DayRefused):
            write(meeting, sari, decisions=[Decision("Data", "KADUS", NOON.date())])
        assert not Document.objects.filter(area="notulen").exists()
        assert not Task.objects.exists()
        actions.cancel_meeting(pk=meeting.pk, by=sari, at=NOON)
        for act in (lambda: write(meeting, sari), lambda: actions.cancel_meeting(pk=meeting.pk, by=sari, at=NOON)):
            with pytest.raises(MeetingChanged):
                act()
        with pytest.raises(IntegrityError, match="held_has_minutes"), transaction.atomic():
            Meeting.objects.update(state="HELD")
        form = {"version": 0, "minutes": "Dibahas.", "what_1": "Data", "post_2": "KADUS"}
        held = actions.call_meeting(key=uuid4(), called=["KADES"], **said)
        page = signed_in(village, sari).post(f"/kantor/rapat/{held.pk}/notulen/", form)
        assert page.status_code == 422
        assert all(words in page.content.decode() for words in ("Pilih pelaksananya.", "Tulis keputusannya."))


class TestTwoVillages:
    def test_both_write_and_it_ends_when_both_agree(self, village, neighbour, sari, make_account):
        key = uuid4()
        said = {
            "topic": "batas",
            "title": "Jalan batas",
            "text": "Mari diukur.",
            "to": neighbour,
            "by": sari,
            "at": NOON,
        }
        matter = actions.begin_joint(key=key, files=[PAPER], **said)
        assert actions.begin_joint(key=key, **said) == matter
        with current.inside(neighbour):
            exchange.hear_all(at=NOON)
            darma = make_account("darma", "SEKDES")
            kadus = make_account("kadus", "KADUS")
            assert [one.key for one in matters.waiting_for(darma)] == [matter.key]
            assert not matters.visible_to(kadus).exists()
            assert Document.objects.filter(area="koordinasi").count() == 1
            actions.speak(key=matter.key, verb="tulis", text="Setuju diukur.", by=darma, at=NOON)
        assert [one.key for one in matters.waiting_for(sari)] == [matter.key]
        actions.speak(key=matter.key, verb="usul", by=sari, at=NOON)
        with pytest.raises(StepRefused):
            actions.speak(key=matter.key, verb="setuju", by=sari, at=NOON)
        with current.inside(neighbour):
            actions.speak(key=matter.key, verb="lanjut", text="Patok belum ada.", by=darma, at=NOON)
            actions.speak(key=matter.key, verb="usul", by=darma, at=NOON)
        done = actions.speak(key=matter.key, verb="setuju", by=sari, at=NOON + DAY)

        assert (done.state, done.turn, done.settled_at) == ("selesai", "", NOON + DAY)
        assert Message.objects.filter(event="joint.said", account=sari).count() == 3

    def test_not_with_a_closed_village_nor_without_words(self, village, neighbour, sari):
        neighbour.state = "SUSPENDED"
        said = {"key": uuid4(), "topic": "batas", "title": "Jalan", "by": sari, "at": NOON}
        with pytest.raises(OfficeAway):
            actions.begin_joint(text="Mari.", to=neighbour, **said)
        for wrong in ({"text": " "}, {"text": "Mari.", "topic": "gosip"}):
            with pytest.raises(ReasonMissing):
                actions.begin_joint(to=office("35.29.10.2008"), **(said | wrong))
        assert not Matter.objects.exists()


class TestMeetingsThatChange:
    def test_who_was_called_hears_that_it_is_off(self, meeting, sari, budi):
        actions.cancel_meeting(pk=meeting.pk, by=sari, at=NOON)

        assert heard("meeting.changed") == {
            ("sari", "Rapat bulanan: dibatalkan."),
            ("budi", "Rapat bulanan: dibatalkan."),
        }

    def test_a_meeting_is_moved_and_each_move_is_told(self, meeting, sari, budi, village, signed_in, monkeypatch):
        desk, page = signed_in(village, sari), f"/kantor/rapat/{meeting.pk}/pindah/"
        monkeypatch.setattr("assignments.views.meetings.timezone.now", lambda: NOON)
        assert desk.get(page).status_code == 200
        said = {"held_on": "2026-11-25", "at_time": "13:30", "place": "Kantor desa"}

        assert desk.post(page, said).status_code == 303

        meeting.refresh_from_db()
        assert (meeting.held_at.isoformat(), meeting.place) == ("2026-11-25T06:30:00+00:00", "Kantor desa")
        assert ("budi", "Rapat bulanan: dipindah ke 25 November 2026 pukul 13.30, Kantor desa.") in heard(
            "meeting.changed"
        )
        for wrong in (said, said | {"held_on": "2026-11-01"}, said | {"place": ""}, said | {"at_time": "25:00"}):
            assert desk.post(page, wrong).status_code == 422
        assert Message.objects.filter(event="meeting.changed").count() == 2

    def test_what_is_off_or_held_is_not_moved(self, meeting, sari):
        actions.cancel_meeting(pk=meeting.pk, by=sari, at=NOON)
        with pytest.raises(MeetingChanged):
            actions.move_meeting(pk=meeting.pk, held_at=NOON + 3 * DAY, place="Balai", by=sari, at=NOON)

    def test_the_day_before_says_so_once_for_each_time(self, meeting, sari, budi):
        for _ in range(2):
            actions.remind(at=NOON)
        actions.remind(at=NOON - DAY)
        assert Message.objects.filter(event="meeting.soon").count() == 2
        actions.move_meeting(pk=meeting.pk, held_at=NOON + 4 * DAY, place="Balai", by=sari, at=NOON)
        actions.remind(at=NOON)
        actions.remind(at=NOON + 3 * DAY)

        assert Message.objects.filter(event="meeting.soon").count() == 4
        actions.cancel_meeting(pk=meeting.pk, by=sari, at=NOON + 3 * DAY)


def heard(event):
    return set(Message.objects.filter(event=event).values_list("account__username", "text"))
