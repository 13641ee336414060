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
    "ErrorsNotAccepted",
    "HeadTaken",
    "ImportTouched",
    "NikTaken",
    "NothingToStore",
    "UndoTooLate",
    "add_resident",
    "check_import",
    "correct_resident",
    "export_errors",
    "mend_row",
    "reveal_nik",
    "start_commit",
    "store_import",
    "sweep_imports",
    "undo_import",
    "upload_file",
]
