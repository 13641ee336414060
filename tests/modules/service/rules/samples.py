"""A subject, an office and one full set of answers for every kind."""

from dataclasses import replace
from datetime import UTC, date, datetime

from modules.service.rules.paper import Issuer, Signing
from modules.service.rules.people import Subject
from papers.layout import Letterhead, Verification

TODAY = date(2026, 11, 20)
ANI = Subject(
    name="Ani Lestari",
    nik="3529115506850003",
    birth_place="Sumenep",
    born_on=date(1985, 6, 15),
    sex="Perempuan",
    religion="Islam",
    marital="Kawin",
    occupation="Pedagang",
    address="Dusun Asam Daja RT 001/RW 002",
    family_size=4,
)
ISSUER = Issuer(
    title="Desa Pragaan Laok",
    place="Pragaan Laok",
    above="Kecamatan Pragaan, Kabupaten Sumenep",
    head="Kepala Desa Pragaan Laok",
    district="Pragaan",
    regency="Sumenep",
    zone="WIB",
    region_code="35.29.11.2010",
    letterhead=Letterhead(regency="Kabupaten Sumenep", district="Kecamatan Pragaan", office="Desa Pragaan Laok"),
)
SIGNING = Signing(
    on=TODAY,
    at=datetime(2026, 11, 20, 5, tzinfo=UTC),
    name="Citra Lestari",
    number="X/001/35.29.11.2010/XI/2026",
    verification=Verification("K7QM4XPD", "http://a.localhost/verifikasi/K7QM4XPD/"),
)
ANSWERS = {
    "sk-usaha": {
        "business_kind": "Warung kelontong",
        "business_name": "Berkah",
        "business_address": "Dusun Asam Daja RT 001/RW 002",
        "since_year": "2019",
        "purpose": "Pengajuan KUR",
    },
    "sktm-umum": {"purpose": "Keringanan biaya pendidikan", "dependants": "3", "income": "Rp900.000", "decile": "2"},
    "sk-domisili": {
        "home_address": "Dusun Asam Daja RT 001/RW 002",
        "since_day": "01-02-2010",
        "purpose": "Melamar pekerjaan",
    },
    "pengantar-skck": {"purpose": "Melamar pekerjaan", "police_office": "Polsek Pragaan"},
    "sk-kelahiran": {
        "relation": "IBU",
        "child.name": "Bayu Pratama",
        "child.sex": "1",
        "child.born_on": "18-11-2026",
        "child.born_at": "4:30",
        "child.place_kind": "5",
        "child.place_other": "Klinik Harapan",
        "child.place": "Sumenep",
        "child.birth_kind": "1",
        "child.order": "2",
        "child.helper": "2",
        "child.weight": "3.100",
        "child.length": "49",
        "father.stated": "YA",
        "father.name": "Joko Susilo",
        "father.nik": "3529111502830002",
        "father.birth_place": "Sumenep",
        "father.born_on": "15-02-1983",
        "father.occupation": "Petani/pekebun",
        "father.address": "Dusun Asam Daja RT 001/RW 002",
        "witness1.name": "Wati Suryani",
        "witness1.nik": "3529114101700001",
        "witness1.occupation": "Bidan",
        "witness1.address": "Dusun Asam Laok RT 002/RW 001",
        "witness2.name": "Rudi Hartono",
        "witness2.nik": "3529110101720001",
        "witness2.occupation": "Guru",
        "witness2.address": "Dusun Asam Laok RT 002/RW 001",
    },
    "belum-menikah": {"purpose": "Melamar pekerjaan"},
    "pengantar-kehilangan": {
        "items.1.name": "STNK sepeda motor",
        "items.1.detail": "Nomor polisi M 1234 XX",
        "items.2.name": "Dompet cokelat",
        "loss.day": "18-11-2026",
        "loss.place": "jalan menuju Pasar Pragaan",
        "police_office": "Polsek Pragaan",
    },
    "ahli-waris": {
        "deceased.name": "Hasan Basri",
        "deceased.nik": "3529110101500001",
        "deceased.birth_place": "sumenep",
        "deceased.born_on": "01-01-1950",
        "deceased.address": "Dusun Asam Daja RT 001/RW 002",
        "deceased.died_on": "01-11-2026",
        "deceased.died_at": "rumah sendiri",
        "deceased.proof": "Akta Kematian Nomor 3529-KM-03112026-0001",
        "estate": "Tabungan di bank",
        "heirs.1.name": "Ani Lestari",
        "heirs.1.nik": "3529115506850003",
        "heirs.1.birth_place": "Sumenep",
        "heirs.1.born_on": "15-06-1985",
        "heirs.1.relation": "anak",
        "heirs.1.address": "Dusun Asam Daja RT 001/RW 002",
        "heirs.2.name": "Joko Susilo",
        "heirs.2.nik": "3529111502830002",
        "heirs.2.birth_place": "Sumenep",
        "heirs.2.born_on": "15-02-1983",
        "heirs.2.relation": "anak",
        "heirs.2.address": "Dusun Asam Daja RT 001/RW 002",
        "witness1.name": "Wati Suryani",
        "witness1.nik": "3529114101700001",
        "witness1.occupation": "Bidan",
        "witness1.address": "Dusun Asam Laok RT 002/RW 001",
        "witness2.name": "Rudi Hartono",
        "witness2.nik": "3529110101720001",
        "witness2.occupation": "Guru",
        "witness2.address": "Dusun Asam Laok RT 002/RW 001",
    },
}
#: Who asks, where it cannot be Ani.
SUBJECTS = {"belum-menikah": replace(ANI, marital="Belum kawin", born_on=date(2008, 6, 15))}
