"""The number of what a kecamatan signs here: 900.1.1.4/007/35.29.11/XI/2026 (pure)."""

from datetime import date

_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def number_text(*, archive_code: str, number: int, region_code: str, on: date) -> str:
    """
    Write the number; one series a year, whatever the type, so no two are alike.

    :param on: the day where the office is.
    """
    return f"{archive_code}/{number:03d}/{region_code}/{_MONTHS[on.month - 1]}/{on.year}"
