"""Every write of the register: keyword-only, atomic, audited."""

from registry.actions.details import warnings_of
from registry.actions.elsewhere import NotElsewhere, compare_people, reopen_elsewhere, settle_elsewhere
from registry.actions.exports import export_residents
from registry.actions.families import correct_family
from registry.actions.households import (
    HouseholdEnded,
    HouseholdStands,
    InAnotherHousehold,
    NotLiving,
    NumberTaken,
    change_household,
    end_household,
    join_household,
    leave_household,
    make_household,
    reopen_household,
)
from registry.actions.import_storing import (
    BatchNotStored,
    DayImpossible,
    ErrorsNotAccepted,
    HamletsNotAccepted,
    HeadlessNotAccepted,
    ImportTouched,
    NothingToStore,
    UndoTooLate,
    start_commit,
    store_import,
    undo_import,
)
from registry.actions.imports import check_import, export_errors, mend_row, sweep_imports, upload_file
from registry.actions.lists import take_list
from registry.actions.merging import MergeImpossible, merge_residents, say_not_same
from registry.actions.months import EarlierMonthOpen, MonthAlreadyClosed, MonthNotOver, close_month
from registry.actions.papers import PaperGone, add_paper, remove_paper, remove_photo, set_photo
from registry.actions.refusals import DetailsImpossible, HeadTaken, NikTaken
from registry.actions.residents import add_resident, correct_resident
from registry.actions.revealing import Hidden, reveal
from registry.actions.voter_lists import ListWithdrawn, NobodyVotes, keep_voter_list, withdraw_voter_list
from registry.importing.counts import BatchNotChecked

__all__ = [
    "BatchNotChecked",
    "BatchNotStored",
    "DayImpossible",
    "DetailsImpossible",
    "EarlierMonthOpen",
    "ErrorsNotAccepted",
    "HamletsNotAccepted",
    "HeadTaken",
    "HeadlessNotAccepted",
    "Hidden",
    "HouseholdEnded",
    "HouseholdStands",
    "ImportTouched",
    "InAnotherHousehold",
    "ListWithdrawn",
    "MergeImpossible",
    "MonthAlreadyClosed",
    "MonthNotOver",
    "NikTaken",
    "NobodyVotes",
    "NotElsewhere",
    "NotLiving",
    "NothingToStore",
    "NumberTaken",
    "PaperGone",
    "UndoTooLate",
    "add_paper",
    "add_resident",
    "change_household",
    "check_import",
    "close_month",
    "compare_people",
    "correct_family",
    "correct_resident",
    "end_household",
    "export_errors",
    "export_residents",
    "join_household",
    "keep_voter_list",
    "leave_household",
    "make_household",
    "mend_row",
    "merge_residents",
    "remove_paper",
    "remove_photo",
    "reopen_elsewhere",
    "reopen_household",
    "reveal",
    "say_not_same",
    "set_photo",
    "settle_elsewhere",
    "start_commit",
    "store_import",
    "sweep_imports",
    "take_list",
    "undo_import",
    "upload_file",
    "warnings_of",
    "withdraw_voter_list",
]
