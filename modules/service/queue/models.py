"""Numbers people wait with, and what the office decides about its queue. Nobody's name is kept."""

import secrets
from typing import Any

from django.db import models
from django.db.models import Q

from accounts.fields import by_whom
from modules.service.queue.rules import words
from modules.service.queue.rules.desks import Desk, Group


class State(models.TextChoices):
    WAITING = "WAITING", "Menunggu"
    CALLED = "CALLED", "Dipanggil"
    SERVING = "SERVING", "Sedang dilayani"
    DONE = "DONE", "Selesai"
    ABSENT = "ABSENT", "Tidak hadir"
    CANCELLED = "CANCELLED", "Dibatalkan"
    LAPSED = "LAPSED", "Berakhir"


AT_A_DESK = (State.CALLED, State.SERVING)
OPEN = (State.WAITING, *AT_A_DESK)


def usual_groups() -> list[dict[str, Any]]:
    return [{"letter": "A", "name": "Surat"}, {"letter": "B", "name": "Aduan dan konsultasi"}]


def usual_desks() -> list[dict[str, Any]]:
    return [{"number": 1, "name": "Loket 1", "letters": "AB"}]


def new_key() -> str:
    return secrets.token_hex(16)


class QueueSettings(models.Model):
    """
    What the office decides; one row, locked while a number is given.

    `groups` are `{letter, name}`, `desks` are `{number, name, letters}`; `kiosk_key` is what the address of the device at the door
    is made of.
    """

    groups = models.JSONField(default=usual_groups)
    desks = models.JSONField(default=usual_desks)
    gives_online = models.BooleanField("nomor dari ponsel", default=True)
    online_limit = models.PositiveSmallIntegerField("nomor ponsel sehari", default=40)
    has_sound = models.BooleanField("panggilan bersuara", default=True)
    kiosk_key = models.CharField(max_length=32, default=new_key)

    class Meta:
        constraints = [
            models.CheckConstraint(name="there_is_one_set_of_queue_settings", condition=Q(id=1)),
            models.CheckConstraint(
                name="phones_get_no_more_numbers_than_there_are", condition=Q(online_limit__lte=900)
            ),
        ]

    @property
    def all_groups(self) -> list[Group]:
        return [Group(**group) for group in self.groups]

    @property
    def all_desks(self) -> list[Desk]:
        return [Desk(**desk) for desk in self.desks]

    def group(self, letter: str) -> Group | None:
        return next((group for group in self.all_groups if group.letter == letter), None)

    def desk(self, number: int | None) -> Desk | None:
        return next((desk for desk in self.all_desks if desk.number == number), None)


class Ticket(models.Model):
    """
    One number of one day.

    `in_line_since` is when it took its place: when it was given, or when it was sent to the end. `called_at` is the first call,
    `last_call_at` the latest. A waiting ticket with a desk was sent there by another. `browser` is the fingerprint of a cookie and is
    forgotten with the day.
    """

    class Source(models.TextChoices):
        DOOR = "DOOR", "Mesin antrean"
        PHONE = "PHONE", "Ponsel"
        OFFICER = "OFFICER", "Petugas"

    key = models.UUIDField(unique=True)
    code = models.CharField(max_length=8, unique=True)
    day = models.DateField("hari")
    group = models.CharField("layanan", max_length=1)
    number = models.PositiveSmallIntegerField("nomor")
    source = models.CharField("asal", max_length=7, choices=Source)
    is_priority = models.BooleanField("didahulukan", default=False)
    wanted = models.SlugField("surat yang diminta", max_length=40, blank=True, db_index=False)
    browser = models.CharField(max_length=64, blank=True)

    state = models.CharField("status", max_length=9, choices=State, default=State.WAITING)
    taken_at = models.DateTimeField()
    in_line_since = models.DateTimeField()
    desk = models.PositiveSmallIntegerField("loket", null=True)
    called_at = models.DateTimeField(null=True)
    last_call_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField("panggilan", default=0)
    skips = models.PositiveSmallIntegerField("dilewati", default=0)
    moved_because = models.CharField("alasan dipindahkan", max_length=200, blank=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    served_by = by_whom()
    #: Whoever asked to be told when the turn is near; forgotten with the day.
    contact = models.ForeignKey("messaging.Contact", on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.ForeignKey("service.Letter", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "group", "number"], name="a_number_of_a_day_is_given_once"),
            models.UniqueConstraint(
                fields=["day", "desk"], condition=Q(state__in=AT_A_DESK), name="a_desk_calls_one_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["day", "browser"],
                condition=Q(state__in=OPEN) & ~Q(browser=""),
                name="a_browser_waits_with_one_number",
            ),
            models.CheckConstraint(name="a_ticket_is_in_a_known_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="a_number_has_three_digits", condition=Q(number__gte=1, number__lte=999)),
            models.CheckConstraint(name="a_ticket_is_skipped_twice_at_most", condition=Q(skips__lte=2)),
            models.CheckConstraint(
                name="a_called_ticket_says_where_and_when",
                condition=~Q(state__in=[*AT_A_DESK, State.DONE])
                | Q(desk__isnull=False, called_at__isnull=False, last_call_at__isnull=False, served_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_ticket_ends_once_and_says_when",
                condition=Q(state__in=OPEN, ended_at__isnull=True) | ~Q(state__in=OPEN) & Q(ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["day", "state", "in_line_since"], name="tickets_in_line"),
            models.Index(fields=["day", "-last_call_at"], name="tickets_by_call"),
        ]

    @property
    def name(self) -> str:
        """A-014."""
        return words.name(self.group, self.number)

    @property
    def goes_first(self) -> bool:
        """Whether it still goes before others; whoever was not there when called goes to the end like everybody."""
        return self.is_priority and not self.skips

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING

    @property
    def is_called(self) -> bool:
        return self.state == State.CALLED

    @property
    def is_at_a_desk(self) -> bool:
        return self.state in AT_A_DESK

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
