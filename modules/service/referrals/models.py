"""People on their way to the right desk, and the agencies around the village."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.posts import Post

#: The agency every village finds at its opening, by the slug that stays when it is renamed.
DISTRICT = "kecamatan"


class Agency(models.Model):
    """An office outside the village: what it does, where and when; the village keeps the list."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField("nama", max_length=100)
    does = models.CharField("melayani", max_length=200, blank=True)
    address = models.CharField("alamat", max_length=200, blank=True)
    hours = models.CharField("jam buka", max_length=100, blank=True)
    phone = models.CharField("telepon", max_length=30, blank=True)
    is_listed = models.BooleanField("ditawarkan", default=True)

    @property
    def is_district(self) -> bool:
        """Whether it is the kecamatan above this village, which has a desk here."""
        return self.slug == DISTRICT


class State(models.TextChoices):
    OPEN = "OPEN", "Belum diterima"
    ACCEPTED = "ACCEPTED", "Diterima"
    ANSWERED = "ANSWERED", "Selesai"
    RETURNED = "RETURNED", "Dikembalikan"


class Outcome(models.TextChoices):
    """What came of somebody outside the village, as the village found out."""

    SERVED = "SERVED", "Sudah dilayani"
    REFUSED = "REFUSED", "Ditolak di sana"
    UNKNOWN = "UNKNOWN", "Tidak diketahui"
    PENDING = "PENDING", "Belum selesai"


TONES = {"OPEN": "warn", "ACCEPTED": "info", "ANSWERED": "ok", "RETURNED": "danger"}
#: Somebody still has to do something.
WAITING = (State.OPEN, State.ACCEPTED, State.RETURNED)


class Referral(models.Model):
    """
    One person handed over, from a desk to a post or an agency.

    Outside the village nobody answers here, except the kecamatan: on its day it comes back to whoever made it. Returned, it lies with them.
    """

    class Origin(models.TextChoices):
        VISITOR = "VISITOR", "Datang langsung"
        LETTER = "LETTER", "Surat"
        COMPLAINT = "COMPLAINT", "Aduan"
        TICKET = "TICKET", "Antrean"

    key = models.UUIDField(unique=True)
    code = models.CharField("nomor arahan", max_length=8, unique=True)
    state = models.CharField("status", max_length=8, choices=State, default=State.OPEN)
    origin = models.CharField("asal", max_length=9, choices=Origin, default=Origin.VISITOR)
    #: The number of the letter, complaint or ticket, as text.
    origin_id = models.CharField(max_length=40, blank=True)
    name = models.CharField("nama", max_length=100, blank=True)
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    need = models.CharField("keperluan", max_length=300)
    to_post = models.CharField("ke jabatan", max_length=20, choices=Post, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField("alasan", max_length=300)
    bring = models.TextField("yang dibawa", blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_by_name = models.CharField(max_length=120)
    made_by_post = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    #: Of one to an agency: the day on which its maker asks what came of it, and what did.
    follow_up_on = models.DateField("ditanyakan lagi", null=True)
    outcome = models.CharField("hasil", max_length=8, choices=Outcome, blank=True, default="", db_default="")
    #: [{"what", "at", "who", "note"}], oldest first.
    story = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_referral_is_in_a_known_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="a_referral_leads_to_one_place",
                condition=Q(to_post="", agency__isnull=False) | ~Q(to_post="") & Q(agency__isnull=True),
            ),
            models.CheckConstraint(
                name="an_answered_referral_says_when",
                condition=Q(state="ANSWERED", ended_at__isnull=False) | ~Q(state="ANSWERED") & Q(ended_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["to_post", "state", "made_at"], name="referrals_to_a_post"),
            models.Index(fields=["origin", "origin_id"], name="referrals_of_an_origin"),
            models.Index(fields=["-made_at"], name="referrals_newest_first"),
        ]

    @property
    def to(self) -> str:
        """The place it leads to, in words."""
        return self.agency.name if self.agency else self.get_to_post_display()

    @property
    def state_words(self) -> str:
        """Its state as pages say it: nobody accepts at an agency, so what is open there is on its way."""
        return "Menunggu kabar" if self.agency_id and self.state == State.OPEN else str(self.get_state_display())

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def tone(self) -> str:
        return TONES[self.state]
