"""What is kept for offices: copies of them, and how much they may use."""

from django.db import models

from tenants.models.offices import Office


class Backup(models.Model):
    """One archive of one office in the store of copies."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="backups", db_index=False)
    made_at = models.DateTimeField()
    location = models.CharField(max_length=200, unique=True)
    sha256 = models.CharField(max_length=64)
    #: Bytes of the archive.
    size = models.BigIntegerField()
    row_count = models.PositiveIntegerField()
    object_count = models.PositiveIntegerField()
    level = models.CharField(max_length=64)
    reason = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["office", "-made_at"], name="backups_of_an_office")]


class OfficeLimit(models.Model):
    """How much one office may use of something, where the kabupaten has decided otherwise than the deployment."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="limits", db_index=False)
    what = models.CharField(max_length=20)
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "what"], name="one_limit_per_office_and_thing"),
            models.CheckConstraint(name="a_limit_is_not_negative", condition=models.Q(value__gte=0)),
        ]
