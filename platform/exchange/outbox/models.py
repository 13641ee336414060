"""The outbox of a village."""

from django.db import models


class Dirty(models.Model):
    """An indicator whose figure for a period may have changed; marked in the transaction of the change, gone when published."""

    indicator = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "period"], name="a_figure_is_marked_once")]
