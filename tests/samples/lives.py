"""
What villages and their kecamatan do, act by act, each noted by the pencil in the same breath.

`World` has the offices as pencils and the time it is for all of them; `settle` makes a village that can live, `above` its kecamatan.
"""

import uuid
from collections import Counter
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db import transaction

from accounts.models import Account, Appointment
from assignments import actions as assignments
from consultations import actions as consultations
from consultations.rules import topics
from exchange.matters import actions as matters
from exchange.matters.actions import File
from exchange.matters.models import Matter
from exchange.outbox import actions as outbox
from exchange.periods import Period
from modules.service import actions as service
from modules.service.complaints import actions as complaints
from modules.service.models import LetterKind
from papers import actions as papers
from registry import actions as registry
from registry.ledger import Entry
from registry.models import Resident
from samples.consultations import checked, submitted
from samples.ledger import enrol, happen
from samples.pencil import BUDGET, FIRST, FLOWS, OF_TODAY, ZONE, Pencil, Promise
from submissions import actions as submissions
from tenants.models import Office
from walls import current

BEGIN = datetime(2026, 10, 5, 9, tzinfo=ZONE)
#: From October to February only the recapitulation is due.
END = BEGIN.replace(year=2027, month=2, day=10)
PASSPHRASE = "kentongan-berbunyi-tiga"
PEOPLE = 14
POSTS = ("KADES", "SEKDES", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "OPERATOR")
ABOVE = ("CAMAT", "SEKCAM", "KASI_PMD")
PAPER = File("rekap.pdf", "application/pdf", b"%PDF-1.7 rekap")
NOTED: Counter[str] = Counter()


class World:
    """The twelve, the kecamatan above most of them, and the time it is for all of them."""

    def __init__(self, villages: list[Pencil], district: Pencil) -> None:
        self.villages, self.district, self.now = villages, district, BEGIN

    @property
    def month(self) -> str:
        return f"{self.now:%Y-%m}"

    def born(self, pencil: Pencil, pick: int) -> None:
        for number in range(20 if pick % 30 == 0 else 1):
            has = (pick + number) % 2 == 0
            enrol(
                at=self.now, kind="BIRTH", name="BAYI SAMPLE", sex=1 + pick % 2, born_on=self.now.date(), relation=4,
                birth_certificate="AL-7" if has else "",
            )  # fmt: skip
            self.note(pencil, births=1, residents=1, children=1, certified=has)

    def came(self, pencil: Pencil, pick: int) -> None:
        for _ in range(11 if pick % 4 == 0 else 1):
            enrol(at=self.now, kind="MOVE_IN", name="PENDATANG SAMPLE", sex=1, born_on=date(1990, 1, 1))
            self.note(pencil, arrivals=1, residents=1)

    def goes(self, pencil: Pencil, pick: int, kind: str, flow: str) -> None:
        grown = Resident.objects.filter(status=1, born_on__year__lt=2000).order_by("pk")
        if person := grown[pick % grown.count()] if grown.count() > 3 else None:
            happen(kind, person, at=self.now, by=pencil.by)
            self.note(pencil, **{flow: 1, "residents": -1})

    def died(self, pencil: Pencil, pick: int) -> None:
        self.goes(pencil, pick, "DEATH", "deaths")

    def left(self, pencil: Pencil, pick: int) -> None:
        self.goes(pencil, pick, "MOVE_OUT", "departures")

    def asked(self, pencil: Pencil, pick: int) -> None:
        person = Resident.objects.filter(status=1, born_on__year__lt=2000).order_by("pk").first()
        letter = service.make_at_counter(
            key=uuid.uuid4(), kind=LetterKind.objects.get(slug="pengantar-skck"), answers={"purpose": "Melamar pekerjaan"},
            resident=person, by=pencil.by, at=self.now, repeats_because="uji",
        )  # fmt: skip
        self.note(pencil, requests=1)
        pencil.letters.append(slip := Promise(due=letter.due_at, key=letter))
        if pencil.signs and pick % 2:
            self.signed(pencil, slip)
        elif pick % 3 == 0:
            service.return_incomplete(letter=letter, reason="Foto KTP buram.", by=pencil.by, at=self.now)
            slip.left = self.now

    def signed(self, pencil: Pencil, slip: Promise) -> None:
        letter = service.check_by_kasi(letter=slip.key, by=pencil.by, at=self.now)
        letter = service.check_by_sekdes(letter=letter, by=pencil.by, at=self.now)
        (result,) = service.sign_letters(letter_ids=[letter.pk], passphrase=PASSPHRASE, by=pencil.by, at=self.now)
        assert result.is_signed, result.problem
        slip.done = self.now
        self.note(pencil, letters_issued=1)

    def made_late(self, pencil: Pencil, pick: int) -> None:
        """Somebody remembers a letter that lies there."""
        if pencil.signs and (slip := next((one for one in pencil.letters if not one.done and not one.left), None)):
            self.signed(pencil, slip)

    def cancelled(self, pencil: Pencil, pick: int) -> None:
        if slip := next((one for one in reversed(pencil.letters) if one.done and not one.undone), None):
            service.cancel_letter(letter=slip.key, reason="Salah tulis", by=pencil.by, at=self.now)
            NOTED["cancelled"] += 1
            slip.undone = True
            pencil.flows[f"{slip.done.astimezone(ZONE):%Y-%m}"]["letters_issued"] -= 1

    def complained(self, pencil: Pencil, pick: int) -> None:
        complaint = complaints.tell_complaint(
            key=uuid.uuid4(), story_told="Lampu jalan padam.", category=("INFORMATION", "ORDINARY")[pick // 2 % 2],
            about="KADES" if pick % 2 else "OTHER", manner="ANONYMOUS", at=self.now,
        )  # fmt: skip
        self.note(pencil, head_complaints=pick % 2)
        if not pick % 2:
            pencil.complaints.append(Promise(due=complaint.due_on, key=complaint))

    def answered(self, pencil: Pencil, pick: int) -> None:
        if open_one := next((one for one in pencil.complaints if not one.done), None):
            answer = {"answer": "Lampu sudah diganti.", "by": pencil.by, "at": self.now}
            complaints.answer_complaint(complaint=open_one.key, **answer)
            open_one.done = self.now
            NOTED["answered late" if open_one.is_past(self.now) else "answered in time"] += 1

    def reported(self, pencil: Pencil, pick: int) -> None:
        """The recapitulation of last month, for the first time or after it came back."""
        term = Period(self.month).before
        report = pencil.reports[term]
        if term < FIRST or report.waits or (report.looked_at and not report.returned) or report.key == "ACCEPTED":
            return
        about = {"code": "rekap-penduduk", "term": term, "text": "", "by": pencil.by, "at": self.now}
        matters.hear_all(at=self.now)
        report.key = submissions.send_report(files=[PAPER], **about).key
        report.sent, report.waits = report.sent or self.now.astimezone(ZONE).date(), True
        NOTED["reports late" if report.sent.day > 10 else "reports in time"] += 1

    def looked_at(self, pencil: Pencil, pick: int) -> None:
        """The kecamatan looks at what this village sent."""
        report = next((one for one in pencil.reports.values() if one.waits), None)
        if report is None or pencil.office.parent_id != self.district.office.pk:
            return
        with current.inside(self.district.office):
            matters.hear_all(at=self.now)
            said = {"key": report.key, "by": self.district.by.kasi, "at": self.now}
            if pick % 2:
                submissions.return_report(reason="Jumlah tidak cocok.", **said)
            else:
                submissions.accept_report(**said)
        matters.hear_all(at=self.now)
        report.looked_at, report.waits = report.looked_at or self.month, False
        report.returned, report.key = report.returned or bool(pick % 2), report.key if pick % 2 else "ACCEPTED"
        NOTED["returned" if pick % 2 else "accepted"] += 1

    def assigned(self, pencil: Pencil, pick: int) -> None:
        if pencil.office.parent_id != self.district.office.pk:
            return
        due_on = self.now.date() + timedelta(days=1 + pick % 9)
        said = {"title": "Data posyandu", "text": "Jumlah posyandu.", "topic": "p", "wanted": "KATA", "due_on": due_on}
        with current.inside(self.district.office):
            bundle = assignments.send_assignment(
                key=uuid.uuid4(), to=[pencil.office], by=self.district.by.kasi, at=self.now, **said
            )
        matters.hear_all(at=self.now)
        matter = Matter.objects.get(bundle=bundle)
        pencil.tasks.append(Promise(due=matter.due_at, key=matter.key))

    def worked(self, pencil: Pencil, pick: int) -> None:
        """The village reports its oldest assignment, and mostly the kecamatan accepts."""
        if task := next((one for one in pencil.tasks if not one.done), None):
            assignments.report(key=task.key, text="Lima posyandu, semuanya buka.", by=pencil.by, at=self.now)
            task.done = self.now
            NOTED["worked late" if task.is_past(self.now) else "worked in time"] += 1
            if pick % 3:
                with current.inside(self.district.office):
                    matters.hear_all(at=self.now)
                    assignments.accept(key=task.key, by=self.district.by.kasi, at=self.now)
                matters.hear_all(at=self.now)
                task.accepted = True

    def consulted(self, pencil: Pencil, pick: int) -> None:
        """The village asks, and the kecamatan takes it the same hour."""
        if pencil.office.parent_id != self.district.office.pk:
            return
        topic = "rekomendasi-perangkat" if pick % 3 else BUDGET
        matter = submitted(pencil.by, topic=topic, at=self.now)
        with current.inside(self.district.office):
            matters.hear_all(at=self.now)
            matter = consultations.take_step(key=matter.key, verb="terima", by=self.district.by.kasi, at=self.now)
            self.district.questions.append(Promise(due=current.today(matter.due_at), about=topic, key=(matter, pencil)))
        matters.hear_all(at=self.now)

    def advised(self, pencil: Pencil, pick: int) -> None:
        """The kecamatan answers its oldest question, or the village takes it back."""
        question = next((one for one in self.district.questions if not one.done), None)
        if question is None:
            return
        matter, asker = question.key
        if pick % 2:
            with current.inside(asker.office):
                consultations.take_step(key=matter.key, verb="tarik", by=asker.by, text="Ulang.", at=self.now)
            self.district.questions.remove(question)
        with current.inside(self.district.office):
            matters.hear_all(at=self.now)
            if not pick % 2:
                ends = topics.named(question.about).conclusions[0].key
                checked(matter, self.district.by, at=self.now, conclusion=ends, notes={})
                consultations.sign_answer(key=matter.key, passphrase=PASSPHRASE, by=self.district.by.camat, at=self.now)
                question.done = self.now
        NOTED["withdrawn" if pick % 2 else "advised"] += 1

    def closed(self, pencil: Pencil, pick: int) -> None:
        """The register of last month, and with it by night its figures."""
        last = Period(self.month).before
        if last < f"{BEGIN:%Y-%m}" or last in pencil.closed:
            return
        registry.close_month(first=last.first_day, by=pencil.by, at=self.now)
        outbox.publish_dirty(at=self.now)
        pencil.closed[last] = self.standing(pencil, last)
        assert last in outbox.close_due(at=self.now)
        NOTED["closed"] += 1

    def standing(self, pencil: Pencil, month: str) -> dict[str, Any]:
        """What the pencil says of a month that is over: who lived there at its end, and what came and went in it."""
        later = [flows for when, flows in pencil.flows.items() if when > month]
        gone = sum(flows["births"] + flows["arrivals"] - flows["deaths"] - flows["departures"] for flows in later)
        living, pencil.residents = pencil.residents, pencil.residents - gone
        found = pencil.told(month, self.now)
        pencil.residents = living
        return {code: figure for code, figure in found.items() if code not in OF_TODAY}

    def waited(self, pencil: Pencil, pick: int) -> None:
        self.now = min(self.now + timedelta(days=3 + pick % 12), END)

    def note(self, pencil: Pencil, **changes: int) -> None:
        for name, many in changes.items():
            if name in FLOWS:
                pencil.flows[self.month][name] += many
                NOTED[name] += many
            else:
                setattr(pencil, name, getattr(pencil, name) + many)

    def live(self, steps: list[tuple[int, str, int]]) -> None:
        for place, act, pick in steps:
            pencil = self.villages[place]
            with current.inside(pencil.office):
                getattr(self, act)(pencil, pick)
                if pick % 2:
                    outbox.publish_dirty(at=self.now)
            self.now += timedelta(minutes=7)


def settle(village: Office, place: int) -> Pencil:
    with current.inside(village):
        by = person("semua", *POSTS)
        with transaction.atomic():
            early = BEGIN - timedelta(days=4)
            entry = Entry(kind="OPENING", happened_on=early.date(), reported_on=early.date(), at=early, by=by)
            for number in range(PEOPLE):
                entry.add(Resident(
                    name=f"WARGA SAMPLE {number}", sex=1 + number % 2, born_on=date(1960 + number, 10, 5),
                    nik=f"359901010180{place + 1:02d}{number:02d}", nik_status="TETAP", birthplace="SUMENEP", religion=1,
                    occupation=84, marital=1, citizenship=1,
                ))  # fmt: skip
            entry.write()
        if place < 2:
            certify(by, "Kepala Desa", village)
    return Pencil(village, PEOPLE, place < 2, by)


def above(district: Office) -> Pencil:
    with current.inside(district):
        desk = SimpleNamespace(**{post.lower().removesuffix("_pmd"): person(post.lower(), post) for post in ABOVE})
        certify(desk.camat, "Camat", district)
    return Pencil(district, 0, True, desk)


def person(username: str, *posts: str) -> Account:
    made = Account.objects.create(username=username, name=f"Sari {username.title()}", created_at=BEGIN)
    Appointment.objects.bulk_create(Appointment(account=made, post=post, since=BEGIN.date()) for post in posts)
    return made


def certify(account: Account, post: str, where: Office) -> None:
    papers.issue_certificate(
        account=account, name=account.name, post=post, office_title=where.title, passphrase=PASSPHRASE,
        at=BEGIN - timedelta(hours=9),
    )  # fmt: skip
