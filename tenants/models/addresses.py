"""The host names that lead to offices."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models.functions import Now
from django_tenants.models import DomainMixin

from tenants.models.offices import Office


class Domain(DomainMixin):
    """A host name that leads to one office."""


class DomainClaim(models.Model):
    """A village says that a domain is its own; DNS must prove it before the domain leads anywhere."""

    class Certificate(models.TextChoices):
        NONE = "NONE", "Belum diminta"
        ASKED = "ASKED", "Diminta"
        ISSUED = "ISSUED", "Terbit"
        FAILED = "FAILED", "Gagal"

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="domain_claims", db_index=False)
    domain = models.CharField(max_length=253)
    #: Goes into a TXT record; whoever can write there owns the domain. No secret.
    token = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)
    proven_at = models.DateTimeField(null=True)
    certificate = models.CharField(max_length=10, choices=Certificate, default=Certificate.NONE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "domain"], name="one_claim_per_office_and_domain"),
            models.UniqueConstraint(
                fields=["domain"], condition=models.Q(proven_at__isnull=False), name="a_domain_is_proven_by_one_office"
            ),
        ]


class RetiredNames(models.Manager["RetiredName"]):
    """Questions about retired hosts."""

    def resting(self) -> models.QuerySet["RetiredName"]:
        """Those nobody else may have yet."""
        return self.filter(free_after__gt=Now())

    def rest(self, hosts: Iterable[str], *, office: Office, at: datetime, free_after: datetime) -> None:
        """Let hosts rest; one that rested before, for whomever, rests anew."""
        self.bulk_create(
            [RetiredName(host=host, office=office, retired_at=at, free_after=free_after) for host in hosts],
            update_conflicts=True,
            unique_fields=["host"],
            update_fields=["office", "retired_at", "free_after"],
        )


class RetiredName(models.Model):
    """A host whose office is gone or was renamed; nobody else may have it until old links and cookies are forgotten."""

    host = models.CharField(max_length=253, primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="retired_names")
    retired_at = models.DateTimeField()
    free_after = models.DateTimeField()

    objects = RetiredNames()
