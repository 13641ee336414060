"""Every write of assignments, joint matters, tasks and meetings."""

from assignments.actions.joint import begin_joint
from assignments.actions.meetings import (
    Decision,
    MeetingChanged,
    call_meeting,
    cancel_meeting,
    move_meeting,
    write_minutes,
)
from assignments.actions.sending import AssignmentRefused, extend, send_assignment, withdraw
from assignments.actions.speaking import NotYours, ReasonMissing, accept, note, report, return_report, speak, take_up
from assignments.actions.tasks import do_deed, give_task, hand_on
from assignments.actions.watching import remind

__all__ = [
    "AssignmentRefused",
    "Decision",
    "MeetingChanged",
    "NotYours",
    "ReasonMissing",
    "accept",
    "begin_joint",
    "call_meeting",
    "cancel_meeting",
    "do_deed",
    "extend",
    "give_task",
    "hand_on",
    "move_meeting",
    "note",
    "remind",
    "report",
    "return_report",
    "send_assignment",
    "speak",
    "take_up",
    "withdraw",
    "write_minutes",
]
