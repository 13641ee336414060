"""How another system signs in: a bearer secret of this office, with its own short list of permissions."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import ApiClient
from walls import keys
from web.access import Permission

NOTE_USE_EVERY = timedelta(minutes=1)


class ApiCaller:
    """The user of a request that another system made."""

    is_authenticated = True
    is_anonymous = False
    pk = None

    def __init__(self, client: ApiClient) -> None:
        self.client = client
        # What the log writes down as the actor.
        self.name = f"Sistem: {client.name}"

    def may(self, permission: Permission) -> bool:
        return permission in self.client.permissions

    def must_prove(self, permission: Permission) -> bool:
        """A system has no second factor, so what wants one is closed to it."""
        from accounts import permissions

        return permissions.is_strong(permission)


class ClientAuthentication(BaseAuthentication):
    """`Authorization: Bearer <secret>`; a secret of another office is unknown here."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        now = timezone.now()
        client = ApiClient.objects.filter(fingerprint=keys.fingerprint("api client", secret.strip())).first()
        if client is None or not client.is_valid(now):
            raise AuthenticationFailed("Kunci API tidak dikenal atau sudah tidak berlaku.")
        if client.used_at is None or now - client.used_at > NOTE_USE_EVERY:
            ApiClient.objects.filter(pk=client.pk).update(used_at=now)
        return ApiCaller(client), client

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
