"""Who acts as the camat, by which letter of appointment, and until when."""

from django.db import models
from django.db.models import F, Q

from accounts.fields import by_whom
from papers.decrees import Decree, never_two_at_once
from papers.statements import SignerKind
from signatories import rules
from signatories.rules import Right


class Deputy(Decree):
    """
    A letter of appointment by which somebody acts as the camat for a time.

    Nothing follows from a post alone: without such a row only the camat signs. A row is never changed but ended, and what was
    signed under it stays signed.
    """

    class Manner(models.TextChoices):
        PLT = rules.Manner.VACANT.value, "Plt. (jabatan kosong)"
        PLH = rules.Manner.ABSENT.value, "Plh. (Camat berhalangan)"

    account = by_whom(null=False)
    manner = models.CharField("sebagai", max_length=3, choices=Manner)

    class Meta:
        verbose_name = "Plt. atau Plh. Camat"
        constraints = [
            models.CheckConstraint(
                name="a_deputy_acts_until_a_day", condition=Q(ends_on__isnull=False, ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="a_deputy_acts_in_a_known_manner", condition=Q(manner="PLT") | Q(manner="PLH")),
            models.CheckConstraint(name="a_deputy_rests_on_a_letter", condition=~Q(decree_number="")),
            models.CheckConstraint(
                name="an_ended_deputy_says_when_and_by_whom",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            never_two_at_once("one_person_at_a_time_acts_as_the_camat", Q(ended_at__isnull=True)),
        ]

    @property
    def right(self) -> Right:
        """What it allows, as the paper asks for it."""
        return Right(manner=rules.Manner(self.manner), deputy_id=self.pk)


class SigningChoice(models.Model):
    """Whose certificates sign this kecamatan's papers: one row, or none while nobody chose (then this system's own)."""

    class Signer(models.TextChoices):
        LOCAL = SignerKind.LOCAL.value, "Sertifikat sistem ini"
        NATIONAL = SignerKind.NATIONAL.value, "BSrE (BSSN)"

    signer = models.CharField("sertifikat", max_length=8, choices=Signer, default=Signer.LOCAL)

    class Meta:
        verbose_name = "pilihan sertifikat"
        constraints = [
            models.CheckConstraint(name="a_kecamatan_chooses_once", condition=Q(id=1)),
            models.CheckConstraint(
                name="a_kecamatan_signs_in_a_known_way", condition=Q(signer="LOCAL") | Q(signer="NATIONAL")
            ),
        ]
