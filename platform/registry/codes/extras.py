"""Codes of the village profile and of the books: reading, kinds of disability, lasting illness, households."""

from django.db.models import IntegerChoices, TextChoices


class Reads(TextChoices):
    """Which letters somebody reads: column 10 of book B.1."""

    LATIN = "L", "Latin"
    LOCAL = "D", "Daerah"
    ARABIC = "A", "Arab"
    ARABIC_LATIN = "AL", "Arab dan Latin"
    ARABIC_LOCAL = "AD", "Arab dan daerah"
    ALL = "ALD", "Arab, Latin, dan daerah"


class DisabilityKind(TextChoices):
    """The kinds of UU 8/2016 article 4, beside the older list of form F-1.01."""

    PHYSICAL = "F", "Fisik"
    INTELLECTUAL = "I", "Intelektual"
    MENTAL = "M", "Mental"
    SENSORY = "S", "Sensorik"
    MULTIPLE = "G", "Ganda/multi"


class ChronicIllness(IntegerChoices):
    """The incumbent's list of lasting illnesses; personal data of the specific kind (UU 27/2022 article 4)."""

    HEART = 1, "Jantung"
    LIVER = 2, "Lever"
    LUNGS = 3, "Paru-paru"
    CANCER = 4, "Kanker"
    STROKE = 5, "Stroke"
    DIABETES = 6, "Diabetes melitus"
    KIDNEYS = 7, "Ginjal"
    MALARIA = 8, "Malaria"
    LEPROSY = 9, "Lepra/kusta"
    HIV = 10, "HIV/AIDS"
    MENTAL = 11, "Gangguan jiwa"
    TUBERCULOSIS = 12, "TBC"
    ASTHMA = 13, "Asma"
    NONE = 14, "Tidak ada/tidak sakit"


class HouseholdRole(IntegerChoices):
    """The place in a household (rumah tangga): people who eat from one kitchen, whatever their family cards say."""

    HEAD = 1, "Kepala rumah tangga"
    MEMBER = 2, "Anggota"


class SocialClass(IntegerChoices):
    """BKKBN's five classes of families."""

    PRE_PROSPEROUS = 1, "Keluarga Pra Sejahtera"
    PROSPEROUS_1 = 2, "Keluarga Sejahtera I"
    PROSPEROUS_2 = 3, "Keluarga Sejahtera II"
    PROSPEROUS_3 = 4, "Keluarga Sejahtera III"
    PROSPEROUS_3_PLUS = 5, "Keluarga Sejahtera III Plus"
