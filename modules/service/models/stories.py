"""What became of a letter, line by line."""

from django.db import models
from django.db.models import Q

from modules.service.models.letters import Letter


class LetterEvent(models.Model):
    """One line of a letter's story. Residents read the post, officers the name."""

    class What(models.TextChoices):
        SUBMITTED = "SUBMITTED", "Permohonan diterima"
        MADE = "MADE", "Permohonan dibuat di loket"
        RETURNED = "RETURNED", "Dikembalikan untuk dilengkapi"
        COMPLETED = "COMPLETED", "Dilengkapi pemohon"
        CHECKED = "CHECKED", "Diperiksa"
        INITIALED = "INITIALED", "Diparaf"
        SIGNED = "SIGNED", "Ditandatangani"
        COLLECTED = "COLLECTED", "Diserahkan"
        CANCELLED = "CANCELLED", "Dibatalkan"
        ESCALATED = "ESCALATED", "Diberitahukan karena terlambat"

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=10, choices=What)
    by_name = models.CharField(max_length=120, blank=True)
    by_post = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], condition=Q(what="RETURNED"), name="returns_by_day")]
