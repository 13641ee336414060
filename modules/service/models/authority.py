"""Who may sign for the head of the village, by which decree, and until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.posts import Post
from modules.service.rules import authority
from modules.service.rules.authority import Right
from papers.decrees import Decree, never_two_at_once


class Authority(Decree):
    """
    A decree by which somebody signs in the name of the head, or as the head for a time.

    Nothing follows from a post alone: without such a row only the head signs (Permendagri 84/2015; Keputusan Kepala Desa). A row is
    never changed but ended, and what was signed under it stays signed.
    """

    class Manner(models.TextChoices):
        AN = authority.Manner.BEHALF.value, "a.n. (atas nama), oleh Sekretaris Desa"
        UB = authority.Manner.BENEATH.value, "u.b. (untuk beliau), oleh Kasi atau Kaur"
        PLT = authority.Manner.VACANT.value, "Plt. (jabatan kosong)"
        PLH = authority.Manner.ABSENT.value, "Plh. (Kepala Desa berhalangan)"
        PJ = authority.Manner.APPOINTED.value, "Pj. (ditunjuk Bupati)"

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authorities")
    manner = models.CharField("cara", max_length=3, choices=Manner)
    #: Under which of the person's posts the lines a.n. and u.b. are signed; empty for whoever acts as the head.
    post = models.CharField("jabatan", max_length=20, choices=Post, blank=True)
    #: Slugs; an empty list is all the manner allows.
    kinds = models.JSONField("jenis surat", default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_authority_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="an_absence_has_an_end", condition=~Q(manner="PLH") | Q(ends_on__isnull=False)),
            models.CheckConstraint(
                name="who_signs_for_the_head_has_a_post_of_their_own",
                condition=~Q(manner__in=["AN", "UB"]) | ~Q(post=""),
            ),
            models.CheckConstraint(name="an_authority_rests_on_a_decree", condition=~Q(decree_number="")),
            models.CheckConstraint(
                name="an_ended_authority_says_when_and_by_whom",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            never_two_at_once(
                "one_person_at_a_time_acts_as_the_head",
                # Not `in`, which the database writes otherwise each time it reads it again; drift would be told where none is.
                (Q(manner="PLT") | Q(manner="PLH") | Q(manner="PJ")) & Q(ended_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["-starts_on"], condition=Q(ended_at__isnull=True), name="authorities_not_ended")
        ]

    @property
    def right(self) -> Right:
        """What it allows, as the paper and the signing box ask for it."""
        return Right(
            manner=authority.Manner(self.manner),
            post=self.post,
            title=Post(self.post).label if self.post else "",
            slugs=frozenset(self.kinds),
            authority_id=self.pk,
        )
