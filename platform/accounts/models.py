"""Accounts, their posts, sessions, invitations and API clients of one office."""

import hashlib
import hmac
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from accounts import permissions
from accounts.posts import Post
from walls import keys
from web.access import Permission

NIK_PURPOSE = "NIK of an official"


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)

    def with_posts(self) -> "models.QuerySet[Account]":
        """People and the posts they hold now, in one statement."""
        return self.annotate(held_posts=held_by(OuterRef("pk")))


def held_by(account: Any) -> ArraySubquery:
    """The posts somebody holds now, as a column of whatever statement knows the account."""
    held = Appointment.objects.filter(account=account, until__isnull=True).order_by("pk")
    return ArraySubquery(held.values("post"))


class Account(AbstractBaseUser):
    """A person of this office who signs in here and nowhere else."""

    username = models.CharField("nama pengguna", max_length=40)
    name = models.CharField("nama lengkap", max_length=120)
    email = models.EmailField("surel", blank=True)
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    failed_count = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    totp_sealed = models.TextField(blank=True)
    totp_confirmed_at = models.DateTimeField(null=True)
    # The last accepted time step; the same code is refused a second time (RFC 6238, section 5.2).
    totp_last_step = models.BigIntegerField(default=0)
    # Of the form that made the account: a second click makes no second one.
    form_key = models.UUIDField(null=True, editable=False)
    # By which the office knows its officials among its residents; the NIK itself is kept nowhere.
    nik_fingerprint = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    #: NIP, which only a civil servant has; it stands under the name on what the person signs.
    employee_number = models.CharField("NIP", max_length=18, blank=True, default="", db_default="")
    # Under which the national authority knows the person; only whoever signs may read it, to sign (papers/enrolment.py).
    signer_nik_sealed = models.TextField(blank=True, default="", db_default="", editable=False)
    # Of a watcher: somebody from above who reads for a while. Until when, and by which permissions; posts do not count then.
    reads_until = models.DateTimeField(null=True, editable=False)
    reads = models.JSONField(default=list, db_default=[], editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = AccountManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="a_username_is_taken_once"),
            models.UniqueConstraint(fields=["form_key"], name="an_account_is_made_once_by_a_form"),
            models.CheckConstraint(
                name="an_employee_number_has_eighteen_digits", condition=Q(employee_number__regex=r"^([0-9]{18})?$")
            ),
            models.CheckConstraint(name="a_username_is_plain", condition=Q(username__regex=r"^[A-Za-z0-9._-]{3,40}$")),
        ]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Ties a session to password and office: one copied into another office's schema signs nobody in."""
        return hmac.new(keys.derive("session"), self.password.encode(), hashlib.sha256).hexdigest()

    @cached_property
    def posts(self) -> list[str]:
        """The posts held now; one query, kept for the request, or none when whoever read the account asked for them."""
        if (held := self.__dict__.get("held_posts")) is not None:
            return list(held)
        return [appointment.post for appointment in self.appointments.all() if appointment.is_current]

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        if not self.is_active:
            return frozenset()
        return permissions.named_among(self.reads) if self.is_watcher else permissions.granted_to(self.posts)

    @property
    def is_watcher(self) -> bool:
        """Somebody of an office above who reads here for a while and changes nothing (`accounts.watching`)."""
        return self.reads_until is not None

    def is_over(self, at: datetime) -> bool:
        """A watcher whose time has run out."""
        return self.reads_until is not None and at >= self.reads_until

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def is_person(self, nik: str) -> bool:
        """Whether this NIK is the person's own, as far as the office was told."""
        return bool(nik and self.nik_fingerprint) and hmac.compare_digest(
            self.nik_fingerprint, keys.fingerprint(NIK_PURPOSE, nik)
        )

    def must_prove(self, permission: Permission) -> bool:
        """True when acting on the permission wants the second factor."""
        return permissions.is_strong(permission)

    @property
    def has_totp(self) -> bool:
        return self.totp_confirmed_at is not None

    @property
    def post_titles(self) -> str:
        return ", ".join(Post(post).label for post in self.posts)


class Appointment(models.Model):
    """A post a person holds, from a day until a day. One person may hold several; small villages merge posts."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="appointments")
    post = models.CharField("jabatan", max_length=20, choices=Post)
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "post"], condition=Q(until__isnull=True), name="a_post_is_held_once_by_a_person"
            ),
            models.CheckConstraint(
                name="an_appointment_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
        ]

    @property
    def is_current(self) -> bool:
        return self.until is None


class Session(AbstractBaseSession):
    """A session of this office, with what its owner needs to recognize it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="sessions")
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "sesi"

    @property
    def mark(self) -> str:
        """Names the session on a page; the key itself would open it."""
        return keys.fingerprint("session mark", self.session_key)[:16]

    @classmethod
    def get_session_store_class(cls) -> type:
        from accounts.sessions import SessionStore

        return SessionStore


class Invitation(models.Model):
    """A one-time link to set a password: for a new account, or after forgetting it. Only its fingerprint is kept."""

    class Purpose(models.TextChoices):
        WELCOME = "WELCOME", "Undangan"
        RESET = "RESET", "Atur ulang sandi"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="invitations")
    purpose = models.CharField(max_length=10, choices=Purpose)
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_invitation_expires_after_it_is_made", condition=Q(expires_at__gt=F("made_at"))
            )
        ]

    def is_open(self, at: datetime) -> bool:
        return self.used_at is None and at < self.expires_at and self.account.is_active


class ApiClient(models.Model):
    """Another system that may use the API of this office, with a list of permissions of its own."""

    name = models.CharField("nama sistem", max_length=80)
    fingerprint = models.CharField(max_length=64, unique=True)
    permissions = models.JSONField(default=list)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, db_index=False, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    # Of the form that made the key: a second click makes no second one.
    form_key = models.UUIDField(null=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form_key"], name="an_api_client_is_made_once_by_a_form")]

    def is_valid(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at
