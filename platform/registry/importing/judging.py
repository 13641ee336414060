"""Deciding for each line of a file whether it is new, changed, the same or wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.codes import BaseStatus, Residency
from registry.importing.register import Known, Values
from registry.incoming import across, rows
from registry.incoming.columns import BY_FIELD, BY_HEADING
from registry.incoming.sheets import ROUNDED
from registry.models import ImportRow, Resident
from registry.rules import people

State = ImportRow.State
Changes = dict[str, list[Any]]
_REPEATED = "Orang yang sama sudah ada di baris {}."
_CLAIMED = (
    "Baris {} dan baris ini bisa jadi warga yang sama: nama, tempat, dan tanggal lahirnya sama dengan warga tanpa NIK di "
    "data desa. Isi dulu NIK warga itu."
)


def read(row: ImportRow, letters: dict[str, str], *, on: date) -> None:
    """Read the cells of one line into its values, errors and warnings."""
    reading = rows.read_row(row.cells, _flaws(row), on=on)
    row.values = reading.values
    row.errors = [problem.as_json(letters) for problem in reading.errors]
    row.warnings = [problem.as_json(letters) for problem in reading.warnings]


def _flaws(row: ImportRow) -> dict[str, str]:
    """Cells that are not what they show; lines read before there were other flaws only list the rounded ones."""
    return row.rounded if isinstance(row.rounded, dict) else dict.fromkeys(row.rounded, ROUNDED)


def judge(
    chosen: Iterable[ImportRow], everyone: Sequence[tuple[int, Values]], known: Known, letters: dict[str, str]
) -> None:
    """
    Give each of the chosen lines its state, after comparing it with all lines and with the register.

    :param everyone: (row number, values) of every line of the file, in order.
    """
    file = _File.of(everyone, known)
    for row in chosen:
        found = known.resident(row.values)
        row.resident = found
        changed = differences(found, row.values) if found else {}
        problems = [*_between_lines(row, file), *_with_register(row, found, known, file)]
        if found is None:
            problems += [
                problem
                for problem in rows.missing_of_new(rows.Reading(values=row.values), has_hamlets=file.has_hamlets)
                if not _has_error(row, problem.heading)
            ]
        row.errors = row.errors + [problem.as_json(letters) for problem in problems]
        row.warnings = row.warnings + [problem.as_json(letters) for problem in _doubts(row, found, changed, file)]
        row.has_warnings = bool(row.warnings)
        row.state = _state(row, found, changed)


@dataclass(frozen=True)
class _File:
    """What all lines of a file say together."""

    twice: dict[int, int]
    second: dict[int, int]
    headless: dict[int, str]
    rings: dict[int, list[int]]
    parents: dict[int, list[tuple[str, str, int]]]
    claims: dict[int, int]
    released: set[int]
    has_hamlets: bool

    @classmethod
    def of(cls, everyone: Sequence[tuple[int, Values]], known: Known) -> "_File":
        parents: dict[int, list[tuple[str, str, int]]] = {}
        for number, name, day, years in across.parents_days(everyone, known.parents_days):
            parents.setdefault(number, []).append((name, day, years))
        return cls(
            twice=across.twice(everyone),
            second=across.second_heads(everyone),
            headless=across.headless(everyone, known.heads),
            rings=across.rings(everyone),
            parents=parents,
            claims=_claims(everyone, known),
            released=_released_heads(everyone, known),
            has_hamlets=bool(known.hamlets) or any(values.get("hamlet") for _, values in everyone),
        )


def _state(row: ImportRow, found: Resident | None, changed: Changes) -> str:
    if row.errors:
        return State.ERROR
    if found is None:
        return State.NEW
    return State.CHANGED if changed else State.SAME


def differences(resident: Resident, values: Values) -> Changes:
    """Map each field a line would change to [what stands, what comes]; empty cells change nothing."""
    found = {}
    for name, value in values.items():
        if value is None or value == "":
            continue
        stands = standing(resident, name)
        if stands != value and not (name == "marital" and _says_no_more(stands, value)):
            found[name] = [stands, value]
    return found


def _says_no_more(stands: Any, value: Any) -> bool:
    """Of the six marital states a file mostly knows four; its plain "kawin" does not undo "kawin belum tercatat"."""
    plain = people.MARITAL_FROM_KTP.values()
    return bool(stands) and value in plain and people.ktp_marital(stands) == people.ktp_marital(int(value))


def standing(resident: Resident, name: str) -> Any:
    """Tell what a field holds now, written as a line of the file writes it."""
    if name == "hamlet":
        return resident.hamlet.name if resident.hamlet else ""
    if name == "no_kk":
        return resident.family.no_kk if resident.family else None
    value = getattr(resident, name)
    return value.isoformat() if isinstance(value, date) else value


def _between_lines(row: ImportRow, file: _File) -> list[rows.Problem]:
    problems = []
    claimed = file.claims.get(row.resident.pk, row.number) if row.resident else row.number
    first = file.twice.get(row.number, claimed)
    if first != row.number and not _has_error(row, "nik"):
        heading = "nik" if row.values.get("nik") else "nama"
        is_repeated = row.number in file.twice or not row.values.get("nik")
        problems.append(_problem(row, heading, (_REPEATED if is_repeated else _CLAIMED).format(first)))
    if row.number in file.second and not _has_error(row, "kk_level"):
        message = f"Keluarga ini sudah punya kepala keluarga di baris {file.second[row.number]}."
        problems.append(_problem(row, "kk_level", message))
    if row.number in file.rings:
        problems.append(_in_ring(row, file.rings[row.number]))
    for name, day, _ in file.parents.get(row.number, []):
        if day >= str(row.values["born_on"]):
            message = f"Orang tua lahir {_spoken(day)}, tidak lebih tua dari anaknya."
            problems.append(_problem(row, BY_FIELD[name].heading, message))
    return problems


def _in_ring(row: ImportRow, ring: list[int]) -> rows.Problem:
    at = ring.index(row.number)
    way = [*ring[at:], *ring[:at], row.number]
    said = " → ".join(f"baris {number}" for number in way[:6]) + (" → …" if len(way) > 6 else "")
    heading = "ayah_nik" if row.values.get("father_nik") else "ibu_nik"
    return _problem(row, heading, f"Orang tua berputar: {said}. Seseorang tidak dapat menjadi leluhurnya sendiri.")


def _doubts(row: ImportRow, found: Resident | None, changed: Changes, file: _File) -> list[rows.Problem]:
    doubts = [_no_head(row, file.headless[row.number])] if row.number in file.headless else []
    for name, day, years in file.parents.get(row.number, []):
        if day < str(row.values["born_on"]):
            message = f"Orang tua baru berumur {years} tahun saat anak ini lahir."
            doubts.append(_problem(row, BY_FIELD[name].heading, message))
    if found is not None and changed and found.is_living:
        doubts += [_problem(row, heading, message) for heading, message in _moves(found, changed)]
    return doubts


def _moves(found: Resident, changed: Changes) -> Iterable[tuple[str, str]]:
    """Say that a person known to live here lives elsewhere in the file."""
    if "no_kk" in changed and changed["no_kk"][0]:
        yield "no_kk", f"Di data desa ada di KK berakhiran {str(changed['no_kk'][0])[-4:]}. Impor memindahkannya."
    if {"hamlet", "rw", "rt"} & set(changed) and found.place:
        heading = next(BY_FIELD[name].heading for name in ("hamlet", "rw", "rt") if name in changed)
        yield heading, f"Di data desa tinggal di {found.place}. Impor memindahkannya."


def _spoken(day: str) -> str:
    return "/".join(reversed(day.split("-")))


def _claims(everyone: Iterable[tuple[int, Values]], known: Known) -> dict[int, int]:
    """Map each person of the register to the first line that is about them."""
    claims: dict[int, int] = {}
    for number, values in everyone:
        found = known.resident(values)
        if found is not None:
            claims.setdefault(found.pk, number)
    return claims


def _with_register(row: ImportRow, found: Resident | None, known: Known, file: _File) -> list[rows.Problem]:
    problems = []
    status = row.values.get("status")
    if found is not None and status and status != found.status:
        message = f"Penduduk ini tercatat {found.get_status_display().lower()}. Status dasar tidak diubah lewat impor."
        problems.append(_problem(row, "status_dasar", message))
    died = known.mothers_deaths.get(str(row.values.get("mother_nik") or ""), "")
    # Who stands in the register already stays what the register says; an old contradiction is not this file's.
    if found is None and died and died < str(row.values.get("born_on") or ""):
        problems.append(_problem(row, "ibu_nik", f"Ibu sudah meninggal {_spoken(died)}, sebelum anak ini lahir."))
    moves_in = found is None or found.hamlet is None or found.hamlet.name != row.values.get("hamlet")
    if row.values.get("hamlet") in known.closed_hamlets and moves_in:
        message = "Dusun ini sudah dihapus atau digabung. Tulis dusun yang sekarang."
        problems.append(_problem(row, "dusun", message))
    head = known.heads.get(str(row.values.get("no_kk")))
    is_other = head is not None and head not in file.released and (found is None or found.pk != head)
    if is_other and across.is_living_head(row.values) and row.number not in file.second:
        problems.append(_problem(row, "kk_level", "Keluarga ini sudah punya kepala keluarga di data desa."))
    elif is_other and head in known.guests and _comes_to_stay(row, found):
        message = "Kepala keluarga di kartu ini penduduk sementara, jadi penduduk tetap tidak dapat masuk ke kartunya."
        problems.append(_problem(row, "no_kk", message))
    return problems


def _comes_to_stay(row: ImportRow, found: Resident | None) -> bool:
    lives = (row.values.get("status") or BaseStatus.LIVING) == BaseStatus.LIVING
    return lives and (found is None or found.residency == Residency.PERMANENT)


def _released_heads(everyone: Iterable[tuple[int, Values]], known: Known) -> set[int]:
    """Find the present heads whom the file itself gives another place or another family."""
    heads = {pk: no_kk for no_kk, pk in known.heads.items()}
    released = set()
    for _, values in everyone:
        found = known.resident(values)
        if found is None or found.pk not in heads:
            continue
        leaves = values.get("no_kk") not in (None, heads[found.pk])
        steps_down = values.get("relation") not in (None, found.relation)
        if leaves or steps_down:
            released.add(found.pk)
    return released


def _has_error(row: ImportRow, heading: str) -> bool:
    return any(error["heading"] == heading for error in row.errors)


def _no_head(row: ImportRow, no_kk: str) -> rows.Problem:
    return _problem(row, "kk_level", f"Keluarga dengan nomor KK berakhiran {no_kk[-4:]} belum punya kepala keluarga.")


def _problem(row: ImportRow, heading: str, message: str) -> rows.Problem:
    return rows.Problem(heading, row.cells.get(heading, ""), message)


def label_of(name: str) -> str:
    """The screen's word for a field or heading of the file."""
    column = BY_FIELD.get(name) or BY_HEADING.get(name)
    return column.label if column else name
