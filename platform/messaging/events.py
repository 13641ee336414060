"""
What there may be messages about. Rooms declare theirs when apps load; the words are for the office to change.

An event says who hears of it: officers (in the app, and by e-mail where `mails`), or residents who asked for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


class UnknownEvent(KeyError):
    """Nobody declared it."""


@dataclass(frozen=True)
class Event:
    """
    One thing that happens.

    :param wording: the words that ship, with places such as {kode}.
    :param samples: each place with an example, in the order in which a WhatsApp template counts them.
    :param is_fixed: the office neither rewords it nor switches it off, and its page of words does not name it.
    """

    key: str
    title: str
    wording: str
    samples: Mapping[str, str] = field(default_factory=dict)
    for_residents: bool = False
    mails: bool = False
    is_fixed: bool = False

    @property
    def template(self) -> str:
        """What the template is called at WhatsApp."""
        return self.key.replace(".", "_")


_events: dict[str, Event] = {}


def declare(*events: Event) -> None:
    """Make events known, from an app's `ready()`."""
    _events.update({event.key: event for event in events})


def event(key: str) -> Event:
    """:raises UnknownEvent: see there."""
    if key == ANSWER.key:
        return ANSWER
    try:
        return _events[key]
    except KeyError as error:
        raise UnknownEvent(key) from error


def title_of(key: str) -> str:
    """What an event is called; one that is gone keeps its key."""
    return event(key).title if key in _events or key == ANSWER.key else key


def all_events() -> list[Event]:
    """Those an office decides about, for residents first, each part in the order it was declared."""
    return sorted((one for one in _events.values() if not one.is_fixed), key=lambda one: not one.for_residents)


#: What somebody wrote is answered; nobody switches it off here.
ANSWER = Event("resident.answer", "Jawaban pertanyaan", "", for_residents=True)
