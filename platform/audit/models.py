"""The office's log: entries nobody may change, and how long the log is."""

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """
    One thing done or seen. The office's database role may insert and read entries, and nothing else.

    `mac` seals the entry together with the one before it, with a key the database does not hold.
    """

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        db_index=False,
    )
    actor_name = models.CharField(max_length=120, blank=True)
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)
    mac = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="entries_of_a_subject"),
            models.Index(fields=["actor", "-id"], name="entries_of_an_actor"),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        raise TypeError("Write to the log with audit.record().")


class Head(models.Model):
    """The length of the log and the seal of its last entry; one row, locked while an entry is added, so the chain never forks."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    length = models.BigIntegerField(default=0)
    last_mac = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="the_log_has_one_head", condition=models.Q(id=1))]
