"""What a regency says of types of consultation; here it is only carried, like what it publishes of kinds of letter."""

from django.db import models
from django.db.models import Q


class TypeNotice(models.Model):
    """
    One type of consultation as the regency above wants it, in the place of what ships under its code or beside it.

    It is never changed, only ended: a consultation names the one it was begun under by its id and keeps it. What is in it the room of
    consultations understands, and it trusts none of it. Row policies let the regency write its own and every office below it read them.
    """

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+")
    code = models.SlugField(max_length=40, db_index=False)
    said = models.JSONField()
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "exchange"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code"], condition=Q(ended_at__isnull=True), name="one_word_on_a_type_holds"
            ),
        ]
