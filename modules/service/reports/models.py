"""Reports of the service."""

from django.db import models
from django.db.models import Q

from accounts.fields import by_whom


class Report(models.Model):
    """
    One report of one span: its figures as they were when it was sent up, what people wrote to them, and who stood up for it.

    `texts` are the boxes by key; `advice` are recommendations `{text, post, due}`, and `followed` says of those of the report before what
    became of each: `{text, state, note}`. From the head's approval on nothing in it changes: PDF and XLSX lie in the archive.
    """

    class Kind(models.TextChoices):
        PERIODIC = "PERIODIC", "Laporan pelayanan"
        EVALUATION = "EVALUATION", "Laporan evaluasi pelayanan"

    class State(models.TextChoices):
        DRAFT = "DRAFT", "Sedang disusun"
        PROPOSED = "PROPOSED", "Menunggu pemeriksaan"
        CHECKED = "CHECKED", "Menunggu persetujuan"
        APPROVED = "APPROVED", "Disetujui"

    kind = models.CharField("jenis", max_length=10, choices=Kind)
    period = models.CharField("periode", max_length=7)
    first_day = models.DateField()
    state = models.CharField("status", max_length=8, choices=State, default=State.DRAFT)
    figures = models.JSONField(default=dict)
    counted_at = models.DateTimeField()
    texts = models.JSONField(default=dict)
    advice = models.JSONField(default=list)
    followed = models.JSONField(default=list)
    return_reason = models.CharField("alasan dikembalikan", max_length=300, blank=True)
    # `{what, name, post, at}`, oldest first.
    story = models.JSONField(default=list)

    made_by = by_whom(null=False)
    proposed_by = by_whom()
    checked_by = by_whom()
    approved_by = by_whom()
    approved_at = models.DateTimeField(null=True)
    paper = models.OneToOneField("archive.Document", on_delete=models.PROTECT, null=True, related_name="+")
    sheet = models.OneToOneField("archive.Document", on_delete=models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField("dikirim ke kecamatan", null=True)
    sent_how = models.CharField("cara mengirim", max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "period"], name="a_service_report_is_made_once"),
            models.CheckConstraint(
                name="a_service_report_is_in_a_known_state",
                condition=Q(state="DRAFT") | Q(state="PROPOSED") | Q(state="CHECKED") | Q(state="APPROVED"),
            ),
            models.CheckConstraint(
                name="an_approved_service_report_has_its_files",
                condition=Q(
                    state="APPROVED",
                    proposed_by__isnull=False,
                    checked_by__isnull=False,
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    paper__isnull=False,
                    sheet__isnull=False,
                )
                | ~Q(state="APPROVED") & Q(approved_by__isnull=True, approved_at__isnull=True, paper__isnull=True),
            ),
            models.CheckConstraint(
                name="only_an_approved_service_report_is_sent", condition=Q(sent_on__isnull=True) | Q(state="APPROVED")
            ),
        ]
        indexes = [models.Index(fields=["-first_day"], name="service_reports_newest_first")]

    @property
    def title(self) -> str:
        return self.get_kind_display()

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_proposed(self) -> bool:
        return self.state == self.State.PROPOSED

    @property
    def is_checked(self) -> bool:
        return self.state == self.State.CHECKED

    @property
    def is_approved(self) -> bool:
        return self.state == self.State.APPROVED

    @property
    def is_evaluation(self) -> bool:
        return self.kind == self.Kind.EVALUATION

    @property
    def tone(self) -> str:
        return {"DRAFT": "", "PROPOSED": "info", "CHECKED": "info", "APPROVED": "ok"}[self.state]
