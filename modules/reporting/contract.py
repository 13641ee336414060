"""All that other modules may use of reporting. A module that keeps a book declares it with `papers.books` and needs nothing from here."""

from modules.reporting.permissions import ReportingPermission

__all__ = ["ReportingPermission"]
