"""Rules of births: who reports, who the parents are, who saw it."""

from collections.abc import Iterator
from datetime import date

from modules.service.rules.checks.common import (
    YOUNGEST_PARENT,
    Answers,
    Check,
    Problem,
    day_of,
    nik_of,
    same,
    years_between,
)
from modules.service.rules.people import Subject

REPORT_WITHIN_DAYS = 60
_OLDEST_MOTHER = 60


def birth_is_not_ahead(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    born_on = day_of(answers, "child.born_on")
    if born_on and born_on > today:
        yield Problem("child.born_on", "Tanggal lahir anak tidak boleh di masa depan.")


def birth_is_reported_in_time(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    born_on = day_of(answers, "child.born_on")
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
    if same(nik_of(answers, "mother", "IBU", subject), nik_of(answers, "father", "AYAH", subject)):
        wrong = "mother.nik" if answers.get("relation") == "AYAH" else "father.nik"
        yield Problem(wrong, "NIK ayah dan ibu tidak boleh sama. Periksa lagi di KK.")


def parents_are_older_than_the_child(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    child = day_of(answers, "child.born_on")
    for who, relation, word in (("mother", "IBU", "Ibu"), ("father", "AYAH", "Ayah")):
        parent = subject.born_on if answers.get("relation") == relation else day_of(answers, f"{who}.born_on")
        if child and parent and years_between(parent, child) < YOUNGEST_PARENT:
            where = "child.born_on" if answers.get("relation") == relation else f"{who}.born_on"
            yield Problem(where, f"{word} harus jauh lebih tua daripada anak. Periksa kedua tanggal lahir.")
        elif child and parent and who == "mother" and years_between(parent, child) > _OLDEST_MOTHER:
            yield Problem(
                None,
                f"Ibu berumur {years_between(parent, child)} tahun ketika melahirkan. Periksa lagi tanggal lahirnya.",
            )


def witnesses_differ(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Two witnesses, neither of them a parent or the one who reports."""
    first, second = answers.get("witness1.nik"), answers.get("witness2.nik")
    if same(first, second):
        yield Problem("witness2.nik", "Saksi kedua harus orang lain. NIK-nya sama dengan saksi pertama.")
    others = {subject.nik, answers.get("mother.nik"), answers.get("father.nik")} - {None, ""}
    for key, nik in (("witness1.nik", first), ("witness2.nik", second)):
        if nik in others:
            yield Problem(key, "Saksi tidak boleh orang tua anak atau pelapor. Pilih orang lain.")


CHECKS: tuple[Check, ...] = (
    birth_is_not_ahead,
    birth_is_reported_in_time,
    reporter_can_be_that_parent,
    parents_differ,
    parents_are_older_than_the_child,
    witnesses_differ,
)
