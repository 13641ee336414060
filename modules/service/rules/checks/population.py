"""Rules of letters about the register, moves and civil registration."""

import re
from collections.abc import Iterator
from datetime import date

from modules.service.rules.checks.common import Answers, Check, Problem, day_of, nik_of, same, years_between
from modules.service.rules.people import Subject

ADULT, RECORDED_FROM, MAY_MARRY_FROM = 17, 16, 19
#: Days within which deaths and stillbirths are reported, and for which a moving letter holds.
REPORT_WITHIN_DAYS, MOVING_LETTER_DAYS = 30, 100
_MONTHS_OF_A_STAY = 12
_HEAD = "1"
_TOLD_DAYS = {
    "loss.reported_on": "Tanggal surat kehilangan tidak boleh di masa depan.",
    "recorded_on": "Tanggal perekaman tidak boleh di masa depan.",
    "arrived_on": "Tanggal datang tidak boleh di masa depan.",
    "skpwni.issued_on": "Tanggal SKPWNI tidak boleh di masa depan.",
    "other.born_on": "Tanggal lahir tidak boleh di masa depan.",
}
_LISTS = ("members", "changed", "followers")


def told_days_are_not_ahead(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """What has happened already has a day that is past."""
    for key, said in _TOLD_DAYS.items():
        day = day_of(answers, key)
        if day and day > today:
            yield Problem(key, said)


def ktp_is_for_seventeen_or_married(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """From 17, or earlier once married; the data of a first card may be recorded a year before."""
    age = subject.age_on(today)
    if age is None or age >= ADULT or subject.marital not in ("", "Belum kawin"):
        return
    if age >= RECORDED_FROM and answers.get("reason", "BARU") == "BARU":
        yield Problem(
            None, f"Pemohon berumur {age} tahun. Datanya dapat direkam, KTP-el dicetak pada umur {ADULT} tahun."
        )
    else:
        yield Problem("subject", f"Pemohon berumur {age} tahun. KTP-el untuk umur {ADULT} tahun atau sudah kawin.")


def nobody_is_listed_twice(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """No NIK stands twice in a list, and who follows somebody is not that person."""
    for group in _LISTS:
        seen = {subject.nik: "Ini NIK pemohon sendiri. Tulis hanya yang ikut."} if group == "followers" else {}
        for number, row in _rows(answers, group).items():
            nik = row.get("nik", "")
            if nik and nik in seen:
                yield Problem(f"{group}.{number}.nik", seen[nik])
            seen[nik] = "NIK ini sudah ditulis di atas. Periksa lagi."


def new_card_has_one_head(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    rows = _rows(answers, "members")
    heads = [number for number, row in rows.items() if row.get("position") == _HEAD]
    if rows and not heads:
        yield Problem("members.1.position", "Belum ada kepala keluarga. Pilih satu orang.")
    for number in heads[1:]:
        yield Problem(f"members.{number}.position", "Kepala keluarga hanya satu orang.")


def new_card_holds_the_applicant(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if subject.nik not in {row.get("nik") for row in _rows(answers, "members").values()}:
        yield Problem(None, "Pemohon tidak ada di antara anggota keluarga. Periksa lagi daftarnya.")


def new_family_is_married(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if answers.get("reason") == "KELUARGA_BARU" and subject.marital == "Belum kawin":
        yield Problem(None, "Pemohon tercatat belum kawin. Minta buku nikah, atau pilih pisah KK.")


def only_newcomers_lack_a_nik(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if answers.get("change") in ("PENGURANGAN", "LAINNYA"):
        for number, row in _rows(answers, "changed").items():
            if not row.get("nik"):
                yield Problem(f"changed.{number}.nik", "NIK belum diisi. Hanya anggota baru yang boleh tanpa NIK.")


def movers_fit_the_kind_of_move(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """The head alone has no followers, some of a family are not all of it."""
    who, movers, family = answers.get("who_moves"), len(_rows(answers, "followers")) + 1, subject.family_size
    if who == "1" and movers > 1:
        yield Problem("who_moves", "Ada pengikut. Pilih kepala keluarga dan anggota keluarga.")
    elif who == "3" and movers == 1:
        yield Problem("who_moves", "Belum ada pengikut. Tulis anggota keluarga yang ikut pindah.")
    elif family and who == "2" and movers != family:
        yield Problem(None, f"Yang pindah {movers} orang, sedangkan KK mencatat {family} jiwa. Periksa lagi.")
    elif family and who in ("1", "3", "4") and movers >= family:
        yield Problem(None, "Seluruh keluarga tampaknya pindah. Periksa jenis kepindahan.")


def move_day_is_near(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "move_on")
    if day and day < today:
        yield Problem(None, "Rencana tanggal pindah sudah lewat. Tanyakan lagi.")
    elif day and (day - today).days > MOVING_LETTER_DAYS:
        yield Problem(None, f"Rencana pindah lebih dari {MOVING_LETTER_DAYS} hari lagi. Tanyakan lagi.")


def numbers_of_the_address_are_numbers(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    for key, word in (("to.rt", "RT"), ("to.rw", "RW")):
        if not re.fullmatch(r"[0-9]{0,3}", answers.get(key, "")):
            yield Problem(key, f"{word} ditulis dengan angka, misalnya 003.")
    if bool(answers.get("to.rt")) != bool(answers.get("to.rw")):
        yield Problem("to.rw", "Isi RT dan RW, atau kosongkan keduanya.")
    if not re.fullmatch(r"([0-9]{5})?", answers.get("to.postcode", "")):
        yield Problem("to.postcode", "Kode pos terdiri dari 5 angka.")


def moving_letter_still_holds(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    issued, arrived = day_of(answers, "skpwni.issued_on"), day_of(answers, "arrived_on")
    if issued and (today - issued).days > MOVING_LETTER_DAYS:
        yield Problem(None, f"SKPWNI sudah lewat {MOVING_LETTER_DAYS} hari. Tanyakan dahulu ke Disdukcapil.")
    if issued and arrived and arrived < issued:
        yield Problem(None, "Tanggal datang lebih awal daripada SKPWNI. Periksa kedua tanggal.")


def applicant_is_registered_elsewhere(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if subject.is_resident:
        yield Problem("subject", "Pemohon tercatat penduduk desa ini. Buat Surat Keterangan Domisili.")


def stay_is_temporary(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Who stays for more than a year is to move in earnest."""
    if answers.get("stay.months", 0) > _MONTHS_OF_A_STAY:
        yield Problem(None, "Tinggal lebih dari setahun. Sarankan pindah penduduk.")


def journey_is_ahead(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "leaves_on")
    if day and day < today:
        yield Problem("leaves_on", "Tanggal berangkat sudah lewat.")
    elif day and (day - today).days > REPORT_WITHIN_DAYS:
        yield Problem(None, "Surat ini habis berlaku sebelum tanggal berangkat.")


def child_does_not_travel_alone(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    age = subject.age_on(today)
    if age is not None and age < ADULT and not _rows(answers, "followers"):
        yield Problem(None, f"Pemohon berumur {age} tahun dan pergi sendiri. Tanyakan izin orang tua.")


def second_document_differs(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Something in the second document must be other than in the register."""
    pairs = (
        (answers.get("other.name"), subject.name),
        (answers.get("other.birth_place"), subject.birth_place),
        (answers.get("other.born_on"), subject.born_on.isoformat() if subject.born_on else ""),
        (answers.get("other.address"), subject.address),
    )
    if answers.get("other.name") and all(not told or told.casefold() == known.casefold() for told, known in pairs):
        yield Problem("difference", "Data di kedua dokumen sama. Tidak ada yang perlu diterangkan.")


def parents_are_other_people(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    for key, word in (("mother.nik", "ibu"), ("father.nik", "ayah")):
        if same(answers.get(key), subject.nik):
            yield Problem(key, f"NIK {word} sama dengan NIK pemohon. Periksa lagi di KK.")


def parents_have_other_names(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    father, mother, child = (answers.get(key, "").casefold() for key in ("father_name", "mother_name", "child.name"))
    if same(father, mother):
        yield Problem("father_name", "Nama ayah dan ibu sama. Periksa lagi.")
    elif child and child in (father, mother):
        yield Problem(None, "Nama anak sama dengan nama orang tuanya. Periksa lagi.")


def owner_is_not_the_reporter(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if same(answers.get("owner.nik"), subject.nik):
        yield Problem("relation", "NIK pemilik akta sama dengan pemohon. Pilih Diri sendiri.")


def life_ends_after_it_began(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    born, died = day_of(answers, "deceased.born_on"), day_of(answers, "deceased.died_on")
    if born and died and died < born:
        yield Problem("deceased.died_on", "Tanggal meninggal tidak boleh sebelum tanggal lahir.")


def reporter_is_alive(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if same(answers.get("deceased.nik"), subject.nik):
        yield Problem("deceased.nik", "NIK ini milik pelapor. Tulis NIK orang yang meninggal.")


def death_is_reported_in_time(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    yield from _late(day_of(answers, "deceased.died_on"), "Kematian", today)


def stillbirth_is_not_ahead(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "birth.on")
    if day and day > today:
        yield Problem("birth.on", "Tanggal lahir mati tidak boleh di masa depan.")


def stillbirth_is_reported_in_time(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    yield from _late(day_of(answers, "birth.on"), "Lahir mati", today)


def husband_and_wife_are_a_man_and_a_woman(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    wanted = {"SUAMI": "Laki-laki", "ISTRI": "Perempuan"}.get(answers.get("relation", ""))
    if wanted and subject.sex and subject.sex != wanted:
        yield Problem("relation", f"Pemohon tercatat {subject.sex.lower()}. Pilih yang sesuai.")
    if same(nik_of(answers, "husband", "SUAMI", subject), nik_of(answers, "wife", "ISTRI", subject)):
        wrong = "wife.nik" if answers.get("relation") == "SUAMI" else "husband.nik"
        yield Problem(wrong, "NIK suami dan istri tidak boleh sama. Periksa lagi.")


def couple_is_of_age(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    for who, relation, word in (("husband", "SUAMI", "Suami"), ("wife", "ISTRI", "Istri")):
        born = subject.born_on if answers.get("relation") == relation else day_of(answers, f"{who}.born_on")
        if born and years_between(born, today) < MAY_MARRY_FROM:
            yield Problem(None, f"{word} belum berumur {MAY_MARRY_FROM} tahun. Tanyakan dispensasi pengadilan.")


def applicant_is_not_single(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if answers.get("relation") in ("SUAMI", "ISTRI") and subject.marital == "Belum kawin":
        yield Problem(None, "Pemohon tercatat belum kawin. Periksa lagi kebenarannya.")


def witnesses_are_other_people(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Two witnesses, of whom none is the applicant or somebody the letter is about."""
    first, second = answers.get("witness1.nik"), answers.get("witness2.nik")
    if same(first, second):
        yield Problem("witness2.nik", "Saksi kedua harus orang lain. NIK-nya sama dengan saksi pertama.")
    named = ("deceased", "child", "mother", "father", "husband", "wife")
    others = {subject.nik, *(answers.get(f"{who}.nik") for who in named)} - {None, ""}
    for key, nik in (("witness1.nik", first), ("witness2.nik", second)):
        if nik in others:
            yield Problem(key, "Saksi sudah disebut di surat ini. Pilih orang lain.")


def _late(day: date | None, what: str, today: date) -> Iterator[Problem]:
    days = (today - day).days if day else 0
    if days > REPORT_WITHIN_DAYS:
        told = f"{what} dilaporkan setelah {days} hari, lewat {REPORT_WITHIN_DAYS} hari."
        yield Problem(None, f"{told} Disdukcapil dapat meminta syarat tambahan.")


def _rows(answers: Answers, group: str) -> dict[int, dict[str, str]]:
    """The answers to a group that is answered several times, by row and by question."""
    found: dict[int, dict[str, str]] = {}
    for key, answer in answers.items():
        if match := re.fullmatch(rf"{group}\.([0-9]+)\.(\w+)", key):
            found.setdefault(int(match[1]), {})[match[2]] = answer
    return found


CHECKS: tuple[Check, ...] = (
    told_days_are_not_ahead, ktp_is_for_seventeen_or_married, nobody_is_listed_twice, new_card_has_one_head,
    new_card_holds_the_applicant, new_family_is_married, only_newcomers_lack_a_nik, movers_fit_the_kind_of_move,
    move_day_is_near, numbers_of_the_address_are_numbers, moving_letter_still_holds, applicant_is_registered_elsewhere,
    stay_is_temporary, journey_is_ahead, child_does_not_travel_alone, second_document_differs, parents_are_other_people,
    parents_have_other_names, owner_is_not_the_reporter, life_ends_after_it_began, reporter_is_alive,
    death_is_reported_in_time, stillbirth_is_not_ahead, stillbirth_is_reported_in_time,
    husband_and_wife_are_a_man_and_a_woman, couple_is_of_age, applicant_is_not_single, witnesses_are_other_people,
)  # fmt: skip
