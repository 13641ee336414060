"""Where people live: hamlets, and the families of the family cards."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from registry import codes

SIXTEEN_DIGITS = r"^[0-9]{16}$"
UP_TO_THREE_DIGITS = r"^[0-9]{0,3}$"


class Hamlet(models.Model):
    """A dusun. Villages without hamlets have none; RW and RT are written on families and residents."""

    name = models.CharField("dusun", max_length=60)
    closed_on = models.DateField("dihapus tanggal", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], name="a_hamlet_is_named_once"),
            models.CheckConstraint(name="a_hamlet_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Family(models.Model):
    """A family card (KK): its number and where the family lives. Its head is the living member with relation 1."""

    no_kk = models.CharField("nomor KK", max_length=16, null=True, blank=True)  # noqa: DJ001 - absent is not empty
    hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, null=True, blank=True, related_name="families")
    rw = models.CharField("RW", max_length=3, blank=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    address = models.CharField("alamat", max_length=200, blank=True)
    social_class = models.PositiveSmallIntegerField("kelas sosial", choices=codes.SocialClass, null=True, blank=True)
    card_printed_on = models.DateField("tanggal cetak KK", null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["no_kk"], name="a_family_card_number_is_given_once"),
            models.CheckConstraint(
                name="a_family_card_number_has_sixteen_digits",
                condition=Q(no_kk__isnull=True) | Q(no_kk__regex=SIXTEEN_DIGITS),
            ),
            models.CheckConstraint(
                name="an_rt_of_a_family_has_three_digits",
                condition=Q(rt__regex=UP_TO_THREE_DIGITS) & Q(rw__regex=UP_TO_THREE_DIGITS),
            ),
        ]
        indexes = [
            models.Index(fields=["no_kk"], name="families_by_kk_prefix", opclasses=["varchar_pattern_ops"]),
            # Without the pending list an import is found at once, not after the next vacuum.
            GinIndex(OpClass(Upper("address"), name="gin_trgm_ops"), name="families_by_address", fastupdate=False),
        ]


class Household(models.Model):
    """
    A rumah tangga: people who eat from one kitchen. Its number is the village's own; the state's lists have another.

    One that has ended keeps who belonged to it, as [resident, role], so that its end can be taken back.
    """

    number = models.CharField("nomor rumah tangga", max_length=30, unique=True)
    state_id = models.CharField("nomor BDT/DTSEN", max_length=40, blank=True)
    is_listed = models.BooleanField("terdaftar di DTSEN", default=False)
    ended_on = models.DateField("berakhir tanggal", null=True)
    ended_because = models.CharField("alasan berakhir", max_length=200, blank=True, default="", db_default="")
    ended_with = models.JSONField(editable=False, default=list, db_default=[])
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_household_has_a_number", condition=~Q(number="")),
            models.CheckConstraint(
                name="a_household_ends_for_a_reason",
                condition=Q(ended_on__isnull=True, ended_because="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
            ),
        ]
