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
from archive.models import Document
from archive.retention import RetentionClass
from modules.service import queries
from modules.service.actions import story
from modules.service.actions.numbering import NumberTaken, give_number
from modules.service.models import Letter, LetterEvent, ServiceSettings, State
from modules.service.rules import authority, masking, offline
from modules.service.rules.authority import Manner, Right, right_for
from modules.service.rules.hours import Hours
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


class NotYoursToSign(PermissionError):
    """The person has no right to sign letters of this kind today."""


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

    By which right each is signed (as the head, for the head, by the own post) is asked again for each letter, in its transaction.

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
    desk = _Desk(by=by, at=at, signer=signer, issuer=queries.issuer(), head=_head_name(), hours=queries.opening_hours())
    return [_sign_or_say_why(letter_id, desk) for letter_id in dict.fromkeys(letter_ids)]


@dataclass(frozen=True)
class _Desk:
    by: Account
    at: datetime
    signer: Signer
    issuer: Issuer
    #: The head in whose name others sign.
    head: str
    hours: Hours


def _sign_or_say_why(letter_id: int, desk: _Desk) -> SignResult:
    try:
        letter = _sign(letter_id, desk)
    except Letter.DoesNotExist:
        return SignResult(letter_id, "", "", problem="Surat ini tidak ada.")
    except _REASONS as error:
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
    right = _right(letter, desk)
    _refresh_subject(letter, desk.at)
    settings = give_number(letter, desk.issuer, queries.today(desk.at))
    letter.valid_until = valid_until(letter.definition, queries.today(desk.at))
    letter.authority_id, letter.signed_as = right.authority_id, authority.signed_as(right, desk.issuer.head)
    letter.document = _keep(letter, desk, _signed_pdf(letter, desk, right, settings), settings)
    story.note_broken_promise(letter, desk.at)
    letter.state, letter.signed_by, letter.signed_at = State.READY, desk.by, desk.at
    story.measure(letter, desk.hours)
    letter.save()
    story.tell(
        letter,
        LetterEvent.What.SIGNED,
        at=desk.at,
        by=desk.by,
        post=_short(right),
        detail={"number": letter.number_text, "sha256": letter.document.sha256, "authority": right.authority_id},
    )
    return letter


def _right(letter: Letter, desk: _Desk) -> Right:
    """
    :raises NotYoursToSign: see there.
    :raises OwnLetter: nobody signs his own letter.
    """
    right = right_for(queries.rights_of(desk.by, queries.today(desk.at)), letter.definition)
    if right is None:
        raise NotYoursToSign(letter.kind.slug)
    instead = "Sekretaris Desa dengan wewenang a.n. atau Plh." if right.manner is None else "Kepala Desa."
    story.refuse_own(letter, desk.by, f"Yang menandatangani {instead}")
    return right


def _head_name() -> str:
    head = queries.head_of_office()
    return head.name if head else ""


def _short(right: Right) -> str:
    """The post in the letter's story, without the village's name."""
    return authority.signed_as(right, "Kepala Desa")[:60]


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


def _signed_pdf(letter: Letter, desk: _Desk, right: Right, settings: ServiceSettings) -> bytes:
    signing = Signing(
        on=queries.today(desk.at),
        at=desk.at,
        name=desk.by.name,
        right=right,
        head_name=desk.head if right.manner in (Manner.BEHALF, Manner.BENEATH) else "",
        number=letter.number_text,
        verification=_verification(letter, desk, settings),
    )
    paper = letter_paper(letter.definition, letter.answers, subject=letter.person, issuer=desk.issuer, signing=signing)
    pdf = typesetting.render_pdf(paper)
    reason = f"{letter.kind.title}, {letter.signed_as}"
    return desk.signer.sign(pdf, reason=reason, location=desk.issuer.title, at=desk.at)


def _verification(letter: Letter, desk: _Desk, settings: ServiceSettings) -> Verification:
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
    return Verification(code, address, settings.statement or STATEMENT, qr_text)


def _keep(letter: Letter, desk: _Desk, pdf: bytes, settings: ServiceSettings) -> Document:
    return archive.actions.keep(
        area="surat",
        name=f"{letter.number_text.replace('/', '-')}.pdf",
        content_type="application/pdf",
        data=pdf,
        retention=RetentionClass.STATEMENT_LETTER,
        basis={
            "classification": settings.code_of(letter.definition),
            "title": letter.kind.title,
            "number": letter.number_text,
            "date": queries.today(desk.at).isoformat(),
            "subject": masking.masked_name(letter.about_name),
        },
        at=desk.at,
        by=desk.by,
        is_act=True,
    )


_REASONS = (
    LetterNotWaiting,
    NotYoursToSign,
    NumberTaken,
    PaperRefused,
    CannotSign,
    LimitReached,
    story.AnswersIncomplete,
    story.OwnLetter,
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
    if isinstance(error, story.OwnLetter):
        return str(error)
    if isinstance(error, NotYoursToSign):
        return "Jenis surat ini tidak termasuk wewenang Anda hari ini."
    if isinstance(error, NumberTaken):
        return f"Nomor {error} sudah dipakai surat lain. Perbaiki pola nomornya di pengaturan."
    return "Berkasnya tidak dapat ditandatangani. Coba lagi; bila berulang, hubungi admin."
