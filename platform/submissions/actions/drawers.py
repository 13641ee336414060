"""What lies in a drawer: reports that came back and were not sent again, and reports nobody of the kecamatan has looked at."""

from collections.abc import Iterable
from datetime import date, datetime

from accounts.posts import Post
from exchange.matters import queries as matters
from messaging import actions as messaging
from submissions import news, queries
from submissions.queries import Duty
from submissions.rules.standing import Standing
from web import indonesian

#: Days after a return until the first reminder, and between one and the next; and how many at most.
FIRST_AFTER, AGAIN_AFTER, MOST = 3, 7, 8
#: Days a report may wait for the look of the kecamatan before its people are reminded, once a week.
LOOKED_AT_WITHIN = 7


def remind_of_returned(duties: Iterable[Duty], day: date, at: datetime) -> int:
    """Whoever prepares a report and the secretary hear that it still lies with them; returns how many messages were asked for."""
    returned = [(one, one.matter) for one in duties if one.standing is Standing.RETURNED and one.matter]
    since = matters.last_said([matter.pk for _, matter in returned]) if returned else {}
    told = 0
    for duty, matter in returned:
        came = queries.today(since.get(matter.pk, matter.opened_at))
        turn = _turn((day - came).days)
        if turn:
            told += messaging.tell_posts(
                news.STILL_RETURNED.key,
                {duty.prepared_by, Post.SEKDES},
                subject=f"{duty.obligation.code}:{duty.term}:{matter.returns}:{turn}",
                path=f"/kantor/penyampaian/{duty.obligation.code}/{duty.term}/",
                at=at,
                values={
                    "laporan": duty.obligation.name,
                    "periode": duty.term.words,
                    "tanggal": indonesian.long_date(came),
                },
            )
    return told


def remind_of_unseen(day: date, at: datetime) -> int:
    """The kecamatan hears once a week how many reports have waited for its look for more than a week."""
    waiting = list(queries.to_check().values_list("pk", flat=True))
    since = matters.last_said(waiting) if waiting else {}
    old = [moment for moment in since.values() if (day - queries.today(moment)).days > LOOKED_AT_WITHIN]
    if not old:
        return 0
    year, week, _ = day.isocalendar()
    return messaging.tell_posts(
        news.UNSEEN.key,
        [Post.KASI_PMD, Post.SEKCAM],
        subject=f"unseen:{year}-{week:02d}",
        path="/penyampaian/",
        at=at,
        values={"jumlah": f"{len(old)}", "tanggal": indonesian.long_date(queries.today(min(old)))},
    )


def _turn(days: int) -> int:
    """Which reminder is due so many days after the return; 0 for none."""
    turn = 1 + (days - FIRST_AFTER) // AGAIN_AFTER if days >= FIRST_AFTER else 0
    return turn if turn <= MOST else 0
