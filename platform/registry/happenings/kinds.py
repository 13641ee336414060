"""What pages and the API need to know of a kind of event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.happenings.form import HappeningForm
from registry.models import Event, Resident
from registry.rules.findings import Finding


@dataclass(frozen=True)
class Pick:
    """
    A person an event asks for before its form is shown: `?warga=12`, `?pasangan=13`.

    :param other: words for "somebody who is not in the register", where that is possible; the address then says `lain`.
    :param is_said: a program says `lain` too, and leaves nobody out by oversight.
    """

    name: str
    label: str
    hint: str = ""
    other: str = ""
    is_said: bool = False


@dataclass(frozen=True)
class Kind:
    """
    One kind of event. `record` takes the people picked as the form names them, what the form asked, and `key`, `by`, `at`.

    :param slug: its address; :param change: parts kinds that share one `Event.Kind` (`details["change"]`).
    :param books: the books it stands in; :param warnings: what the officer confirms, read before it is recorded.
    """

    slug: str
    event: Event.Kind
    title: str
    words: str
    form: type[HappeningForm]
    record: Callable[..., Event]
    picks: tuple[Pick, ...]
    icon: str = "people"
    books: str = ""
    change: str = ""
    warnings: Callable[..., list[Finding]] = field(default=lambda **asked: [])
    says: Callable[[Event], list[str]] = field(default=lambda event: [])

    @property
    def verb(self) -> str:
        return f"Catat {self.title[:1].lower()}{self.title[1:]}"


#: Whom a form is about: residents by the name of their pick; None for somebody who is not in the register.
People = Mapping[str, Resident | None]
Arguments = dict[str, Any]
