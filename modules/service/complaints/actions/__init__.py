"""Every write of complaints: telling one, the officers' steps, the reporter's, and what the clock does by itself."""

from modules.service.complaints.actions.announcing import ALONE
from modules.service.complaints.actions.handling import (
    DeskRefused,
    answer_complaint,
    ask_reporter,
    assign_complaint,
    forward_complaint,
    hand_to_council,
    note_progress,
    note_within,
    open_attachment,
    reclassify_complaint,
    reject_complaint,
    reveal_reporter,
    verify_complaint,
)
from modules.service.complaints.actions.notices import (
    NotToldYet,
    ReporterNamed,
    answer_notice,
    notify_district,
    share_name,
)
from modules.service.complaints.actions.reporting import (
    TooMuch,
    accept_photos,
    may_reopen,
    rate_answer,
    reopen_complaint,
    reply,
    second_word,
    tell_complaint,
)
from modules.service.complaints.actions.sealing import unseal_reporter
from modules.service.complaints.actions.story import ComplaintClosed, NotThere, ReasonMissing
from modules.service.complaints.actions.watching import look_after

__all__ = [
    "ALONE",
    "ComplaintClosed",
    "DeskRefused",
    "NotThere",
    "NotToldYet",
    "ReasonMissing",
    "ReporterNamed",
    "TooMuch",
    "accept_photos",
    "answer_complaint",
    "answer_notice",
    "ask_reporter",
    "assign_complaint",
    "forward_complaint",
    "hand_to_council",
    "look_after",
    "may_reopen",
    "note_progress",
    "note_within",
    "notify_district",
    "open_attachment",
    "rate_answer",
    "reclassify_complaint",
    "reject_complaint",
    "reopen_complaint",
    "reply",
    "reveal_reporter",
    "second_word",
    "share_name",
    "tell_complaint",
    "unseal_reporter",
    "verify_complaint",
]
