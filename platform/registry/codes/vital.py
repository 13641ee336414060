"""The codes of vital events: birth and death (form F-2.01), moving (form F-1.03)."""

from django.db.models import IntegerChoices


class BirthPlace(IntegerChoices):
    HOSPITAL = 1, "RS/RB"
    HEALTH_CENTRE = 2, "Puskesmas"
    VILLAGE_CLINIC = 3, "Polindes"
    HOME = 4, "Rumah"
    OTHER = 5, "Lainnya"


class BirthKind(IntegerChoices):
    SINGLE = 1, "Tunggal"
    TWIN = 2, "Kembar 2"
    TRIPLET = 3, "Kembar 3"
    QUADRUPLET = 4, "Kembar 4"
    OTHER = 5, "Lainnya"


class BirthHelper(IntegerChoices):
    DOCTOR = 1, "Dokter"
    MIDWIFE = 2, "Bidan/perawat"
    TRADITIONAL = 3, "Dukun"
    OTHER = 4, "Lainnya"


class DeathCause(IntegerChoices):
    ILLNESS_OR_AGE = 1, "Sakit biasa/tua"
    EPIDEMIC = 2, "Wabah penyakit"
    ACCIDENT = 3, "Kecelakaan"
    CRIME = 4, "Kriminalitas"
    SUICIDE = 5, "Bunuh diri"
    OTHER = 6, "Lainnya"


class DeathWitness(IntegerChoices):
    """Who states the death."""

    DOCTOR = 1, "Dokter"
    HEALTH_WORKER = 2, "Tenaga kesehatan"
    POLICE = 3, "Kepolisian"
    OTHER = 4, "Lainnya"


class MoveReason(IntegerChoices):
    WORK = 1, "Pekerjaan"
    SCHOOL = 2, "Pendidikan"
    SAFETY = 3, "Keamanan"
    HEALTH = 4, "Kesehatan"
    HOUSING = 5, "Perumahan"
    FAMILY = 6, "Keluarga"
    OTHER = 7, "Lainnya"


class MoveClass(IntegerChoices):
    """How far somebody moves; class 1 never leaves the village."""

    WITHIN_VILLAGE = 1, "Dalam satu desa/kelurahan"
    WITHIN_DISTRICT = 2, "Antardesa/kelurahan dalam satu kecamatan"
    WITHIN_REGENCY = 3, "Antarkecamatan dalam satu kabupaten/kota"
    WITHIN_PROVINCE = 4, "Antarkabupaten/kota dalam satu provinsi"
    BETWEEN_PROVINCES = 5, "Antarprovinsi"


class MoveKind(IntegerChoices):
    """Who of a family moves."""

    HEAD = 1, "Kepala keluarga"
    HEAD_AND_ALL = 2, "Kepala keluarga dan seluruh anggota keluarga"
    HEAD_AND_SOME = 3, "Kepala keluarga dan sebagian anggota keluarga"
    MEMBERS = 4, "Anggota keluarga"


class CardOfMovers(IntegerChoices):
    """Which family card those who move, or those who stay, come under."""

    JOINS = 1, "Numpang KK"
    NEW_CARD = 2, "Membuat KK baru"


class CardOfStayers(IntegerChoices):
    """Which card those come under whose head moves away; the last is for an office whose Dukcapil lets them keep the number."""

    NEW_CARD = 2, "Membuat KK baru"
    SAME_CARD = 3, "Nomor KK tetap"
    JOINS = 1, "Numpang KK keluarga lain"
