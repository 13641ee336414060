"""Rules of letters about gatherings, things and tasks, and of those the office writes for itself."""

import re
from collections.abc import Iterator
from datetime import date

from modules.service.rules.checks.common import Answers, Check, Problem, day_of, years_between
from modules.service.rules.people import Subject
from web import indonesian

_DAYS_OF_A_YEAR, _DAYS_FOR_THE_POLICE, _MANY_GUESTS = 366, 14, 1000
_PLATE = re.compile(r"[A-Z]{1,2} ?[0-9]{1,4} ?[A-Z]{0,3}", re.IGNORECASE)
_DIGITS_OF_A_TAX_OBJECT = 18
_FLOORS_OF_A_SIMPLE_BUILDING, _METRES_OF_A_FLOOR = 2, 2000
#: Permendagri 18/2018, article 8.
_YEARS_OF_A_TERM = 5
#: Law 6/2014, articles 50 and 53.
_YOUNGEST_OFFICER, _OLDEST_NEW_OFFICER, _RETIRED = 20, 42, 60


def event_is_ahead(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "event.day")
    if day and day < today:
        yield Problem("event.day", "Tanggal acara sudah lewat. Tulis tanggal yang akan datang.")
    elif day and (day - today).days > _DAYS_OF_A_YEAR:
        yield Problem("event.day", "Acara masih lebih dari satu tahun lagi. Periksa tahunnya.")


def event_leaves_the_police_time(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    day = day_of(answers, "event.day")
    if day and 0 <= (day - today).days < _DAYS_FOR_THE_POLICE:
        yield Problem(
            None,
            f"Acara {(day - today).days} hari lagi. Kepolisian dapat meminta paling lambat {_DAYS_FOR_THE_POLICE} hari sebelumnya.",
        )


def event_is_for_the_right_police_office(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Great events go to the Polres, the others to the Polsek."""
    guests, office = answers.get("event.guests") or 0, answers.get("police_office", "").casefold()
    if guests >= _MANY_GUESTS and "polsek" in office:
        yield Problem(
            None, f"Undangan {indonesian.whole_number(guests)} orang. Acara besar biasanya diajukan ke Polres."
        )


def invitation_leaves_time(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if day_of(answers, "event.day") == today:
        yield Problem(None, "Acaranya hari ini juga. Periksa tanggalnya sebelum undangan dikirim.")


def duty_ends_after_it_begins(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    yield from _in_order(answers, "duty.day", "duty.until", "Tanggal selesai tidak boleh sebelum tanggal tugas.")
    day = day_of(answers, "duty.day")
    if day and day < today:
        yield Problem(None, "Tugas dimulai sebelum hari ini. Surat perintah dibuat sebelum tugas dijalankan.")


def officers_are_different_people(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    yield from _twice(answers, "officers", "Petugas ini sudah ditulis. Periksa lagi daftarnya.")


def journey_ends_after_it_begins(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    yield from _in_order(answers, "trip.day", "trip.back", "Tanggal kembali tidak boleh sebelum tanggal berangkat.")
    day = day_of(answers, "trip.day")
    if day and day < today:
        yield Problem(None, "Perjalanan dimulai sebelum hari ini. Perintahnya dibuat sebelum berangkat.")


def followers_are_as_said(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    yield from _as_said(answers, "has_followers", "followers", "pengikut")
    yield from _twice(answers, "followers", "Pengikut ini sudah ditulis. Periksa lagi daftarnya.")
    traveller = answers.get("traveller.name", "").casefold()
    for key, name in _names(answers, "followers"):
        if name.casefold() == traveller:
            yield Problem(key, "Yang diperintah tidak dapat menjadi pengikutnya sendiri.")


def plate_reads_like_one(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    plate = answers.get("vehicle.plate", "")
    if plate and not _PLATE.fullmatch(plate):
        yield Problem(None, f"Nomor polisi {plate} tidak biasa. Cocokkan dengan STNK.")


def frame_and_engine_differ(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    frame, engine = answers.get("vehicle.frame", ""), answers.get("vehicle.engine", "")
    if frame and frame.casefold() == engine.casefold():
        yield Problem("vehicle.engine", "Nomor mesin tidak sama dengan nomor rangka. Lihat lagi di STNK.")


def papers_name_the_applicant(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    holder = answers.get("vehicle.holder", "")
    if holder and holder.casefold() != subject.name.casefold():
        yield Problem(None, f"Kendaraan tercatat atas nama {holder}, bukan pemohon. Periksa bukti pembeliannya.")


def buyer_is_somebody_else(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    buyer = answers.get("buyer_name", "")
    if buyer and buyer.casefold() == subject.name.casefold():
        yield Problem("buyer_name", "Pembeli harus orang lain. Namanya sama dengan pemohon.")


def study_ends_after_it_begins(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    yield from _in_order(answers, "study.day", "study.until", "Tanggal selesai tidak boleh sebelum tanggal mulai.")
    day, until = day_of(answers, "study.day"), day_of(answers, "study.until")
    if until and until < today:
        yield Problem("study.until", "Kegiatan ini sudah selesai. Rekomendasi dibuat sebelum kegiatan.")
    elif day and until and (until - day).days > _DAYS_OF_A_YEAR:
        yield Problem(None, "Kegiatan lebih dari satu tahun. Periksa tanggalnya, atau minta perpanjangan nanti.")


def members_are_as_said(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    yield from _as_said(answers, "has_members", "members", "anggota")
    yield from _twice(answers, "members", "Anggota ini sudah ditulis. Periksa lagi daftarnya.")


def tax_object_number_is_whole(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """A tax object is numbered with 18 digits, often written with dots and dashes."""
    said = answers.get("tax.nop", "")
    digits = re.sub(r"[\s.\-]", "", said)
    if said and not (digits.isascii() and digits.isdigit() and len(digits) == _DIGITS_OF_A_TAX_OBJECT):
        yield Problem("tax.nop", f"NOP harus {_DIGITS_OF_A_TAX_OBJECT} angka, misalnya 35.29.110.010.001-0001.0.")


def tax_payers_differ(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    old, new = answers.get("tax.payer", ""), answers.get("tax.new_payer", "")
    if new and old.casefold() == new.casefold():
        yield Problem("tax.new_payer", "Wajib pajak baru sama dengan yang lama. Mutasi memerlukan nama yang lain.")


def tax_concerns_the_applicant(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    named = {answers.get("tax.payer", "").casefold(), answers.get("tax.new_payer", "").casefold()}
    if subject.name.casefold() not in named:
        yield Problem(None, "Pemohon bukan wajib pajak lama atau baru. Lampirkan surat kuasanya.")


def tax_objection_is_recent(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """An objection is heard within three months of the notice, which is given in the year it is for."""
    year = answers.get("tax.year")
    if answers.get("tax.kind") == "KEBERATAN" and year and year < today.year:
        yield Problem(None, f"SPPT tahun {year} sudah lama diterima. Keberatan diajukan paling lama tiga bulan.")


def high_building_has_an_expert(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    floors = answers.get("building.floors") or 0
    if floors > _FLOORS_OF_A_SIMPLE_BUILDING:
        yield Problem(None, f"Bangunan {floors} lantai. Pastikan gambarnya dibuat tenaga ahli.")


def building_fits_its_floors(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    floors, area = answers.get("building.floors"), answers.get("building.area")
    if floors and area and float(area) / floors > _METRES_OF_A_FLOOR:
        yield Problem(
            None, f"Satu lantai lebih dari {indonesian.whole_number(_METRES_OF_A_FLOOR)} m². Periksa luasnya."
        )


def term_is_running(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Only whose term has begun and not ended is in office."""
    since, until = day_of(answers, "body.since"), day_of(answers, "body.until")
    if since and since > today:
        yield Problem("body.since", "Masa bakti belum dimulai. Surat ini untuk pengurus yang sudah bertugas.")
    if since and until and until <= since:
        yield Problem("body.until", "Akhir masa bakti harus sesudah awalnya.")
    elif until and until < today:
        yield Problem("body.until", "Masa bakti sudah berakhir. Perlu keputusan baru sebelum surat dibuat.")


def term_is_of_five_years(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    since, until = day_of(answers, "body.since"), day_of(answers, "body.until")
    if since and until and years_between(since, until) > _YEARS_OF_A_TERM:
        yield Problem(None, f"Masa bakti lebih dari {_YEARS_OF_A_TERM} tahun. Cocokkan dengan keputusannya.")


def officer_was_appointed_at_a_possible_age(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    since = day_of(answers, "post.since")
    if since and since > today:
        yield Problem("post.since", "Tanggal mulai bertugas tidak boleh di masa depan.")
    elif since and subject.born_on:
        age = years_between(subject.born_on, since)
        if since <= subject.born_on:
            yield Problem("post.since", "Tanggal mulai bertugas tidak mungkin sebelum pemohon lahir.")
        elif not _YOUNGEST_OFFICER <= age <= _OLDEST_NEW_OFFICER:
            yield Problem(
                None,
                f"Diangkat pada umur {age} tahun. Menurut undang-undang {_YOUNGEST_OFFICER} sampai {_OLDEST_NEW_OFFICER} tahun.",
            )


def officer_is_not_past_sixty(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    age = subject.age_on(today)
    if age is not None and age >= _RETIRED:
        yield Problem(
            None, f"Pemohon berumur {age} tahun. Perangkat berhenti pada umur {_RETIRED} tahun. Periksa SK-nya."
        )


def citizen_crosses_the_border(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if subject.citizenship != "WNI":
        yield Problem("subject", "Pas lintas batas hanya untuk warga negara Indonesia.")


def _in_order(answers: Answers, first: str, last: str, said: str) -> Iterator[Problem]:
    begins, ends = day_of(answers, first), day_of(answers, last)
    if begins and ends and ends < begins:
        yield Problem(last, said)


def _as_said(answers: Answers, asked: str, group: str, word: str) -> Iterator[Problem]:
    """Whether there is a list, and the list itself, agree."""
    named = any(_names(answers, group))
    if answers.get(asked) == "YA" and not named:
        yield Problem(asked, f"Tulis nama {word}, atau pilih Tidak ada.")
    elif answers.get(asked) == "TIDAK" and named:
        yield Problem(asked, f"Ada nama {word} yang ditulis. Pilih Ada, atau hapus namanya.")


def _twice(answers: Answers, group: str, said: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for key, name in _names(answers, group):
        if name.casefold() in seen:
            yield Problem(key, said)
        seen.add(name.casefold())


def _names(answers: Answers, group: str) -> Iterator[tuple[str, str]]:
    return ((key, name) for key, name in answers.items() if key.startswith(f"{group}.") and key.endswith(".name"))


CHECKS: tuple[Check, ...] = (
    event_is_ahead,
    event_leaves_the_police_time,
    event_is_for_the_right_police_office,
    invitation_leaves_time,
    duty_ends_after_it_begins,
    officers_are_different_people,
    journey_ends_after_it_begins,
    followers_are_as_said,
    plate_reads_like_one,
    frame_and_engine_differ,
    papers_name_the_applicant,
    buyer_is_somebody_else,
    study_ends_after_it_begins,
    members_are_as_said,
    tax_object_number_is_whole,
    tax_payers_differ,
    tax_concerns_the_applicant,
    tax_objection_is_recent,
    high_building_has_an_expert,
    building_fits_its_floors,
    term_is_running,
    term_is_of_five_years,
    officer_was_appointed_at_a_possible_age,
    officer_is_not_past_sixty,
    citizen_crosses_the_border,
)
