"""Lists of voters as they were made for an election; what becomes of the register later changes nothing in them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.fields import by_whom
from registry import codes
from registry.models.residents import Resident
from registry.rules.voters import Election, Kind

ELECTIONS = [(kind.value, kind.label) for kind in Kind]


class VoterList(models.Model):
    """
    A list of voters that was kept. Its voters are never changed nor deleted; one made in error is withdrawn.

    `standing_on` is the day whose register it was made from; its voters are whole rows of their own.
    """

    class Stage(models.TextChoices):
        DPS = "DPS", "Daftar Pemilih Sementara"
        DPT = "DPT", "Daftar Pemilih Tetap"

    # Sent with the form: a second click finds the list the first one made.
    key = models.UUIDField(unique=True)
    stage = models.CharField("tahap", max_length=3, choices=Stage)
    kind = models.CharField("pemilihan", max_length=10, choices=ELECTIONS)
    voting_on = models.DateField("hari pemungutan suara")
    listed_on = models.DateField("tanggal DPS")
    standing_on = models.DateField("keadaan tanggal")
    made_at = models.DateTimeField()
    made_by = by_whom()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = by_whom()
    withdrawn_because = models.CharField("alasan ditarik", max_length=200, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="voters_are_listed_before_they_vote", condition=Q(listed_on__lte=F("voting_on"))
            ),
            models.CheckConstraint(
                name="a_voter_list_is_withdrawn_for_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.election.kind.label} {self.voting_on:%d-%m-%Y}"

    def get_absolute_url(self) -> str:
        return reverse("statistics:kept_list", args=[self.pk])

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def election(self) -> Election:
        return Election(Kind(self.kind), self.voting_on, self.listed_on)


class ListedVoter(models.Model):
    """One voter of a kept list, in the words of the day it was made."""

    list = models.ForeignKey(VoterList, on_delete=models.PROTECT, related_name="voters", db_index=False)
    number = models.PositiveIntegerField("nomor urut")
    # Only leads to the person's page; an import that is taken out takes nobody off the list.
    resident = models.ForeignKey(Resident, on_delete=models.SET_NULL, null=True, related_name="+")
    nik = models.CharField("NIK", max_length=16, blank=True)
    name = models.CharField("nama", max_length=100)
    sex = models.PositiveSmallIntegerField(choices=codes.Sex)
    birthplace = models.CharField("tempat lahir", max_length=100, blank=True)
    born_on = models.DateField("tanggal lahir")
    age = models.PositiveSmallIntegerField("umur pada hari pemungutan suara")
    marital = models.PositiveSmallIntegerField(choices=codes.Marital, null=True)
    address = models.CharField("alamat", max_length=200, blank=True)
    hamlet = models.CharField("dusun", max_length=60, blank=True)
    rw = models.CharField("RW", max_length=3, blank=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    remark = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "number"], name="a_voter_has_one_number_of_a_list"),
        ]
