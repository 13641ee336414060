"""What people answered; nothing says who they were."""

from django.db import models
from django.db.models import Q

from modules.service.survey.rules.elements import CODES


class Response(models.Model):
    """
    One filled questionnaire: nine scores from 1 to 4, and what the person liked to say.

    There is no name, no address of a device and no tie to a number or letter: `used` is a keyed fingerprint by which the same
    invitation is refused the second time, and `key` by which a second click is. Only the day is kept, not the hour.
    """

    class Via(models.TextChoices):
        TICKET = "TICKET", "Tiket antrean"
        LETTER = "LETTER", "Sesudah surat jadi"
        POSTER = "POSTER", "Poster di kantor"

    class Sex(models.TextChoices):
        MALE = "L", "Laki-laki"
        FEMALE = "P", "Perempuan"

    class Age(models.TextChoices):
        UNDER_20 = "-19", "Di bawah 20 tahun"
        TWENTIES = "20-29", "20–29 tahun"
        THIRTIES = "30-39", "30–39 tahun"
        FORTIES = "40-49", "40–49 tahun"
        FIFTIES = "50-59", "50–59 tahun"
        OLDER = "60-", "60 tahun ke atas"

    class Education(models.TextChoices):
        PRIMARY = "SD", "SD ke bawah"
        JUNIOR = "SMP", "SMP"
        SENIOR = "SMA", "SMA/SMK"
        DIPLOMA = "D", "D1–D4"
        BACHELOR = "S1", "S1"
        HIGHER = "S2", "S2 ke atas"

    class Work(models.TextChoices):
        FARMER = "TANI", "Petani, nelayan, buruh tani"
        PRIVATE = "SWASTA", "Karyawan swasta"
        STATE = "ASN", "PNS, TNI, Polri"
        BUSINESS = "USAHA", "Wiraswasta"
        HOME = "RUMAH", "Mengurus rumah tangga"
        STUDENT = "PELAJAR", "Pelajar, mahasiswa"
        OTHER = "LAIN", "Lainnya"

    key = models.UUIDField(unique=True)
    used = models.CharField(max_length=64, blank=True)
    answered_on = models.DateField("tanggal")
    via = models.CharField("dari", max_length=6, choices=Via)
    service = models.SlugField("layanan", max_length=40, blank=True, db_index=False)
    u1 = models.PositiveSmallIntegerField()
    u2 = models.PositiveSmallIntegerField()
    u3 = models.PositiveSmallIntegerField()
    u4 = models.PositiveSmallIntegerField()
    u5 = models.PositiveSmallIntegerField()
    u6 = models.PositiveSmallIntegerField()
    u7 = models.PositiveSmallIntegerField()
    u8 = models.PositiveSmallIntegerField()
    u9 = models.PositiveSmallIntegerField()
    sex = models.CharField("jenis kelamin", max_length=1, choices=Sex, blank=True)
    age = models.CharField("umur", max_length=5, choices=Age, blank=True)
    education = models.CharField("pendidikan", max_length=3, choices=Education, blank=True)
    work = models.CharField("pekerjaan", max_length=7, choices=Work, blank=True)
    comment = models.CharField("saran", max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["used"], condition=~Q(used=""), name="an_invitation_is_answered_once"),
            models.CheckConstraint(
                name="every_element_is_scored_from_1_to_4",
                condition=Q(*[(f"{code}__range", (1, 4)) for code in CODES]),
            ),
        ]
        indexes = [models.Index(fields=["answered_on", "service"], name="responses_by_day")]
