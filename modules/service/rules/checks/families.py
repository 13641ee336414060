"""Rules of marriage, family and heirs."""

from collections.abc import Iterator
from datetime import date

from modules.service.rules.checks.common import Answers, Check, Problem, day_of, same
from modules.service.rules.people import Subject


def dependants_fit_the_family(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    count = answers.get("dependants")
    if count is not None and subject.family_size and count > subject.family_size + 2:
        yield Problem(
            None, f"Tanggungan {count} orang, sedangkan KK mencatat {subject.family_size} jiwa. Periksa lagi."
        )


def is_not_married(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """The register must not know of a marriage; where it knows nothing, the officer asks."""
    if not subject.marital:
        yield Problem(None, "Status perkawinan pemohon belum tercatat. Tanyakan dan lengkapi datanya.")
    elif subject.marital != "Belum kawin":
        yield Problem("subject", f"Pemohon tercatat {subject.marital.lower()}. Perbaiki datanya dahulu bila keliru.")


def died_before_today(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    died_on = day_of(answers, "deceased.died_on")
    if died_on and died_on > today:
        yield Problem("deceased.died_on", "Tanggal meninggal tidak boleh di masa depan.")


def heirs_are_different_people(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Nobody inherits twice, nobody from himself, and no heir is a witness."""
    seen = {answers["deceased.nik"]: "Pewaris tidak dapat menjadi ahli waris."} if "deceased.nik" in answers else {}
    for key, nik in answers.items():
        if not (key.startswith("heirs.") and key.endswith(".nik")):
            continue
        if nik in seen:
            yield Problem(key, seen[nik])
        seen[nik] = "NIK ini sudah dipakai ahli waris lain. Periksa lagi."
    for key in ("witness1.nik", "witness2.nik"):
        if answers.get(key) in seen:
            yield Problem(key, "Saksi tidak boleh ahli waris. Pilih orang lain.")
    if subject.nik not in seen:
        yield Problem(None, "Pemohon tidak ada di antara ahli waris. Periksa lagi daftarnya.")


def two_witnesses(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if same(answers.get("witness1.nik"), answers.get("witness2.nik")):
        yield Problem("witness2.nik", "Saksi kedua harus orang lain. NIK-nya sama dengan saksi pertama.")


CHECKS: tuple[Check, ...] = (
    dependants_fit_the_family,
    is_not_married,
    died_before_today,
    heirs_are_different_people,
    two_witnesses,
)
