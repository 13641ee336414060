"""Reading a code from a number or a label, whatever blanks, capitals or old spelling it is written with."""

from functools import cache
from typing import TypeVar

from django.db.models import IntegerChoices

from registry.codes import papers, people
from registry.codes.occupations import Occupation

# Spellings met in files of villages, beside the labels themselves. Keys are capitals without blanks.
_OTHER_SPELLINGS: dict[type[IntegerChoices], dict[str, int]] = {
    people.Sex: {"L": 1, "LK": 1, "PRIA": 1, "LAKILAKI": 1, "P": 2, "PR": 2, "WANITA": 2},
    people.Religion: {
        "KATHOLIK": 3,
        "KRISTENPROTESTAN": 2,
        "PROTESTAN": 2,
        "BUDHA": 5,
        "KONGHUCU": 6,
        "KEPERCAYAANTERHADAPTUHANYME/LAINNYA": 7,
        "KEPERCAYAANKEPADATUHANYME": 7,
        "KEPERCAYAAN": 7,
    },
    people.Education: {
        "BELUM/TIDAKSEKOLAH": 1,
        "TIDAKSEKOLAH": 1,
        "BELUMSEKOLAH": 1,
        "SD/SEDERAJAT": 3,
        "SMP/SEDERAJAT": 4,
        "SMA/SEDERAJAT": 5,
        "S1": 8,
        "S-1": 8,
        "S2": 9,
        "S-2": 9,
        "S3": 10,
        "S-3": 10,
    },
    people.Marital: {"KAWIN": 2, "CERAIHIDUP": 4},
    people.KtpMarital: {"KAWINTERCATAT": 2, "KAWINBELUMTERCATAT": 2},
    people.Relation: {"KEPALA": 1, "KK": 1, "ISTERI": 3, "ORANGTUA": 7, "FAMILI": 9},
    people.Citizenship: {"INDONESIA": 1, "DWIKEWARGANEGARAAN": 3},
    people.Blood: {"-": 13, "TDKTAHU": 13},
    Occupation: {
        "PNS": 5,
        "ASN": 5,
        "APARATURSIPILNEGARA(ASN)": 5,
        "TNI": 6,
        "POLRI": 7,
        "IBURUMAHTANGGA": 2,
        "IRT": 2,
        "TIDAKBEKERJA": 1,
        "BELUMBEKERJA": 1,
        "PETANI": 9,
        "PEKEBUN": 9,
        "NELAYAN": 11,
        "PELAJAR": 3,
        "MAHASISWA": 3,
        "SWASTA": 15,
    },
    papers.Disability: {
        "CACATFISIK": 1,
        "CACATNETRA/BUTA": 2,
        "CACATRUNGU/WICARA": 3,
        "CACATMENTAL/JIWA": 4,
        "CACATFISIKDANMENTAL": 5,
        "CACATLAINNYA": 6,
        "TIDAKCACAT": 7,
    },
    papers.RecordingState: {
        "CARDPRINTED": 4,
        "PRINTREADYRECORD": 5,
        "CARDSHIPPED": 6,
        "SENTFORCARDPRINTING": 7,
        "CARDISSUED": 8,
    },
    papers.CardHeld: {"KTPEL": 2, "BELUMPUNYA": 1},
}


Table = TypeVar("Table", bound=IntegerChoices)


def read(table: type[Table], text: str) -> Table | None:
    """
    Find the code a cell means: its number, else its label; None when the table has neither.
    """
    return _spellings(table).get(_plain(text))  # type: ignore[return-value]


@cache
def _spellings(table: type[IntegerChoices]) -> dict[str, IntegerChoices]:
    numbers = {str(member.value): member for member in table}
    labels = {_plain(member.label): member for member in table}
    others = {spelling: table(code) for spelling, code in _OTHER_SPELLINGS.get(table, {}).items()}
    return {**numbers, **labels, **others}


def _plain(text: str) -> str:
    plain = "".join(text.split()).upper()
    return plain.lstrip("0") or plain if plain.isdigit() else plain
