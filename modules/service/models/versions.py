"""Versions of a kind: what an office has made of it, kept for the letters that were made with it."""

from typing import Any

from django.db import models
from django.db.models import Q

from accounts.fields import by_whom
from modules.service.models import definitions
from modules.service.rules.kind import Kind


class KindVersion(models.Model):
    """
    One kind whole, as it was from a day on. Rows are only ever added (settings.APPEND_ONLY_TABLES).

    `source` are all its entries, `changes` those in which it differs from what ships; `digest` stands for content and number, and
    letters point to it.
    """

    class Origin(models.TextChoices):
        PRODUCT = "PRODUCT", "Naskah bawaan"
        REGENCY = "REGENCY", "Terbitan kabupaten"
        VILLAGE = "VILLAGE", "Naskah desa"

    digest = models.CharField(max_length=32, unique=True)
    kind = models.ForeignKey("service.LetterKind", on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField("versi")
    origin = models.CharField("asal", max_length=8, choices=Origin)
    source = models.JSONField()
    changes = models.JSONField(default=dict)
    #: The publication of the kabupaten this village had heard of when it was made.
    notice = models.UUIDField(null=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    made_by = by_whom()
    made_by_name = models.CharField("oleh", max_length=120, blank=True)
    made_at = models.DateTimeField("pada")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="a_version_is_numbered_once"),
            models.CheckConstraint(name="a_version_has_a_known_origin", condition=Q(origin__in=["PRODUCT", "REGENCY", "VILLAGE"])),
            models.CheckConstraint(
                name="what_a_kabupaten_published_is_named", condition=~Q(origin="REGENCY") | Q(notice__isnull=False)
            ),
        ]  # fmt: skip

    @property
    def definition(self) -> Kind:
        return definitions.definition(self.digest, self._entries)

    def _entries(self) -> dict[str, Any]:
        return self.source


def definition_of(digest: str) -> Kind:
    """
    The kind of a version known by its digest alone; no query once this process has read it.

    :raises KindVersion.DoesNotExist: this office has no such version.
    """
    return definitions.definition(
        digest, lambda: KindVersion.objects.values_list("source", flat=True).get(digest=digest)
    )
