"""Everything a kabupaten changes: the offices below it and what it expects of them."""

from supervision.actions.bulk import (
    BulkUnderWay,
    NothingToOpen,
    check_again,
    check_file,
    check_ticks,
    export_links,
    mend_lines,
    open_lines,
    start_bulk,
)
from supervision.actions.holidays import (
    LineUnreadable,
    NotAHoliday,
    add_holidays,
    lift_holiday,
    read_lines,
    undo_holiday,
)
from supervision.actions.invitations import OfficeInUse, OfficeShut, invite_again, invite_many_again, take_slips
from supervision.actions.limits import set_limits
from supervision.actions.openings import (
    FirstAccount,
    FromOutside,
    KeyUsed,
    NotBelow,
    Opened,
    PostCannotBegin,
    first_posts,
    open_once,
    open_with_first_account,
)
from supervision.actions.scores import Entered, LinesRefused, enter_scores
from supervision.actions.targets import MonthIsOver, set_target

__all__ = [
    "BulkUnderWay",
    "Entered",
    "FirstAccount",
    "FromOutside",
    "KeyUsed",
    "LineUnreadable",
    "LinesRefused",
    "MonthIsOver",
    "NotAHoliday",
    "NotBelow",
    "NothingToOpen",
    "OfficeInUse",
    "OfficeShut",
    "Opened",
    "PostCannotBegin",
    "add_holidays",
    "check_again",
    "check_file",
    "check_ticks",
    "enter_scores",
    "export_links",
    "first_posts",
    "invite_again",
    "invite_many_again",
    "lift_holiday",
    "mend_lines",
    "open_lines",
    "open_once",
    "open_with_first_account",
    "read_lines",
    "set_limits",
    "set_target",
    "start_bulk",
    "take_slips",
    "undo_holiday",
]
