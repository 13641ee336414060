"""Signing: many letters with one passphrase, each in a transaction of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction

import archive.actions
import papers.actions
import papers.queries
from accounts import limits, links
from accounts.models import Account
from accounts.posts import Post
from archive.models import Document
from archive.retention import RetentionClass
from modules.service import queries
from modules.service.actions import story
from modules.service.models import Letter, LetterBook, LetterEvent, ServiceSettings, State
from modules.service.permissions import acting_post
from modules.service.rules import masking, number, offline
from modules.service.rules.paper import Issuer, Signing, letter_paper, valid_until
from papers import compact, typesetting
from papers.layout import Verification
from papers.refusal import PaperRefused
from papers.signing import CannotSign, Signer
from walls.limits import LimitReached
from web import indonesian

log = structlog.get_logger(__name__)
STATEMENT = "Dokumen ini ditandatangani secara elektronik. Perubahan apa pun pada berkasnya dapat diketahui."


class LetterNotWaiting(RuntimeError):
    """Somebody signed it first, or it was sent back or cancelled."""


class NoCertificate(RuntimeError):
    """The person has no certificate to sign with yet."""


@dataclass(frozen=True)
class SignResult:
    """What became of one letter; `problem` is empty when it was signed."""

    letter_id: int
    about: str
    title: str
    number_text: str = ""
    problem: str = ""

    @property
    def is_signed(self) -> bool:
        return not self.problem


def sign_letters(*, letter_ids: Iterable[int], passphrase: str, by: Account, at: datetime) -> list[SignResult]:
    """
    Number, sign and keep each waiting letter. One that fails stays waiting and says why; the others are signed all the same.

    :raises NoCertificate: nothing was signed.
    :raises WrongPassphrase: nothing was signed.
    :raises CertificateExpired: nothing was signed.
    :raises TooManyTries: more than ten wrong passphrases in ten minutes.
    """
    limits.count("sign", str(by.pk), at_most=10, within=timedelta(minutes=10))
    certificate = papers.queries.active_certificate(by)
    if certificate is None:
        raise NoCertificate
    signer = papers.actions.unlock(certificate=certificate, passphrase=passphrase, at=at)
    # Only wrong ones count: a head who signs letter by letter must never be locked out.
    limits.forget("sign", str(by.pk))
    desk = _Desk(by=by, at=at, signer=signer, issuer=queries.issuer(), settings=queries.service_settings())
    return [_sign_or_say_why(letter_id, desk) for letter_id in dict.fromkeys(letter_ids)]


@dataclass(frozen=True)
class _Desk:
    by: Account
    at: datetime
    signer: Signer
    issuer: Issuer
    settings: ServiceSettings


def _sign_or_say_why(letter_id: int, desk: _Desk) -> SignResult:
    try:
        letter = _sign(letter_id, desk)
    except Letter.DoesNotExist:
        return SignResult(letter_id, "", "", problem="Surat ini tidak ada.")
    except (LetterNotWaiting, PaperRefused, CannotSign, LimitReached, story.AnswersIncomplete) as error:
        log.warning("letter not signed", letter=letter_id, why=type(error).__name__)
        unsigned = Letter.objects.select_related("kind").get(pk=letter_id)
        return SignResult(
            letter_id, unsigned.about_name, unsigned.kind.title, unsigned.number_text, _problem(unsigned, error)
        )
    return SignResult(letter.pk, letter.about_name, letter.kind.title, letter.number_text)


@transaction.atomic
def _sign(letter_id: int, desk: _Desk) -> Letter:
    letter = Letter.objects.select_for_update(of=("self",)).select_related("kind").get(pk=letter_id)
    if not letter.is_waiting:
        raise LetterNotWaiting(letter.state)
    _refresh_subject(letter, desk.at)
    day = queries.today(desk.at)
    _number(letter, desk, day.year)
    letter.number_text = number.number_text(
        desk.settings.number_pattern,
        code=desk.settings.code_of(letter.definition),
        number=letter.number or 0,
        region_code=desk.issuer.region_code,
        on=day,
    )
    letter.valid_until = valid_until(letter.definition, day)
    letter.document = _keep(letter, desk, _signed_pdf(letter, desk))
    letter.state, letter.signed_by, letter.signed_at = State.READY, desk.by, desk.at
    letter.save()
    story.tell(
        letter,
        LetterEvent.What.SIGNED,
        at=desk.at,
        by=desk.by,
        post=acting_post(desk.by, Post.KADES),
        detail={"number": letter.number_text, "sha256": letter.document.sha256},
    )
    return letter


def _refresh_subject(letter: Letter, at: datetime) -> None:
    """The paper shows the register of today, and its answers must still hold for it."""
    if letter.resident_id:
        resident = queries.resident_at_counter(letter.resident_id)
        if resident is None:
            raise story.AnswersIncomplete(
                {"subject": "Warga ini tidak lagi tercatat hidup di desa ini. Kembalikan suratnya."}
            )
        letter.subject = queries.subject_of(resident).as_json()
        letter.subject_name = resident.name
    checked = story.checked_answers(letter, letter.answers, letter.person, at, by_officer=True)
    letter.answers = checked.answers


def _number(letter: Letter, desk: _Desk, year: int) -> None:
    # The book stays locked until the commit, so no two letters share a number and a failure leaves no gap.
    scope = desk.settings.scope_of(letter.definition)
    LetterBook.objects.get_or_create(year=year, scope=scope)
    book = LetterBook.objects.select_for_update().get(year=year, scope=scope)
    book.last_number += 1
    book.save(update_fields=["last_number"])
    letter.book, letter.number = book, book.last_number


def _signed_pdf(letter: Letter, desk: _Desk) -> bytes:
    signing = Signing(
        on=queries.today(desk.at),
        at=desk.at,
        name=desk.by.name,
        number=letter.number_text,
        verification=_verification(letter, desk),
    )
    paper = letter_paper(letter.definition, letter.answers, subject=letter.person, issuer=desk.issuer, signing=signing)
    pdf = typesetting.render_pdf(paper)
    return desk.signer.sign(pdf, reason=letter.kind.title, location=desk.issuer.title, at=desk.at)


def _verification(letter: Letter, desk: _Desk) -> Verification:
    code = letter.verification_code
    address = links.address("service:verification", code)
    assert letter.valid_until
    said = offline.words(
        number=letter.number_text,
        signed_on=queries.today(desk.at),
        valid_until=letter.valid_until,
        title=letter.definition.short_title,
        about=letter.about_name,
        is_internal=letter.definition.internal,
    )
    qr_text = f"{address}#{compact.signed(code, said)}"
    return Verification(code, address, desk.settings.statement or STATEMENT, qr_text)


def _keep(letter: Letter, desk: _Desk, pdf: bytes) -> Document:
    return archive.actions.keep(
        area="surat",
        name=f"{letter.number_text.replace('/', '-')}.pdf",
        content_type="application/pdf",
        data=pdf,
        retention=RetentionClass.STATEMENT_LETTER,
        basis={
            "classification": desk.settings.code_of(letter.definition),
            "title": letter.kind.title,
            "number": letter.number_text,
            "date": queries.today(desk.at).isoformat(),
            "subject": masking.masked_name(letter.about_name),
        },
        at=desk.at,
        by=desk.by,
        is_act=True,
    )


def _problem(letter: Letter, error: Exception) -> str:
    if isinstance(error, LetterNotWaiting):
        if letter.signed_by_id and letter.signed_at:
            return f"Sudah ditandatangani {indonesian.clock(queries.desk.local(letter.signed_at))}, nomor {letter.number_text}."
        return f"Tidak lagi menunggu tanda tangan: {letter.get_state_display().lower()}."
    if isinstance(error, story.AnswersIncomplete):
        return " ".join(error.errors.values())
    if isinstance(error, PaperRefused):
        return str(error)
    if isinstance(error, LimitReached):
        return f"{error.title} {error.advice}"
    return "Berkasnya tidak dapat ditandatangani. Coba lagi; bila berulang, hubungi admin."
