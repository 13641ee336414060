"""Every write of the register: keyword-only, atomic, audited."""

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
from registry.actions.lists import take_list
from registry.actions.months import EarlierMonthOpen, MonthAlreadyClosed, MonthNotOver, close_month
from registry.actions.residents import (
    DetailsImpossible,
    HeadTaken,
    NikTaken,
    add_resident,
    correct_resident,
    reveal_nik,
)

__all__ = [
    "BatchNotChecked",
    "BatchNotStored",
    "DetailsImpossible",
    "EarlierMonthOpen",
    "ErrorsNotAccepted",
    "HeadTaken",
    "ImportTouched",
    "MonthAlreadyClosed",
    "MonthNotOver",
    "NikTaken",
    "NothingToStore",
    "UndoTooLate",
    "add_resident",
    "check_import",
    "close_month",
    "correct_resident",
    "export_errors",
    "mend_row",
    "reveal_nik",
    "start_commit",
    "store_import",
    "sweep_imports",
    "take_list",
    "undo_import",
    "upload_file",
]
