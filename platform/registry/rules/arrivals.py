"""What a person must be like to come into the register."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from registry.rules import names, nik, people
from registry.rules.findings import Verdict

DEAD, MISSING = 2, 4
HEAD = 1


class ArrivalRefusal(Enum):
    NO_SEX = "Pilih jenis kelamin."
    NO_BIRTHDAY = "Isi tanggal lahir."
    BIRTHDAY = "Tanggal lahir harus sebelum hari ini dan umur paling banyak 120 tahun."
    HERE = "{name} sudah tercatat sebagai penduduk desa ini."
    DEAD = "NIK ini milik {name} yang sudah meninggal."
    MISSING = "{name} tercatat hilang. Catat sebagai ditemukan kembali."
    TWICE = "NIK ini diisi dua kali."
    NO_HEAD = "Keluarga baru butuh satu kepala keluarga."
    TWO_HEADS = "Kepala keluarga hanya satu."
    NO_RELATION = "Pilih hubungan dalam KK."


def check_newcomer(fields: Mapping[str, Any], *, on: date) -> list[tuple[str, Verdict]]:
    """Refuse what cannot be of somebody who was never in the register, by field."""
    found = [("name", names.check_name(fields.get("name") or ""))]
    sex, born = Verdict(), Verdict()
    if fields.get("sex") not in (1, 2):
        sex.refuse(ArrivalRefusal.NO_SEX)
    if not fields.get("born_on"):
        born.refuse(ArrivalRefusal.NO_BIRTHDAY)
    elif not people.is_possible_birthday(fields["born_on"], on=on):
        born.refuse(ArrivalRefusal.BIRTHDAY)
    if fields.get("nik"):
        found.append(("nik", nik.check_nik(fields["nik"], status=nik.status_of(fields["nik"]))))
    return [*found, ("sex", sex), ("born_on", born)]


def check_known(*, name: str, status: int, is_living_here: bool) -> Verdict:
    """Refuse to bring in somebody the register has, where another event would be the true one."""
    verdict = Verdict()
    if is_living_here:
        verdict.refuse(ArrivalRefusal.HERE, name=name)
    if status == DEAD:
        verdict.refuse(ArrivalRefusal.DEAD, name=name)
    if status == MISSING:
        verdict.refuse(ArrivalRefusal.MISSING, name=name)
    return verdict


def check_relations(relations: list[int | None], *, is_new_family: bool) -> list[tuple[int, Verdict]]:
    """Refuse a family with no head or two, by the number of the person; those who join a family are not its head."""
    heads = [number for number, relation in enumerate(relations) if relation == HEAD]
    verdicts = [(number, Verdict()) for number, _ in enumerate(relations)]
    for number, relation in enumerate(relations):
        if relation is None:
            verdicts[number][1].refuse(ArrivalRefusal.NO_RELATION)
    if is_new_family and not heads:
        verdicts[0][1].refuse(ArrivalRefusal.NO_HEAD)
    for number in heads[1:] if is_new_family else heads:
        verdicts[number][1].refuse(ArrivalRefusal.TWO_HEADS)
    return verdicts
