"""The figures of a span, as they are frozen with a report and told everywhere (pure). Times are working minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from web import indonesian

#: With fewer letters a median says little about the next one.
FEWEST = 5
#: Shares of fewer are written out and not judged, as the kecamatan does.
JUDGED_FROM = 10


@dataclass(frozen=True)
class Service:
    """One service; `standard` is the time promised."""

    slug: str
    title: str
    standard: int
    count: int
    measured: int
    median: int | None
    p90: int | None
    in_time: int
    due: int

    @property
    def is_measured(self) -> bool:
        return self.measured >= FEWEST

    @property
    def is_judged(self) -> bool:
        return self.due >= JUDGED_FROM

    @property
    def share(self) -> float | None:
        return 100 * self.in_time / self.due if self.due else None

    @property
    def is_slow(self) -> bool:
        """Whether half of its letters take longer than is promised."""
        return self.is_measured and self.median is not None and self.median > self.standard


@dataclass(frozen=True)
class Officer:
    """What one person did for the letters issued; half of it within so many minutes on the desk."""

    pk: int
    name: str
    made: int = 0
    checked: int = 0
    checked_median: int | None = None
    initialed: int = 0
    initialed_median: int | None = None
    signed: int = 0
    signed_median: int | None = None

    @property
    def steps(self) -> list[tuple[str, int, int | None]]:
        """(what, how often, minutes) of what was done at all; a median of few is left out."""
        told = (
            ("dibuat", self.made, None),
            ("diperiksa", self.checked, self.checked_median),
            ("diparaf", self.initialed, self.initialed_median),
            ("ditandatangani", self.signed, self.signed_median),
        )
        return [(what, count, median if count >= FEWEST else None) for what, count, median in told if count]


@dataclass(frozen=True)
class Source:
    key: str
    label: str
    count: int


@dataclass(frozen=True)
class Reason:
    text: str
    count: int


@dataclass(frozen=True)
class Complaints:
    """Those about the head are not here: they are not for the office."""

    received: int = 0
    in_time: int = 0
    due: int = 0
    late: int = 0


@dataclass(frozen=True)
class Satisfaction:
    count: int
    ikm: str
    quality: str
    weakest: str


@dataclass(frozen=True)
class Queue:
    """Numbers served; half of them waited no longer than `wait` minutes."""

    served: int = 0
    wait: int | None = None


@dataclass(frozen=True)
class Summary:
    """All of a span. `arrivals` are (weekday, hour, count), Monday is 1."""

    received: int
    issued: int
    collected: int
    cancelled: int
    returned: int
    in_time: int
    due: int
    measured: int
    median: int | None
    p90: int | None
    whole_median: int | None
    whole_p90: int | None
    services: list[Service]
    officers: list[Officer]
    sources: list[Source]
    arrivals: list[list[int]]
    reasons: list[Reason]
    complaints: Complaints
    satisfaction: Satisfaction | None
    queue: Queue

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Summary:
        """What `dataclasses.asdict` made of one."""
        many = {"services": Service, "officers": Officer, "sources": Source, "reasons": Reason}
        one = {"complaints": Complaints, "satisfaction": Satisfaction, "queue": Queue}
        read: dict[str, Any] = dict(said)
        for name, made_of in many.items():
            read[name] = [made_of(**row) for row in said[name]]
        for name, made_of in one.items():
            read[name] = made_of(**said[name]) if said[name] is not None else None
        return cls(**read)

    @property
    def late(self) -> int:
        return self.due - self.in_time

    @property
    def parts(self) -> str:
        """3 dari 17."""
        return f"{indonesian.whole_number(self.in_time)} dari {indonesian.whole_number(self.due)}"

    @property
    def share(self) -> float | None:
        """Percent in time; None when nothing was due."""
        return 100 * self.in_time / self.due if self.due else None

    @property
    def is_judged(self) -> bool:
        return self.due >= JUDGED_FROM

    @property
    def is_measured(self) -> bool:
        return self.measured >= FEWEST

    @property
    def slow(self) -> list[Service]:
        return [service for service in self.services if service.is_slow]

    @property
    def is_empty(self) -> bool:
        return not (self.received or self.issued or self.due)
