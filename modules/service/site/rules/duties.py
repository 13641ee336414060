"""
What a village must tell everybody each year, as a list one can tick off (UU 14/2008 article 9, UU 6/2014, PerKI 1/2018).

Pure. The brief answer is honest: what is not there is said to be missing, never hidden.
"""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Duty:
    """One thing to publish; `is_yearly` is looked for in the year, the others in any year they still cover."""

    subject: str
    title: str
    about: str
    basis: str
    is_yearly: bool = True


DUTIES = (
    Duty("APBDES", "APBDes", "Rencana uang masuk dan belanja desa tahun ini.", "UU 6/2014 pasal 74; Permendagri 20/2018"),
    Duty("REALISATION", "Realisasi APBDes", "Uang yang benar-benar masuk dan dibelanjakan.", "Permendagri 20/2018 pasal 70"),
    Duty("RKPDES", "RKPDes", "Kegiatan yang direncanakan tahun ini.", "Permendagri 114/2014"),
    Duty("RPJMDES", "RPJMDes", "Rencana pembangunan desa selama masa jabatan kepala desa.", "Permendagri 114/2014", is_yearly=False),
    Duty("LPPD", "LPPD", "Laporan penyelenggaraan pemerintahan desa ke kabupaten.", "Permendagri 46/2016"),
    Duty("IPPD", "IPPD", "Ringkasan laporan itu untuk warga.", "Permendagri 46/2016"),
    Duty("PERDES", "Peraturan Desa", "Aturan yang berlaku di desa.", "UU 6/2014 pasal 69", is_yearly=False),
)  # fmt: skip
#: Years an RPJMDes covers (UU 3/2024): from the year it is listed under.
PLAN_YEARS = 8


def is_met(duty: Duty, year: int, published: Collection[tuple[str, int]]) -> bool:
    """
    Whether something public meets a duty for a year.

    :param published: (subject, year) of what is public.
    """
    if duty.is_yearly:
        return (duty.subject, year) in published
    return any(subject == duty.subject and year - PLAN_YEARS < told <= year for subject, told in published)
