"""What answers are made of; rooms say at start where theirs come from."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Document:
    """
    One thing the office has published.

    :param words: daily names of it, beside the title.
    :param more: what else is searched, with less weight.
    :param answer: one or two sentences; :param facts: (label, lines) below them.
    :param source: what it is taken from, as a person reads it; `link` leads there and begins with /.
    """

    key: str
    title: str
    answer: str
    source: str
    link: str = ""
    words: str = ""
    more: str = ""
    #: Added to its score: what people ask for most comes first among equals.
    weight: float = 0.0
    facts: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())


Source = Callable[[], list[Document]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Let a room's documents be answered from; asked for at each question, so it may cost two statements at most."""
    if source not in _sources:
        _sources.append(source)


def all_documents() -> list[Document]:
    return [document for source in _sources for document in source()]
