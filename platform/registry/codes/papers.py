"""The codes of cards, health and insurance the incumbent's file carries."""

from django.db.models import IntegerChoices


class Disability(IntegerChoices):
    """Form F-1.01's list; personal data of the specific kind (UU 27/2022 article 4)."""

    PHYSICAL = 1, "Disabilitas fisik"
    SIGHT = 2, "Disabilitas netra"
    HEARING_OR_SPEECH = 3, "Disabilitas rungu/wicara"
    MENTAL = 4, "Disabilitas mental/jiwa"
    PHYSICAL_AND_MENTAL = 5, "Disabilitas fisik dan mental"
    OTHER = 6, "Disabilitas lainnya"
    NONE = 7, "Tidak ada disabilitas"


class Contraception(IntegerChoices):
    PILL = 1, "Pil"
    IUD = 2, "IUD"
    INJECTION = 3, "Suntik"
    CONDOM = 4, "Kondom"
    IMPLANT = 5, "Susuk KB"
    FEMALE_STERILISATION = 6, "Sterilisasi wanita"
    MALE_STERILISATION = 7, "Sterilisasi pria"
    OTHER = 99, "Lainnya"


class Pregnancy(IntegerChoices):
    PREGNANT = 1, "Hamil"
    NOT_PREGNANT = 2, "Tidak hamil"


class CardHeld(IntegerChoices):
    NOT_YET = 1, "Belum"
    KTP_EL = 2, "KTP-el"
    KIA = 3, "KIA"


class RecordingState(IntegerChoices):
    """How far the identity card has come at the civil registry (SIAK)."""

    NOT_DUE = 1, "Belum wajib"
    NOT_RECORDED = 2, "Belum rekam"
    RECORDED = 3, "Sudah rekam"
    CARD_PRINTED = 4, "Kartu sudah dicetak"
    PRINT_READY = 5, "Siap dicetak"
    SHIPPED = 6, "Kartu dikirim"
    SENT_FOR_PRINTING = 7, "Dikirim untuk dicetak"
    ISSUED = 8, "Kartu sudah diterbitkan"


class Insurance(IntegerChoices):
    NONE_YET = 1, "Tidak/belum punya"
    BPJS_PBI = 2, "BPJS penerima bantuan iuran"
    BPJS_NON_PBI = 3, "BPJS non penerima bantuan iuran"
    BPJS_REGIONAL = 4, "BPJS bantuan daerah"
    OTHER = 99, "Asuransi lainnya"


class ChildCard(IntegerChoices):
    """Whether a child holds its identity card; only a heading of the incumbent's file, kept as CardHeld."""

    HELD = 1, "Ya"
    NOT_HELD = 2, "Tidak"
