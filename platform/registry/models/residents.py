"""The people of the register."""

from datetime import date

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Right, Upper

from registry import codes
from registry.models.places import SIXTEEN_DIGITS, UP_TO_THREE_DIGITS, Family, Hamlet, Household
from registry.rules import people


class Resident(models.Model):
    """
    One person of the register, living or not.

    A code that is null is not known; none is ever assumed. What books count by (`registry.ledger.standing.COUNTED`) changes
    only through the ledger. `extra` is where columns of the incumbent's file lay before they had fields; nothing reads it.
    """

    name = models.CharField("nama", max_length=100)
    nickname = models.CharField("nama panggilan", max_length=60, blank=True, default="", db_default="")
    # Letters and digits in capitals, made by the database itself, so a search never misses an apostrophe.
    search_name = models.GeneratedField(
        expression=Func(Upper("name"), Value("[^[:alnum:] ]"), Value(""), Value("g"), function="regexp_replace"),
        output_field=models.CharField(max_length=100),
        db_persist=True,
    )
    nik = models.CharField("NIK", max_length=16, null=True, blank=True)  # noqa: DJ001 - absent is not empty
    nik_status = models.CharField(max_length=10, choices=codes.NikStatus, default=codes.NikStatus.MISSING)
    sex = models.PositiveSmallIntegerField("jenis kelamin", choices=codes.Sex)
    birthplace = models.CharField("tempat lahir", max_length=100, blank=True)
    born_on = models.DateField("tanggal lahir")
    religion = models.PositiveSmallIntegerField("agama", choices=codes.Religion, null=True, blank=True)
    education = models.PositiveSmallIntegerField("pendidikan", choices=codes.Education, null=True, blank=True)
    studying = models.PositiveSmallIntegerField("sedang menempuh", choices=codes.Studying, null=True, blank=True)
    occupation = models.PositiveSmallIntegerField("pekerjaan", choices=codes.Occupation, null=True, blank=True)
    marital = models.PositiveSmallIntegerField("status perkawinan", choices=codes.Marital, null=True, blank=True)
    citizenship = models.PositiveSmallIntegerField("kewarganegaraan", choices=codes.Citizenship, null=True, blank=True)
    blood = models.PositiveSmallIntegerField("golongan darah", choices=codes.Blood, null=True, blank=True)
    nationality = models.CharField("negara asal", max_length=60, blank=True, default="", db_default="")
    descent = models.CharField("keturunan", max_length=60, blank=True, default="", db_default="")
    ethnicity = models.CharField("suku", max_length=60, blank=True, default="", db_default="")
    reads = models.CharField(
        "dapat membaca huruf", max_length=3, choices=codes.Reads, blank=True, default="", db_default=""
    )
    disability = models.PositiveSmallIntegerField("disabilitas", choices=codes.Disability, null=True, blank=True)
    disability_kind = models.CharField(
        "ragam disabilitas", max_length=1, choices=codes.DisabilityKind, blank=True, default="", db_default=""
    )
    chronic_illness = models.PositiveSmallIntegerField(
        "sakit menahun", choices=codes.ChronicIllness, null=True, blank=True
    )
    pregnant = models.PositiveSmallIntegerField("hamil", choices=codes.Pregnancy, null=True, blank=True)
    contraception = models.PositiveSmallIntegerField("cara KB", choices=codes.Contraception, null=True, blank=True)
    insurance = models.PositiveSmallIntegerField("asuransi", choices=codes.Insurance, null=True, blank=True)
    insurance_number = models.CharField("nomor asuransi", max_length=60, blank=True, default="", db_default="")
    employment_insurance = models.CharField(
        "BPJS Ketenagakerjaan", max_length=60, blank=True, default="", db_default=""
    )

    recording = models.PositiveSmallIntegerField("perekaman KTP", choices=codes.RecordingState, null=True, blank=True)
    card = models.PositiveSmallIntegerField("kartu identitas", choices=codes.CardHeld, null=True, blank=True)
    card_place = models.CharField("tempat cetak KTP", max_length=100, blank=True, default="", db_default="")
    card_on = models.DateField("tanggal cetak KTP", null=True, blank=True)
    tag_id = models.CharField("tag ID card", max_length=60, blank=True, default="", db_default="")
    passport = models.CharField("nomor paspor", max_length=60, blank=True, default="", db_default="")
    passport_until = models.DateField("paspor berlaku sampai", null=True, blank=True)
    kitas = models.CharField("nomor KITAS/KITAP", max_length=60, blank=True, default="", db_default="")

    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    relation = models.PositiveSmallIntegerField("hubungan dalam KK", choices=codes.Relation, null=True, blank=True)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    household_role = models.PositiveSmallIntegerField(
        "kedudukan dalam rumah tangga", choices=codes.HouseholdRole, null=True, blank=True
    )
    previous_no_kk = models.CharField("nomor KK sebelumnya", max_length=16, blank=True, default="", db_default="")
    father = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mother = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    father_name = models.CharField("nama ayah", max_length=100, blank=True)
    father_nik = models.CharField("NIK ayah", max_length=16, blank=True)
    mother_name = models.CharField("nama ibu", max_length=100, blank=True)
    mother_nik = models.CharField("NIK ibu", max_length=16, blank=True)

    hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, null=True, blank=True, related_name="residents")
    rw = models.CharField("RW", max_length=3, blank=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    address = models.CharField("alamat", max_length=200, blank=True)
    current_address = models.CharField("alamat sekarang", max_length=200, blank=True)
    previous_address = models.CharField("alamat sebelumnya", max_length=200, blank=True, default="", db_default="")
    lives_since = models.DateField("tinggal di desa sejak", null=True, blank=True)
    latitude = models.FloatField("lintang", null=True, blank=True)
    longitude = models.FloatField("bujur", null=True, blank=True)
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    email = models.CharField("alamat surel", max_length=120, blank=True, default="", db_default="")
    telegram = models.CharField("Telegram", max_length=60, blank=True, default="", db_default="")
    contact_by = models.CharField("cara dihubungi", max_length=20, blank=True, default="", db_default="")
    photo = models.ForeignKey(
        "archive.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    note = models.CharField("keterangan", max_length=300, blank=True, default="", db_default="")

    birth_time = models.TimeField("jam lahir", null=True, blank=True)
    birth_place_kind = models.PositiveSmallIntegerField(
        "tempat dilahirkan", choices=codes.BirthPlace, null=True, blank=True
    )
    birth_kind = models.PositiveSmallIntegerField("jenis kelahiran", choices=codes.BirthKind, null=True, blank=True)
    birth_order = models.PositiveSmallIntegerField("kelahiran ke", null=True, blank=True)
    birth_helper = models.PositiveSmallIntegerField(
        "penolong kelahiran", choices=codes.BirthHelper, null=True, blank=True
    )
    birth_weight_g = models.PositiveSmallIntegerField("berat lahir (gram)", null=True, blank=True)
    birth_length_cm = models.DecimalField("panjang lahir (cm)", max_digits=4, decimal_places=1, null=True, blank=True)

    birth_certificate = models.CharField("nomor akta lahir", max_length=60, blank=True)
    marriage_certificate = models.CharField("nomor akta perkawinan", max_length=60, blank=True)
    married_on = models.DateField("tanggal perkawinan", null=True, blank=True)
    divorce_certificate = models.CharField("nomor akta perceraian", max_length=60, blank=True)
    divorced_on = models.DateField("tanggal perceraian", null=True, blank=True)

    status = models.PositiveSmallIntegerField("status dasar", choices=codes.BaseStatus, default=codes.BaseStatus.LIVING)
    residency = models.PositiveSmallIntegerField(
        "status penduduk", choices=codes.Residency, default=codes.Residency.PERMANENT
    )
    # The other record of the same person, which stands for both since the two were merged.
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    extra = models.JSONField(default=dict, blank=True)
    # The key of the form that added the person, so that a second click adds nobody.
    form_key = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nik"], name="a_nik_is_given_once"),
            models.UniqueConstraint(fields=["form_key"], name="a_form_adds_one_resident"),
            models.CheckConstraint(
                name="a_nik_has_sixteen_digits", condition=Q(nik__isnull=True) | Q(nik__regex=SIXTEEN_DIGITS)
            ),
            models.CheckConstraint(
                name="a_nik_has_the_status_it_shows",
                condition=Q(nik__isnull=True, nik_status="BELUM_ADA")
                | Q(nik__isnull=False, nik__startswith="0", nik_status="SEMENTARA")
                | (Q(nik__isnull=False, nik_status="TETAP") & ~Q(nik__startswith="0")),
            ),
            models.CheckConstraint(name="a_resident_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="a_resident_has_one_of_two_sexes", condition=Q(sex__in=[1, 2])),
            models.CheckConstraint(name="a_base_status_is_known", condition=Q(status__in=[1, 2, 3, 4, 6, 9])),
            models.UniqueConstraint(
                fields=["family"], condition=Q(relation=1, status=1), name="a_family_has_one_living_head"
            ),
            models.CheckConstraint(
                name="a_member_has_a_place_in_the_family",
                condition=Q(family__isnull=True) | Q(relation__isnull=False),
            ),
            models.CheckConstraint(
                name="an_rt_of_a_resident_has_three_digits",
                condition=Q(rt__regex=UP_TO_THREE_DIGITS) & Q(rw__regex=UP_TO_THREE_DIGITS),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "name", "id"], name="residents_in_order"),
            models.Index(fields=["name", "id"], name="residents_of_any_status"),
            models.Index(fields=["nik"], name="residents_by_nik_prefix", opclasses=["varchar_pattern_ops"]),
            models.Index(Right("nik", 4), name="residents_by_nik_tail"),
            models.Index(fields=["born_on"], name="residents_by_birthday"),
            # Without the pending list an import is found at once, not after the next vacuum.
            GinIndex(fields=["search_name"], name="residents_by_name", opclasses=["gin_trgm_ops"], fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name

    def age_on(self, day: date) -> int:
        """Completed years on a day; the age itself is never stored."""
        return people.age_on(self.born_on, day)

    def must_hold_card(self, day: date) -> bool:
        return people.must_hold_card(born_on=self.born_on, marital=self.marital, citizenship=self.citizenship, on=day)

    @property
    def is_living(self) -> bool:
        return self.status == codes.BaseStatus.LIVING

    @property
    def nik_tail(self) -> str:
        return (self.nik or "")[-4:]

    @property
    def place(self) -> str:
        """Where the person lives in one line: Dusun ASAM DAJA RT 001/RW 002."""
        parts = [f"Dusun {self.hamlet.name.title()}" if self.hamlet else ""]
        parts.append(f"RT {self.rt}" + (f"/RW {self.rw}" if self.rw else "") if self.rt else "")
        return " ".join(part for part in parts if part)

    @property
    def full_address(self) -> str:
        return ", ".join(part for part in (self.address, self.place) if part)
