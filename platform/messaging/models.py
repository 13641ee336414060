"""Messages and what became of them, the people who asked for them, and what the office decided."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.fields import by_whom
from messaging import events
from messaging.rules.wording import LONG_NUMBER


class Channel(models.TextChoices):
    IN_APP = "IN_APP", "Di aplikasi"
    EMAIL = "EMAIL", "Surel"
    HAND = "HAND", "WhatsApp oleh petugas"
    WHATSAPP = "WHATSAPP", "WhatsApp resmi"
    SMS = "SMS", "SMS"
    FILE = "FILE", "Berkas uji"


#: What is paid for, and so counted against the month.
METERED = (Channel.WHATSAPP, Channel.SMS)


class State(models.TextChoices):
    WAITING = "WAITING", "Menunggu"
    SENDING = "SENDING", "Sedang dikirim"
    BY_HAND = "BY_HAND", "Siap dikirim petugas"
    SENT = "SENT", "Terkirim"
    DELIVERED = "DELIVERED", "Sampai"
    READ = "READ", "Dibaca"
    FAILED = "FAILED", "Gagal"
    DROPPED = "DROPPED", "Tidak jadi dikirim"


TONES = {
    "WAITING": "info",
    "SENDING": "info",
    "BY_HAND": "warn",
    "SENT": "ok",
    "DELIVERED": "ok",
    "READ": "ok",
    "FAILED": "danger",
}
#: It left the office.
GONE = (State.SENT, State.DELIVERED, State.READ)
#: The clock looks after it.
ON_ITS_WAY = (State.WAITING, State.SENDING)


class Contact(models.Model):
    """
    Somebody's number, and that its owner asked to be told things. Known by a keyed fingerprint; the number itself is sealed.

    Asked for again after an end, it is the same row with a new beginning.
    """

    mark = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
    source = models.CharField("diminta pada", max_length=60)
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=60, blank=True)
    #: They wrote to the office; for 24 hours WhatsApp lets it answer freely.
    heard_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_consent_that_ended_says_why",
                condition=Q(ended_at__isnull=True, ended_because="") | Q(ended_at__isnull=False) & ~Q(ended_because=""),
            ),
            models.CheckConstraint(
                name="a_consent_ends_after_it_begins",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("agreed_at")),
            ),
        ]


class Message(models.Model):
    """
    One thing told to one person, written with the event itself and sent afterwards.

    `text` and `values` are taken away after some time (`keeping.forget_texts`); what became of it stays for the figures.
    """

    key = models.UUIDField(unique=True)
    event = models.CharField(max_length=40)
    #: What it is about: "letter:12", "complaint:6f1d...".
    subject = models.CharField(max_length=60)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=600, blank=True)
    values = models.JSONField(default=dict)
    #: The page an officer is led to.
    path = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=8, choices=Channel)
    next_channels = models.JSONField(default=list)
    state = models.CharField("status", max_length=9, choices=State)
    tries = models.PositiveSmallIntegerField(default=0)
    send_after = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    sent_by = by_whom()
    #: What the gateway calls it.
    external_id = models.CharField(max_length=120, blank=True)
    fault = models.CharField("sebab", max_length=60, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_message_is_in_a_known_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="a_message_goes_to_one_person",
                condition=Q(account__isnull=False, contact__isnull=True)
                | Q(account__isnull=True, contact__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["event", "subject", "account"],
                condition=Q(account__isnull=False),
                name="an_officer_is_told_once",
            ),
            models.UniqueConstraint(
                fields=["event", "subject", "contact"],
                condition=Q(contact__isnull=False),
                name="a_resident_is_told_once",
            ),
            models.UniqueConstraint(
                fields=["channel", "external_id"], condition=~Q(external_id=""), name="a_receipt_is_of_one_message"
            ),
            models.CheckConstraint(name="no_message_holds_a_long_number", condition=~Q(text__regex=LONG_NUMBER)),
            models.CheckConstraint(
                name="a_sent_message_says_when",
                condition=Q(sent_at__isnull=False) | ~Q(state="SENT") & ~Q(state="DELIVERED") & ~Q(state="READ"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["send_after"], condition=Q(state="WAITING") | Q(state="SENDING"), name="messages_on_their_way"
            ),
            models.Index(
                fields=["account", "-made_at"], condition=Q(account__isnull=False), name="messages_of_an_officer"
            ),
            models.Index(
                fields=["state", "-made_at"], condition=Q(contact__isnull=False), name="messages_to_residents"
            ),
            models.Index(fields=["subject"], opclasses=["varchar_pattern_ops"], name="messages_of_a_subject"),
            models.Index(
                fields=["tried_at"], condition=Q(channel="WHATSAPP") | Q(channel="SMS"), name="messages_metered"
            ),
        ]

    @property
    def title(self) -> str:
        return events.title_of(self.event)

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "")

    @property
    def is_by_hand(self) -> bool:
        return self.state == State.BY_HAND


class MessagingSettings(models.Model):
    """What this office decided about messages: one row. Keys of gateways are sealed and never shown again."""

    class Method(models.TextChoices):
        POST = "POST", "POST (formulir)"
        JSON = "JSON", "POST (JSON)"
        GET = "GET", "GET"

    #: Keys of events nobody is told of.
    switched_off = models.JSONField(default=list)
    #: event -> the office's own words.
    wordings = models.JSONField(default=dict)
    mails_officers = models.BooleanField("surel kepada perangkat", default=True)
    quiet_from = models.TimeField("tenang dari pukul", default=time(20))
    quiet_until = models.TimeField("sampai pukul", default=time(7))
    monthly_cap = models.PositiveIntegerField("paling banyak sebulan", default=1000)
    keeps_texts_days = models.PositiveSmallIntegerField("hari isi pesan disimpan", default=90)

    whatsapp_phone_id = models.CharField("Phone number ID", max_length=40, blank=True)
    whatsapp_token = models.TextField(blank=True, editable=False)
    whatsapp_secret = models.TextField(blank=True, editable=False)
    whatsapp_verify = models.TextField(blank=True, editable=False)
    sms_url = models.CharField("alamat gateway SMS", max_length=300, blank=True)
    sms_method = models.CharField("cara", max_length=4, choices=Method, default=Method.POST)
    sms_fields = models.TextField("isian", blank=True)
    sms_secret = models.TextField(blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="there_is_one_set_of_messaging_settings", condition=Q(id=1)),
            models.CheckConstraint(
                name="texts_are_kept_for_a_time", condition=Q(keeps_texts_days__gte=7, keeps_texts_days__lte=730)
            ),
        ]

    @property
    def has_whatsapp(self) -> bool:
        """Whether messages can leave through it; receipts need the app secret besides."""
        return bool(self.whatsapp_phone_id and self.whatsapp_token)

    @property
    def has_sms(self) -> bool:
        return bool(self.sms_url)

    def tells(self, event: str) -> bool:
        return event not in self.switched_off

    def wording_of(self, event: events.Event) -> str:
        """The office's own words, or those that ship."""
        return str(self.wordings.get(event.key) or event.wording)
