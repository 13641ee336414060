"""
Whether words somebody wrote for a kind would print, told by entry, line and column in plain Indonesian; and the layers below them.

What ships lies lowest, over it what the kabupaten published, over both the office's own words. Nothing here writes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from exchange import notices
from exchange.models import KindNotice
from modules.service import kinds
from modules.service.kinds import KindRefused, Source
from modules.service.models import KindVersion, LetterKind
from modules.service.rules import entries, samples, wording_faults
from modules.service.rules.kind import Kind
from modules.service.rules.naskah import Spelling, names_of, to_shown, to_stored
from modules.service.rules.wording_faults import EntryFault
from papers import typesetting
from papers.refusal import PaperRefused

__all__ = [
    "Base",
    "EntryFault",
    "Judged",
    "base_of",
    "current_source",
    "faults_of_stored",
    "judge",
    "published",
    "shown",
]

#: What a kabupaten calls a kind of its own, so that none that ships later can have the name.
OWN_SLUG = re.compile(r"kab-[a-z0-9]+(-[a-z0-9]+)*")
_TEXTS = ("text", "addressed", "matter")
_LISTS = ("copies",)


@dataclass(frozen=True)
class Base:
    """What lies below an office's own words: `shipped` the entries changes are told over, `below` those with the kabupaten's."""

    shipped: Source
    below: Source
    notice: KindNotice | None = None
    #: Why the kabupaten's publication cannot be used; the words before it stay.
    notice_fault: str = ""

    @property
    def notice_key(self) -> Any:
        return self.notice.key if self.notice else None

    @property
    def most_minutes(self) -> int | None:
        """The longest a village may promise; None where the kabupaten lets it decide."""
        if self.notice and not self.notice_fault and self.notice.changes.get("minutes_free") is True:
            return None
        return int(self.below["minutes"])


@dataclass(frozen=True)
class Judged:
    """What came of words somebody typed: the changes they make, and what is wrong with them; `kind` is None while it is."""

    changes: dict[str, Any]
    faults: list[EntryFault]
    kind: Kind | None = None

    @property
    def warnings(self) -> list[EntryFault]:
        return [fault for fault in self.faults if fault.is_warning]

    @property
    def refusals(self) -> list[EntryFault]:
        return [fault for fault in self.faults if not fault.is_warning]


def base_of(kind: LetterKind, held: Mapping[str, KindNotice] | None = None) -> Base:
    """The layers below a kind of this office; one query, none when the publications are given."""
    notice = (notices.holding([kind.slug]) if held is None else held).get(kind.slug)
    shipped = kinds.SOURCES.get(kind.slug)
    if notice is not None:
        try:
            base, said = published(notice)
            return Base(base, said, notice)
        except KindRefused as refused:
            fault = str(refused)
            return Base(shipped or current_source(kind), shipped or current_source(kind), notice, fault)
    return Base(shipped or current_source(kind), shipped or current_source(kind))


def current_source(kind: LetterKind) -> Source:
    """The entries a kind has now in this office."""
    if not kind.version_id:
        return kinds.SOURCES[kind.slug]
    source: Source = KindVersion.objects.values_list("source", flat=True).get(digest=kind.version_id)
    return source


def published(notice: KindNotice) -> tuple[Source, Source]:
    """
    What a publication changes, and what comes of it.

    :raises KindRefused: it is broken, whoever wrote it.
    """
    shipped = kinds.SOURCES.get(notice.slug)
    if not isinstance(notice.changes, dict) or (shipped is not None and notice.whole):
        raise KindRefused("Terbitan ini bukan perubahan.")
    if shipped is None:
        shipped = read_own(notice.whole)
        if shipped["slug"] != notice.slug:
            raise KindRefused("Nama di dalam berkas lain dari nama terbitannya.")
    changes = {name: value for name, value in notice.changes.items() if name != "minutes_free"}
    faults = faults_of_stored(Base(shipped, shipped), changes, is_regency=True)
    if faults:
        raise KindRefused(f"{entries.LABELS.get(faults[0].entry, 'Naskah')}: {faults[0].message}")
    return shipped, entries.applied(shipped, changes)


def read_own(whole: str) -> Source:
    """
    A whole kind a kabupaten wrote.

    :raises KindRefused: it would not be one, or takes the name of another.
    """
    if len(whole) > notices.LONGEST:
        raise KindRefused(f"Berkas terlalu panjang: paling banyak {notices.LONGEST} huruf.")
    said = kinds.read_entries(whole)
    kind = kinds.kind_from(said)
    if not OWN_SLUG.fullmatch(kind.slug) or len(kind.slug) > wording_faults.LONGEST_SLUG:
        raise KindRefused("Nama (slug) jenis surat kabupaten diawali kab-, misalnya kab-surat-jalan.")
    faults = [
        *wording_faults.of_shape(kind),
        *wording_faults.of(said, kind, most_minutes=None, spelling=Spelling.STORED),
    ]
    faults = [fault for fault in faults if not fault.is_warning] or _faults_of_paper(entries.digest(said), said)
    if faults:
        raise KindRefused(f"{entries.LABELS.get(faults[0].entry, faults[0].entry)}: {faults[0].message}")
    return said


def judge(
    base: Base, typed: Mapping[str, Any], *, is_regency: bool = False, spelling: Spelling = Spelling.SHOWN
) -> Judged:
    """
    What somebody typed for a kind, read whole.

    :param typed: entries (rules/entries.py), the texts among them in this spelling; what is left out is as below.
    """
    plain: dict[str, Any] = {}
    said = dict(typed)
    bounds = [*wording_faults.of_types(said, base.below)]
    if bounds:
        return Judged({}, bounds)
    for name in ("minutes", "validity_days"):
        if name in said:
            plain[name] = said[name]
    rough = kinds.shape_of(entries.applied(base.shipped, plain))
    most = None if is_regency else base.most_minutes
    faults = list(wording_faults.of(said, rough, most_minutes=most, spelling=spelling, needed=_keys(base.below)))
    stored = _stored(said, rough) if spelling == Spelling.SHOWN else said
    whole = entries.applied(base.shipped, stored)
    changes = entries.differing(whole, base.shipped)
    if any(not fault.is_warning for fault in faults):
        return Judged(changes, faults)
    faults += _faults_of_paper(entries.digest(whole), whole)
    refused = any(not fault.is_warning for fault in faults)
    return Judged(changes, faults, None if refused else kinds.kind_from(whole))


def faults_of_stored(base: Base, changes: Mapping[str, Any], *, is_regency: bool = False) -> list[EntryFault]:
    """What keeps changes that are already stored from being used."""
    return judge(base, changes, is_regency=is_regency, spelling=Spelling.STORED).refusals


def shown(said: Source) -> dict[str, Any]:
    """The entries a clerk may change, in the clerk's words."""
    names = names_of(kinds.shape_of(said))
    found = {name: entries.entry(said, name) for name in entries.LABELS}
    for name in _TEXTS:
        found[name] = to_shown(found[name], names)
    found["copies"] = [to_shown(line, names) for line in found["copies"]]
    return found


def _stored(typed: Mapping[str, Any], kind: Kind) -> dict[str, Any]:
    names = names_of(kind)
    stored = dict(typed)
    for name in _TEXTS:
        if name in stored:
            stored[name] = to_stored(stored[name], names).strip()
    for name in _LISTS:
        if name in stored:
            stored[name] = [to_stored(line, names) for line in stored[name]]
    return stored


def _keys(below: Source) -> frozenset[str]:
    return frozenset(one["key"] for one in below["requirements"])


@lru_cache(maxsize=512)
def _tried(digest: str, said: "_Unhashed") -> tuple[EntryFault, ...]:
    try:
        kind = kinds.kind_from(said.value)
        typesetting.render_svg(samples.paper_of(kind))
    except KindRefused as refused:
        return (EntryFault("text", 1, 1, str(refused).partition(": ")[2] or str(refused)),)
    except PaperRefused as refused:
        return (EntryFault("text", 1, 1, str(refused)),)
    return ()


def _faults_of_paper(digest: str, said: Source) -> list[EntryFault]:
    """What only the sample letter shows; the same words are set once."""
    return list(_tried(digest, _Unhashed(said)))


class _Unhashed:
    """Carried past the memory, which looks at the digest alone."""

    def __init__(self, value: Source) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Unhashed)

    def __hash__(self) -> int:
        return 0


def names_and_words(kind: Kind) -> Iterator[tuple[str, list[str]]]:
    """What a text of this kind may name, in groups for a palette."""
    names = names_of(kind)
    for title, begins in (("Pemohon", "subject."), ("Kantor", "office.")):
        yield title, [name.shown for name in names.all if name.key.startswith(begins) and name.key not in _FACTS]
    asked = [name for name in names.all if name.asked is not None]
    yield "Isian", [name.shown for name in asked if not name.group]
    for group, title in names.groups.items():
        yield f"Di dalam [untuk setiap {title}]", [name.shown for name in asked if name.group == group] + ["nomor"]
    yield "Surat", [name.shown for name in names.all if name.key in ("number", "today", "valid_until")]


_FACTS = ("subject.resident", "subject.outsider")
