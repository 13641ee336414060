"""
A scene for each figure that moves with time: a village (or its kecamatan) as it was counted, a moment by which the figure is another one
although nobody did anything, and something that is done.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

from conftest import NOON

from assignments import actions as assignments
from consultations import actions as consultations
from exchange import indicators
from exchange.matters import actions as matters
from exchange.matters.actions import File
from exchange.matters.models import Matter
from exchange.models import Obligation as Published
from exchange.periods import Period
from modules.service import actions as service
from modules.service.complaints import actions as complaints
from modules.service.models import Letter, LetterKind
from papers import authority
from registry import actions as registry
from registry.models import Resident
from samples.consultations import PASSPHRASE, certify, checked, submitted
from samples.ledger import enrol
from submissions import actions as submissions
from submissions import codes, queries
from submissions.rules import obligations as rules
from submissions.rules.obligations import DueBy, Obligation
from submissions.rules.terms import Term
from walls import current

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PAPER = File("laporan.pdf", "application/pdf", b"%PDF-1.7 laporan")


@dataclass
class Scene:
    """
    What is counted where, as of when, by when time alone has changed it, and what is done then: soon after it was counted, or
    only when the night has counted it late. What is changed by hand marks nothing.
    """

    office: Any
    period: str
    at: datetime
    later: datetime
    do: Callable[[datetime], Any]
    is_late_by_then: bool = False
    is_marked: bool = True


def letters(cast: Any, code: str) -> Scene:
    """One is late for days, and one is promised for this afternoon."""
    person = enrol(
        at=NOON - 20 * DAY, name="ANI SAMPLE", sex=2, born_on=date(1985, 6, 15), nik="3529115506850003",
        nik_status="TETAP", birthplace="SUMENEP", religion=1, occupation=84, marital=1, citizenship=1,
    )  # fmt: skip
    kind = LetterKind.objects.get(slug="pengantar-skck")

    def make(at: datetime) -> Letter:
        return service.make_at_counter(
            key=uuid.uuid4(), kind=kind, answers={"purpose": "Melamar pekerjaan"}, resident=person, by=cast.budi, at=at,
            repeats_because="uji",
        )  # fmt: skip

    late = make(NOON - 10 * DAY)
    if code == "days_since_service":
        back = {"reason": "Foto KTP buram.", "by": cast.budi}
        return Scene(
            cast.village, "2026-11", NOON, NOON + DAY, lambda at: service.return_incomplete(letter=late, at=at, **back)
        )
    promised = make(NOON).due_at
    # As an action would that gives it more time and tells nobody.
    change = Letter.objects.filter(pk=late.pk).update
    return Scene(
        cast.village,
        "2026-11",
        NOON + HOUR / 12,
        promised + HOUR,
        lambda at: change(due_at=at + 2 * DAY),
        is_marked=False,
    )


def complained(cast: Any, code: str) -> Scene:
    """One is past its term, and one will be in a week."""
    about = "KADES" if code.startswith("head") else "OTHER"
    by = cast.make("bima", "BPD") if about == "KADES" else cast.budi
    said = {"story_told": "Lampu jalan padam.", "category": "INFORMATION", "about": about, "manner": "ANONYMOUS"}
    told = [complaints.tell_complaint(key=uuid.uuid4(), at=NOON - days * DAY, **said) for days in (18, 0)]

    def answer(at: datetime) -> None:
        for complaint in told:
            complaints.answer_complaint(complaint=complaint, answer="Lampu sudah diganti.", by=by, at=at)

    return Scene(cast.village, "2026-11", NOON + HOUR, NOON + 9 * DAY, answer)


def reported(cast: Any, code: str) -> Scene:
    """Nothing was sent, and it is two days to the last day of the report."""
    obligation = _owed(_obligation_of(code), cast)
    duties = queries.duties(NOON.date(), NOON.date() + 12 * DAY, NOON.date() + 800 * DAY)
    duty = next(one for one in duties if one.obligation.code == obligation.code)
    noon = datetime.combine(duty.due_on, time(5), NOON.tzinfo)
    about = {"code": obligation.code, "term": duty.term, "text": "", "by": cast.sari}

    def send(at: datetime) -> None:
        if obligation.to_district:
            submissions.send_report(files=[PAPER], at=at, **about)
        else:
            submissions.hand_on_report(handed_on=current.today(at), at=at, **about)

    is_yearly = indicators.named(code).period == "year"
    period = f"{duty.due_on:%Y}" if is_yearly else f"{duty.due_on:%Y-%m}"
    return Scene(cast.village, period, noon - 2 * DAY, noon + 2 * DAY, send)


def _obligation_of(code: str) -> Obligation:
    known = {figure: one for one, figure in {**codes.YEARLY, **codes.MONTHLY}.items()}
    known |= {figure: one for one, pair in codes.DETAILS.items() for figure in pair}
    return queries.SHIPPED[known.get(code, "rekap-penduduk")]


def _owed(obligation: Obligation, cast: Any) -> Obligation:
    """What is off until a kabupaten switches it on, switched on."""
    if not obligation.is_active:
        dates = {Term("2027-T1"): date(2027, 6, 16)} if obligation.due.by is DueBy.DATES else {}
        said = rules.written(replace(obligation, is_active=True, due=replace(obligation.due, dates=dates)))
        regency = cast.district.parent
        with current.inside(regency):
            Published.objects.create(office_id=regency.pk, code=obligation.code, said=said, set_at=NOON)
        queries.forget()
    return obligation


def asked(cast: Any, code: str) -> Scene:
    """A draft budget that nobody answers, and that its village takes back in the end."""
    kasi = cast.above("kasi", "KASI_PMD")
    matter = submitted(cast.sari)
    with current.inside(cast.district):
        matters.hear_all(at=NOON)
        consultations.take_step(key=matter.key, verb="terima", by=kasi, at=NOON)

    def withdraw(at: datetime) -> None:
        with current.inside(cast.village):
            consultations.take_step(key=matter.key, verb="tarik", by=cast.sari, text="Ulang.", at=at)
        matters.hear_all(at=at)

    period = "2026" if code == "budgets_evaluated" else "2026-12"
    return Scene(cast.district, period, NOON + DAY, NOON + 30 * DAY, withdraw, is_late_by_then=True)


def mended(cast: Any, code: str) -> Scene:
    """A draft budget that was sent back to be mended by 30 December."""
    desk = SimpleNamespace(
        kasi=cast.above("kasi", "KASI_PMD"),
        sekcam=cast.above("sekcam", "SEKCAM"),
        camat=cast.above("camat", "CAMAT", totp=True),
    )
    matter, answered = submitted(cast.sari), NOON + 10 * DAY
    with current.inside(cast.district):
        authority.make_authority(name="uji", at=NOON - DAY)
        certify(desk.camat, cast.district)
        matters.hear_all(at=NOON)
        consultations.take_step(key=matter.key, verb="terima", by=desk.kasi, at=NOON)
        checked(matter, desk, at=answered, conclusion="perbaikan", notes={})
        consultations.sign_answer(key=matter.key, passphrase=PASSPHRASE, by=desk.camat, at=answered)
    matters.hear_all(at=answered)
    mend = partial(consultations.take_step, key=matter.key, verb="tindaklanjuti", by=cast.sari, text="Sudah.")
    return Scene(cast.village, "2026", answered + DAY, NOON + 42 * DAY, lambda at: mend(at=at))


def given(cast: Any, code: str) -> Scene:
    """An assignment for the Monday after next, which the kecamatan takes back when it is late."""
    dewi, due_on = cast.above("dewi", "KASI_PMD"), NOON.date() + 10 * DAY
    said = {"title": "Data posyandu", "text": "Foto semua posyandu.", "topic": "p", "wanted": "FOTO", "due_on": due_on}
    with current.inside(cast.district):
        bundle = assignments.send_assignment(key=uuid.uuid4(), to=[cast.village], by=dewi, at=NOON, **said)
    matters.hear_all(at=NOON)
    matter = Matter.objects.get(bundle=bundle)

    def withdraw(at: datetime) -> None:
        with current.inside(cast.district):
            matters.hear_all(at=at)
            assignments.withdraw(matters=[matter], reason="Salah alamat.", by=dewi, at=at)
        matters.hear_all(at=at)

    return Scene(cast.village, "2026-11", NOON + DAY, NOON + 12 * DAY, withdraw, is_late_by_then=True)


def registered(cast: Any, code: str) -> Scene:
    """People who came weeks ago."""
    born = {"sex": 1, "born_on": date(1990, 1, 1)}
    people = [enrol(at=NOON - 9 * DAY, name=f"WARGA SAMPLE {number}", **born) for number in range(3)]
    if code == "days_since_register":
        return Scene(
            cast.village,
            "2026-11",
            NOON,
            NOON + DAY,
            lambda at: enrol(at=at, name="BARU SAMPLE", kind="MOVE_IN", **born),
        )
    # The records part from the stays, which only they are asked about while the month runs.
    change = Resident.objects.filter(pk=people[0].pk).update
    change(status=2)
    return Scene(cast.village, "2026-11", NOON, NOON + 11 * DAY, lambda at: change(status=1), is_marked=False)


def closed(cast: Any, code: str) -> Scene:
    """November, which nobody has closed by the second of December."""
    born = {"sex": 1, "born_on": date(1990, 1, 1)}
    enrol(at=NOON, name="WARGA SAMPLE", kind="MOVE_IN", **born)
    first = Period("2026-11").first_day
    close = partial(registry.close_month, first=first, by=cast.gita)
    return Scene(cast.village, "2026-11", NOON, NOON + 12 * DAY, lambda at: close(at=at), is_late_by_then=True)


SCENES: dict[str, Callable[[Any, str], Scene]] = {
    **dict.fromkeys(("requests_on_time", "requests_late", "days_since_service"), letters),
    **dict.fromkeys(("complaints_in_time", "complaints_late", "head_complaints_late"), complained),
    **dict.fromkeys((codes.ON_TIME, codes.RECEIVED, *codes.YEARLY.values(), *codes.MONTHLY.values()), reported),
    **dict.fromkeys(sum(codes.DETAILS.values(), ()), reported),
    **dict.fromkeys(("consultations_in_time", "budgets_evaluated"), asked),
    "evaluations_mended": mended,
    "assignments_in_time": given,
    **dict.fromkeys(("days_since_register", "balance_closes"), registered),
    "books_closed": closed,
}
