"""What a regency says its villages owe; here it is only carried, like what it publishes of kinds of letter."""

from django.db import models


class Obligation(models.Model):
    """
    One obligation as the regency above wants it, in the place of what ships under its code or beside it.

    What is in it the room of submissions understands, and it trusts none of it. Row policies let the regency write its own and every
    office below it read them.
    """

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="obligations", db_index=False)
    code = models.SlugField(max_length=40, db_index=False)
    said = models.JSONField()
    set_at = models.DateTimeField()

    class Meta:
        app_label = "exchange"
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="an_obligation_is_said_once")]
