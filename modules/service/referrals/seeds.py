"""What a new village finds: the agencies people are sent to most. Addresses and hours are for the office to write."""

from datetime import datetime

from modules.service.referrals.models import Agency
from tenants.seeds import on_opening

AGENCIES = [
    ("disdukcapil", "Dinas Dukcapil Kabupaten", "KTP-el, KK, akta lahir, akta mati, pindah, KIA"),
    ("kua", "Kantor Urusan Agama (KUA)", "Nikah, rujuk, duplikat buku nikah, wakaf"),
    ("puskesmas", "Puskesmas", "Berobat, rujukan, surat sehat, imunisasi, ibu hamil"),
    ("polsek", "Polsek", "SKCK, laporan kehilangan, laporan kejahatan"),
    ("kecamatan", "Kantor Kecamatan", "Pengesahan surat, rekaman KTP-el, dispensasi nikah"),
    ("bpjs-kesehatan", "BPJS Kesehatan", "Kepesertaan JKN, pindah faskes, kartu tidak aktif"),
    ("dinsos", "Dinas Sosial Kabupaten", "Bantuan sosial, data DTSEN, PBI-JK, disabilitas"),
]


@on_opening("village")
def plant_agencies(at: datetime) -> None:
    """This will add what is missing and leave what the office changed."""
    rows = (Agency(slug=slug, name=name, does=does) for slug, name, does in AGENCIES)
    Agency.objects.bulk_create(rows, ignore_conflicts=True)
