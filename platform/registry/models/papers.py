"""Papers that belong to a person, and what somebody has said of people who may be one: two of here, or one of here and of elsewhere."""

from django.db import models
from django.db.models import F, Q

from accounts.fields import by_whom
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
    added_by = by_whom(null=False)
    removed_at = models.DateTimeField(null=True)


class Settled(models.Model):
    """
    What an officer has said of a resident who looks like somebody else: like `other` of here, or like one of another village.

    Of two people here there is one row, the lower number first. Of another village there is one for each thing that agrees; when
    something else comes to agree, it is told anew. Of the other village's person nothing is known here.
    """

    class Verdict(models.TextChoices):
        NOT_SAME = "NOT_SAME", "Bukan orang yang sama"
        DEALT_WITH = "DEALT_WITH", "Sudah diurus"

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+", null=True)
    # Its number in the list of offices is another one in another deployment; the key stays.
    office_key = models.CharField(max_length=10, blank=True)
    kind = models.PositiveSmallIntegerField(default=0)
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.CharField("alasan", max_length=200, blank=True)
    said_at = models.DateTimeField()
    said_by = by_whom(null=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "office_key", "kind", "other"],
                nulls_distinct=False,
                name="a_likeness_is_settled_once",
            ),
            models.CheckConstraint(
                name="a_likeness_is_with_one_here_or_elsewhere",
                condition=Q(other__isnull=False, office_key="", kind=0, verdict="NOT_SAME")
                | Q(other__isnull=True) & ~Q(office_key="") & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="a_pair_of_here_is_written_in_one_order",
                condition=Q(other__isnull=True) | Q(resident__lt=F("other")),
            ),
        ]
