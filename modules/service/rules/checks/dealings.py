"""Rules of letters about land, and of those between two parties: gifts, sales and powers."""

import re
from collections.abc import Iterator
from datetime import date

from modules.service.rules.checks.common import Answers, Check, Problem, day_of, years_between
from modules.service.rules.people import Subject
from web import indonesian

_WIDE = 50_000
#: Government Regulation 24/1997, article 24(2).
_YEARS_OF_POSSESSION = 20
_GROWN = 18
#: Kompilasi Hukum Islam, article 210.
_OLD_ENOUGH_FOR_A_GIFT = 21
#: Who stands in a letter of two parties: role of the applicant -> group.
_PARTIES = {"PEMBERI": "giver", "PENERIMA": "receiver", "PENJUAL": "seller", "PEMBELI": "buyer"}
_LAND = re.compile(
    r"\b(?:tanah(?!\s+(?:uruk|urug|liat|merah|humus))|sawah|tegalan|pekarangan|kebun|kavling|rumah(?!\s+tangga))\b",
    re.IGNORECASE,
)
_MUST_BE_GROWN = ("giver", "seller")


def land_is_in_the_village_book(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """What the village does not keep in its land book (A.6), it cannot tell the history of."""
    said = answers.get("land.in_book")
    if said == "TIDAK":
        yield Problem("land.in_book", "Tanah ini belum tercatat. Catat dahulu di Buku Tanah di Desa (A.6).")
    elif not said:
        yield Problem(None, "Petugas memeriksa dahulu apakah tanah ini tercatat di Buku Tanah (A.6).")


def nobody_objects_to_the_holder(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    said = answers.get("land.objection")
    if said == "YA":
        yield Problem("land.objection", "Ada keberatan atas tanah ini. Surat tidak dapat dibuat sebelum selesai.")
    elif not said:
        yield Problem(None, "Petugas memeriksa dahulu apakah desa menerima keberatan atas tanah ini.")


def land_is_not_too_wide(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    area = answers.get("land.area")
    if area and float(area) > _WIDE:
        written = indonesian.whole_number(int(float(area)))
        yield Problem(None, f"Luas tanah {written} m², lebih dari 5 hektare. Periksa lagi satuannya.")


def land_is_held_since_a_possible_year(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    year = answers.get("land.since")
    if year and subject.born_on and year < subject.born_on.year:
        yield Problem("land.since", f"Tanah tidak mungkin dikuasai sebelum pemohon lahir ({subject.born_on.year}).")


def land_is_held_for_twenty_years(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    year = answers.get("land.since")
    if year and today.year - year < _YEARS_OF_POSSESSION:
        yield Problem(
            None,
            f"Tanah dikuasai {today.year - year} tahun, kurang dari {_YEARS_OF_POSSESSION} tahun. Hitung juga penguasaan pendahulunya.",
        )


def proof_names_the_applicant(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    holder = answers.get("land.holder", "")
    if holder and holder.casefold() != subject.name.casefold():
        yield Problem(None, f"Bukti tanah atas nama {holder}, bukan pemohon. Periksa bukti perolehannya.")


def certificate_speaks_for_itself(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    if answers.get("land.proof") == "SERTIPIKAT":
        yield Problem(None, "Tanah ini bersertipikat. Keterangan haknya diminta di Kantor Pertanahan.")


def parties_are_different_people(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """The applicant is one party, so nobody else who is asked about may be the applicant."""
    for key, nik in _niks(answers).items():
        if nik == subject.nik:
            yield Problem(key, "NIK ini sama dengan NIK pemohon. Tulis NIK pihak yang lain.")


def parties_are_grown(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """Who gives away or sells is grown; a child who receives is represented."""
    for who in _PARTIES.values():
        is_subject = _PARTIES.get(answers.get("role", "")) == who
        age = _age_of(answers, who, subject, today)
        if age is None or age >= _GROWN:
            continue
        if who in _MUST_BE_GROWN:
            field = "subject" if is_subject else f"{who}.born_on"
            yield Problem(field, f"Yang memberi atau menjual baru {age} tahun. Umurnya harus {_GROWN} tahun ke atas.")
        else:
            yield Problem(None, f"Pihak penerima baru {age} tahun. Orang tua atau walinya harus mewakili.")


def giver_is_old_enough_for_a_gift(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    age = _age_of(answers, "giver", subject, today)
    is_subject = answers.get("role") == "PEMBERI"
    religion = subject.religion if is_subject else answers.get("giver.religion", "")
    if religion.casefold() == "islam" and age is not None and _GROWN <= age < _OLD_ENOUGH_FOR_A_GIFT:
        yield Problem(
            None, f"Pemberi hibah berumur {age} tahun. Menurut hukum Islam paling muda {_OLD_ENOUGH_FOR_A_GIFT} tahun."
        )


def power_sells_no_land(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    """A power to sell land is made by a notary; one written here is refused at every desk it is shown at."""
    said = answers.get("power.matter", "")
    if re.search(r"\b(menjual|menghibahkan|balik nama)\b", said, re.IGNORECASE) and _LAND.search(said):
        yield Problem("power.matter", "Kuasa memindahkan hak atas tanah dibuat notaris, tidak dengan surat desa.")
    elif re.search(r"\b(segala|semua|apa saja|apa pun)\b", said, re.IGNORECASE):
        yield Problem(None, "Kuasa ini tampak umum. Tulis satu urusan yang jelas.")


def goods_are_no_land(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    kind = answers.get("goods.kind", "")
    if _LAND.match(re.sub(r"^(?:sebidang|sebuah|satu)\s+", "", kind, flags=re.IGNORECASE)):
        yield Problem("goods.kind", "Jual beli tanah harus dengan akta PPAT. Surat ini hanya untuk barang.")
    elif _LAND.search(f"{kind} {answers.get('goods.detail', '')}"):
        yield Problem(None, "Rincian barang menyebut tanah atau rumah. Periksa lagi apa yang dijual.")


def witnesses_are_no_party(answers: Answers, subject: Subject, today: date) -> Iterator[Problem]:
    parties = {subject.nik, *_niks(answers).values()} - {""}
    for key in ("witness1.nik", "witness2.nik"):
        if answers.get(key) in parties:
            yield Problem(key, "Saksi tidak boleh pemohon atau pihak dalam surat. Pilih orang lain.")


def _niks(answers: Answers) -> dict[str, str]:
    """The NIK of everybody who is asked about and is no witness."""
    return {key: nik for key, nik in answers.items() if key.endswith(".nik") and not key.startswith("witness")}


def _age_of(answers: Answers, who: str, subject: Subject, today: date) -> int | None:
    is_subject = _PARTIES.get(answers.get("role", "")) == who
    born_on = subject.born_on if is_subject else day_of(answers, f"{who}.born_on")
    return years_between(born_on, today) if born_on else None


CHECKS: tuple[Check, ...] = (
    land_is_in_the_village_book,
    nobody_objects_to_the_holder,
    land_is_not_too_wide,
    land_is_held_since_a_possible_year,
    land_is_held_for_twenty_years,
    proof_names_the_applicant,
    certificate_speaks_for_itself,
    parties_are_different_people,
    parties_are_grown,
    giver_is_old_enough_for_a_gift,
    power_sells_no_land,
    goods_are_no_land,
    witnesses_are_no_party,
)
