"""What cannot be, and what is unlikely, about a death."""

from datetime import date
from enum import Enum

from registry.rules.findings import Verdict
from registry.rules.happenings import warn_if_late
from registry.rules.people import CARD_AGE, age_on

#: Days within which a death is reported (UU 24/2013 article 44).
LIMIT = 30
OLD = 110


class DeathWarning(Enum):
    NO_CERTIFICATE = "Belum ada akta kematian. Ahli waris masih perlu mengurusnya."
    VERY_OLD = "Umur saat meninggal {age} tahun. Periksa tanggal lahirnya."
    WAS_MISSING = "Orang ini sudah keluar dari hitungan sebagai orang hilang. Buku tidak menghitungnya lagi."
    YOUNG_HEAD = "Kepala keluarga baru belum berumur 17 tahun."


def warnings_of_death(
    *,
    born_on: date,
    happened_on: date,
    reported_on: date,
    has_certificate: bool,
    was_missing: bool = False,
    new_head_born_on: date | None = None,
) -> Verdict:
    """Say what an officer should look at twice before a death is recorded."""
    verdict = warn_if_late(Verdict(), happened_on=happened_on, reported_on=reported_on, limit=LIMIT)
    if not has_certificate:
        verdict.warn(DeathWarning.NO_CERTIFICATE)
    if (age := age_on(born_on, happened_on)) > OLD:
        verdict.warn(DeathWarning.VERY_OLD, age=age)
    if was_missing:
        verdict.warn(DeathWarning.WAS_MISSING)
    if new_head_born_on and age_on(new_head_born_on, happened_on) < CARD_AGE:
        verdict.warn(DeathWarning.YOUNG_HEAD)
    return verdict
