"""
Signing one letter, whole or not at all; `box.py` signs many.

Number, signature and document of a letter are one transaction, also where the signature is asked of a service elsewhere: a paper carries
its number, so the number must stand before the signature, and a signature that does not come must leave no gap (docs/adr/0031).
"""

from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction

import archive.actions
from accounts import links
from accounts.models import Account
from archive.models import Document
from archive.retention import RetentionClass
from modules.service import queries
from modules.service.actions import story
from modules.service.actions.numbering import give_number
from modules.service.models import Letter, LetterEvent, ServiceSettings, State
from modules.service.rules import authority, masking, offline
from modules.service.rules.authority import Manner, Right, right_for
from modules.service.rules.hours import Hours
from modules.service.rules.paper import Issuer, Signing, letter_paper, valid_until
from papers import compact, typesetting
from papers.layout import Verification
from papers.signing import Signer
from papers.statements import SignerKind, statement

log = structlog.get_logger(__name__)


class LetterNotWaiting(RuntimeError):
    """Somebody signed it first, or it was sent back or cancelled."""


class NotYoursToSign(PermissionError):
    """The person has no right to sign letters of this kind today."""


@dataclass(frozen=True)
class Desk:
    by: Account
    at: datetime
    signer: Signer
    kind: SignerKind
    issuer: Issuer
    #: The head in whose name others sign.
    head: str
    hours: Hours


@transaction.atomic
def sign_one(letter_id: int, desk: Desk) -> Letter:
    """
    Number, sign and keep a waiting letter.

    :raises LetterNotWaiting: see there; as the others of `box.REASONS`, it leaves everything as it was.
    :raises WrongPassphrase: the signer elsewhere was told another one than the person's.
    """
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
    letter.signed_with = desk.kind.value
    story.measure(letter, desk.hours)
    letter.save()
    story.tell(
        letter,
        LetterEvent.What.SIGNED,
        at=desk.at,
        by=desk.by,
        post=_short(right),
        detail={
            "number": letter.number_text,
            "sha256": letter.document.sha256,
            "authority": right.authority_id,
            "signed_with": letter.signed_with,
        },
    )
    return letter


def _right(letter: Letter, desk: Desk) -> Right:
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


def _signed_pdf(letter: Letter, desk: Desk, right: Right, settings: ServiceSettings) -> bytes:
    signing = Signing(
        on=queries.today(desk.at),
        at=desk.at,
        name=desk.by.name,
        employee_number=desk.by.employee_number,
        right=right,
        head_name=desk.head if right.manner in (Manner.BEHALF, Manner.BENEATH) else "",
        number=letter.number_text,
        verification=_verification(letter, desk, settings),
    )
    paper = letter_paper(letter.definition, letter.answers, subject=letter.person, issuer=desk.issuer, signing=signing)
    pdf = typesetting.render_pdf(paper)
    reason = f"{letter.kind.title}, {letter.signed_as}"
    return desk.signer.sign(pdf, reason=reason, location=desk.issuer.title, at=desk.at)


def _verification(letter: Letter, desk: Desk, settings: ServiceSettings) -> Verification:
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
    return Verification(code, address, statement(desk.kind, settings.statement), qr_text)


def _keep(letter: Letter, desk: Desk, pdf: bytes, settings: ServiceSettings) -> Document:
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
