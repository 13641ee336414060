"""Rules of the letters by which people marry; those of its end are in `partings`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from modules.service.rules.checks.common import YOUNGEST_PARENT, Answers, Check, Problem, day_of, years_between
from modules.service.rules.people import Subject

#: UU 1/1974 as changed by UU 16/2019, article 7 (1) and article 6 (2).
OLD_ENOUGH, WITHOUT_CONSENT = 19, 21
#: PMA 30/2024: a marriage is announced so many working days before it.
WORKING_DAYS = 10
#: UU 23/2006, article 34: a marriage is reported within so many days.
REPORT_WITHIN_DAYS = 60
#: A letter without a day for the marriage serves for one as long as it holds.
_HOLDS = timedelta(days=30)
_ROLES = {"groom": "SUAMI", "bride": "ISTRI", "guardian": "WALI", "father": "AYAH", "mother": "IBU", "child": "ANAK"}
_WORDS = {
    "groom": "Calon suami",
    "bride": "Calon istri",
    "guardian": "Wali",
    "father": "Ayah",
    "mother": "Ibu",
    "child": "Anak",
}
_MEN, _WOMEN, _PARENTS = ("SUAMI", "WALI", "AYAH"), ("ISTRI", "IBU"), ("AYAH", "IBU")


@dataclass(frozen=True)
class _Somebody:
    """Who is meant by a group: the applicant, when the answers say so, or whom they told of. `field` is where a birthday is mended."""

    key: str
    nik: str | None
    born_on: date | None
    field: str

    @property
    def word(self) -> str:
        return _WORDS[self.key]


def applicant_can_be_who_they_say(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Only a man is husband, father or guardian; only a woman is wife or mother."""
    role = answers.get("role")
    wanted = "Laki-laki" if role in _MEN else "Perempuan" if role in _WOMEN else ""
    if wanted and subject.sex and subject.sex != wanted:
        yield Problem("role", f"Pemohon tercatat {subject.sex.lower()}. Pilih yang sesuai.")


def they_are_different_people(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Nobody stands in a letter twice, also not as a witness to his own."""
    seen = {subject.nik}
    for key, nik in answers.items():
        if key.endswith(".nik"):
            if nik in seen:
                yield Problem(key, "NIK ini sudah dipakai orang lain di surat ini. Periksa lagi.")
            seen.add(nik)


def is_muslim(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """A KUA records the marriages of Muslims only; a parent who permits one may have any religion."""
    if answers.get("role") not in _PARENTS and subject.religion and not _says_islam(subject.religion):
        yield Problem("subject", f"Pemohon tercatat beragama {subject.religion}. Surat ini untuk KUA, bagi yang Islam.")
    for key in _religions(answers):
        if not _says_islam(answers[key]):
            yield Problem(key, "KUA hanya mencatat nikah bila keduanya beragama Islam.")


def is_not_muslim(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if _says_islam(subject.religion):
        yield Problem("subject", "Pemohon tercatat beragama Islam. Gunakan Surat Pengantar Nikah (N1).")
    for key in _religions(answers):
        if _says_islam(answers[key]):
            yield Problem(key, "Surat ini hanya bila keduanya tidak beragama Islam.")


def _religions(answers: Answers) -> list[str]:
    """The religions told of those who marry."""
    return [f"{who}.religion" for who in ("groom", "bride", "child", "partner") if f"{who}.religion" in answers]


def _says_islam(religion: str) -> bool:
    return religion.strip().casefold() == "islam"


def may_marry_at_that_age(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Both are 19 on the day, or while the letter holds; younger only with a ruling of the court."""
    for one, age in _ages(answers, subject, today):
        if age < OLD_ENOUGH and not answers.get("dispensation"):
            yield Problem(
                "dispensation", f"{one.word} berumur {age} tahun, belum {OLD_ENOUGH}. Isi penetapan dispensasi pengadilan."
            )  # fmt: skip


def young_ones_bring_consent(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    for one, age in _ages(answers, subject, today):
        if age < WITHOUT_CONSENT:
            yield Problem(None, f"{one.word} berumur {age} tahun. Lampirkan izin orang tua (ke KUA: N5).")


def partner_is_old_enough(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    born_on = day_of(answers, "partner.born_on")
    if born_on and years_between(born_on, today + _HOLDS) < OLD_ENOUGH:
        yield Problem(None, f"Calon pasangan belum {OLD_ENOUGH} tahun. Tanyakan penetapan dispensasi pengadilan.")


def is_free_to_marry(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """A wife may not marry again; a husband only with leave of the court (UU 1/1974, articles 3 and 9). A blessing may be behind them."""
    wed_on = day_of(answers, "wedding.day")
    if subject.marital == "Kawin" and wed_on and wed_on <= today:
        return
    if subject.marital == "Kawin" and subject.sex == "Perempuan":
        yield Problem("subject", "Pemohon tercatat kawin. Perbaiki datanya dahulu bila keliru.")
    elif subject.marital == "Kawin":
        yield Problem(None, "Pemohon tercatat kawin. Periksa izin beristri lagi dari pengadilan.")
    elif not subject.marital:
        yield Problem(None, "Status perkawinan pemohon belum tercatat. Tanyakan dan lengkapi datanya.")


_STATUSES = {
    "JEJAKA": ("Laki-laki", ("Belum kawin",)),
    "PERAWAN": ("Perempuan", ("Belum kawin",)),
    "DUDA": ("Laki-laki", ("Cerai hidup", "Cerai mati")),
    "JANDA": ("Perempuan", ("Cerai hidup", "Cerai mati")),
    "BERISTRI": ("Laki-laki", ("Kawin",)),
}


def status_is_that_of_the_register(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """What model N1 calls jejaka, perawan, duda, janda or beristri is what sex and marital state say."""
    if (status := answers.get("status")) not in _STATUSES:
        return
    sex, marital = _STATUSES[status]
    if subject.sex and subject.sex != sex:
        yield Problem("status", f"Pemohon tercatat {subject.sex.lower()}. Pilih status yang sesuai.")
    elif not subject.marital:
        yield Problem(None, "Status perkawinan pemohon belum tercatat. Tanyakan dan lengkapi datanya.")
    elif subject.marital not in marital:
        yield Problem("status", f"Pemohon tercatat {subject.marital.lower()}. Pilih yang sesuai atau perbaiki datanya.")


def wedding_is_ahead(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "wedding.day")
    if day and day < today:
        yield Problem("wedding.day", "Tanggal akad sudah lewat. Periksa lagi.")
    elif day and _working_days(today, day) < WORKING_DAYS:
        yield Problem(None, f"Akad kurang dari {WORKING_DAYS} hari kerja lagi. Urus juga dispensasi camat.")


def wedding_is_too_near_for_the_usual_way(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """The camat gives leave only when less than ten working days are left; public holidays are not known here."""
    day = day_of(answers, "wedding.day")
    if day and day < today:
        yield Problem("wedding.day", "Tanggal akad sudah lewat. Periksa lagi.")
    elif day and _working_days(today, day) >= WORKING_DAYS:
        yield Problem(
            "wedding.day", f"Akad masih {WORKING_DAYS} hari kerja lagi atau lebih. Dispensasi tidak diperlukan."
        )


def wedding_is_reported_in_time(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "wedding.day")
    if day and (days := (today - day).days) > REPORT_WITHIN_DAYS:
        yield Problem(None, f"Perkawinan dilaporkan setelah {days} hari, lewat {REPORT_WITHIN_DAYS} hari.")


def child_needs_consent(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Only those under 21 need leave of their parents (UU 1/1974, article 6)."""
    child = _somebody("child", answers, subject)
    if child.born_on:
        age = years_between(child.born_on, today)
        if age >= WITHOUT_CONSENT:
            yield Problem(child.field, f"Umurnya {age} tahun. Izin orang tua hanya untuk yang belum {WITHOUT_CONSENT}.")
        elif years_between(child.born_on, today + _HOLDS) < OLD_ENOUGH:
            yield Problem(None, f"Umurnya {age} tahun. Nikah memerlukan dispensasi pengadilan juga.")


def parents_are_older(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Parents are older than the child who marries, who is the applicant where nobody else is named."""
    child = _somebody("child", answers, subject) if "role" in answers else None
    child_born = child.born_on if child else subject.born_on
    for parent in (_somebody("father", answers, subject), _somebody("mother", answers, subject)):
        if child_born and parent.born_on and years_between(parent.born_on, child_born) < YOUNGEST_PARENT:
            yield Problem(parent.field, f"{parent.word} harus jauh lebih tua daripada anak. Periksa tanggal lahirnya.")


def somebody_gives_consent(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    parents = [who for who in ("father", "mother") if _is_named(who, answers)]
    guardian = _is_named("guardian", answers)
    if not parents and not guardian:
        yield Problem("guardian.stated", "Belum ada yang memberi izin. Isi ayah, ibu, atau wali.")
    elif parents and guardian:
        yield Problem("guardian.stated", "Wali memberi izin hanya bila ayah dan ibu tidak dapat.")


def guardian_can_be_guardian(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """A Muslim man, of age; a father is older than his daughter (KHI, article 20)."""
    guardian, bride = _somebody("guardian", answers, subject), _somebody("bride", answers, subject)
    if "guardian.religion" in answers and not _says_islam(answers["guardian.religion"]):
        yield Problem("guardian.religion", "Wali nikah harus beragama Islam.")
    if guardian.born_on and (age := years_between(guardian.born_on, today)) < OLD_ENOUGH:
        yield Problem(None, f"Wali berumur {age} tahun. KUA memeriksa apakah ia sudah balig.")
    if answers.get("relation") != "AYAH" or not (guardian.born_on and bride.born_on):
        return
    if years_between(guardian.born_on, bride.born_on) < YOUNGEST_PARENT:
        yield Problem(guardian.field, "Ayah harus jauh lebih tua daripada anak. Periksa tanggal lahirnya.")


def is_a_bride(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if subject.sex and subject.sex != "Perempuan":
        yield Problem("subject", "Wali hakim hanya untuk calon istri. Pemohon tercatat laki-laki.")


def _somebody(key: str, answers: Answers, subject: Subject) -> _Somebody:
    if answers.get("role") == _ROLES[key]:
        return _Somebody(key, subject.nik, subject.born_on, "role")
    return _Somebody(key, answers.get(f"{key}.nik"), day_of(answers, f"{key}.born_on"), f"{key}.born_on")


def _is_named(key: str, answers: Answers) -> bool:
    return answers.get("role") == _ROLES[key] or bool(answers.get(f"{key}.name"))


def _ages(answers: Answers, subject: Subject, today: date) -> Iterator[tuple[_Somebody, int]]:
    """Those who marry and how old they are then; without a couple in the letter, the applicant."""
    day = day_of(answers, "wedding.day") or today + _HOLDS
    woman = subject.sex == "Perempuan"
    alone = _Somebody("bride" if woman else "groom", subject.nik, subject.born_on, "subject")
    couple = [_somebody(key, answers, subject) for key in ("groom", "bride")] if "role" in answers else [alone]
    for one in couple:
        if one.born_on:
            yield one, years_between(one.born_on, day)


def _working_days(today: date, day: date) -> int:
    """Mondays to Fridays after today, until that day; more than enough of them are not counted."""
    days = (today + timedelta(days=ahead) for ahead in range(1, min((day - today).days, 60) + 1))
    return sum(one.weekday() < 5 for one in days)


CHECKS: tuple[Check, ...] = (
    applicant_can_be_who_they_say,
    they_are_different_people,
    is_muslim,
    is_not_muslim,
    may_marry_at_that_age,
    young_ones_bring_consent,
    partner_is_old_enough,
    is_free_to_marry,
    status_is_that_of_the_register,
    wedding_is_ahead,
    wedding_is_too_near_for_the_usual_way,
    wedding_is_reported_in_time,
    child_needs_consent,
    parents_are_older,
    somebody_gives_consent,
    guardian_can_be_guardian,
    is_a_bride,
)
