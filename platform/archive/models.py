"""The index of the office's documents."""

from django.db import models
from django.db.models import Q

from archive.retention import RetentionClass


class Document(models.Model):
    """
    One document of the office, never edited and never deleted by hand.

    Its bytes lie here, in the transaction of the act that made them, until object storage has confirmed to hold them.
    """

    class State(models.TextChoices):
        WAITING = "WAITING", "Menunggu penyimpanan"
        STORED = "STORED", "Tersimpan"

    object_key = models.CharField(max_length=160, unique=True)
    #: Which module it belongs to, e.g. "surat"; guards are registered by area (access.py).
    area = models.CharField(max_length=40)
    #: The file name a person sees.
    name = models.CharField("nama berkas", max_length=160)
    content_type = models.CharField(max_length=100)
    #: Bytes.
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    retention = models.CharField(max_length=20, choices=RetentionClass)
    #: Legal metadata: classification, title, number, date, subject (masked). Travels with the object too.
    basis = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    waiting_bytes = models.BinaryField(null=True)
    stored_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "dokumen"
        constraints = [
            models.CheckConstraint(
                name="bytes_wait_here_until_stored",
                condition=Q(state="WAITING", waiting_bytes__isnull=False, stored_at__isnull=True)
                | Q(state="STORED", waiting_bytes__isnull=True, stored_at__isnull=False),
            ),
        ]
        indexes = [
            # Nearly always empty, so the sweeper's look costs nothing.
            models.Index(fields=["created_at"], condition=Q(state="WAITING"), name="documents_waiting"),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING
