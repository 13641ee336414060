"""Kinds of letter as residents look for them: the few that are asked for most, and all of them under what they are about."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from modules.service.rules.kind import Kind

#: Most villages give these more often than all others together.
OFTEN = ("sk-usaha", "sktm-umum", "sk-domisili", "pengantar-skck")
#: What the list of kinds is about from a place on (`Kind.order`).
TOPICS = (
    (1, "Kependudukan dan pindah"),
    (13, "Kelahiran dan kematian"),
    (22, "Nikah dan cerai"),
    (39, "Bantuan dan kesejahteraan"),
    (53, "Pekerjaan dan usaha"),
    (58, "Pengantar dan keperluan lain"),
    (70, "Tanah, rumah, dan warisan"),
    (77, "Kantor dan lembaga desa"),
)


class _Defined(Protocol):
    @property
    def definition(self) -> Kind: ...


K = TypeVar("K", bound=_Defined)


def by_topic(kinds: Iterable[K]) -> list[tuple[str, list[K]]]:
    """The kinds under their topics, in their order; a topic without any is left out."""
    found: dict[str, list[K]] = {title: [] for _, title in TOPICS}
    for kind in kinds:
        found[topic_of(kind.definition)].append(kind)
    return [(title, under) for title, under in found.items() if under]


def topic_of(kind: Kind) -> str:
    return [title for first, title in TOPICS if first <= kind.order][-1]


def often_asked(kinds: Iterable[K]) -> list[K]:
    """Those asked for most, the most first; of an office that gives none of them the first there are."""
    listed = list(kinds)
    named = {kind.definition.slug: kind for kind in listed}
    return [named[slug] for slug in OFTEN if slug in named] or listed[: len(OFTEN)]
