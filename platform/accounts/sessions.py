"""Sessions in the office's own schema, with an owner, so that a person can see and end them."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from accounts.models import Session


class SessionStore(DatabaseStore):
    """Django's database store on our table."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        now = timezone.now()
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account_id=data.get("_auth_user_id"),
            created_at=data.get("_created") or now,
            seen_at=now,
            address=data.get("_address"),
            browser=(data.get("_browser") or "")[:200],
        )
