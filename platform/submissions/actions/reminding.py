"""What the clock does by itself: reminds whoever must prepare and send, and has figures counted anew that move with time."""

from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.posts import Post
from messaging import actions as messaging
from messaging.events import Event
from submissions import matrices, news, queries
from submissions.actions import drawers
from submissions.actions.steps import mark
from submissions.matrices import Matrix
from submissions.own import queries as own
from submissions.own.queries import OwnDuty
from submissions.queries import AHEAD, BACK, Duty
from submissions.rules.obligations import Obligation
from submissions.rules.own import MOST_EARLIER
from submissions.rules.standing import Standing
from walls import current
from web import indonesian

MOVED_DAYS = 7


def look_after(*, at: datetime) -> int:
    """
    Remind this office of what is due. Returns how many messages were asked for; each person is told once of each, however often
    the clock looks.
    """
    day = queries.today(at)
    kind = current.office().kind
    if kind == "village":
        return _remind_village(day, at)
    return _tell_district(day, at) + drawers.remind_of_unseen(day, at) if kind == "district" else 0


def _remind_village(day: date, at: datetime) -> int:
    told, found = 0, own.layer()
    first, last = day - timedelta(days=BACK), day + timedelta(days=AHEAD + MOST_EARLIER)
    for one in found.duties(day, first, last):
        with transaction.atomic():
            told += _remind_of_own(one, at)
    owed = found.over(queries.duties(day, first, last))
    with transaction.atomic():
        told += drawers.remind_of_returned(owed, day, at)
    for duty in owed:
        with transaction.atomic():
            told += _remind(duty, at)
            if 0 < (day - duty.due_on).days <= MOVED_DAYS:
                # Since its last day it counts as late, though nobody did anything; some days more, should the clock have stood still.
                mark(duty.obligation.code, duty.due_on, at=at)
    return told


def _remind(duty: Duty, at: datetime) -> int:
    event = _event(duty)
    if event is None:
        return 0
    posts = {duty.prepared_by} | ({Post.SEKDES} if event is news.OVERDUE else set())
    return messaging.tell_posts(
        event.key,
        posts,
        subject=f"{duty.obligation.code}:{duty.term}",
        path=f"/kantor/penyampaian/{duty.obligation.code}/{duty.term}/",
        at=at,
        values={
            "laporan": duty.obligation.name,
            "periode": duty.term.words,
            "tenggat": indonesian.long_date(duty.due_on),
        },
    )


def _remind_of_own(duty: OwnDuty, at: datetime) -> int:
    """Of a duty of the village alone whoever prepares it hears; when it is past, the secretary too."""
    one, left = duty.obligation, (duty.due_on - duty.today).days
    event = None if duty.done_on else _event_of(left, left, one)
    if event is None:
        return 0
    return messaging.tell_posts(
        event.key,
        {one.post} | ({Post.SEKDES} if event is news.OVERDUE else set()),
        subject=f"{one.code}:{duty.term}",
        path="/kantor/penyampaian/",
        at=at,
        values={"laporan": one.name, "periode": duty.term.words, "tenggat": indonesian.long_date(duty.due_on)},
    )


def _event(duty: Duty) -> Event | None:
    """Which reminder is due today, if any; a day on which the clock stood still is made good on the next."""
    if duty.matter is not None:
        return None
    return _event_of((duty.due_on - duty.today).days, (duty.inside_on - duty.today).days, duty.obligation)


def _event_of(left: int, inside: int, one: Obligation) -> Event | None:
    """`left` days to the last day, `inside` to the village's own, which is never later."""
    if left < 0:
        return news.OVERDUE if -left >= one.remind_after else None
    if left == 0:
        return news.DUE_TODAY
    if inside <= 0:
        return news.INSIDE
    return news.DUE_SOON if inside <= one.remind_before else None


def _tell_district(day: date, at: datetime) -> int:
    """How many villages have not sent what was due; told once of each report."""
    found: Matrix = matrices.matrix(day, day - timedelta(days=31), day - timedelta(days=1))
    told = 0
    for column in found.columns:
        owed = [cell for cell in column.cells if cell]
        missing = sum(cell.standing is Standing.MISSING for cell in owed)
        if missing and (day - column.due_on).days >= column.obligation.remind_after:
            told += messaging.tell_posts(
                news.MISSING.key,
                [Post.KASI_PMD, Post.SEKCAM],
                subject=f"{column.obligation.code}:{column.term}",
                path=f"/penyampaian/?bulan={column.due_on:%Y-%m}",
                at=at,
                values={
                    "laporan": column.obligation.name,
                    "periode": column.term.words,
                    "jumlah": f"{missing} dari {len(owed)}",
                },
            )
    return told
