"""Writing for the site: saving, illustrating, publishing at a moment, renaming, taking back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

import archive.actions
import audit
from archive.retention import RetentionClass
from archive.uploads import Upload
from modules.service.contract import texts
from modules.service.site import queries
from modules.service.site.models import Article
from modules.service.site.rules import addresses

AREA = "situs"
#: Field -> the most letters it takes.
_TEXTS = {
    "title": 160, "lead": 300, "body": 20_000, "conditions": 3000, "schedule": 300, "in_charge": 160, "picture_words": 160,
}  # fmt: skip


class ChangedMeanwhile(RuntimeError):
    """Somebody saved another edition since this one was opened; `current` is theirs."""

    def __init__(self, current: Any) -> None:
        super().__init__(current.edition)
        self.current = current


@transaction.atomic
def save_article(
    *, key: UUID, kind: str, said: Mapping[str, Any], edition: int, by: Any, at: datetime, slug: str = ""
) -> Article:
    """
    Write something new, or over what it was; what is public changes at once.

    :param said: title, lead, body, conditions, schedule, in_charge, picture_words, ends_on; what is missing stays.
    :param edition: the one it was written over, 0 for something new. The same new key twice is one article.
    :param slug: wanted for something new, as for a page of the usual set; made of the title otherwise.
    :raises ChangedMeanwhile: somebody else saved it since.
    :raises TextRefused: a text is too long or empty.
    """
    held = Article.objects.select_for_update(of=("self",)).filter(key=key).first()
    if held is not None and edition == 0:
        return held
    if held is not None and held.edition != edition:
        raise ChangedMeanwhile(held)
    article = held or Article(key=key, kind=kind, created_at=at)
    for field, most in _TEXTS.items():
        if field in said:
            least = 3 if field in ("title", "lead") else 0
            setattr(article, field, texts.cleaned(said[field], least=least, most=most))
    if "ends_on" in said:
        article.ends_on = said["ends_on"] if article.kind == Article.Kind.NOTICE else None
    article.updated_at, article.written_by = at, getattr(by, "name", "")
    if held is None:
        return _first(article, slug, by, at)
    article.edition += 1
    article.save()
    audit.record("article.save", article, by=by, at=at, detail={"kind": article.kind, "edition": article.edition})
    return article


@transaction.atomic
def set_picture(*, article: Article, picture: Upload | None, words: str, by: Any, at: datetime) -> Article:
    """
    Put a picture beside it, or take it away; earlier pictures stay in the archive and are shown nowhere.

    :param words: what is to be seen, for who cannot see it.
    :raises TextRefused: there are no such words.
    :raises LimitReached: the office's storage is full.
    """
    article = _held(article)
    article.picture = None
    if picture is not None:
        article.picture_words = texts.cleaned(words, least=3, most=160)
        article.picture = archive.actions.keep(
            area=AREA,
            name=picture.name,
            content_type=picture.content_type,
            data=picture.data,
            retention=RetentionClass.WORKING_FILE,
            basis={"title": "Gambar pada situs desa"},
            at=at,
            by=by,
        )
    article.save(update_fields=["picture", "picture_words"])
    audit.record("article.set_picture", article, by=by, at=at, detail={"has_picture": picture is not None})
    return article


@transaction.atomic
def publish_article(*, article: Article, publish_at: datetime | None, by: Any, at: datetime) -> Article:
    """Make it public, now or at a moment to come; said again, the later moment counts."""
    article = _held(article)
    article.state, article.publish_at, article.updated_at = Article.State.PUBLISHED, publish_at or at, at
    article.edition += 1
    article.save(update_fields=["state", "publish_at", "updated_at", "edition"])
    audit.record("article.publish", article, by=by, at=at, detail={"from": article.publish_at.isoformat()})
    return article


@transaction.atomic
def take_back_article(*, article: Article, by: Any, at: datetime) -> Article:
    """Nobody outside the office reads it any more; its address stays its own."""
    article = _held(article)
    article.state, article.updated_at = Article.State.WITHDRAWN, at
    article.edition += 1
    article.save(update_fields=["state", "updated_at", "edition"])
    audit.record("article.take_back", article, by=by, at=at)
    return article


@transaction.atomic
def rename_article(*, article: Article, slug: str, by: Any, at: datetime) -> Article:
    """Give it another address; whoever comes by an earlier one is led on for good."""
    _one_at_a_time()
    article = _held(article)
    wanted = addresses.slug_of(slug, queries.taken_slugs(beside=article))
    if wanted == article.slug:
        return article
    former = [one for one in (*article.former_slugs, article.slug) if one != wanted]
    article.slug, article.former_slugs = wanted, list(dict.fromkeys(former))
    article.save(update_fields=["slug", "former_slugs"])
    audit.record("article.rename", article, by=by, at=at, detail={"slug": wanted})
    return article


def _first(article: Article, slug: str, by: Any, at: datetime) -> Article:
    _one_at_a_time()
    article.slug = addresses.slug_of(slug or article.title, queries.taken_slugs())
    try:
        with transaction.atomic():
            article.save(force_insert=True)
    except IntegrityError:
        # A second click was quicker by a breath.
        earlier = Article.objects.filter(key=article.key).first()
        if earlier is None:
            raise
        return earlier
    audit.record("article.write", article, by=by, at=at, detail={"kind": article.kind})
    return article


def _held(article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def _one_at_a_time() -> None:
    """Addresses are given one after the other, so that what was somebody's is never given to another."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Article._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
