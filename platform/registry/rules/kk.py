"""
The rules of the family card number: ``PPKKCC DDMMYY NNNN``.

The place is where the card was issued and the day is when the family was first entered, without the plus forty of a
NIK. A new number comes with a new family or a new head, never with a reprint.
"""

from enum import Enum

from registry.rules.findings import Verdict
from registry.rules.numbers import LENGTH, has_known_province


class KkRefusal(Enum):
    NOT_DIGITS = "Nomor KK hanya boleh berisi angka."
    NOT_SIXTEEN = "Nomor KK harus 16 angka. Tertulis {count}."
    ALL_THE_SAME = "Nomor KK tidak mungkin 16 angka yang sama."
    NO_SERIAL = "Empat angka terakhir nomor KK tidak boleh 0000."


class KkWarning(Enum):
    UNKNOWN_PLACE = "Dua angka pertama nomor KK ({part}) bukan kode provinsi yang dikenal."
    UNLIKELY_DAY = "Tanggal di dalam nomor KK ({part}) tidak lazim."
    TEMPORARY = "Nomor KK sementara. Ganti setelah KK dari Dukcapil terbit."


def check_kk(no_kk: str) -> Verdict:
    """Refuse a family card number that cannot be, and warn of an unlikely or a temporary one."""
    verdict = Verdict()
    if not (no_kk.isascii() and no_kk.isdigit()):
        return verdict.refuse(KkRefusal.NOT_DIGITS)
    if len(no_kk) != LENGTH:
        return verdict.refuse(KkRefusal.NOT_SIXTEEN, count=len(no_kk))
    if len(set(no_kk)) == 1:
        return verdict.refuse(KkRefusal.ALL_THE_SAME)
    if no_kk.endswith("0000"):
        return verdict.refuse(KkRefusal.NO_SERIAL)
    if no_kk.startswith("0"):
        return verdict.warn(KkWarning.TEMPORARY)
    return _warned(no_kk, verdict)


def _warned(no_kk: str, verdict: Verdict) -> Verdict:
    if not has_known_province(no_kk):
        verdict.warn(KkWarning.UNKNOWN_PLACE, part=no_kk[:2])
    # Cards entered by hand do carry a day plus forty, so an odd day is told and not refused.
    if not (1 <= int(no_kk[6:8]) <= 31 and 1 <= int(no_kk[8:10]) <= 12):
        verdict.warn(KkWarning.UNLIKELY_DAY, part=no_kk[6:10])
    return verdict
