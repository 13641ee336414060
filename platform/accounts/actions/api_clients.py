"""Keys with which other systems use the API of this office."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

import audit
from accounts.models import ApiClient
from accounts.permissions import is_strong
from walls import keys

LONGEST = timedelta(days=366)


class PermissionsTooWide(Exception):
    """A key may not do what its maker may not, nor what wants the second factor of a person."""


class TooLong(Exception):
    """A key lives for a year at most, and ends after it begins."""


class ClientMadeAlready(Exception):
    """The same form was sent twice; the secret was shown the first time."""


def make_api_client(
    *, name: str, permissions: list[str], expires_at: datetime, key: UUID | None = None, by: Any, at: datetime
) -> tuple[ApiClient, str]:
    """
    Make a key for another system. Returns the client and the secret, which is shown once and not kept.

    :raises PermissionsTooWide: its maker has not got them all, or one of them signs.
    :raises TooLong: more than a year, or already over.
    :raises ClientMadeAlready: the form was sent before.
    """
    own = {permission.value for permission in by.permissions if not is_strong(permission)}
    if not permissions or not set(permissions) <= own:
        raise PermissionsTooWide(sorted(set(permissions) - own))
    if not at < expires_at <= at + LONGEST:
        raise TooLong
    secret = secrets.token_urlsafe(32)
    client = ApiClient(
        name=name,
        fingerprint=keys.fingerprint("api client", secret),
        permissions=sorted(set(permissions)),
        made_by=by,
        made_at=at,
        expires_at=expires_at,
        form_key=key,
    )
    with transaction.atomic():
        _save_new(client)
        audit.record("api_client.make", client, by=by, at=at, detail={"permissions": client.permissions})
    return client, secret


def revoke_api_client(*, client: ApiClient, by: Any, at: datetime) -> None:
    """End a key at once; a second time changes nothing."""
    with transaction.atomic():
        if ApiClient.objects.filter(pk=client.pk, revoked_at__isnull=True).update(revoked_at=at):
            audit.record("api_client.revoke", client, by=by, at=at)


def _save_new(client: ApiClient) -> None:
    try:
        with transaction.atomic():
            client.save()
    except IntegrityError as error:
        if "an_api_client_is_made_once_by_a_form" not in str(error):
            raise
        raise ClientMadeAlready from error
