"""Who hears that a job has ended; rooms above register when apps load."""

from collections.abc import Callable

from jobs.models import Job

Listener = Callable[[Job], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Have `listener(job)` called after a job that somebody started has ended, in the same office."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(job: Job) -> None:
    for listener in _listeners:
        listener(job)
