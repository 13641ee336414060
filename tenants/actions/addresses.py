"""An office's own domain: claimed, proven by DNS, given a certificate, looked at again each month, dropped."""

import secrets
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction

import jobs.actions
from accounts import limits
from tenants import certificates, dns_proof, domain_names
from tenants.actions.telling import FromOutside, tell
from tenants.models import Domain, DomainClaim, Office
from walls import current

log = structlog.get_logger(__name__)
MOST_CLAIMS = 5
RECHECK_AFTER = timedelta(days=30)
CERTIFICATE_JOB = "tenants.certificate"


class DomainTaken(ValueError):
    """Another office has proven it, or it leads to one."""


class TooManyClaims(ValueError):
    """An office may try MOST_CLAIMS domains at a time."""


class ClaimGone(ValueError):
    """The current office has no such claim."""


class ProofMissing(RuntimeError):
    """DNS does not hold the token (or said nothing); the text says which."""


def claim_domain(*, text: str, by: Any, at: datetime) -> DomainClaim:
    """
    Say that a domain belongs to the current office; it leads nowhere until `prove_domain`. The same domain again finds the claim.

    :raises DomainRefused: no office can have this domain.
    :raises DomainTaken: another office has it.
    :raises TooManyClaims: too many are open.
    """
    office, domain = _current(), domain_names.normalised(text, deployment=settings.DOMAIN)
    with transaction.atomic():
        with current.outside():
            Office.objects.select_for_update().get(pk=office.pk)
            if known := DomainClaim.objects.filter(office=office, domain=domain).first():
                return known
            if Domain.objects.filter(domain=domain).exists():
                raise DomainTaken(domain)
            if DomainClaim.objects.filter(office=office).count() >= MOST_CLAIMS:
                raise TooManyClaims
            token = secrets.token_urlsafe(24)
            claim = DomainClaim.objects.create(office=office, domain=domain, token=token, asked_at=at)
        tell("domain.claim", office, by=by, at=at, detail={"domain": domain})
    return claim


def prove_domain(*, claim_id: int, by: Any, at: datetime) -> DomainClaim:
    """
    Ask DNS for the token; when it is there the domain leads to the current office, and its certificate is asked for by a job.

    :raises ClaimGone: the current office has no such claim.
    :raises ProofMissing: the token is not there.
    :raises DomainTaken: another office proved it in the meantime.
    :raises TooManyTries: more than ten tries in ten minutes.
    """
    office = _current()
    claim = _claim(office, claim_id)
    limits.count("domain-proof", str(claim.pk), at_most=10, within=timedelta(minutes=10))
    # The question to strangers is asked outside of every transaction.
    failure = _failure_of(claim)
    if failure:
        with current.outside():
            DomainClaim.objects.filter(pk=claim.pk).update(checked_at=at, failure=failure)
        raise ProofMissing(failure)
    try:
        with transaction.atomic():
            is_new = _let_in(claim, at)
            if is_new:
                tell("domain.prove", office, by=by, at=at, detail={"domain": claim.domain})
                ask_for_certificate(claim_id=claim.pk, by=by, at=at)
    except IntegrityError as taken:
        raise DomainTaken(claim.domain) from taken
    return _claim(office, claim_id)


def ask_for_certificate(*, claim_id: int, by: Any, at: datetime) -> None:
    """
    Have the deployment's program fetch the certificate, in a job; nothing happens when the operator set up no program.

    :raises ClaimGone: the current office has no such claim.
    :raises ProofMissing: the domain is not proven.
    """
    claim = _claim(_current(), claim_id)
    if claim.proven_at is None:
        raise ProofMissing("Domain ini belum terbukti.")
    if not certificates.is_set_up():
        return
    with transaction.atomic():
        with current.outside():
            DomainClaim.objects.filter(pk=claim.pk).update(certificate=DomainClaim.Certificate.ASKED)
        jobs.actions.start(
            kind=CERTIFICATE_JOB, arguments={"claim_id": claim.pk}, by=by, at=at, title=f"Sertifikat {claim.domain}"
        )


def fetch_certificate(*, claim_id: int, at: datetime) -> None:
    """
    Run the program for a proven domain of the current office and keep how it ended.

    :raises ClaimGone: the claim was dropped meanwhile.
    :raises ProofMissing: the domain is not proven; the program is not run.
    :raises HookFailed: it ended without a certificate.
    """
    office = _current()
    claim = _claim(office, claim_id)
    if claim.proven_at is None:
        raise ProofMissing("Domain ini belum terbukti.")
    try:
        certificates.ask_for(claim.domain)
    except certificates.HookFailed as failed:
        _note_certificate(office, claim, DomainClaim.Certificate.FAILED, str(failed), at)
        raise
    _note_certificate(office, claim, DomainClaim.Certificate.ISSUED, "", at)


def drop_domain(*, claim_id: int, by: Any, at: datetime) -> None:
    """
    Give a domain up: it no longer leads here, and whoever owns it may prove it for another office.

    :raises ClaimGone: the current office has no such claim.
    """
    office = _current()
    claim = _claim(office, claim_id)
    with transaction.atomic():
        with current.outside():
            if claim.proven_at:
                Domain.objects.filter(tenant=office, domain=claim.domain, is_primary=False).delete()
            claim.delete()
        tell("domain.drop", office, by=by, at=at, detail={"domain": claim.domain})


def recheck_domains(*, at: datetime) -> list[DomainClaim]:
    """
    Ask again for every proven domain not asked for a month; report those whose token is gone, and take nothing away.

    A village that loses its domain for a weekend must not lose its address for good; a person decides.
    """
    lapsed = []
    with current.outside():
        due = DomainClaim.objects.filter(proven_at__isnull=False, checked_at__lt=at - RECHECK_AFTER)
        claims = list(due.select_related("office__secret", "office__parent__parent").order_by("checked_at"))
    for claim in claims:
        failure = _failure_of(claim)
        if failure:
            lapsed.append(claim)
        _note_recheck(claim, failure, at)
    return lapsed


def _current() -> Office:
    office = current.office()
    assert isinstance(office, Office)
    return office


def _claim(office: Office, claim_id: int) -> DomainClaim:
    with current.outside():
        claim = DomainClaim.objects.filter(pk=claim_id, office=office).first()
    if claim is None:
        raise ClaimGone(claim_id)
    return claim


def _failure_of(claim: DomainClaim) -> str:
    """Why the domain is not proven now; empty when it is."""
    try:
        if dns_proof.has_token(claim.domain, claim.token):
            return ""
    except dns_proof.DnsSilent as silent:
        log.warning("dns said nothing", domain=claim.domain, why=str(silent))
        return "DNS domain ini tidak menjawab. Coba lagi beberapa menit lagi."
    return "Catatan TXT belum ditemukan. Perubahan DNS kadang perlu satu jam sampai satu hari."


def _let_in(claim: DomainClaim, at: datetime) -> bool:
    """False when it was let in before. The constraint on proven domains puts two offices in line, and refuses the second."""
    with current.outside():
        fresh = DomainClaim.objects.select_for_update().get(pk=claim.pk)
        is_new = fresh.proven_at is None
        fresh.checked_at, fresh.failure, fresh.proven_at = at, "", fresh.proven_at or at
        fresh.save(update_fields=["checked_at", "failure", "proven_at"])
        if is_new:
            Domain.objects.create(tenant=claim.office, domain=claim.domain, is_primary=False)
    return is_new


def _note_certificate(office: Office, claim: DomainClaim, outcome: str, failure: str, at: datetime) -> None:
    with transaction.atomic():
        with current.outside():
            DomainClaim.objects.filter(pk=claim.pk).update(certificate=outcome, failure=failure[:200])
        detail = {"domain": claim.domain, "outcome": outcome}
        tell("domain.certify", office, by=FromOutside("Sistem"), at=at, detail=detail)


def _note_recheck(claim: DomainClaim, failure: str, at: datetime) -> None:
    with transaction.atomic():
        with current.outside():
            DomainClaim.objects.filter(pk=claim.pk).update(checked_at=at, failure=failure)
        if failure and claim.office.state != Office.State.CLOSED:
            tell("domain.lapse", claim.office, by=FromOutside("Sistem"), at=at, detail={"domain": claim.domain})
