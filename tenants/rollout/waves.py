"""A rollout through all offices: the canary, then waves, each in parallel; whoever cannot follow is named."""

import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event, Lock

from django.db import connections
from django.db.models import F

from tenants.models import Blueprint, Office, Rollout, RolloutFailure
from tenants.rollout import connecting, walking
from tenants.rollout.connecting import Told, connect
from tenants.rollout.walking import Way
from walls import current

WAVES = (5, 25, 100)
WORKERS = 2
# Offices sent to the server in one trip.
BATCH = 20
# How often a locked office is tried, and the pause before the second time in seconds, doubled each time.
ATTEMPTS, PAUSE = 5, 0.5
# More failures than this in one wave, and more than one in twenty of it: something is wrong with the change.
FEW = 2


@dataclass
class Outcome:
    """What came of a rollout: who arrived, who did not and why."""

    arrived: int = 0
    failures: dict[str, str] = field(default_factory=dict)
    stopped: str = ""


@dataclass
class Course:
    """How to go about it."""

    at: datetime
    told: Told
    still_ours: Callable[[], None]
    canary: int | None = None
    workers: int = WORKERS
    waves: Sequence[int] = WAVES


def roll_out(kind: str, course: Course) -> Outcome:
    """
    Bring every standing office of a kind to the level of its blueprint.

    :raises connecting.DatabaseLost: the database went away; the next run goes on from there.
    """
    outcome = Outcome()
    with current.outside():
        target = Blueprint.objects.get(kind=kind).digest
        standing = Office.objects.standing().filter(kind=kind)
        behind = list(standing.exclude(level=target).order_by("pk"))
        if not behind:
            _close(kind, course.at)
            return outcome
        walking.forget_states()
        ways = _ways(kind, target)
        known = [office for office in behind if office.level in ways]
        course.told(f"  {Office.Kind(kind).label}: {len(behind)} kantor")
        first = _canary(list(standing.order_by("-canary", "opened_at", "pk")), known, target, course)
        if first and not _lead(first, ways, course, outcome):
            return outcome
        rest = [office for office in known if office != first]
        for wave in _cut(rest, course.waves):
            course.still_ours()
            if not _follow(wave, ways, course, outcome):
                break
        else:
            for office in behind:
                if office.level not in ways and office.level != target:
                    _bring(office, target, outcome)
            _close(kind, course.at)
    return outcome


def _ways(kind: str, target: str) -> dict[str, Way]:
    """From each level one way on; only those that end at the target."""
    ways = {rollout.from_level: Way(rollout) for rollout in Rollout.objects.filter(kind=kind)}
    leading: dict[str, Way] = {}
    for level in ways:
        path, here = [], level
        while here != target and here in ways and here not in path:
            path.append(here)
            here = ways[here].to_level
        if here == target:
            leading |= {step: ways[step] for step in path}
    return leading


def _canary(by_age: Sequence[Office], known: list[Office], target: str, course: Course) -> Office | None:
    """The one to go first: as asked, as marked, else the oldest; nobody when it has already arrived."""
    asked = [office for office in by_age if office.pk == course.canary] or by_age[:1]
    if asked and asked[0].level == target:
        return None
    return next((office for office in known if office in asked), known[0] if known else None)


def _lead(office: Office, ways: dict[str, Way], course: Course, outcome: Outcome) -> bool:
    while (way := ways.get(office.level)) is not None:
        last = way.to_level not in ways
        try:
            _patiently(lambda way=way, last=last: walking.walk_with_django(office, way, inspect=last))  # type: ignore[misc]
        except walking.DatabaseLost:
            raise
        except Exception as error:
            _note(way.rollout, office, error, course.at, outcome)
            outcome.stopped = f"{office.title} mencoba lebih dulu dan gagal; kantor lain tidak disentuh"
            _halt(way.rollout, course.at)
            return False
        office.level = way.to_level
        _arrived(way.rollout, [office])
    outcome.arrived += 1
    course.told(f"    {office.title} lebih dulu... OK")
    return True


def _patiently(walk: Callable[[], None]) -> None:
    for attempt in range(ATTEMPTS):
        try:
            return walk()
        except Exception as error:
            if not walking.in_the_way(error) or attempt == ATTEMPTS - 1:
                raise
            time.sleep(PAUSE * 2**attempt)
    return None


def _cut(offices: list[Office], shares: Sequence[int]) -> list[list[Office]]:
    """The offices in waves that end at these shares (percent) of all."""
    ends = [math.ceil(len(offices) * min(share, 100) / 100) for share in sorted({*shares, 100})]
    return [wave for start, end in zip([0, *ends], ends, strict=False) if (wave := offices[start:end])]


def _follow(wave: list[Office], ways: dict[str, Way], course: Course, outcome: Outcome) -> bool:
    """Walk one wave, locked offices again after a pause; False when too many failed."""
    allowed = max(FEW, len(wave) // 20)
    failed: dict[int, tuple[Way, Exception]] = {}
    by_level: dict[str, list[Office]] = {}
    for office in wave:
        by_level.setdefault(office.level, []).append(office)
    while by_level:
        level, offices = by_level.popitem()
        way = ways[level]
        errors = _walk_again_and_again(offices, way, course.workers, allowed - len(failed))
        failed |= {pk: (way, error) for pk, error in errors.items() if error}
        if len(failed) > allowed:
            break
        there = [office for office in offices if office.pk not in errors]
        _arrived(way.rollout, there)
        for office in there:
            office.level = way.to_level
            if office.level in ways:
                by_level.setdefault(office.level, []).append(office)
            else:
                outcome.arrived += 1
    for office in wave:
        if office.pk in failed:
            _note(failed[office.pk][0].rollout, office, failed[office.pk][1], course.at, outcome)
    course.told(
        f"    {len(wave) - len(failed)} dari {len(wave)} kantor... {'OK' if not failed else 'dengan kegagalan'}"
    )
    if len(failed) > allowed:
        outcome.stopped = f"{len(failed)} kantor gagal dalam satu gelombang; sisanya tidak disentuh"
        for way in {id(way): way for way, _ in failed.values()}.values():
            _halt(way.rollout, course.at)
        return False
    return True


def _walk_again_and_again(offices: list[Office], way: Way, workers: int, allowed: int) -> dict[int, Exception | None]:
    """Returns errors by office; None for those that were not tried because too many had failed."""
    errors: dict[int, Exception | None] = {}
    waiting = offices
    for attempt in range(ATTEMPTS):
        found = _walk(waiting, way, workers, allowed)
        again = [one for one in waiting if (error := found.get(one.pk)) is not None and walking.in_the_way(error)]
        errors |= found
        if not again or attempt == ATTEMPTS - 1:
            break
        for office in again:
            del errors[office.pk]
        waiting = again
        time.sleep(PAUSE * 2**attempt)
    return errors


def _walk(offices: list[Office], way: Way, workers: int, allowed: int) -> dict[int, Exception | None]:
    size = 1 if way.has_python else max(1, min(BATCH, math.ceil(len(offices) / workers)))
    batches = [offices[start : start + size] for start in range(0, len(offices), size)]
    errors: dict[int, Exception | None] = {}
    taking, enough = Lock(), Event()

    def work() -> None:
        own = None if way.has_python else connect()
        try:
            while not enough.is_set():
                with taking:
                    if not batches:
                        return
                    batch = batches.pop(0)
                found = walking.walk_many(own, batch, way) if own else _walk_in_python(batch, way)
                with taking:
                    errors.update(found)
                    if sum(not walking.in_the_way(error) for error in errors.values() if error) > allowed:
                        enough.set()
        except BaseException:
            enough.set()
            raise
        finally:
            if own:
                own.close()
            else:
                connections.close_all()

    with ThreadPoolExecutor(max_workers=workers) as pool:
        for done in [pool.submit(work) for _ in range(min(workers, len(batches)))]:
            done.result()
    return errors | {office.pk: None for batch in batches for office in batch}


def _walk_in_python(batch: list[Office], way: Way) -> dict[int, Exception]:
    errors: dict[int, Exception] = {}
    for office in batch:
        try:
            walking.walk_with_django(office, way)
        except walking.DatabaseLost:
            raise
        except Exception as error:
            errors[office.pk] = error
    return errors


def _bring(office: Office, target: str, outcome: Outcome) -> None:
    try:
        walking.bring_by_django(office, target)
    except Exception as error:
        if connecting.lost(error):
            raise walking.DatabaseLost from error
        outcome.failures[named(office)] = walking.told_of(error)
    else:
        outcome.arrived += 1


def _note(rollout: Rollout, office: Office, error: Exception, at: datetime, outcome: Outcome) -> None:
    told = walking.told_of(error)
    outcome.failures[named(office)] = told
    failure, is_new = RolloutFailure.objects.get_or_create(
        rollout=rollout, office=office, defaults={"error": told, "at": at}
    )
    if not is_new:
        RolloutFailure.objects.filter(pk=failure.pk).update(error=told, at=at, attempts=F("attempts") + 1)


def _arrived(rollout: Rollout, offices: list[Office]) -> None:
    RolloutFailure.objects.filter(rollout=rollout, office__in=offices).delete()


def _halt(rollout: Rollout, at: datetime) -> None:
    Rollout.objects.filter(pk=rollout.pk).update(state=Rollout.State.STOPPED, ended_at=at)


def _close(kind: str, at: datetime) -> None:
    """A rollout is done when no office stands where it began."""
    if not Rollout.objects.filter(kind=kind).exclude(state=Rollout.State.DONE).exists():
        return
    begun = Office.objects.standing().filter(kind=kind).values("level")
    open_ones = Rollout.objects.filter(kind=kind).exclude(state=Rollout.State.DONE)
    open_ones.exclude(from_level__in=begun).update(state=Rollout.State.DONE, ended_at=at)
    open_ones.filter(from_level__in=begun).update(state=Rollout.State.STOPPED, ended_at=at)


def named(office: Office) -> str:
    return f"{office.title} ({office.key})"
