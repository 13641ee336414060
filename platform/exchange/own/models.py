"""The own layer of a village over what its kabupaten publishes."""

from django.db import models
from django.db.models import Q

from accounts.fields import by_whom


class About(models.TextChoices):
    """What is refined: a duty the kabupaten publishes, a duty of the village alone, or a target."""

    DUTY = "DUTY", "kewajiban kabupaten"
    OWN_DUTY = "OWN_DUTY", "kewajiban desa sendiri"
    TARGET = "TARGET", "target"


class Refinement(models.Model):
    """
    One thing the village holds itself to, stricter than it must. Nobody outside it reads this table.

    What is in `said` the room knows that wrote it; read by another formula it would be refused there.
    """

    about = models.CharField(max_length=8, choices=About)
    code = models.CharField(max_length=40)
    said = models.JSONField()
    set_by = by_whom()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about", "code"], name="a_thing_is_refined_once"),
            models.CheckConstraint(
                name="a_refinement_is_of_a_known_thing",
                condition=Q(about="DUTY") | Q(about="OWN_DUTY") | Q(about="TARGET"),
            ),
        ]
