"""The kinds with the words they have, and the versions of one."""

from dataclasses import dataclass

from django.db.models import QuerySet

from exchange import notices
from exchange.models import KindNotice
from modules.service.models import KindVersion, LetterKind


@dataclass(frozen=True)
class KindState:
    """A kind as the list of texts shows it; `waiting` is a publication of the kabupaten it has not answered."""

    kind: LetterKind
    version: KindVersion | None
    waiting: KindNotice | None

    @property
    def is_own(self) -> bool:
        return self.version is not None and self.version.origin == KindVersion.Origin.VILLAGE


def kinds_with_state() -> list[KindState]:
    """All kinds this office has, first those that wait for an answer, then its own; two queries."""
    held = notices.holding()
    listed = LetterKind.objects.select_related("version").defer("version__source", "version__changes")
    found = [KindState(kind, kind.version, _waiting(kind, held.get(kind.slug))) for kind in listed if kind.is_known]
    return sorted(found, key=lambda state: (state.waiting is None, not state.is_own, state.kind.definition.order))


def versions_of(kind: LetterKind) -> QuerySet[KindVersion]:
    """The newest first."""
    return KindVersion.objects.filter(kind=kind).order_by("-number")


def _waiting(kind: LetterKind, notice: KindNotice | None) -> KindNotice | None:
    return notice if notice is not None and notice.key != kind.notice else None
