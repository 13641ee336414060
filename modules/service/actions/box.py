"""The signing box: many letters with one passphrase, each in a transaction of its own, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

import structlog

from accounts.models import Account
from modules.service import queries
from modules.service.actions import story
from modules.service.actions.numbering import NumberTaken
from modules.service.actions.signing import Desk, LetterNotWaiting, NotYoursToSign, sign_one
from modules.service.models import Letter
from papers import signers
from papers.refusal import PaperRefused
from papers.signing import CannotSign, SignerAway, SignerRefused, WrongPassphrase
from papers.statements import SignerKind
from walls.limits import LimitReached
from web import indonesian

log = structlog.get_logger(__name__)
#: Seconds after which a batch begins no further letter: a page may not hold its place in the web server for minutes.
LONGEST_BATCH_S = 20


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

    By which right each is signed (as the head, for the head, by the own post) is asked again for each letter, in its transaction. When a
    signer elsewhere does not answer, refuses the passphrase, or has taken `LONGEST_BATCH_S`, the rest is not begun and says so.

    :raises NoCertificate: nothing was signed.
    :raises NotSetUp: nothing was signed.
    :raises WrongPassphrase: nothing was signed.
    :raises CertificateExpired: nothing was signed.
    :raises TooManyTries: too many wrong passphrases in ten minutes; nothing was signed.
    """
    kind = queries.service_settings().house.signer_kind
    signer = signers.ready(account=by, passphrase=passphrase, kind=kind, at=at)
    desk = Desk(
        by=by,
        at=at,
        signer=signer,
        kind=kind,
        issuer=queries.paper_issuer(),
        head=_head_name(),
        hours=queries.opening_hours(),
    )
    return _Batch(desk).sign(list(dict.fromkeys(letter_ids)))


def _head_name() -> str:
    head = queries.head_of_office()
    return head.name if head else ""


class _Batch:
    """Letters signed one after the other until one says that the next would fare no better."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._until = desk, monotonic() + LONGEST_BATCH_S
        self._results: list[SignResult] = []

    def sign(self, letter_ids: list[int]) -> list[SignResult]:
        """:raises WrongPassphrase: the signer elsewhere was told a wrong one, and nothing was signed."""
        for index, letter_id in enumerate(letter_ids):
            why = self._one(letter_id)
            if not why and self._desk.kind == SignerKind.NATIONAL and monotonic() > self._until:
                why = "Belum dimulai: layanan BSrE sedang lambat. Tanda tangani lagi."
            if why:
                return self._results + [_unsigned(one, why) for one in letter_ids[index + 1 :]]
        return self._results

    def _one(self, letter_id: int) -> str:
        """Sign one, or say why; returns why the others need not be tried."""
        try:
            self._results.append(_sign_or_say_why(letter_id, self._desk))
        except SignerAway as error:
            log.warning("the signer is away", why=str(error))
            return self._stop(letter_id, "layanan BSrE tidak menjawab")
        except SignerRefused as error:
            return self._stop(letter_id, f"BSrE menolak ({error})")
        except WrongPassphrase:
            if not any(result.is_signed for result in self._results):
                raise
            return self._stop(letter_id, "BSrE menolak frasa sandinya")
        return ""

    def _stop(self, letter_id: int, why: str) -> str:
        self._results.append(_unsigned(letter_id, f"Belum ditandatangani: {why}."))
        return f"Belum dimulai: {why}."


def _unsigned(letter_id: int, problem: str) -> SignResult:
    letter = Letter.objects.select_related("kind").filter(pk=letter_id).first()
    if letter is None:
        return SignResult(letter_id, "", "", problem="Surat ini tidak ada.")
    return SignResult(letter_id, letter.about_name, letter.kind.title, letter.number_text, problem)


def _sign_or_say_why(letter_id: int, desk: Desk) -> SignResult:
    try:
        letter = sign_one(letter_id, desk)
    except Letter.DoesNotExist:
        return SignResult(letter_id, "", "", problem="Surat ini tidak ada.")
    except (SignerAway, SignerRefused):
        raise
    except REASONS as error:
        log.warning("letter not signed", letter=letter_id, why=type(error).__name__)
        unsigned = Letter.objects.select_related("kind").get(pk=letter_id)
        return SignResult(
            letter_id, unsigned.about_name, unsigned.kind.title, unsigned.number_text, _problem(unsigned, error)
        )
    return SignResult(letter.pk, letter.about_name, letter.kind.title, letter.number_text)


REASONS = (
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
