"""Recurring work that belongs to no office, and work that waits for other machines."""

from typing import Any

import structlog
from celery import shared_task
from django.utils import timezone

from jobs.kinds import JobRefused, Progress, job_kind
from tenants import certificates
from tenants.actions import addresses, pool
from tenants.models import Office
from tenants.pool import size_of
from walls import current

log = structlog.get_logger(__name__)


@shared_task(name="tenants.fill_pool")
def fill_pool() -> None:
    """This will bring the pool of spare schemas of every kind to its size."""
    for kind in Office.Kind.values:
        pool.fill_pool(kind=kind, size=size_of(kind), at=timezone.now())


@job_kind(addresses.CERTIFICATE_JOB, title="Sertifikat alamat")
def fetch_certificate(progress: Progress, claim_id: int) -> dict[str, Any]:
    """This will have the certificate of a proven domain fetched; run again, it asks again."""
    try:
        addresses.fetch_certificate(claim_id=claim_id, at=timezone.now())
    except (addresses.ClaimGone, addresses.ProofMissing) as gone:
        raise JobRefused("Alamat ini sudah dilepas atau belum terbukti.") from gone
    except certificates.HookFailed as failed:
        raise JobRefused(f"Sertifikat belum terbit: {failed}.") from failed
    return {"said": "Sertifikat terbit.", "link": {"href": "/kantor/alamat/", "text": "Lihat alamat kantor"}}


@shared_task(name="tenants.recheck_domains")
def recheck_domains() -> None:
    """This will look at every own domain once a month; it works in the public schema and enters an office only to write its log."""
    current.leave()
    for claim in addresses.recheck_domains(at=timezone.now()):
        log.warning("domain no longer proven", domain=claim.domain, office=claim.office.key)
