"""What a village keeps of those who look into it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Watch(models.Model):
    """One inspection as the village has it: who looks, by which task letter, why, at what, until when; its account reads and no more."""

    #: The key of the matter with the kabupaten; it begins once.
    matter = models.UUIDField(unique=True)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office_title = models.CharField(max_length=160)
    letter = models.CharField("nomor surat tugas", max_length=80)
    reason = models.TextField("alasan")
    #: Codes of `rules.AREAS`.
    areas = models.JSONField(default=list)
    since = models.DateTimeField("sejak")
    until = models.DateTimeField("sampai")

    class Meta:
        verbose_name = "pemeriksaan"
        constraints = [
            models.CheckConstraint(name="an_inspection_ends_after_it_begins", condition=Q(until__gte=F("since")))
        ]
        indexes = [models.Index(fields=["-until"], name="inspections_by_their_end")]

    def is_open(self, at: datetime) -> bool:
        return at < self.until
