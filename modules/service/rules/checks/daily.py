"""Rules of letters about a person's days, work and home."""

import re
from collections.abc import Iterator
from datetime import date

from modules.service.rules.checks.common import (
    YOUNGEST_PARENT,
    Answers,
    Check,
    Problem,
    day_of,
)
from modules.service.rules.people import Subject


def since_year_is_possible(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """A business does not begin before its owner is born."""
    year = answers.get("since_year")
    if year and subject.born_on and year < subject.born_on.year:
        yield Problem("since_year", f"Usaha tidak mungkin mulai sebelum pemiliknya lahir ({subject.born_on.year}).")
    elif year and subject.born_on and year - subject.born_on.year < YOUNGEST_PARENT:
        yield Problem(None, f"Usaha dimulai ketika pemohon berumur {year - subject.born_on.year} tahun. Tanyakan lagi.")


def lives_here_since_a_possible_day(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "since_day")
    if day and day > today:
        yield Problem("since_day", "Tanggal tinggal tidak boleh di masa depan.")
    elif day and subject.born_on and day < subject.born_on:
        yield Problem("since_day", "Tanggal tinggal tidak mungkin sebelum tanggal lahir.")


def purpose_is_single(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """One letter serves one purpose, so that it cannot be handed round."""
    if re.search(r",|;|\bserta\b", answers.get("purpose", "")):
        yield Problem(None, "Keperluan tampak lebih dari satu. Buat satu surat untuk satu keperluan.")


def loss_is_not_ahead(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "loss.day")
    if day and day > today:
        yield Problem("loss.day", "Tanggal hilang tidak boleh di masa depan.")


CHECKS: tuple[Check, ...] = (
    since_year_is_possible,
    lives_here_since_a_possible_day,
    purpose_is_single,
    loss_is_not_ahead,
)
