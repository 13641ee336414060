"""What residents have not sent yet, and what they photographed."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from modules.service.models.desk import LetterKind
from modules.service.models.letters import Letter
from modules.service.rules.house import RT_LETTER
from modules.service.rules.kind import Kind


class RequestDraft(models.Model):
    """
    A resident's unsent answers, known by the fingerprint of a cookie and gone after two hours.

    `mends` is the letter whose answers are being completed; `area` the RT whose head fills it in for somebody who lives there.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    key = models.UUIDField(unique=True)
    kind = models.ForeignKey(LetterKind, on_delete=models.CASCADE, related_name="+")
    resident = models.ForeignKey("registry.Resident", on_delete=models.CASCADE, null=True, related_name="+")
    mends = models.ForeignKey(Letter, on_delete=models.CASCADE, null=True, related_name="+")
    area = models.ForeignKey("registry.Area", on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    answers = models.JSONField(default=dict)
    done = models.JSONField(default=list)
    phone = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_draft_expires_after_it_begins", condition=Q(expires_at__gt=F("created_at")))
        ]
        indexes = [models.Index(fields=["expires_at"], name="drafts_by_end")]

    @property
    def definition(self) -> Kind:
        """What is asked: for a letter that is mended what it was asked when it was made, else what is asked now."""
        return self.mends.definition if self.mends else self.kind.definition


class LetterAttachment(models.Model):
    """A photographed requirement: of a draft with its bytes here, then of a letter with its document in the archive."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, null=True, related_name="attachments")
    draft = models.ForeignKey(RequestDraft, on_delete=models.CASCADE, null=True, related_name="attachments")
    requirement = models.CharField("syarat", max_length=20)
    name = models.CharField("nama berkas", max_length=120)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    content = models.BinaryField(null=True)
    document = models.ForeignKey("archive.Document", on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_attachment_belongs_to_a_draft_or_a_letter",
                condition=Q(draft__isnull=False, letter__isnull=True, content__isnull=False, document__isnull=True)
                | Q(draft__isnull=True, letter__isnull=False, content__isnull=True, document__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["draft", "requirement"],
                condition=Q(draft__isnull=False),
                name="a_requirement_is_shown_once_in_a_draft",
            ),
        ]

    @property
    def text(self) -> str:
        """The requirement it answers, in words."""
        owner: Any = self.letter or self.draft
        known = (RT_LETTER, *owner.definition.requirements)
        return next((asked.text for asked in known if asked.key == self.requirement), self.requirement)
