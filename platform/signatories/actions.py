"""Entering a letter of appointment by which somebody acts as the camat, and ending it; choosing whose certificates sign."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

import audit
from accounts.models import Account
from papers.decrees import fault_of
from papers.statements import SignerKind
from signatories.models import Deputy, SigningChoice
from signatories.permissions import SignatoryPermission
from signatories.rules import CAMAT, MAY_ACT, Manner
from walls import current


class NotYoursToAppoint(PermissionError):
    """The camat and the secretary of the kecamatan enter appointments and choose certificates, nobody else."""


class AppointmentRefused(ValueError):
    """What was entered cannot hold; the message says why, in words for people."""


class AppointmentEnded(RuntimeError):
    """Somebody ended it first, or its days are over."""


def appoint(
    *,
    account: Account,
    manner: str,
    decree_number: str,
    decree_on: date,
    starts_on: date,
    ends_on: date,
    by: Account,
    at: datetime,
) -> Deputy:
    """
    Enter a letter of appointment.

    The camat or the secretary enters it, also about herself: it was made above the kecamatan or by the absent camat.

    :param manner: a value of `rules.Manner`.
    :raises NotYoursToAppoint: see there.
    :raises AppointmentRefused: a wrong post, a day that does not fit, or another acts as the camat at that time.
    """
    _refuse_others(by)
    _check(account, decree_number, starts_on, ends_on)
    try:
        with transaction.atomic():
            deputy = Deputy.objects.create(
                account=account,
                manner=Manner(manner),
                decree_number=" ".join(decree_number.split()),
                decree_on=decree_on,
                starts_on=starts_on,
                ends_on=ends_on,
                made_by=by,
                made_at=at,
            )
            audit.record("deputy.appoint", deputy, by=by, at=at, detail=_said(deputy))
    except IntegrityError as error:
        raise AppointmentRefused("Pada hari-hari itu sudah ada Plt. atau Plh. lain. Akhiri dahulu.") from error
    return deputy


@transaction.atomic
def end_appointment(*, deputy: Deputy, by: Account, at: datetime) -> Deputy:
    """
    End it at once. What was signed under it stays valid.

    :raises NotYoursToAppoint: see there.
    :raises AppointmentEnded: see there.
    """
    _refuse_others(by)
    deputy = Deputy.objects.select_for_update().get(pk=deputy.pk)
    if not deputy.may_end(current.today(at)):
        raise AppointmentEnded(deputy.pk)
    deputy.ended_by, deputy.ended_at = by, at
    deputy.save(update_fields=["ended_by", "ended_at"])
    audit.record("deputy.end", deputy, by=by, at=at, detail=_said(deputy))
    return deputy


@transaction.atomic
def choose_signer(*, signer: SignerKind, by: Account, at: datetime) -> SigningChoice:
    """
    Sign with this system's certificates, or with the national authority's (record 31); what was signed stays as it was signed.

    :raises NotYoursToAppoint: camat and secretary choose, nobody else.
    """
    _refuse_others(by)
    chosen, _ = SigningChoice.objects.update_or_create(id=1, defaults={"signer": signer.value})
    audit.record("signing.choose", chosen, by=by, at=at, detail={"signer": signer.value})
    return chosen


def _refuse_others(by: Account) -> None:
    if not by.may(SignatoryPermission.APPOINT):
        raise NotYoursToAppoint


def _check(account: Account, decree_number: str, starts_on: date, ends_on: date) -> None:
    if CAMAT in account.posts:
        raise AppointmentRefused(f"{account.name} memegang jabatan Camat dan menandatangani karena jabatannya.")
    if not account.is_active or not set(MAY_ACT) & set(account.posts):
        raise AppointmentRefused(f"{account.name} tidak memegang jabatan di kecamatan ini.")
    if fault := fault_of(decree_number, starts_on, ends_on):
        raise AppointmentRefused(fault)


def _said(deputy: Deputy) -> dict[str, object]:
    return {
        "as": deputy.right.signed_as(current.office().name),
        "to": deputy.account.username,
        "decree": deputy.decree_number,
        "from": deputy.starts_on.isoformat(),
        "until": deputy.ends_on.isoformat() if deputy.ends_on else None,
    }
