"""Papers that belong to a person, and pairs of people somebody has said are not the same."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from registry.models.residents import Resident


class PersonDocument(models.Model):
    """A paper of one resident, kept in the archive."""

    class Kind(models.TextChoices):
        KTP = "KTP", "KTP-el"
        KIA = "KIA", "Kartu Identitas Anak"
        KK = "KK", "Kartu Keluarga"
        BIRTH = "AKTA_LAHIR", "Akta kelahiran"
        DEATH = "AKTA_MATI", "Akta kematian"
        MARRIAGE = "AKTA_KAWIN", "Buku nikah/akta perkawinan"
        DIVORCE = "AKTA_CERAI", "Akta perceraian"
        DIPLOMA = "IJAZAH", "Ijazah"
        PASSPORT = "PASPOR", "Paspor"
        STATEMENT = "PERNYATAAN", "Surat pernyataan"
        OTHER = "LAINNYA", "Lainnya"

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField("jenis", max_length=12, choices=Kind)
    document = models.OneToOneField("archive.Document", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("nomor", max_length=60, blank=True)
    issued_on = models.DateField("tanggal terbit", null=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    removed_at = models.DateTimeField(null=True)


class NotSame(models.Model):
    """Two people who look like one, of whom somebody has said that they are two."""

    first = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_is_judged_once"),
            models.CheckConstraint(name="a_pair_is_written_in_one_order", condition=Q(first__lt=F("second"))),
        ]
