"""The one table of the public schema an office only adds to: which of its tasks to send, and when. No word about people."""

from django.db import models


class Errand(models.Model):
    """
    A task of an office that is to be sent, unless nobody needs it any more by then.

    Rows are only ever added, by the office, in the transaction of the work that may get lost; the clock takes them away. The
    office is named by its key and not by a foreign key, which would make every letter lock the row of its office.
    """

    office = models.CharField(max_length=10)
    task = models.CharField(max_length=60)
    due_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="errands_by_time")]
