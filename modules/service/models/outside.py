"""What sets letters apart that were written outside the application and only hold a number of its book."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from modules.service.models.letters import Letter

SOURCE = "OUTSIDE"


class OwnLetters(models.Manager["Letter"]):
    """What was asked for and signed here; letters from outside are in `Letter.with_outside` alone."""

    def get_queryset(self) -> "models.QuerySet[Letter]":
        return super().get_queryset().exclude(source=SOURCE)


class TellsOfOutside(models.Model):
    """What the book says of a letter written outside: what it is called, what it is about, to whom it goes and its day."""

    title = models.CharField("judul surat", max_length=120, blank=True, default="", db_default="")
    matter = models.CharField("hal", max_length=200, blank=True, default="", db_default="")
    addressee = models.CharField("kepada", max_length=120, blank=True, default="", db_default="")
    written_on = models.DateField("tanggal surat", null=True)

    objects = OwnLetters()
    with_outside = models.Manager["Letter"]()

    class Meta:
        abstract = True

    @property
    def is_outside(self) -> bool:
        """Whether it was written by hand or elsewhere, and only its number is kept."""
        return self.written_on is not None


#: It says of itself what the book prints, and claims nothing of what is done here.
HOLDS_A_NUMBER = models.CheckConstraint(
    name="a_letter_from_outside_has_a_number_and_no_signature",
    condition=Q(
        source="OUTSIDE",
        book__isnull=False,
        number__gte=1,
        written_on__isnull=False,
        resident__isnull=True,
        signed_at__isnull=True,
        signed_by__isnull=True,
        valid_until__isnull=True,
    )
    & ~Q(number_text="")
    & ~Q(title="")
    & ~Q(matter="")
    & ~Q(addressee="")
    | ~Q(source="OUTSIDE") & Q(written_on__isnull=True, title="", matter="", addressee=""),
)
