"""What a regency says of each change in its catalogues; here it is carried to the villages that tell their people of it."""

from django.db import models


class Announcement(models.Model):
    """
    One change of a catalogue: something was published in it, or taken back.

    It is only added. Row policies let the regency write its own and every office below it read them; what holds stands in the
    catalogue itself, so nothing is decided by these rows.
    """

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    catalogue = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    is_withdrawn = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        app_label = "exchange"
        indexes = [models.Index(fields=["office", "at"], name="announcements_by_office")]
