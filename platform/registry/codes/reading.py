"""Reading a code from a number or a label, whatever blanks, capitals or old spelling it is written with."""

from functools import cache, lru_cache
from typing import TypeVar

from django.db.models import IntegerChoices

from registry.codes import papers, people
from registry.codes.occupations import Occupation

# Spellings met in files of villages, beside the labels themselves. Keys are capitals without blanks and dots.
_OTHER_SPELLINGS: dict[type[IntegerChoices], dict[str, int]] = {
    people.Sex: {"L": 1, "LK": 1, "PRIA": 1, "LAKI": 1, "LAKILAKI": 1, "P": 2, "PR": 2, "WANITA": 2, "PRP": 2},
    people.Religion: {
        "KATHOLIK": 3,
        "KATHOLIQ": 3,
        "KRISTENKATOLIK": 3,
        "KRISTENKATHOLIK": 3,
        "KRISTENPROTESTAN": 2,
        "PROTESTAN": 2,
        "MOSLEM": 1,
        "MUSLIM": 1,
        "BUDHA": 5,
        "BUDDHA": 5,
        "KONGHUCU": 6,
        "KHONGHUCHU": 6,
        "KEPERCAYAANTERHADAPTUHANYME/LAINNYA": 7,
        "KEPERCAYAANKEPADATUHANYME": 7,
        "KEPERCAYAAN": 7,
        "PENGHAYATKEPERCAYAAN": 7,
        "LAINNYA": 7,
    },
    people.Education: {
        "BELUM/TIDAKSEKOLAH": 1,
        "TIDAKSEKOLAH": 1,
        "BELUMSEKOLAH": 1,
        "TIDAKTAMATSD": 2,
        "TIDAKTAMATSD/SEDERAJAT": 2,
        "BELUMTAMATSD": 2,
        "TAMATSD": 3,
        "SD": 3,
        "SD/SEDERAJAT": 3,
        "SLTP": 4,
        "SMP": 4,
        "MTS": 4,
        "SMP/SEDERAJAT": 4,
        "TAMATSMP": 4,
        "TAMATSLTP/SEDERAJAT": 4,
        "SLTA": 5,
        "SMA": 5,
        "SMK": 5,
        "MA": 5,
        "SMA/SEDERAJAT": 5,
        "TAMATSMA": 5,
        "TAMATSLTA/SEDERAJAT": 5,
        "D1": 6,
        "D2": 6,
        "D1/D2": 6,
        "DIPLOMAI": 6,
        "DIPLOMAII": 6,
        "D3": 7,
        "D-3": 7,
        "DIII": 7,
        "D-III": 7,
        "DIPLOMAIII": 7,
        "AKADEMI/DIPLOMAIII/SARJANAMUDA": 7,
        "D4": 8,
        "D-4": 8,
        "DIV": 8,
        "S1": 8,
        "S-1": 8,
        "D4/S1": 8,
        "SARJANA": 8,
        "STRATAI": 8,
        "S2": 9,
        "S-2": 9,
        "STRATA-II": 9,
        "S3": 10,
        "S-3": 10,
        "STRATA-III": 10,
    },
    people.Marital: {
        "KAWIN": 2,
        "K": 2,
        "MENIKAH": 2,
        "NIKAH": 2,
        "BK": 1,
        "B": 1,
        "BELUMMENIKAH": 1,
        "BELUMNIKAH": 1,
        "LAJANG": 1,
        "KAWINTIDAKTERCATAT": 3,
        "NIKAHSIRI": 3,
        "KAWINSIRI": 3,
        "CERAI": 4,
        "CERAIHIDUP": 4,
        "CH": 4,
        "CERAIHIDUPTIDAKTERCATAT": 5,
        "CERAIBELUMTERCATAT": 5,
        "CM": 6,
        "JANDAMATI": 6,
        "DUDAMATI": 6,
    },
    people.KtpMarital: {"KAWINTERCATAT": 2, "KAWINBELUMTERCATAT": 2},
    people.Relation: {
        "KEPALA": 1,
        "KK": 1,
        "KEPALAKK": 1,
        "KEPKEL": 1,
        "ISTERI": 3,
        "ANAKKANDUNG": 4,
        "ANAKANGKAT": 4,
        "ANAKTIRI": 4,
        "ORANGTUA": 7,
        "FAMILI": 9,
        "FAMILILAINNYA": 9,
        "PEMBANTURUMAHTANGGA": 10,
        "LAIN-LAIN": 11,
        "LAINLAIN": 11,
    },
    people.Citizenship: {
        "INDONESIA": 1,
        "WARGANEGARAINDONESIA": 1,
        "WARGANEGARAASING": 2,
        "ASING": 2,
        "DWIKEWARGANEGARAAN": 3,
    },
    people.Blood: {"-": 13, "TDKTAHU": 13, "BELUMTAHU": 13, "TIDAKDIKETAHUI": 13},
    people.BaseStatus: {
        "AKTIF": 1,
        "ADA": 1,
        "MENINGGAL": 2,
        "MENINGGALDUNIA": 2,
        "WAFAT": 2,
        "PINDAHKELUAR": 3,
        "TIDAKAKTIF": 9,
    },
    Occupation: {
        "PNS": 5,
        "ASN": 5,
        "PEGAWAINEGERISIPIL": 5,
        "APARATURSIPILNEGARA(ASN)": 5,
        "TNI": 6,
        "TENTARA": 6,
        "POLRI": 7,
        "POLISI": 7,
        "IBURUMAHTANGGA": 2,
        "IRT": 2,
        "MENGURUSRT": 2,
        "TIDAKBEKERJA": 1,
        "BELUMBEKERJA": 1,
        "BELUM/TIDAKKERJA": 1,
        "TANI": 9,
        "PETANI": 9,
        "PEKEBUN": 9,
        "NELAYAN": 11,
        "PELAJAR": 3,
        "SISWA": 3,
        "MAHASISWA": 3,
        "SWASTA": 15,
        "KARYAWAN": 15,
        "PEGAWAISWASTA": 15,
        "HONORER": 18,
        "BURUH": 19,
        "BURUHTANI": 20,
        "BURUHNELAYAN": 21,
        "SUPIR": 81,
        "DAGANG": 84,
        "USTADZ": 45,
        "USTAZ": 45,
        "PERANGKATDS": 85,
        "KADES": 86,
        "WIRAUSAHA": 88,
        "LAIN-LAIN": 89,
    },
    papers.Disability: {
        "CACATFISIK": 1,
        "CACATNETRA/BUTA": 2,
        "CACATRUNGU/WICARA": 3,
        "CACATMENTAL/JIWA": 4,
        "CACATFISIKDANMENTAL": 5,
        "CACATLAINNYA": 6,
        "TIDAKCACAT": 7,
        "TIDAKADA": 7,
        "TIDAK": 7,
    },
    papers.Pregnancy: {"YA": 1, "TIDAK": 2},
    papers.RecordingState: {
        "SUDAHREKAMKTP": 3,
        "CARDPRINTED": 4,
        "PRINTREADYRECORD": 5,
        "CARDSHIPPED": 6,
        "SENTFORCARDPRINTING": 7,
        "CARDISSUED": 8,
    },
    papers.CardHeld: {"KTPEL": 2, "E-KTP": 2, "SUDAH": 2, "BELUMPUNYA": 1, "BELUMKTP-EL": 1},
    papers.ChildCard: {
        "KIA": 1,
        "ADA": 1,
        "PUNYA": 1,
        "SUDAH": 1,
        "BELUM": 2,
        "BELUMPUNYA": 2,
        "TIDAKPUNYA": 2,
        "0": 2,
    },
    papers.Insurance: {"TIDAKPUNYA": 1, "BELUMPUNYA": 1, "PBI": 2, "BPJSPBI": 2, "BPJSNONPBI": 3, "BPJSMANDIRI": 3},
}


Table = TypeVar("Table", bound=IntegerChoices)


def read(table: type[Table], text: str) -> Table | None:
    """
    Find the code a cell means: its number, else its label; None when the table has neither.
    """
    return _found(table, text)  # type: ignore[return-value]


@lru_cache(maxsize=4096)
def _found(table: type[IntegerChoices], text: str) -> IntegerChoices | None:
    return _spellings(table).get(_plain(text))


@cache
def _spellings(table: type[IntegerChoices]) -> dict[str, IntegerChoices]:
    numbers = {str(member.value): member for member in table}
    labels = {_plain(member.label): member for member in table}
    others = {spelling: table(code) for spelling, code in _OTHER_SPELLINGS.get(table, {}).items()}
    return {**numbers, **labels, **others}


def _plain(text: str) -> str:
    plain = "".join(text.split()).upper().replace(".", "")
    return plain.lstrip("0") or plain if plain.isdigit() else plain
