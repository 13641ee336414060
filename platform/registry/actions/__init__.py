"""Every write of the register: keyword-only, atomic, audited."""

from registry.actions.exports import export_residents
from registry.actions.import_storing import (
    BatchNotStored,
    ErrorsNotAccepted,
    HamletsNotAccepted,
    ImportTouched,
    NothingToStore,
    UndoTooLate,
    start_commit,
    store_import,
    undo_import,
)
from registry.actions.imports import check_import, export_errors, mend_row, sweep_imports, upload_file
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
from registry.importing.counts import BatchNotChecked

__all__ = [
    "BatchNotChecked",
    "BatchNotStored",
    "DetailsImpossible",
    "EarlierMonthOpen",
    "ErrorsNotAccepted",
    "HamletsNotAccepted",
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
    "export_residents",
    "mend_row",
    "reveal_nik",
    "start_commit",
    "store_import",
    "sweep_imports",
    "take_list",
    "undo_import",
    "upload_file",
]
