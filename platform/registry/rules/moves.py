"""What cannot be, and what is unlikely, about people who move away, come, move within the village, or are missing."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

from registry.rules.findings import Verdict
from registry.rules.people import CARD_AGE, age_on

WITHIN_VILLAGE, WITHIN_DISTRICT, WITHIN_REGENCY, WITHIN_PROVINCE, BETWEEN_PROVINCES = range(1, 6)
HEAD_ALONE, HEAD_AND_ALL, HEAD_AND_SOME, MEMBERS = range(1, 5)
#: Whoever stays a year is to be registered where they stay (Permendagri 74/2022).
LONGEST_VISIT_DAYS = 365


class MoveRefusal(Enum):
    NOBODY = "Pilih paling sedikit satu orang."
    STRANGER = "Pilih anggota keluarga yang tercatat tinggal di sini."
    NO_CLASS = "Pilih jenis kepindahan."
    NOT_OUT = "Pindah di dalam desa dicatat sebagai pindah dalam desa."
    NO_DESTINATION = "Tulis alamat tujuan."
    NOWHERE = "Tidak ada yang berubah. Isi tempat tinggal atau KK yang baru."
    NO_REST = "Kepala keluarga tetap tinggal, atau semua pindah. Kosongkan KK bagi yang tinggal."
    ENDS_EARLY = "Tanggal rencana pulang sebelum tanggal datang."


class MoveWarning(Enum):
    CHILD_ALONE = "{name} belum berumur 17 tahun dan pindah tanpa orang dewasa."
    CHILDREN_LEFT = "Yang tinggal semuanya belum berumur 17 tahun."
    NO_LETTER = "Nomor surat pindah (SKPWNI) belum diisi."
    LONG_VISIT = "Rencana tinggal lebih dari setahun. Pertimbangkan pindah datang."
    NO_POLICE = "Nomor laporan polisi belum diisi."
    NO_CARD = "Keluarga ini belum punya nomor KK baru. Isi setelah KK terbit."


def kind_of_move(*, has_head: bool, movers: int, members: int) -> int:
    """Who of the family moves, as form F-1.03 numbers it; somebody without a family is as a head alone."""
    if not has_head:
        return MEMBERS
    if movers == members:
        return HEAD_AND_ALL if members > 1 else HEAD_ALONE
    return HEAD_ALONE if movers == 1 else HEAD_AND_SOME


def class_between(origin: str, destination: str) -> int:
    """How far apart two villages lie by their region codes (35.29.11.2010), as form F-1.03 numbers it."""
    if origin == destination:
        return WITHIN_VILLAGE
    for digits, found in ((8, WITHIN_DISTRICT), (5, WITHIN_REGENCY), (2, WITHIN_PROVINCE)):
        if origin[:digits] == destination[:digits]:
            return found
    return BETWEEN_PROVINCES


def check_destination(*, move_class: int | None, destination: str) -> list[tuple[str, Verdict]]:
    """Refuse a move away that goes nowhere or stays inside, by field."""
    far, to = Verdict(), Verdict()
    if move_class is None:
        far.refuse(MoveRefusal.NO_CLASS)
    elif move_class == WITHIN_VILLAGE:
        far.refuse(MoveRefusal.NOT_OUT)
    if not destination.strip():
        to.refuse(MoveRefusal.NO_DESTINATION)
    return [("move_class", far), ("destination", to)]


def check_visit(*, since: date, until: date | None) -> Verdict:
    """Refuse a stay that ends before it begins."""
    verdict = Verdict()
    return verdict.refuse(MoveRefusal.ENDS_EARLY) if until and until < since else verdict


def warnings_of_movers(
    *, movers: Sequence[tuple[str, date]], staying: Sequence[tuple[str, date]] = (), on: date
) -> Verdict:
    """Say when children would move, or stay behind, without anybody grown up; people are given by name and day of birth."""
    verdict = Verdict()
    if movers and not _has_adult(movers, on):
        verdict.warn(MoveWarning.CHILD_ALONE, name=movers[0][0])
    if staying and not _has_adult(staying, on):
        verdict.warn(MoveWarning.CHILDREN_LEFT)
    return verdict


def warnings_of_visit(*, since: date, until: date | None) -> Verdict:
    """Say when a temporary stay is meant to last so long that it is none."""
    verdict = Verdict()
    if until and (until - since).days > LONGEST_VISIT_DAYS:
        verdict.warn(MoveWarning.LONG_VISIT)
    return verdict


def _has_adult(people: Sequence[tuple[str, date]], on: date) -> bool:
    return any(age_on(born_on, on) >= CARD_AGE for _, born_on in people)
