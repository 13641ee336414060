"""The outbox of a village."""

from django.db import models


class Dirty(models.Model):
    """
    A mark that a figure of a period may have changed; made in the transaction of the change, gone when the figure is published.

    Marks are only ever added: a unique row per figure would make two officers wait for each other (docs/adr/0009-facts-outbox.md).
    """

    indicator = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    marked_at = models.DateTimeField()
