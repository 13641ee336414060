"""The certificates of those who sign."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Certificate(models.Model):
    """A person's certificate and its key, which only the person's passphrase opens."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates")
    serial = models.CharField(max_length=48, unique=True)
    certificate_pem = models.TextField()
    #: PKCS#8, encrypted with a key stretched from the passphrase (signing.py).
    sealed_key = models.BinaryField()
    salt = models.BinaryField(max_length=16)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "sertifikat"
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(revoked_at__isnull=True), name="a_person_signs_with_one_certificate"
            ),
            models.CheckConstraint(
                name="a_certificate_ends_after_it_begins", condition=Q(valid_until__gt=F("valid_from"))
            ),
        ]

    def ends_soon(self, at: datetime) -> bool:
        """Whether the person should think of a new one: in its last thirty days."""
        return at < self.valid_until <= at + timedelta(days=30)
