"""
How long documents are kept, and what becomes of them (pure).

UU 43/2009 leaves the lengths to the kabupaten's schedule (JRA); these are the common ones until it is entered. Destroying always
needs a list, an approval and minutes: the date here only says when a document may be proposed for it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import models


class Fate(StrEnum):
    """What becomes of a document at the end."""

    DESTROY = "DESTROY"
    PERMANENT = "PERMANENT"


@dataclass(frozen=True)
class Schedule:
    """Years in use, years at rest, and the end. Permanent documents have no end."""

    active_years: int
    inactive_years: int
    fate: Fate


class RetentionClass(models.TextChoices):
    """The kinds of document a schedule distinguishes."""

    STATEMENT_LETTER = "STATEMENT_LETTER", "Surat keterangan biasa"
    ROUTINE_LETTER = "ROUTINE_LETTER", "Surat rutin"
    COMPLAINT = "COMPLAINT", "Pengaduan"
    SURVEY = "SURVEY", "Survei kepuasan"
    FINANCE = "FINANCE", "Keuangan"
    PERSONNEL = "PERSONNEL", "Kepegawaian"
    REGISTER = "REGISTER", "Buku register dan peraturan"
    WORKING_FILE = "WORKING_FILE", "Berkas kerja"

    @property
    def schedule(self) -> Schedule:
        return _SCHEDULES[self]

    def may_go_on(self, made_on: date) -> date | None:
        """The first day the document may be proposed for destruction; None for one kept for ever."""
        if self.schedule.fate is Fate.PERMANENT:
            return None
        # Years are counted from the end of the year the document was made in, as archives count them.
        return date(made_on.year + self.schedule.active_years + self.schedule.inactive_years + 1, 1, 1)


_SCHEDULES = {
    RetentionClass.STATEMENT_LETTER: Schedule(1, 2, Fate.DESTROY),
    RetentionClass.ROUTINE_LETTER: Schedule(2, 3, Fate.DESTROY),
    RetentionClass.COMPLAINT: Schedule(2, 3, Fate.DESTROY),
    RetentionClass.SURVEY: Schedule(1, 2, Fate.DESTROY),
    RetentionClass.FINANCE: Schedule(2, 10, Fate.DESTROY),
    RetentionClass.PERSONNEL: Schedule(2, 5, Fate.PERMANENT),
    RetentionClass.REGISTER: Schedule(2, 3, Fate.PERMANENT),
    # Files that only carried data in or out, such as an import: no archive, so the schedule has no line for them.
    RetentionClass.WORKING_FILE: Schedule(1, 0, Fate.DESTROY),
}
