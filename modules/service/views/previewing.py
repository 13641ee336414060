"""Whose signature block a preview shows."""

from datetime import datetime

from accounts.models import Account
from modules.service import queries
from modules.service.models import Letter
from modules.service.rules import paper
from modules.service.rules.authority import Manner
from modules.service.rules.kind import Kind
from papers.layout import LetterPaper


def as_it_would_be_signed(kind: Kind, account: Account | None, now: datetime) -> paper.Signing:
    """The signature block of a preview: the asker's own where they may sign this kind, else that of whoever is expected to."""
    day, head = queries.today(now), queries.head_of_office()
    right = queries.right_to_sign(account, kind, day) if account else None
    signer = account
    if right is None:
        signer, right = queries.expected_signer(kind, day)
    stands_for = head.name if head and right.manner in (Manner.BEHALF, Manner.BENEATH) else ""
    return paper.Signing(
        on=day,
        at=now,
        name=signer.name if signer else paper.BLANK,
        employee_number=signer.employee_number if signer else "",
        right=right,
        head_name=stands_for,
    )


def as_it_would_be_printed(letter: Letter, account: Account, now: datetime) -> LetterPaper:
    """The paper of a letter as it would be signed today, a draft."""
    signing = as_it_would_be_signed(letter.definition, account, now)
    return paper.letter_paper(
        letter.definition, letter.answers, subject=letter.person, issuer=queries.paper_issuer(), signing=signing
    )
