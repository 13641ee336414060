"""The codes that describe a person: sex, religion, schooling, marriage, family, status."""

from django.db.models import IntegerChoices, TextChoices


class Sex(IntegerChoices):
    MALE = 1, "Laki-laki"
    FEMALE = 2, "Perempuan"


class Religion(IntegerChoices):
    ISLAM = 1, "Islam"
    PROTESTANT = 2, "Kristen"
    CATHOLIC = 3, "Katolik"
    HINDU = 4, "Hindu"
    BUDDHIST = 5, "Buddha"
    CONFUCIAN = 6, "Khonghucu"
    BELIEF = 7, "Kepercayaan terhadap Tuhan YME"


class Education(IntegerChoices):
    """The highest schooling as the family card states it."""

    NONE_YET = 1, "Tidak/belum sekolah"
    PRIMARY_UNFINISHED = 2, "Belum tamat SD/sederajat"
    PRIMARY = 3, "Tamat SD/sederajat"
    JUNIOR = 4, "SLTP/sederajat"
    SENIOR = 5, "SLTA/sederajat"
    DIPLOMA_1_2 = 6, "Diploma I/II"
    DIPLOMA_3 = 7, "Akademi/Diploma III/S. Muda"
    BACHELOR = 8, "Diploma IV/Strata I"
    MASTER = 9, "Strata II"
    DOCTOR = 10, "Strata III"


class Studying(IntegerChoices):
    """What a person attends now, as the village profile asks it."""

    BEFORE_KINDERGARTEN = 1, "Belum masuk TK/kelompok bermain"
    KINDERGARTEN = 2, "Sedang TK/kelompok bermain"
    NEVER = 3, "Tidak pernah sekolah"
    PRIMARY = 4, "Sedang SD/sederajat"
    PRIMARY_LEFT = 5, "Tidak tamat SD/sederajat"
    JUNIOR = 6, "Sedang SLTP/sederajat"
    SENIOR = 7, "Sedang SLTA/sederajat"
    DIPLOMA_1 = 8, "Sedang D-1/sederajat"
    DIPLOMA_2 = 9, "Sedang D-2/sederajat"
    DIPLOMA_3 = 10, "Sedang D-3/sederajat"
    BACHELOR = 11, "Sedang S-1/sederajat"
    MASTER = 12, "Sedang S-2/sederajat"
    DOCTOR = 13, "Sedang S-3/sederajat"
    SPECIAL_A = 14, "Sedang SLB A/sederajat"
    SPECIAL_B = 15, "Sedang SLB B/sederajat"
    SPECIAL_C = 16, "Sedang SLB C/sederajat"
    ILLITERATE = 17, "Tidak dapat membaca dan menulis huruf Latin/Arab"
    NOT_AT_SCHOOL = 18, "Tidak sedang sekolah"


class Marital(IntegerChoices):
    """The six states of the family card; the four of the identity card are derived by rules.people.ktp_marital."""

    NEVER = 1, "Belum kawin"
    MARRIED = 2, "Kawin tercatat"
    MARRIED_UNRECORDED = 3, "Kawin belum tercatat"
    DIVORCED = 4, "Cerai hidup tercatat"
    DIVORCED_UNRECORDED = 5, "Cerai hidup belum tercatat"
    WIDOWED = 6, "Cerai mati"


class KtpMarital(IntegerChoices):
    """The four states the identity card and the incumbent's file know."""

    NEVER = 1, "Belum kawin"
    MARRIED = 2, "Kawin"
    DIVORCED = 3, "Cerai hidup"
    WIDOWED = 4, "Cerai mati"


class Relation(IntegerChoices):
    """The place in the family (SHDK)."""

    HEAD = 1, "Kepala keluarga"
    HUSBAND = 2, "Suami"
    WIFE = 3, "Istri"
    CHILD = 4, "Anak"
    CHILD_IN_LAW = 5, "Menantu"
    GRANDCHILD = 6, "Cucu"
    PARENT = 7, "Orang tua"
    PARENT_IN_LAW = 8, "Mertua"
    KIN = 9, "Famili lain"
    HELPER = 10, "Pembantu"
    OTHER = 11, "Lainnya"


class Citizenship(IntegerChoices):
    WNI = 1, "WNI"
    WNA = 2, "WNA"
    BOTH = 3, "Dua kewarganegaraan"


class Blood(IntegerChoices):
    A = 1, "A"
    B = 2, "B"
    AB = 3, "AB"
    O = 4, "O"  # noqa: E741 - the blood group is called O
    A_PLUS = 5, "A+"
    A_MINUS = 6, "A-"
    B_PLUS = 7, "B+"
    B_MINUS = 8, "B-"
    AB_PLUS = 9, "AB+"
    AB_MINUS = 10, "AB-"
    O_PLUS = 11, "O+"
    O_MINUS = 12, "O-"
    UNKNOWN = 13, "Tidak tahu"


class BaseStatus(IntegerChoices):
    """Whether a person still counts; code 5 does not exist."""

    LIVING = 1, "Hidup"
    DEAD = 2, "Mati"
    MOVED = 3, "Pindah"
    MISSING = 4, "Hilang"
    AWAY = 6, "Pergi"
    INVALID = 9, "Tidak valid"


class Residency(IntegerChoices):
    PERMANENT = 1, "Tetap"
    TEMPORARY = 2, "Tidak tetap"


class NikStatus(TextChoices):
    """The same three values as rules.nik.NikStatus, with their words on screen."""

    FIXED = "TETAP", "NIK tetap"
    TEMPORARY = "SEMENTARA", "NIK sementara"
    MISSING = "BELUM_ADA", "Belum ada NIK"
