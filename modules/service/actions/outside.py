"""
Letters written outside the application: they take a number of the same book, and nothing more is claimed of them.

They have no applicant, no signature and no page of verification; the book, its export and the archive know them (docs/adr/0052).
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

import archive.actions
import audit
from accounts.models import Account
from archive import uploads
from archive.models import Document
from archive.retention import RetentionClass
from modules.service import queries
from modules.service.actions import numbering, story
from modules.service.models import Letter, LetterKind, ServiceSettings, State
from papers.codes import new_code

AREA = "surat-luar"
#: A letter of the last days of December may still be told in January.
_BACK_INTO_LAST_YEAR = timedelta(days=31)


class DayRefused(ValueError):
    """A letter is written today or before, in the year whose book is open; the message says so."""


def record_outside(
    *,
    key: UUID,
    kind: LetterKind,
    title: str,
    matter: str,
    addressee: str,
    written_on: date,
    by: Account,
    at: datetime,
    code: str = "",
    scan: uploads.Upload | None = None,
) -> Letter:
    """
    Give a letter that was written by hand the next number of its series. The same key again gives the same letter.

    :param kind: the nearest kind: it decides series, pattern and, where no other is given, classification.
    :param title: what the letter is called; "" is as its kind.
    :param scan: as `archive.uploads.accept` gave it.
    :raises DayRefused: see there.
    :raises NumberTaken: the office's pattern would write a number twice.
    :raises LimitReached: the office's storage is full.
    """
    today = queries.today(at)
    if written_on > today or (written_on.year != today.year and today - written_on > _BACK_INTO_LAST_YEAR):
        raise DayRefused("Tanggal surat paling lambat hari ini, dan dalam tahun buku ini.")
    said = {"title": title.strip() or kind.title, "matter": matter.strip(), "addressee": addressee.strip()}

    def write() -> Letter:
        settings = numbering.locked_settings()
        letter = _begun(key=key, kind=kind, written_on=written_on, by=by, at=at, **said)
        _number(letter, settings, code.strip() or settings.code_of(kind.definition))
        if scan:
            letter.document = _keep(letter, scan, by=by, at=at)
        letter.save()
        detail = {"kind": kind.slug, "number": letter.number_text, "date": written_on.isoformat()}
        audit.record("letter.record_outside", letter, by=by, at=at, detail=detail)
        return letter

    return Letter.with_outside.filter(key=key).first() or story.once(key, write)


@transaction.atomic
def cancel_outside(*, letter: Letter, reason: str, by: Account, at: datetime) -> Letter:
    """
    Cancel a letter from outside; its number stays in the book.

    :raises ReasonMissing: the book must say why.
    :raises LetterClosed: it is cancelled already.
    """
    reason = story.reason_in(reason)
    letter = Letter.with_outside.select_for_update().get(pk=letter.pk)
    if letter.is_cancelled:
        raise story.LetterClosed(letter.state)
    letter.state, letter.cancelled_by, letter.cancelled_at, letter.cancel_reason = State.CANCELLED, by, at, reason
    letter.save(update_fields=["state", "cancelled_by", "cancelled_at", "cancel_reason"])
    detail = {"number": letter.number_text, "reason": reason}
    audit.record("letter.cancel_outside", letter, by=by, at=at, detail=detail)
    return letter


def _begun(*, kind: LetterKind, by: Any, at: datetime, **said: Any) -> Letter:
    codes = {"tracking_code": new_code(), "verification_code": new_code()}
    return Letter(
        **said, **codes, kind=kind, state=State.COLLECTED, source=Letter.Source.OUTSIDE,
        made_by=by if getattr(by, "pk", None) else None, created_at=at, due_at=at, collected_at=at,
    )  # fmt: skip


def _number(letter: Letter, settings: ServiceSettings, code: str) -> None:
    assert letter.written_on
    scope = settings.scope_under(letter.kind.slug, code)
    numbering.book_next(letter, numbering.locked_book(letter.written_on.year, scope, settings.series_part))
    issuer = queries.issuer()
    numbering.write_number(letter, settings, issuer.region_code, code=code, day=letter.written_on)


def _keep(letter: Letter, scan: uploads.Upload, *, by: Any, at: datetime) -> Document:
    return archive.actions.keep(
        area=AREA,
        name=scan.name,
        content_type=scan.content_type,
        data=scan.data,
        retention=RetentionClass.ROUTINE_LETTER,
        # Matter and addressee may name people, and this lies readable beside the object.
        basis={"title": letter.title, "number": letter.number_text, "date": str(letter.written_on)},
        at=at,
        by=by,
    )
