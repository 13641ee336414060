"""What the village promises of its services, as a decree of its head set it."""

from django.db import models
from django.db.models import Q

from accounts.fields import by_whom


class Standard(models.Model):
    """
    The service standards of the office as one decree set them: 14 components each (Permenpan RB 15/2014).

    `common` holds what all services share, `own` what one service says otherwise: service -> component -> text. What a kind of
    letter says itself (requirements, time, product) is in neither. There is one draft at most; what is decreed stays as it is.
    """

    common = models.JSONField(default=dict)
    own = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField("diubah oleh", max_length=120, blank=True)

    decree_number = models.CharField("nomor keputusan", max_length=80, blank=True)
    decreed_on = models.DateField("tanggal keputusan", null=True)
    review_on = models.DateField("ditinjau paling lambat", null=True)
    approved_by = by_whom()
    approved_by_name = models.CharField("ditetapkan oleh", max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_standard_is_decreed_whole_or_not_at_all",
                condition=Q(approved_at__isnull=True, approved_by__isnull=True, decreed_on__isnull=True, decree_number="")
                | Q(approved_at__isnull=False, approved_by__isnull=False, decreed_on__isnull=False, review_on__isnull=False)
                & ~Q(decree_number=""),
            ),
            # A draft has no number, so two of them would have the same.
            models.UniqueConstraint(
                fields=["decree_number"],
                condition=Q(approved_at__isnull=True),
                name="there_is_one_draft_of_the_standards",
            ),
        ]  # fmt: skip

    @property
    def is_decreed(self) -> bool:
        return self.approved_at is not None
