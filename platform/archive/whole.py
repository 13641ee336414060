"""All documents of an office, read from the store or given back to it: for copies of whole offices."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from botocore.exceptions import ClientError

from archive import store
from archive.models import Document
from walls import current

#: So many documents of at most 25 MB are in memory at once.
_AT_ONCE = 4
Given = TypeVar("Given")
Found = TypeVar("Found")


def contents(documents: Iterable[Document]) -> Iterator[tuple[Document, bytes | None]]:
    """
    Each document with its bytes, in the order given; None where the store has lost it or holds something else.

    :raises StoreUnavailable: the store does not answer.
    """
    return _ahead(_content, documents)


def give_back(documents: Iterable[tuple[Document, bytes]]) -> int:
    """
    Put documents where the index of the current office says they lie; those that lie there stay as they are.

    :raises StoreUnavailable: try again later.
    :raises ChecksumMismatch: something else lies under that name.
    """
    return sum(1 for _ in _ahead(lambda pair: store.put(*pair), documents))


def _content(document: Document) -> tuple[Document, bytes | None]:
    try:
        return document, store.get(document)
    except store.ChecksumMismatch:
        return document, None
    except store.StoreUnavailable as error:
        if isinstance(error.__cause__, ClientError) and error.__cause__.response["Error"].get("Code") == "NoSuchKey":
            return document, None
        raise


def _ahead(work: Callable[[Given], Found], items: Iterable[Given]) -> Iterator[Found]:
    """What `work` makes of each item, a few of them under way at once and never more."""
    office = current.office()
    waiting: deque[Future[Found]] = deque()
    with ThreadPoolExecutor(_AT_ONCE, initializer=lambda: current.enter(office)) as threads:
        for item in items:
            waiting.append(threads.submit(work, item))
            if len(waiting) >= _AT_ONCE:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
