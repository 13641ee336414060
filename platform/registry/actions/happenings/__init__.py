"""
Recording what happens to the people of the register: one action per kind of event, idempotent by `key`.

Each takes the ledger first, reads whom it is about afresh, refuses what cannot be, changes and writes.
"""

from registry.actions.happenings.births import record_birth, record_stillbirth
from registry.actions.happenings.deaths import record_death
from registry.actions.happenings.families import change_head, change_number, join_family, split_family
from registry.actions.happenings.heads import NewHead
from registry.actions.happenings.marriages import record_divorce, record_marriage
from registry.actions.happenings.problems import HappeningImpossible
from registry.actions.happenings.undoing import ReasonMissing, undo_event

__all__ = [
    "HappeningImpossible",
    "NewHead",
    "ReasonMissing",
    "change_head",
    "change_number",
    "join_family",
    "record_birth",
    "record_death",
    "record_divorce",
    "record_marriage",
    "record_stillbirth",
    "split_family",
    "undo_event",
]
