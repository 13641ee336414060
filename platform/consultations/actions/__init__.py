"""Every write of consultations: asking, the steps of both sides, the kecamatan's desk, its signature, what the clock does, and
what a kabupaten says of types."""

from consultations.actions.asking import (
    NotComplete,
    attach_file,
    begin_draft,
    drop_draft,
    drop_file,
    keep_draft,
    submit_draft,
)
from consultations.actions.desk import check_answer, draft_answer, return_to_drafter, send_to_check
from consultations.actions.publishing import keep_type, withdraw_type
from consultations.actions.signing import sign_answer
from consultations.actions.stepping import TextMissing, take_step
from consultations.actions.watching import look_after
from papers.signers import NoCertificate

__all__ = [
    "NoCertificate",
    "NotComplete",
    "TextMissing",
    "attach_file",
    "begin_draft",
    "check_answer",
    "draft_answer",
    "drop_draft",
    "drop_file",
    "keep_draft",
    "keep_type",
    "look_after",
    "return_to_drafter",
    "send_to_check",
    "sign_answer",
    "submit_draft",
    "take_step",
    "withdraw_type",
]
