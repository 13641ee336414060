"""Every write of the register: keyword-only, atomic, audited."""

from registry.actions.details import warnings_of
from registry.actions.households import (
    InAnotherHousehold,
    NotLiving,
    NumberTaken,
    change_household,
    join_household,
    leave_household,
    make_household,
)
from registry.actions.imports import (
    BatchNotChecked,
    BatchNotStored,
    ErrorsNotAccepted,
    ImportTouched,
    NothingToStore,
    UndoTooLate,
    check_import,
    export_errors,
    mend_row,
    start_commit,
    store_import,
    sweep_imports,
    undo_import,
    upload_file,
)
from registry.actions.merging import MergeImpossible, merge_residents, say_not_same
from registry.actions.months import EarlierMonthOpen, MonthAlreadyClosed, MonthNotOver, close_month
from registry.actions.papers import PaperGone, add_paper, remove_paper, remove_photo, set_photo
from registry.actions.refusals import DetailsImpossible, HeadTaken, NikTaken
from registry.actions.residents import add_resident, correct_resident
from registry.actions.revealing import Hidden, reveal

__all__ = [
    "BatchNotChecked",
    "BatchNotStored",
    "DetailsImpossible",
    "EarlierMonthOpen",
    "ErrorsNotAccepted",
    "HeadTaken",
    "Hidden",
    "ImportTouched",
    "InAnotherHousehold",
    "MergeImpossible",
    "MonthAlreadyClosed",
    "MonthNotOver",
    "NikTaken",
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
    "correct_resident",
    "export_errors",
    "join_household",
    "leave_household",
    "make_household",
    "mend_row",
    "merge_residents",
    "remove_paper",
    "remove_photo",
    "reveal",
    "say_not_same",
    "set_photo",
    "start_commit",
    "store_import",
    "sweep_imports",
    "undo_import",
    "upload_file",
    "warnings_of",
]
