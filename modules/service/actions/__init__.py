"""Every write of the service: keyword-only, atomic, audited, with errors named after what was untrue."""

from modules.service.actions.authority import (
    AuthorityEnded,
    AuthorityRefused,
    NotTheHead,
    end_authority,
    give_authority,
)
from modules.service.actions.box import SignResult, sign_letters
from modules.service.actions.calendar import DayPast, DayTaken, close_day, open_day, recount_promises
from modules.service.actions.checks import NotYours, check_by_kasi, check_by_sekdes, return_incomplete
from modules.service.actions.counter import (
    BringerMissing,
    ConsentMissing,
    WrongAsker,
    make_at_counter,
    office_as_subject,
)
from modules.service.actions.desk import change_number_pattern, change_settings, set_kind_open
from modules.service.actions.endings import (
    LetterNotReady,
    cancel_letter,
    fetch_letter,
    mark_collected,
    print_and_hand_over,
)
from modules.service.actions.house import (
    NothingPublished,
    change_house,
    follow_house,
    publish_house,
    withdraw_house,
)
from modules.service.actions.lateness import escalate_late
from modules.service.actions.numbering import NotASeries, NumberGiven, NumberTaken, take_over_numbers
from modules.service.actions.outside import DayRefused, cancel_outside, record_outside
from modules.service.actions.publications import (
    NotPublished,
    publish_changes,
    publish_whole,
    take_over_publications,
    withdraw_publication,
)
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
from modules.service.actions.revealing import reveal_answers
from modules.service.actions.signing import LetterNotWaiting
from modules.service.actions.standards import DecreeRefused, change_standards, decree_standards
from modules.service.actions.story import AnswersIncomplete, LetterClosed, LetterRepeats, OwnLetter, ReasonMissing
from modules.service.actions.versions import (
    NothingChanged,
    VersionChanged,
    VersionRefused,
    follow_release,
    keep_own,
    return_to_shipped,
    save_version,
    use_again,
)
from papers.signers import NoCertificate

__all__ = [
    "AnswersIncomplete",
    "AttachmentRefused",
    "AuthorityEnded",
    "AuthorityRefused",
    "BringerMissing",
    "ConsentMissing",
    "DayPast",
    "DayRefused",
    "DayTaken",
    "DecreeRefused",
    "DraftGone",
    "IdentityRefused",
    "LetterClosed",
    "LetterNotReady",
    "LetterNotWaiting",
    "LetterRepeats",
    "NoCertificate",
    "NotASeries",
    "NotPublished",
    "NotTheHead",
    "NotYours",
    "NothingChanged",
    "NothingPublished",
    "NumberGiven",
    "NumberTaken",
    "OwnLetter",
    "ReasonMissing",
    "SignResult",
    "VersionChanged",
    "VersionRefused",
    "WrongAsker",
    "answer_step",
    "attach_requirement",
    "begin_mending",
    "begin_request",
    "cancel_letter",
    "cancel_outside",
    "change_house",
    "change_number_pattern",
    "change_settings",
    "change_standards",
    "check_by_kasi",
    "check_by_sekdes",
    "close_day",
    "complete_request",
    "decree_standards",
    "drop_attachment",
    "end_authority",
    "escalate_late",
    "fetch_letter",
    "follow_house",
    "follow_release",
    "forget_drafts",
    "give_authority",
    "keep_own",
    "make_at_counter",
    "mark_collected",
    "note_phone",
    "office_as_subject",
    "open_day",
    "open_draft",
    "print_and_hand_over",
    "prove_identity",
    "publish_changes",
    "publish_house",
    "publish_whole",
    "record_outside",
    "recount_promises",
    "return_incomplete",
    "return_to_shipped",
    "reveal_answers",
    "save_version",
    "set_kind_open",
    "sign_letters",
    "submit_request",
    "take_over_numbers",
    "take_over_publications",
    "use_again",
    "withdraw_house",
    "withdraw_publication",
]
