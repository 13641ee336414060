"""The rules between answers that kinds of letters name in their `checks`. A problem without a field is a warning."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from modules.service.rules.people import Subject

REPORT_WITHIN_DAYS = 60
_YOUNGEST_PARENT = 12
_OLDEST_MOTHER = 60


@dataclass(frozen=True)
class Problem:
    field: str | None
    text: str


Answers = Mapping[str, Any]
Check = Callable[[Answers, Subject, date], Iterator[Problem]]


def since_year_is_possible(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """A business does not begin before its owner is born."""
    year = answers.get("since_year")
    if year and subject.born_on and year < subject.born_on.year:
        yield Problem("since_year", f"Usaha tidak mungkin mulai sebelum pemiliknya lahir ({subject.born_on.year}).")
    elif year and subject.born_on and year - subject.born_on.year < _YOUNGEST_PARENT:
        yield Problem(None, f"Usaha dimulai ketika pemohon berumur {year - subject.born_on.year} tahun. Tanyakan lagi.")


def lives_here_since_a_possible_day(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = _day(answers, "since_day")
    if day and day > today:
        yield Problem("since_day", "Tanggal tinggal tidak boleh di masa depan.")
    elif day and subject.born_on and day < subject.born_on:
        yield Problem("since_day", "Tanggal tinggal tidak mungkin sebelum tanggal lahir.")


def dependants_fit_the_family(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    count = answers.get("dependants")
    if count is not None and subject.family_size and count > subject.family_size + 2:
        yield Problem(
            None, f"Tanggungan {count} orang, sedangkan KK mencatat {subject.family_size} jiwa. Periksa lagi."
        )


def purpose_is_single(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """One letter serves one purpose, so that it cannot be handed round."""
    if re.search(r",|;|\bserta\b", answers.get("purpose", "")):
        yield Problem(None, "Keperluan tampak lebih dari satu. Buat satu surat untuk satu keperluan.")


def birth_is_not_ahead(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    born_on = _day(answers, "child.born_on")
    if born_on and born_on > today:
        yield Problem("child.born_on", "Tanggal lahir anak tidak boleh di masa depan.")


def birth_is_reported_in_time(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    born_on = _day(answers, "child.born_on")
    if born_on and (today - born_on).days > REPORT_WITHIN_DAYS:
        days = (today - born_on).days
        yield Problem(
            None,
            f"Kelahiran dilaporkan setelah {days} hari, lewat {REPORT_WITHIN_DAYS} hari. Disdukcapil dapat meminta syarat tambahan.",
        )


def reporter_can_be_that_parent(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Only a man reports as the father, only a woman as the mother."""
    wanted = {"AYAH": "Laki-laki", "IBU": "Perempuan"}.get(answers.get("relation", ""))
    if wanted and subject.sex and subject.sex != wanted:
        yield Problem("relation", f"Pelapor tercatat {subject.sex.lower()}. Pilih hubungan yang sesuai.")


def parents_differ(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if _same(_nik(answers, "mother", "IBU", subject), _nik(answers, "father", "AYAH", subject)):
        wrong = "mother.nik" if answers.get("relation") == "AYAH" else "father.nik"
        yield Problem(wrong, "NIK ayah dan ibu tidak boleh sama. Periksa lagi di KK.")


def parents_are_older_than_the_child(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    child = _day(answers, "child.born_on")
    for who, relation, word in (("mother", "IBU", "Ibu"), ("father", "AYAH", "Ayah")):
        parent = subject.born_on if answers.get("relation") == relation else _day(answers, f"{who}.born_on")
        if child and parent and _years(parent, child) < _YOUNGEST_PARENT:
            where = "child.born_on" if answers.get("relation") == relation else f"{who}.born_on"
            yield Problem(where, f"{word} harus jauh lebih tua daripada anak. Periksa kedua tanggal lahir.")
        elif child and parent and who == "mother" and _years(parent, child) > _OLDEST_MOTHER:
            yield Problem(
                None, f"Ibu berumur {_years(parent, child)} tahun ketika melahirkan. Periksa lagi tanggal lahirnya."
            )


def witnesses_differ(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Two witnesses, neither of them a parent or the one who reports."""
    first, second = answers.get("witness1.nik"), answers.get("witness2.nik")
    if _same(first, second):
        yield Problem("witness2.nik", "Saksi kedua harus orang lain. NIK-nya sama dengan saksi pertama.")
    others = {subject.nik, answers.get("mother.nik"), answers.get("father.nik")} - {None, ""}
    for key, nik in (("witness1.nik", first), ("witness2.nik", second)):
        if nik in others:
            yield Problem(key, "Saksi tidak boleh orang tua anak atau pelapor. Pilih orang lain.")


def is_not_married(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """The register must not know of a marriage; where it knows nothing, the officer asks."""
    if not subject.marital:
        yield Problem(None, "Status perkawinan pemohon belum tercatat. Tanyakan dan lengkapi datanya.")
    elif subject.marital != "Belum kawin":
        yield Problem("subject", f"Pemohon tercatat {subject.marital.lower()}. Perbaiki datanya dahulu bila keliru.")


def died_before_today(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    died_on = _day(answers, "deceased.died_on")
    if died_on and died_on > today:
        yield Problem("deceased.died_on", "Tanggal meninggal tidak boleh di masa depan.")


def loss_is_not_ahead(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = _day(answers, "loss.day")
    if day and day > today:
        yield Problem("loss.day", "Tanggal hilang tidak boleh di masa depan.")


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
    if _same(answers.get("witness1.nik"), answers.get("witness2.nik")):
        yield Problem("witness2.nik", "Saksi kedua harus orang lain. NIK-nya sama dengan saksi pertama.")


def _nik(answers: Answers, who: str, relation: str, subject: Subject) -> str | None:
    return subject.nik if answers.get("relation") == relation else answers.get(f"{who}.nik")


def _same(one: str | None, other: str | None) -> bool:
    return bool(one) and one == other


def _day(answers: Answers, key: str) -> date | None:
    value = answers.get(key)
    return date.fromisoformat(value) if value else None


def _years(since: date, until: date) -> int:
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        since_year_is_possible,
        lives_here_since_a_possible_day,
        dependants_fit_the_family,
        purpose_is_single,
        birth_is_not_ahead,
        birth_is_reported_in_time,
        reporter_can_be_that_parent,
        parents_differ,
        parents_are_older_than_the_child,
        witnesses_differ,
        two_witnesses,
        is_not_married,
        died_before_today,
        loss_is_not_ahead,
        heirs_are_different_people,
    )
}
