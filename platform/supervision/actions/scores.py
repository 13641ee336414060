"""Entering the official result of the Indeks Desa for the villages of a kabupaten, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

import audit
from exchange.models import VillageScore
from supervision import queries
from supervision.score_file import Line, read_lines
from tenants.models import Office
from walls import current


class LinesRefused(ValueError):
    """Some lines cannot be entered, so none was; `lines` are these."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__(len(lines))
        self.lines = lines


@dataclass(frozen=True)
class Entered:
    """How many villages got a score, which codes have no office yet, and which villages the file does not name."""

    villages: int
    without_office: list[str]
    absent: list[str]


def enter_scores(*, content: bytes, year: int, decree: str, decree_on: date, by: Any, at: datetime) -> Entered:
    """
    Enter the scores of a year from a file, in the place of those entered before; each village publishes its own.

    :raises FileRefused: it is no such file.
    :raises LinesRefused: see there.
    """
    ground = queries.ground_of_scores()
    lines = read_lines(content, ground)
    if refused := [line for line in lines if line.problem]:
        raise LinesRefused(refused)
    scores = {line.code: line.score for line in lines if line.score is not None}
    told = [ground.villages[code] for code in scores if code in ground.villages]
    with transaction.atomic():
        _keep(told, scores, year=year, decree=decree, decree_on=decree_on, by_name=by.name, told_at=at)
        detail = {"year": year, "villages": len(told), "decree": decree}
        audit.record("score.enter", by=by, at=at, detail=detail)
        _wake(told, year)
    named = {code: ground.names[code] for code in scores if code not in ground.villages}
    absent = [one.name for code, one in ground.villages.items() if code not in scores]
    return Entered(len(told), sorted(named.values()), sorted(absent))


def _keep(villages: Sequence[Office], scores: dict[str, Decimal], **said: Any) -> None:
    VillageScore.objects.bulk_create(
        [VillageScore(office=one, score=scores[one.region_code], **said) for one in villages],
        update_conflicts=True,
        unique_fields=["office", "year"],
        update_fields=["score", "decree", "decree_on", "by_name", "told_at"],
    )


def _wake(villages: Sequence[Office], year: int) -> None:
    """Have each village publish its own after the commit; what a lost message leaves the night brings."""
    from supervision import tasks

    for village in villages:
        with current.inside(village):
            tasks.publish_score.delay_on_commit(year)
