"""What a kabupaten publishes of kinds: publishing it there, and taking it over in a village."""

from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

import audit
from exchange import announcements, notices
from exchange.models import KindNotice
from modules.service import kinds
from modules.service.actions import versions
from modules.service.actions.versions import VersionRefused
from modules.service.kinds import KindRefused, Source
from modules.service.models import KindVersion, LetterKind
from modules.service.queries import drafting

#: As villages know this catalogue (queries/catalogues.py declares it).
CATALOGUE = "letter_kind"
log = structlog.get_logger(__name__)


class NotPublished(LookupError):
    """No publication of this kind holds."""


def take_over_publications(*, at: datetime) -> int:
    """
    Follow the kabupaten where this village has no words of its own, and leave what it withdrew. Returns how many kinds changed.

    Two queries when there is nothing to do. What is broken changes nothing; what the village words itself waits for its answer.
    """
    held = notices.holding()
    known = {kind.slug: kind for kind in LetterKind.objects.select_related("version").defer("version__source")}
    changed = 0
    for slug, notice in held.items():
        kind = known.get(slug)
        if kind is None or _follows(kind, notice):
            changed += _take(slug, notice, at)
        elif _was_left(kind):
            changed += _come_back(kind, notice, at)
    for kind in known.values():
        if kind.slug not in held and _stands_on_a_publication(kind):
            changed += _leave(kind, at)
    return changed


def publish_changes(
    *, slug: str, changes: dict[str, Any], note: str, minutes_free: bool, by: Any, at: datetime
) -> KindNotice:
    """
    Publish a kabupaten's words for a kind that ships, or for one of its own, in the place of what it published before.

    :param minutes_free: villages may promise a longer time.
    :raises NotPublished: no kind of this name ships, and none of the kabupaten's own holds.
    :raises VersionRefused: see there.
    """
    shipped, whole = _lowest(slug)
    faults = drafting.faults_of_stored(drafting.Base(shipped, shipped), changes, is_regency=True)
    if faults:
        raise VersionRefused(faults)
    said = changes | ({"minutes_free": True} if minutes_free else {})
    return _publish(slug, whole, said, note, by, at)


def publish_whole(*, whole: str, note: str, by: Any, at: datetime) -> KindNotice:
    """
    Publish a whole kind that does not ship.

    :param whole: TOML as in kinds/*.toml; its slug begins with kab-.
    :raises KindRefused: see there.
    """
    return _publish(drafting.read_own(whole)["slug"], whole, {}, note, by, at)


def withdraw_publication(*, slug: str, by: Any, at: datetime) -> None:
    """
    Let villages go back to what ships; letters made meanwhile keep their words.

    :raises NotPublished: see there.
    """
    with transaction.atomic():
        held = notices.holding([slug]).get(slug)
        whole = held.whole if held else ""
        if not notices.withdraw(slug=slug, at=at):
            raise NotPublished(slug)
        audit.record("kind_notice.withdraw", by=by, at=at, detail={"kind": slug})
        announcements.announce(CATALOGUE, slug, _title(slug, whole), at=at, is_withdrawn=True)


def _lowest(slug: str) -> tuple[Source, str]:
    """What changes of a kind are told over, and its file where it is the kabupaten's own."""
    if slug in kinds.SOURCES:
        return kinds.SOURCES[slug], ""
    held = notices.holding([slug]).get(slug)
    if held is None:
        raise NotPublished(slug)
    return drafting.read_own(held.whole), held.whole


@transaction.atomic
def _publish(slug: str, whole: str, changes: dict[str, Any], note: str, by: Any, at: datetime) -> KindNotice:
    said = " ".join(note.split())[:300]
    made = notices.publish(slug=slug, whole=whole, changes=changes, note=said, by_name=by.name, at=at)
    audit.record("kind_notice.publish", by=by, at=at, detail={"kind": slug, "changed": sorted(changes)})
    announcements.announce(CATALOGUE, slug, _title(slug, whole), at=at)
    return made


def _title(slug: str, whole: str) -> str:
    """What a kind is called, also one that cannot be read any more."""
    if slug in kinds.KINDS:
        return kinds.KINDS[slug].title
    try:
        return str(kinds.read_entries(whole).get("title") or slug)
    except KindRefused:
        return slug


def _follows(kind: LetterKind, notice: KindNotice) -> bool:
    """Whether a village without words of its own has not heard of it yet."""
    is_own = kind.version is not None and kind.version.origin == KindVersion.Origin.VILLAGE
    return not is_own and kind.notice != notice.key


def _stands_on_a_publication(kind: LetterKind) -> bool:
    """Whether it is what it is by the kabupaten's word: its words are, or the kind itself is, also where the village words it."""
    if kind.version is None:
        return False
    if kind.slug in kinds.KINDS:
        return kind.version.origin == KindVersion.Origin.REGENCY
    return kind.is_open


def _was_left(kind: LetterKind) -> bool:
    """Whether it went because the kabupaten withdrew it; one that the village itself does not serve keeps its notice."""
    return kind.slug not in kinds.KINDS and kind.notice is None and not kind.is_open


@transaction.atomic
def _take(slug: str, notice: KindNotice, at: datetime) -> int:
    try:
        drafting.published(notice)
    except KindRefused as refused:
        log.warning("a publication of the kabupaten is broken", kind=slug, why=str(refused)[:200])
        return 0
    LetterKind.objects.get_or_create(slug=slug)
    held = LetterKind.objects.select_for_update(no_key=True).get(slug=slug)
    if held.notice == notice.key:
        return 0
    if _was_left(held):
        _open_again(held)
    versions.take_over(kind=held, notice=notice, by=None, at=at)
    return 1


@transaction.atomic
def _come_back(kind: LetterKind, notice: KindNotice, at: datetime) -> int:
    """A kind the village had worded itself is served again in those words, and the village is told of the new ones."""
    held = LetterKind.objects.select_for_update(no_key=True, of=("self",)).select_related("version").get(pk=kind.pk)
    if not _was_left(held):
        return 0
    _open_again(held)
    held.notice = (held.version.notice if held.version else None) or notice.key
    held.save(update_fields=["notice"])
    audit.record("letter_kind.come_back", held, by=None, at=at, detail={"kind": held.slug})
    return 1


def _open_again(held: LetterKind) -> None:
    held.is_open = True
    held.save(update_fields=["is_open"])


@transaction.atomic
def _leave(kind: LetterKind, at: datetime) -> int:
    held = LetterKind.objects.select_for_update(no_key=True).get(pk=kind.pk)
    if held.version_id != kind.version_id:
        return 0
    if held.slug in kinds.KINDS:
        held.version = None
    elif not held.is_open:
        return 0
    else:
        held.is_open = False
    held.notice = None
    held.save(update_fields=["version", "notice", "is_open"])
    audit.record("letter_kind.return", held, by=None, at=at, detail={"kind": held.slug})
    return 1
