"""What a kabupaten remembers of the offices it opened."""

from django.conf import settings
from django.db import models

from walls import keys


class Opening(models.Model):
    """
    One form "Buka desa" that was sent, with what came of it; its key makes a second click find the first one's office.

    The invitation of the first account is a secret: it is kept sealed, so that the page can be opened again until it was used.
    """

    key = models.UUIDField(unique=True)
    region_code = models.CharField(max_length=13)
    # An office lives in the public schema, to which no foreign key of an office's schema may lead.
    office_id = models.BigIntegerField()
    office_title = models.CharField(max_length=160)
    address = models.CharField(max_length=200)
    account_name = models.CharField(max_length=120)
    username = models.CharField(max_length=40)
    phone = models.CharField(max_length=20, blank=True)
    link_sealed = models.TextField()
    steps = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    @property
    def link(self) -> str:
        return keys.unseal("first invitation", self.link_sealed)
