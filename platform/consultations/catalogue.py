"""
The types of consultation as they hold in this office: what ships, and over it what its kabupaten says.

A consultation keeps the type it was begun under: `details["version"]` is the id of what the kabupaten had said then, and nothing when it
was what ships.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import structlog

from consultations.rules import varying
from consultations.rules.topics import TOPICS, Topic, TopicUnknown
from consultations.rules.varying import TypeWrong
from exchange.consulting import TypeNotice
from exchange.matters.models import Matter
from walls import fleeting

log = structlog.get_logger(__name__)
KEPT_S = 300
_KEY = "consultation_types"


@dataclass(frozen=True)
class Catalogue:
    """All that was ever said of types, and what holds now."""

    #: code -> (version, type); a version of None is what ships.
    now: Mapping[str, tuple[int | None, Topic]]
    versions: Mapping[int, Topic]

    def offered(self) -> list[Topic]:
        """What can be begun, in order."""
        return sorted(
            (topic for _, topic in self.now.values() if topic.is_active), key=lambda one: (one.order, one.title)
        )

    def named(self, code: str) -> Topic:
        """
        A type as it is now, also one that is switched off or gone.

        :raises TopicUnknown: there never was one.
        """
        if code not in self.now:
            raise TopicUnknown(code)
        return self.now[code][1]

    def version_of(self, code: str) -> int | None:
        return self.now[code][0]


def catalogue() -> Catalogue:
    """One query at most."""
    kept: Catalogue | None = fleeting.get(_KEY)
    if kept is None:
        kept = _read()
        fleeting.put(_KEY, kept, seconds=KEPT_S)
    return kept


def forget() -> None:
    """Ask again; other offices hear of a change within `KEPT_S` seconds."""
    fleeting.drop(_KEY)


def named(code: str) -> Topic:
    """:raises TopicUnknown: see `Catalogue.named`."""
    return catalogue().named(code)


def of(matter: Matter, known: Catalogue | None = None) -> Topic:
    """The type a consultation was begun under."""
    version = matter.details.get("version")
    if version is None:
        return TOPICS.get(matter.topic) or named(matter.topic)
    found = (known or catalogue()).versions.get(version)
    if found is None:
        # Said by the kabupaten and used by the other side since this office last asked.
        forget()
        found = catalogue().versions.get(version)
    return found or named(matter.topic)


def _read() -> Catalogue:
    now: dict[str, tuple[int | None, Topic]] = {code: (None, topic) for code, topic in TOPICS.items()}
    versions: dict[int, Topic] = {}
    for notice in TypeNotice.objects.order_by("id"):
        try:
            topic = varying.read(notice.code, notice.said)
        except TypeWrong as error:
            log.error("type of consultation cannot be read", code=notice.code, why=str(error))
            continue
        versions[notice.pk] = topic
        if notice.ended_at is None:
            now[notice.code] = (notice.pk, topic)
        elif notice.code not in TOPICS:
            now[notice.code] = (notice.pk, replace(topic, is_active=False))
    return Catalogue(now, versions)
