"""What is asked when something is given, reported, reviewed, handed on, or decided."""

from assignments.forms.desks import HandOnForm, NoteForm
from assignments.forms.fields import handed_in
from assignments.forms.matters import (
    ExtendForm,
    JointForm,
    PerhapsForm,
    ReasonForm,
    ReportForm,
    ReturnForm,
    SendForm,
    WordsForm,
)
from assignments.forms.meetings import MeetingForm, MinutesForm, MoveForm

__all__ = [
    "ExtendForm",
    "HandOnForm",
    "JointForm",
    "MeetingForm",
    "MinutesForm",
    "MoveForm",
    "NoteForm",
    "PerhapsForm",
    "ReasonForm",
    "ReportForm",
    "ReturnForm",
    "SendForm",
    "WordsForm",
    "handed_in",
]
