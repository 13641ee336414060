"""What one line says: its cells read, and what is wrong or unlikely between them."""

from datetime import date

from registry import codes
from registry.incoming.cells import HOLLOW_SAYS, MERGED_SAYS, Problem, Reading, read_cell, rounded_says
from registry.incoming.columns import BY_FIELD, BY_HEADING, KIA
from registry.incoming.sheets import ROUNDED
from registry.incoming.tables import MERGED
from registry.rules import nik, people

__all__ = ["Problem", "Reading", "missing_of_new", "read_row"]

LONGEST_PASSPORT = 10
_NEEDED_OF_NEW = ("name", "sex", "born_on")
_OR_ELSE = {"hamlet": " Tulis - bila tidak tinggal di dusun mana pun."}


def read_row(cells: dict[str, str], flaws: dict[str, str] | None = None, *, on: date) -> Reading:
    """
    Read the cells of one line.

    :param flaws: headings whose cell is not what it shows (`sheets.Line.flaws`).
    :param on: the day of the import; nobody is born after it.
    """
    reading = Reading()
    for heading, written in cells.items():
        column = BY_HEADING.get(heading)
        if column:
            read_cell(reading, column, written)
    _refuse_flaws(reading, cells, flaws or {})
    _settle_card(reading)
    _settle_marital(reading, cells)
    _check_identity(reading, cells, on)
    _check_days(reading, cells, on)
    _check_family(reading, cells)
    return reading


def missing_of_new(reading: Reading, *, has_hamlets: bool = True) -> list[Problem]:
    """
    Name what a resident who is not yet in the register has to have.

    :param has_hamlets: the village knows hamlets, or the file does; in others nobody lives in one.
    """
    complained = {problem.heading for problem in reading.errors}
    needed = (*_NEEDED_OF_NEW, "hamlet") if has_hamlets else _NEEDED_OF_NEW
    columns = [BY_FIELD[name] for name in needed if reading.values.get(name) is None]
    return [
        Problem(column.heading, "", f"{column.label} wajib diisi untuk penduduk baru.{_OR_ELSE.get(column.field, '')}")
        for column in columns
        if column.heading not in complained
    ]


def _refuse_flaws(reading: Reading, cells: dict[str, str], flaws: dict[str, str]) -> None:
    for heading, flaw in flaws.items():
        column, text = BY_HEADING[heading], cells.get(heading, "")
        message = rounded_says(column, text) if flaw == ROUNDED else MERGED_SAYS if flaw == MERGED else HOLLOW_SAYS
        if message:
            reading.errors = [problem for problem in reading.errors if problem.heading != heading]
            reading.values.pop(column.field, None)
            reading.refuse(column, text, message)


def _settle_card(reading: Reading) -> None:
    """The column of the child's card only adds to what the column of cards says."""
    card = BY_FIELD["card"].field
    if (
        reading.values.pop(KIA.field, None) == codes.ChildCard.HELD
        and reading.values.get(card) != codes.CardHeld.KTP_EL
    ):
        reading.values[card] = int(codes.CardHeld.KIA)


def _settle_marital(reading: Reading, cells: dict[str, str]) -> None:
    if reading.values.get("marital") == codes.Marital.NEVER and reading.values.get("married_on"):
        column = BY_FIELD["marital"]
        reading.warn(column, cells.get(column.heading, ""), "Tertulis belum kawin, tetapi ada tanggal perkawinan.")


def _check_identity(reading: Reading, cells: dict[str, str], on: date) -> None:
    born_on = _day(reading, "born_on")
    column = BY_FIELD["born_on"]
    is_living = reading.values.get("status", codes.BaseStatus.LIVING) == codes.BaseStatus.LIVING
    if born_on and born_on > on:
        reading.refuse(column, cells[column.heading], "Tanggal lahir tidak boleh sesudah hari ini.")
    elif born_on and not people.is_possible_birthday(born_on, on=on):
        if is_living:
            reading.refuse(column, cells[column.heading], "Umur lebih dari 120 tahun. Periksa tanggal lahir.")
        else:
            reading.warn(column, cells[column.heading], "Lahir lebih dari 120 tahun lalu. Periksa tanggal lahir.")
    number = reading.values.get("nik")
    if number and nik.status_of(str(number)) == nik.NikStatus.FIXED:
        told = {problem.message for problem in reading.warnings}
        sex = reading.values.get("sex")
        verdict = nik.check_nik(str(number), sex=int(sex) if sex else None, born_on=born_on)
        for finding in verdict.warnings:
            if finding.text not in told:
                reading.warn(BY_FIELD["nik"], cells["nik"], finding.text)


def _check_days(reading: Reading, cells: dict[str, str], on: date) -> None:
    """Nobody marries or parts before birth or after today; a passport that runs for decades is only unlikely."""
    born_on = _day(reading, "born_on")
    for name in ("married_on", "divorced_on"):
        column, day = BY_FIELD[name], _day(reading, name)
        if day and day > on:
            reading.refuse(column, cells[column.heading], f"{column.label} tidak boleh sesudah hari ini.")
        elif day and born_on and day <= born_on:
            reading.refuse(column, cells[column.heading], f"{column.label} tidak boleh sebelum tanggal lahir.")
    column = BY_HEADING["tanggal_akhir_paspor"]
    until = _day(reading, column.field)
    if until and until.year > on.year + LONGEST_PASSPORT:
        reading.warn(column, cells[column.heading], f"Paspor berlaku paling lama {LONGEST_PASSPORT} tahun.")


def _day(reading: Reading, name: str) -> date | None:
    text = reading.values.get(name)
    return date.fromisoformat(str(text)) if text else None


def _check_family(reading: Reading, cells: dict[str, str]) -> None:
    column = BY_FIELD["relation"]
    complained = {problem.heading for problem in reading.errors}
    if reading.values.get("no_kk") and not reading.values.get("relation") and column.heading not in complained:
        reading.refuse(column, cells.get(column.heading, ""), "Hubungan dalam KK wajib diisi bila ada nomor KK.")
