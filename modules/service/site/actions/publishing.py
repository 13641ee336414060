"""Public information: preparing a line of the list, publishing it, taking it back, and the budget in figures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

import archive.actions
import audit
from archive.retention import RetentionClass
from archive.uploads import Upload
from exchange.outbox import actions as outbox
from modules.service.contract import texts
from modules.service.site.actions.writing import ChangedMeanwhile
from modules.service.site.models import Publication
from modules.service.site.rules import budget, codes

AREA = "informasi"
_TEXTS = {"title": 200, "summary": 400, "number": 60, "link": 300, "reason": 300, "consequence": 3000}


class NothingToPublish(ValueError):
    """There is no document, no link and no figure to give."""


@transaction.atomic
def keep_publication(
    *,
    key: UUID,
    access: str,
    subject: str,
    year: int,
    said: Mapping[str, Any],
    edition: int,
    by: Any,
    at: datetime,
    document: Upload | None = None,
) -> Publication:
    """
    Prepare a line of the list, or write over what it was.

    Excluded information takes no document, link or figure, and loses those it had; what the archive holds of it stays shut.

    :param said: title, summary, number, set_on, link, reason, consequence.
    :param edition: the one it was written over, 0 for something new. The same new key twice is one line.
    :raises ChangedMeanwhile: somebody else saved it since.
    :raises TextRefused: a text is too long or empty; LimitReached: the office's storage is full.
    """
    held = Publication.objects.select_for_update(of=("self",)).filter(key=key).first()
    if held is not None and edition == 0:
        return held
    if held is not None and held.edition != edition:
        raise ChangedMeanwhile(held)
    one = held or Publication(key=key, created_at=at, edition=0)
    budget_year = one.year
    for field, most in _TEXTS.items():
        least = 3 if field == "title" or (access == "EXCLUDED" and field in ("reason", "consequence")) else 0
        setattr(one, field, texts.cleaned(said.get(field, ""), least=least, most=most))
    one.access, one.subject, one.year, one.set_on = access, subject, year, said.get("set_on")
    if one.is_excluded:
        one.document, one.link, one.figures = None, "", None
    elif document is not None:
        one.document = _kept(one, document, by, at)
    if one.subject != Publication.Subject.APBDES or one.year != budget_year:
        one.figures = None
    if one.published_at and not (one.is_excluded or one.document_id or one.link or one.figures):
        raise NothingToPublish(one.title)
    one.edition += 1
    one.updated_at = at
    one.save()
    audit.record("publication.save", one, by=by, at=at, detail=_detail(one))
    _mark(at, one.year, budget_year)
    return one


@transaction.atomic
def publish_publication(*, publication: Publication, by: Any, at: datetime) -> Publication:
    """
    Put it on the list everybody reads.

    :raises NothingToPublish: see there.
    """
    one = _held(publication)
    if not (one.is_excluded or one.document_id or one.link or one.figures):
        raise NothingToPublish(one.title)
    one.published_at = one.published_at or at
    one.edition += 1
    one.save(update_fields=["published_at", "edition"])
    audit.record("publication.publish", one, by=by, at=at, detail=_detail(one))
    _mark(at, one.year)
    return one


@transaction.atomic
def take_back_publication(*, publication: Publication, by: Any, at: datetime) -> Publication:
    """Take it off the list; nobody outside the office opens it any more."""
    one = _held(publication)
    one.published_at = None
    one.edition += 1
    one.save(update_fields=["published_at", "edition"])
    audit.record("publication.take_back", one, by=by, at=at, detail=_detail(one))
    _mark(at, one.year)
    return one


@transaction.atomic
def publish_figures(
    *,
    year: int,
    amounts: Mapping[str, Mapping[str, budget.Amounts]],
    income: int,
    spending: int,
    edition: int,
    by: Any,
    at: datetime,
) -> Publication:
    """
    Publish the budget of a year in figures, on its own line of the list or on the one that has the decree.

    :param income: the decree's total; :param spending: the decree's total.
    :param edition: the one they were written over; 0 where there were none.
    :raises BudgetRefused: they do not add up.
    :raises ChangedMeanwhile: somebody else saved it since.
    """
    figures = budget.written(amounts, income=income, spending=spending)
    lines = Publication.objects.select_for_update(of=("self",)).filter(year=year, subject="APBDES")
    lines = lines.exclude(access=Publication.Access.EXCLUDED)
    held = lines.filter(figures__isnull=False).first()
    if held is not None and held.edition != edition:
        raise ChangedMeanwhile(held)
    one = held or lines.order_by("pk").first()
    if one is None:
        one = Publication(
            access=Publication.Access.PERIODIC, subject="APBDES", year=year, title=f"APBDes tahun {year}", created_at=at,
            edition=0,
        )  # fmt: skip
    one.figures, one.published_at, one.updated_at = figures, one.published_at or at, at
    one.edition += 1
    one.save()
    audit.record("publication.publish_figures", one, by=by, at=at, detail=_detail(one))
    _mark(at, one.year)
    return one


def _kept(one: Publication, document: Upload, by: Any, at: datetime) -> Any:
    return archive.actions.keep(
        area=AREA,
        name=document.name,
        content_type=document.content_type,
        data=document.data,
        retention=RetentionClass.REGISTER,
        basis={"title": one.title, "number": one.number},
        at=at,
        by=by,
    )


def _held(publication: Publication) -> Publication:
    return Publication.objects.select_for_update(of=("self",)).get(pk=publication.pk)


def _detail(one: Publication) -> dict[str, Any]:
    return {"subject": one.subject, "year": one.year, "access": one.access}


def _mark(at: datetime, *years: int | None) -> None:
    """Have the figures of this month counted anew, and those of the years the line was and is about."""
    outbox.mark(*codes.MONTHLY, at=at)
    outbox.mark(*codes.YEARLY, at=at, period=sorted({f"{year:04d}" for year in years if year}))
