"""Rules of letters for aid, health, work and enterprises."""

import re
from collections.abc import Iterator
from datetime import date

from modules.service.rules.checks.common import YOUNGEST_PARENT, Answers, Check, Problem, day_of, same, years_between
from modules.service.rules.people import Subject

CARD_FROM_AGE = 17
_WORKLESS = ("belum/tidak bekerja", "pelajar/mahasiswa", "mengurus rumah tangga")
_GROWN_DEPENDANT = 25
_USUAL_PENSIONER = 50
#: Square metres a person needs in a house (Permen PUPR 7/2022).
_ROOM_FOR_ONE = 7.2
_RECENT_DAYS = 365
_MUCH_FUEL_A_DAY = 200
_DAYS = {"HARI": 1, "MINGGU": 7, "BULAN": 30}
_AT_HOME = ("indonesia", "republik indonesia", "nkri", "ri")


def has_an_identity_card(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """A card is for those of 17 years and for those who are or were married (UU 24/2013 ps 63)."""
    age = subject.age_on(today)
    if age is not None and age < CARD_FROM_AGE and subject.marital in ("", "Belum kawin"):
        yield Problem(
            "subject", f"Pemohon berumur {age} tahun dan belum wajib KTP. Surat ini dimohon orang tua atau wali."
        )


def income_is_more_than_nothing(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if answers.get("income") == 0:
        yield Problem("income", "Penghasilan nol tidak dapat diterangkan. Pilih Surat Keterangan Tidak Mampu.")


def income_comes_from_work(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if answers.get("income") and subject.occupation.casefold() in _WORKLESS:
        yield Problem(None, f"Pekerjaan pemohon tercatat {subject.occupation.lower()}. Tanyakan sumber penghasilannya.")


def parent_is_of_that_sex(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    wanted = {"AYAH": "Laki-laki", "IBU": "Perempuan"}.get(answers.get("relation", ""))
    if wanted and subject.sex and subject.sex != wanted:
        yield Problem("relation", f"Pemohon tercatat {subject.sex.lower()}. Pilih hubungan yang sesuai.")


def student_is_another_person(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if same(answers.get("student.nik"), subject.nik):
        yield Problem("student.nik", "NIK siswa sama dengan NIK pemohon. Pemohon surat ini orang tua atau wali.")


def student_number_is_whole(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    yield from _counted(answers, "school.nisn", (10,), "NISN")


def member_is_another_person(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if same(answers.get("member.nik"), subject.nik):
        yield Problem("member.nik", "NIK ini milik pemohon. Pilih Saya sendiri, atau tulis NIK anggota keluarga.")
    if (born_on := day_of(answers, "member.born_on")) and born_on > today:
        yield Problem("member.born_on", "Tanggal lahir tidak boleh di masa depan.")


def health_card_number_is_whole(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    yield from _counted(answers, "card_number", (13,), "Nomor kartu JKN-KIS")


def insurance_number_has_digits(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """The national card has thirteen digits; those of regencies are of many kinds."""
    if answers.get("scheme") == "JKN":
        yield from health_card_number_is_whole(answers, subject, today)
    elif "card_number" in answers and not re.search(r"[0-9]{4}", answers["card_number"]):
        yield Problem("card_number", "Nomor kartu memuat angka. Salin seperti yang tertulis di kartu.")


def names_really_differ(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Capitals and spaces are no difference to mend."""
    right = subject.name if answers.get("for_whom") == "SENDIRI" else answers.get("member.name", "")
    if "card_name" in answers and same(_bare(answers["card_name"]), _bare(right)):
        yield Problem("card_name", "Nama di KIS sama dengan nama di KTP atau KK. Surat ini tidak diperlukan.")


def several_disabilities_are_named(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    named = re.findall(r"\b(?:fisik|intelektual|mental|sensorik)\b", answers.get("variety_named", "").casefold())
    if "variety_named" in answers and len(set(named)) < 2:
        yield Problem("variety_named", "Sebut dua atau lebih: fisik, intelektual, mental, sensorik.")


def tax_number_is_whole(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    yield from _counted(answers, "business.npwp", (15, 16), "NPWP")


def one_in_charge_is_another_person(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    for key in ("manager.nik", "chair.nik"):
        if same(answers.get(key), subject.nik):
            yield Problem(key, "NIK ini milik pemohon. Pilih Saya sendiri, atau tulis NIK orang lain.")


def pension_number_has_digits(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    number = answers.get("pension_number")
    if number and not re.fullmatch(r"(?=.*[0-9])[A-Za-z0-9 ./\-]{5,}", number):
        yield Problem("pension_number", "Nomor pensiun memuat angka, paling sedikit 5 tanda. Salin dari Karip.")


def pensioner_is_of_age(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    age = subject.age_on(today)
    if age is not None and age < _USUAL_PENSIONER:
        yield Problem(None, f"Pemohon berumur {age} tahun. Pastikan ia penerima pensiun janda, duda, atau anak.")


def dependants_are_different_people(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    seen = {subject.nik: "Pemohon tidak menjadi tanggungannya sendiri. Hapus baris ini."}
    for key in _rows(answers, "dependants", "nik"):
        if answers[key] in seen:
            yield Problem(key, seen[answers[key]])
        seen[answers[key]] = "NIK ini sudah ada di daftar tanggungan. Periksa lagi."


def dependants_are_born(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Those unborn are refused; grown children and children too near in age are asked about."""
    for key in _rows(answers, "dependants", "born_on"):
        born_on = date.fromisoformat(answers[key])
        number = key.split(".")[1]
        relation = str(answers.get(f"dependants.{number}.relation", "")).casefold()
        if born_on > today:
            yield Problem(key, "Tanggal lahir tidak boleh di masa depan.")
        elif relation == "anak" and subject.born_on and years_between(subject.born_on, born_on) < YOUNGEST_PARENT:
            yield Problem(key, "Anak harus jauh lebih muda daripada pemohon. Periksa tanggal lahirnya.")
        elif relation == "anak" and (age := years_between(born_on, today)) > _GROWN_DEPENDANT:
            yield Problem(None, f"Tanggungan {number} anak berumur {age} tahun. Tanyakan apakah masih dibiayai.")


def dependants_listed_fit_the_family(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    count = len(list(_rows(answers, "dependants", "name")))
    if subject.family_size and count >= subject.family_size:
        yield Problem(
            None, f"Tanggungan {count} orang, sedangkan KK mencatat {subject.family_size} jiwa. Periksa lagi."
        )


def giver_is_another_person(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if same(answers.get("giver.nik"), subject.nik):
        yield Problem("giver.nik", "Pemberi izin harus orang lain. NIK ini milik pemohon.")


def giver_can_be_that_relative(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """A husband gives it to a wife and the other way round, and only while they are married; then it is theirs to give."""
    relation = answers.get("giver_relation", "")
    own_sex = {"SUAMI": "Perempuan", "ISTRI": "Laki-laki"}.get(relation)
    if own_sex and subject.sex and subject.sex != own_sex:
        yield Problem("giver_relation", f"Pemohon tercatat {subject.sex.lower()}. Pilih hubungan yang sesuai.")
    elif own_sex and subject.marital not in ("", "Kawin"):
        yield Problem(
            "giver_relation", f"Pemohon tercatat {subject.marital.lower()}. Izin diberikan orang tua atau wali."
        )
    elif relation and not own_sex and subject.marital == "Kawin":
        yield Problem(None, "Pemohon tercatat kawin. Izin seharusnya dari suami atau istri.")


def giver_is_old_enough(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    born_on = day_of(answers, "giver.born_on")
    is_parent = answers.get("giver_relation") in ("AYAH", "IBU")
    if born_on and is_parent and subject.born_on and years_between(born_on, subject.born_on) < YOUNGEST_PARENT:
        yield Problem("giver.born_on", "Orang tua harus jauh lebih tua daripada pemohon. Periksa tanggal lahirnya.")
    elif born_on and years_between(born_on, today) < CARD_FROM_AGE:
        yield Problem("giver.born_on", "Pemberi izin belum dewasa. Periksa tanggal lahirnya.")


def country_is_abroad(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if answers.get("country", "").casefold() in _AT_HOME:
        yield Problem("country", "Negara tujuan harus di luar Indonesia.")


def house_is_really_unfit(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """A house is unfit by what is broken or by want of room; a good and large one is neither."""
    if not {"house.roof", "house.floor", "house.walls", "house.area"} <= answers.keys():
        return
    is_good = all(answers[part] == "BAIK" for part in ("house.roof", "house.floor", "house.walls"))
    if not is_good:
        return
    if subject.family_size and float(answers["house.area"]) / subject.family_size >= _ROOM_FOR_ONE:
        yield Problem("house.roof", "Atap, lantai, dan dinding baik, dan luasnya cukup. Rumah ini layak huni.")
    else:
        yield Problem(None, "Atap, lantai, dan dinding baik. Pastikan rumah ini terlalu sempit bagi penghuninya.")


def land_can_be_built_on(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if answers.get("house.land") == "SEWA":
        yield Problem(None, "Tanahnya sewa atau menumpang. Bantuan rumah umumnya meminta tanah sendiri.")


def disaster_is_not_ahead(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "disaster.day")
    if day and day > today:
        yield Problem("disaster.day", "Tanggal kejadian tidak boleh di masa depan.")
    elif day and subject.born_on and day < subject.born_on:
        yield Problem("disaster.day", "Tanggal kejadian tidak mungkin sebelum pemohon lahir.")


def disaster_is_recent(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "disaster.day")
    if day and (today - day).days > _RECENT_DAYS:
        yield Problem(None, "Kejadian sudah lebih dari setahun. Tanyakan mengapa suratnya baru diminta.")


def fuel_adds_up(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """What all tools need is what is bought."""
    needed = sum(answers[key] for key in _rows(answers, "tools", "litres"))
    if needed and "volume" in answers and needed != answers["volume"]:
        yield Problem("volume", f"Jumlah kebutuhan semua alat {needed} liter. Samakan dengan volumenya.")


def fuel_is_not_beyond_the_tools(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    days = _DAYS.get(answers.get("period", ""))
    tools = sum(answers[key] for key in _rows(answers, "tools", "count"))
    if days and tools and answers.get("volume", 0) / days / tools > _MUCH_FUEL_A_DAY:
        yield Problem(None, f"Lebih dari {_MUCH_FUEL_A_DAY} liter sehari untuk satu alat. Periksa volume dan masanya.")


def recipient_is_a_post(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """The paper itself says Kepada Yth."""
    if re.match(r"(kepada|yth|yang terhormat)\b", answers.get("recipient", ""), re.IGNORECASE):
        yield Problem("recipient", "Tulis jabatannya saja. “Kepada Yth.” sudah tercetak di surat.")


def meeting_is_not_ahead(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "meeting.day")
    if day and day > today:
        yield Problem("meeting.day", "Musyawarah desanya belum berlangsung. Periksa tanggalnya.")


def proposals_are_different_people(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    seen = set()
    for key in _rows(answers, "proposals", "nik"):
        if answers[key] in seen:
            yield Problem(key, "NIK ini sudah ada di daftar usulan. Satu orang satu usulan.")
        seen.add(answers[key])
        if same(answers[key], answers.get(key.removesuffix("nik") + "kk")):
            yield Problem(key.removesuffix("nik") + "kk", "Nomor KK tidak mungkin sama dengan NIK.")


def _counted(answers: Answers, key: str, lengths: tuple[int, ...], name: str) -> Iterator[Problem]:
    digits = re.sub(r"[\s.\-]", "", str(answers.get(key, "")))
    if digits and not (re.fullmatch(r"[0-9]+", digits) and len(digits) in lengths):
        yield Problem(key, f"{name} harus {' atau '.join(map(str, lengths))} angka. Salin dari kartunya.")


def _rows(answers: Answers, group: str, name: str) -> Iterator[str]:
    """The keys of one question in all rows of a group."""
    return (key for key in answers if key.startswith(f"{group}.") and key.endswith(f".{name}"))


def _bare(name: str) -> str:
    return re.sub(r"[^\w]", "", name).casefold()


CHECKS: tuple[Check, ...] = (
    has_an_identity_card,
    income_is_more_than_nothing,
    income_comes_from_work,
    parent_is_of_that_sex,
    student_is_another_person,
    student_number_is_whole,
    member_is_another_person,
    health_card_number_is_whole,
    insurance_number_has_digits,
    names_really_differ,
    several_disabilities_are_named,
    tax_number_is_whole,
    one_in_charge_is_another_person,
    pension_number_has_digits,
    pensioner_is_of_age,
    dependants_are_different_people,
    dependants_are_born,
    dependants_listed_fit_the_family,
    giver_is_another_person,
    giver_can_be_that_relative,
    giver_is_old_enough,
    country_is_abroad,
    house_is_really_unfit,
    land_can_be_built_on,
    disaster_is_not_ahead,
    disaster_is_recent,
    fuel_adds_up,
    fuel_is_not_beyond_the_tools,
    recipient_is_a_post,
    meeting_is_not_ahead,
    proposals_are_different_people,
)
