"""Rules of the letters of the married, the parted and the bereaved, and of a burial."""

from collections.abc import Iterator
from datetime import date

from modules.service.rules.checks.common import YOUNGEST_PARENT, Answers, Check, Problem, day_of, same, years_between
from modules.service.rules.people import Subject

#: PP 9/1975, article 19 b: whoever leaves for so many years gives a ground for divorce.
YEARS_AWAY = 2


def is_no_longer_married(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """A widow, a widower or a divorced person, and for the reason the register knows."""
    known = {"CERAI_HIDUP": "Cerai hidup", "CERAI_MATI": "Cerai mati"}
    if not subject.marital:
        yield Problem(None, "Status perkawinan pemohon belum tercatat. Tanyakan dan lengkapi datanya.")
    elif subject.marital not in known.values():
        yield Problem("subject", f"Pemohon tercatat {subject.marital.lower()}. Perbaiki datanya dahulu bila keliru.")
    elif known.get(answers.get("cause", "")) not in (subject.marital, None):
        yield Problem("cause", f"Pemohon tercatat {subject.marital.lower()}. Pilih sebab yang sesuai.")


def ended_before_today(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "since_day")
    if day and day > today:
        yield Problem("since_day", "Tanggal ini tidak boleh di masa depan.")
    elif day and subject.born_on and years_between(subject.born_on, day) < YOUNGEST_PARENT:
        yield Problem("since_day", "Tanggal ini terlalu dekat dengan tanggal lahir pemohon. Periksa lagi.")


def is_married(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if not subject.marital:
        yield Problem(None, "Status perkawinan pemohon belum tercatat. Tanyakan dan lengkapi datanya.")
    elif subject.marital != "Kawin":
        yield Problem("subject", f"Pemohon tercatat {subject.marital.lower()}. Perbaiki datanya dahulu bila keliru.")


def was_married(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """A book of marriage is wanted by the divorced and widowed too."""
    if subject.marital == "Belum kawin":
        yield Problem("subject", "Pemohon tercatat belum kawin. Perbaiki datanya dahulu bila keliru.")


def may_return_or_part(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Rujuk is for Muslims who parted (KHI, article 163); only the married part."""
    if subject.marital in ("Belum kawin", "Cerai mati"):
        yield Problem("subject", f"Pemohon tercatat {subject.marital.lower()}. Perbaiki datanya dahulu bila keliru.")
    elif answers.get("purpose") == "RUJUK":
        if subject.religion and subject.religion.casefold() != "islam":
            yield Problem("purpose", "Rujuk hanya bagi pasangan yang beragama Islam.")
        yield Problem(None, "Rujuk hanya dalam masa idah talak raj'i. KUA yang memeriksanya.")
    elif subject.marital == "Cerai hidup":
        yield Problem("purpose", "Pemohon tercatat cerai hidup. Pilih rujuk atau perbaiki datanya.")


def wedding_was_before_today(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "wedding.day")
    if day and day > today:
        yield Problem("wedding.day", "Tanggal nikah tidak boleh di masa depan.")
    elif day and subject.born_on and years_between(subject.born_on, day) < YOUNGEST_PARENT:
        yield Problem("wedding.day", "Tanggal nikah terlalu dekat dengan tanggal lahir pemohon. Periksa lagi.")


def spouse_died_before_today(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    died_on, born_on = day_of(answers, "deceased.died_on"), day_of(answers, "deceased.born_on")
    if died_on and died_on > today:
        yield Problem("deceased.died_on", "Tanggal meninggal tidak boleh di masa depan.")
    elif died_on and born_on and years_between(born_on, died_on) < YOUNGEST_PARENT:
        yield Problem("deceased.died_on", "Tanggal meninggal terlalu dekat dengan tanggal lahir. Periksa keduanya.")
    if subject.marital in ("Belum kawin", "Cerai hidup"):
        yield Problem("subject", f"Pemohon tercatat {subject.marital.lower()}. Perbaiki datanya dahulu bila keliru.")
    elif subject.marital == "Kawin":
        yield Problem(None, "Pemohon masih tercatat kawin. Sarankan memperbarui Kartu Keluarga.")


def court_is_that_of_the_religion(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Muslims part before the religious court, others before the district court (PP 9/1975, article 1)."""
    wanted = "agama" if subject.religion.casefold() == "islam" else "negeri"
    if subject.religion and answers.get("court") and wanted not in str(answers["court"]).casefold():
        yield Problem(None, f"Pemohon beragama {subject.religion}. Biasanya perkaranya di Pengadilan {wanted.title()}.")


def spouse_left_before_today(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day, born_on = day_of(answers, "left_on"), day_of(answers, "spouse.born_on")
    if day and day > today:
        yield Problem("left_on", "Tanggal pergi tidak boleh di masa depan.")
    elif day and born_on and day <= born_on:
        yield Problem("left_on", "Tanggal pergi tidak mungkin sebelum pasangan lahir.")
    elif day and years_between(day, today) < YEARS_AWAY:
        yield Problem(None, f"Pasangan pergi belum {YEARS_AWAY} tahun. Pengadilan dapat menilainya belum cukup.")


def burial_follows_death(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    died_on, buried_on = day_of(answers, "deceased.died_on"), day_of(answers, "buried_on")
    if died_on and died_on > today:
        yield Problem("deceased.died_on", "Tanggal meninggal tidak boleh di masa depan.")
    if buried_on and buried_on > today:
        yield Problem("buried_on", "Tanggal pemakaman tidak boleh di masa depan.")
    elif died_on and buried_on and buried_on < died_on:
        yield Problem("buried_on", "Pemakaman tidak mungkin sebelum tanggal meninggal.")
    elif died_on and buried_on and (buried_on - died_on).days > 7:
        yield Problem(None, f"Dimakamkan {(buried_on - died_on).days} hari setelah meninggal. Periksa lagi.")
    if same(str(answers.get("deceased.name", "")).casefold(), subject.name.casefold()):
        yield Problem(None, "Nama almarhum sama dengan nama pemohon. Pastikan bukan orang yang sama.")


CHECKS: tuple[Check, ...] = (
    is_no_longer_married,
    ended_before_today,
    is_married,
    was_married,
    may_return_or_part,
    wedding_was_before_today,
    spouse_died_before_today,
    court_is_that_of_the_religion,
    spouse_left_before_today,
    burial_follows_death,
)
