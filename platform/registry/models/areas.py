"""Hamlets, RW and RT as places on the map."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from registry.models.places import UP_TO_THREE_DIGITS, Hamlet
from registry.models.residents import Resident

#: An entrance of the head of an RT lasts this long at most.
LONGEST_ENTRANCE = timedelta(days=366)


class Area(models.Model):
    """
    A hamlet, RW or RT as a place on the map: its head, its office and its boundary.

    Residents bear the names of their place themselves; every place they name stands here, found by those names.
    """

    class Level(models.TextChoices):
        HAMLET = "DUSUN", "Dusun"
        RW = "RW", "RW"
        RT = "RT", "RT"

    level = models.CharField(max_length=5, choices=Level)
    hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, null=True, related_name="areas")
    rw = models.CharField("RW", max_length=3, blank=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    head = models.ForeignKey(Resident, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    # The official who answers for it: a Kepala Dusun sees the residents of his own hamlets only.
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    boundary = models.JSONField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    closed_on = models.DateField(null=True)
    #: The link by which the head of an RT comes in without an account: its keyed fingerprint, never the link itself; empty is none.
    entrance = models.CharField(max_length=64, blank=True, default="", db_default="")
    entrance_since = models.DateTimeField(null=True)
    entrance_until = models.DateTimeField(null=True)
    entrance_used_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hamlet", "rw", "rt"],
                condition=Q(closed_on__isnull=True),
                name="a_place_stands_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="an_area_is_named_by_its_level",
                condition=Q(level="DUSUN", hamlet__isnull=False, rw="", rt="")
                | (Q(level="RW", rt="") & ~Q(rw=""))
                | (Q(level="RT") & ~Q(rt="")),
            ),
            models.CheckConstraint(
                name="the_numbers_of_an_area_have_three_digits",
                condition=Q(rt__regex=UP_TO_THREE_DIGITS) & Q(rw__regex=UP_TO_THREE_DIGITS),
            ),
            models.CheckConstraint(
                name="an_area_lies_on_earth",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
            ),
            models.UniqueConstraint(
                fields=["entrance"], condition=~Q(entrance=""), name="an_entrance_leads_to_one_area"
            ),
            models.CheckConstraint(
                name="an_entrance_is_of_an_open_rt_with_a_head",
                condition=Q(entrance="") | Q(level="RT", head__isnull=False, closed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="an_entrance_says_since_and_until_when",
                condition=Q(
                    entrance="",
                    entrance_since__isnull=True,
                    entrance_until__isnull=True,
                    entrance_used_at__isnull=True,
                )
                | (
                    ~Q(entrance="")
                    & Q(
                        entrance_since__isnull=False,
                        entrance_until__isnull=False,
                        entrance_until__gt=F("entrance_since"),
                        entrance_until__lte=F("entrance_since") + LONGEST_ENTRANCE,
                    )
                ),
            ),
        ]
