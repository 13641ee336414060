"""
The forms of population and civil registration a letter goes with (Permendagri 109/2019), filled from the register and the answers.

Nobody of the village signs them: they are brought to Disdukcapil with the letter, or printed empty and filled in with ink.
"""

from collections.abc import Callable

from modules.service.rules.sheets.families import biodata
from modules.service.rules.sheets.filling import Filling, Member
from modules.service.rules.sheets.moving import moving
from modules.service.rules.sheets.requests import changed_data, population_event
from modules.service.rules.sheets.vital import civil_event
from papers.sheets import Sheet

FORMS: dict[str, tuple[str, Callable[[Filling], Sheet]]] = {
    "F-1.01": ("Formulir Biodata Keluarga", biodata),
    "F-1.02": ("Formulir Pendaftaran Peristiwa Kependudukan", population_event),
    "F-1.03": ("Formulir Pendaftaran Perpindahan Penduduk", moving),
    "F-1.06": ("Surat Pernyataan Perubahan Elemen Data", changed_data),
    "F-2.01": ("Formulir Pelaporan Pencatatan Sipil", civil_event),
}
#: Which forms go with which kind of letter.
OF_KIND = {
    "biodata-penduduk": ("F-1.01", "F-1.02"),
    "pengantar-ktp": ("F-1.02",),
    "permohonan-kk": ("F-1.02", "F-1.01"),
    "perubahan-kk": ("F-1.02", "F-1.06"),
    "beda-identitas": ("F-1.06",),
    "pindah-penduduk": ("F-1.03",),
    "datang-penduduk": ("F-1.03",),
    "sk-kelahiran": ("F-2.01",),
    "sk-lahir-mati": ("F-2.01",),
    "permohonan-akta-lahir": ("F-2.01",),
    "sk-kematian": ("F-2.01",),
    "nikah-non-muslim": ("F-2.01",),
}

__all__ = ["FORMS", "OF_KIND", "Filling", "Member"]
