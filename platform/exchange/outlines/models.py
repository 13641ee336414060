"""What a village publishes of its territory."""

from django.db import models
from django.db.models import F, Q

#: Letters of the line at most, near and from afar: a map of 30 villages stays under 50 kB, one of 852 under 100 kB, packed under 40.
MOST_PATH, MOST_COARSE = 1200, 110
#: Only commands that draw, and numbers: whoever wrote it, nothing else can stand in it.
DRAWS = r"^(M[0-9]+ -?[0-9]+l[-0-9 ]+z)+$"
#: A hundred-thousandth of a degree, about a metre; east from Greenwich, and south from the equator as pictures count.
WEST, NORTH, EAST, SOUTH = 9_400_000, -700_000, 14_200_000, 1_200_000


class Outline(models.Model):
    """
    The line around a village, as SVG reads it, in hundred-thousandths of a degree, with `y` growing southwards.

    `path` is for a map of one kecamatan, `coarse` for one of a kabupaten; the label stands inside. `is_given` when the village sent its own
    line, else it was drawn around its hamlets. Row policies let a village write its own, and a supervisor read those below.
    """

    office = models.OneToOneField("tenants.Office", on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=MOST_PATH)
    coarse = models.CharField(max_length=MOST_COARSE)
    west = models.IntegerField()
    north = models.IntegerField()
    east = models.IntegerField()
    south = models.IntegerField()
    label_x = models.IntegerField()
    label_y = models.IntegerField()
    is_given = models.BooleanField()
    drawn_at = models.DateTimeField()

    class Meta:
        app_label = "exchange"
        constraints = [
            models.CheckConstraint(name="an_outline_only_draws", condition=Q(path__regex=DRAWS, coarse__regex=DRAWS)),
            models.CheckConstraint(
                name="an_outline_lies_in_indonesia",
                condition=Q(west__gte=WEST, north__gte=NORTH, east__lte=EAST, south__lte=SOUTH),
            ),
            models.CheckConstraint(name="an_outline_is_an_area", condition=Q(west__lt=F("east"), north__lt=F("south"))),
        ]
