"""The event ledger: what happened to the people of the register, where each of them stood from day to day, and the months."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.fields import by_whom
from registry import codes
from registry.models.imports import ImportBatch
from registry.models.places import Family, Hamlet
from registry.models.residents import Resident


class Event(models.Model):
    """
    One thing that happened to people of the village, as it was reported. Rows are never changed nor deleted.

    `happened_on` is the day it happened, `reported_on` the day the office was told; books and counts go by the latter.
    `details` holds what the form of its kind asks (`registry.ledger.forms_of_events`); `before` holds what stood in the
    register, so that an undo, itself an event, can put it back.
    """

    class Kind(models.TextChoices):
        OPENING = "OPENING", "Pendataan"
        BIRTH = "BIRTH", "Lahir"
        STILLBIRTH = "STILLBIRTH", "Lahir mati"
        DEATH = "DEATH", "Meninggal"
        MOVE_OUT = "MOVE_OUT", "Pindah keluar"
        MOVE_IN = "MOVE_IN", "Datang"
        MISSING = "MISSING", "Hilang"
        FOUND = "FOUND", "Ditemukan kembali"
        TEMPORARY_IN = "TEMPORARY_IN", "Tinggal sementara"
        TEMPORARY_OUT = "TEMPORARY_OUT", "Penduduk sementara pergi"
        MARRIAGE = "MARRIAGE", "Kawin"
        DIVORCE = "DIVORCE", "Cerai"
        INSIDE = "INSIDE", "Pindah dalam desa"
        FAMILY = "FAMILY", "Perubahan keluarga"
        AREA = "AREA", "Perubahan wilayah"
        CORRECTION = "CORRECTION", "Perbaikan data"
        MERGE = "MERGE", "Penggabungan data ganda"
        UNDO = "UNDO", "Pembatalan"

    # Sent with the form: a second click finds the event the first one made.
    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=14, choices=Kind)
    happened_on = models.DateField("tanggal peristiwa")
    reported_on = models.DateField("tanggal lapor")
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    # Everybody it is about, so that a person's own page finds it.
    touched = ArrayField(models.BigIntegerField(), default=list)
    details = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    # Nobody in the log of an office from before the ledger: its opening was recorded by the change itself.
    recorded_by = by_whom()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_event_is_reported_when_it_has_happened", condition=Q(happened_on__lte=F("reported_on"))
            ),
            models.CheckConstraint(
                name="an_undo_says_what_it_undoes",
                condition=Q(kind="UNDO", undoes__isnull=False) | (~Q(kind="UNDO") & Q(undoes__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["reported_on", "id"], name="events_by_day"),
            GinIndex(fields=["touched"], name="events_of_a_resident", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reported_on:%d-%m-%Y}"

    def get_absolute_url(self) -> str:
        return reverse("registry:event", args=[self.pk])

    @property
    def is_undone(self) -> bool:
        """Whether another event has put back what it changed; ask with the undo fetched along."""
        return hasattr(self, "undone_by")

    @property
    def may_be_undone(self) -> bool:
        return self.kind != self.Kind.UNDO and self.batch_id is None and not self.is_undone


class Stay(models.Model):
    """
    Where a living resident stood in the register, from the day `since` to the day before `until`.

    Whatever books count by is written here. A change closes one stay and opens the next, both by the same event, so the
    number at the end of a month is the number at its beginning, and what was opened, less what was closed.
    """

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="stays")
    since = models.DateField()
    until = models.DateField(null=True)
    opened_by = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="opened")
    closed_by = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="closed")
    # False where the same event closed the resident's stay before, or opened the one after: nobody came or went.
    is_entry = models.BooleanField()
    is_exit = models.BooleanField(default=False)
    begins_heading = models.BooleanField(default=False)
    ends_heading = models.BooleanField(default=False)

    residency = models.PositiveSmallIntegerField(choices=codes.Residency)
    sex = models.PositiveSmallIntegerField(choices=codes.Sex)
    citizenship = models.PositiveSmallIntegerField(choices=codes.Citizenship, null=True)
    hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    rw = models.CharField(max_length=3, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    address = models.CharField(max_length=200, blank=True)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, related_name="stays")
    relation = models.PositiveSmallIntegerField(choices=codes.Relation, null=True)
    # In one line, as a resident's record says it of today.
    place = Resident.place

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident"], condition=Q(until__isnull=True), name="a_resident_stands_in_one_place"
            ),
            models.CheckConstraint(
                name="a_stay_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="an_ended_stay_says_by_what",
                condition=Q(until__isnull=True, closed_by__isnull=True)
                | Q(until__isnull=False, closed_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["family"],
                condition=Q(relation=1, until__isnull=True),
                name="a_family_has_one_head_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["since"], name="stays_by_beginning"),
            models.Index(fields=["until"], name="stays_by_end"),
        ]


class Month(models.Model):
    """
    A month of the ledger. Events are written only into open months, and hold its row while they are written.

    `balance` is what the books said when it was closed; a closed month never opens again.
    """

    first = models.DateField(unique=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = by_whom()
    balance = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_month_begins_on_its_first_day", condition=Q(first__day=1)),
            models.CheckConstraint(
                name="a_closed_month_says_who_closed_it",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]


class CardNumber(models.Model):
    """A number a family's card bore from a day on (riwayat nomor KK)."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="card_numbers")
    no_kk = models.CharField("nomor KK", max_length=16)
    since = models.DateField()
    until = models.DateField(null=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family"], condition=Q(until__isnull=True), name="a_family_bears_one_card_number"
            ),
            models.CheckConstraint(
                name="a_card_number_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
        ]
        indexes = [models.Index(fields=["no_kk"], name="card_numbers_by_number")]
