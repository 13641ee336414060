"""Every write of the service: keyword-only, atomic, audited, with errors named after what was untrue."""

from modules.service.actions.checks import NotYours, check_by_kasi, check_by_sekdes, return_incomplete
from modules.service.actions.counter import WrongAsker, make_at_counter, office_as_subject
from modules.service.actions.desk import change_settings, set_kind_open
from modules.service.actions.endings import LetterNotReady, cancel_letter, fetch_letter, mark_collected
from modules.service.actions.requests import (
    AttachmentRefused,
    DraftGone,
    IdentityRefused,
    answer_step,
    attach_requirement,
    begin_mending,
    begin_request,
    complete_request,
    drop_attachment,
    forget_drafts,
    note_phone,
    open_draft,
    prove_identity,
    submit_request,
)
from modules.service.actions.signing import LetterNotWaiting, NoCertificate, SignResult, sign_letters
from modules.service.actions.story import AnswersIncomplete, LetterClosed, LetterRepeats, ReasonMissing

__all__ = [
    "AnswersIncomplete",
    "AttachmentRefused",
    "DraftGone",
    "IdentityRefused",
    "LetterClosed",
    "LetterNotReady",
    "LetterNotWaiting",
    "LetterRepeats",
    "NoCertificate",
    "NotYours",
    "ReasonMissing",
    "SignResult",
    "WrongAsker",
    "answer_step",
    "attach_requirement",
    "begin_mending",
    "begin_request",
    "cancel_letter",
    "change_settings",
    "check_by_kasi",
    "check_by_sekdes",
    "complete_request",
    "drop_attachment",
    "fetch_letter",
    "forget_drafts",
    "make_at_counter",
    "mark_collected",
    "note_phone",
    "office_as_subject",
    "open_draft",
    "prove_identity",
    "return_incomplete",
    "set_kind_open",
    "sign_letters",
    "submit_request",
]
