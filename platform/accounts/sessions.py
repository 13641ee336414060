"""
Sessions in the office's own schema, with an owner, so that a person can see and end them.

A session key ends with a mark of its office. It is looked at only when a cookie leads to no session here: then it tells a session that
is over from a cookie that was made elsewhere, which is written to the log.
"""

import hmac
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import OuterRef, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import Account, Session, held_by
from walls import current, keys
from walls.compiled import Blank, CompiledQuery

log = structlog.get_logger(__name__)
# An officer's desk is left for lunch with the page open; after this the session is dead.
IDLE = timedelta(minutes=30)
# However busy, nobody stays signed in beyond a working day.
LONGEST = timedelta(hours=12)
NOTE_SEEN_EVERY = timedelta(minutes=1)
# Lengths of the two parts of a key; 26 letters and digits are 134 random bits.
RANDOM, MARK = 26, 8
_owner: ContextVar[Account | None] = ContextVar("owner of the session read last", default=None)


class SessionStore(DatabaseStore):
    """Django's database store on our table, with an idle limit for officers and an end that use does not move."""

    @property
    def key_salt(self) -> str:
        return f"accounts.sessions.{current.office_key()}"

    def load(self) -> dict[str, Any]:
        asked = self.session_key
        found: dict[str, Any] = super().load()
        if not found and asked and not _was_made_here(asked):
            # Neither the cookie nor the address: the one would open a session, the other is a person's.
            log.warning("foreign cookie")
        return found

    def _get_new_session_key(self) -> str:
        while True:
            random = get_random_string(RANDOM, "abcdefghijklmnopqrstuvwxyz0123456789")
            key = random + _mark(random)
            if not self.exists(key):
                return key

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        now = timezone.now()
        created = datetime.fromisoformat(data["_created"]) if "_created" in data else now
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=created + LONGEST if "_created" in data else self.get_expiry_date(),
            account_id=data.get("_auth_user_id"),
            created_at=created,
            seen_at=now,
            address=data.get("_address"),
            browser=(data.get("_browser") or "")[:200],
        )

    def _get_session_from_db(self) -> Session | None:
        now = timezone.now()
        _owner.set(None)
        found = _LIVE.rows(key=self.session_key, now=now, seen_since=now - IDLE)
        if not found:
            self._session_key = None
            return None
        session, owner = _read(found[0])
        _owner.set(owner)
        if now - session.seen_at > NOTE_SEEN_EVERY:
            Session.objects.filter(pk=session.pk).update(seen_at=now)
        return session


_OF_SESSION = [field.attname for field in Session._meta.concrete_fields]
_OF_OWNER = [field.attname for field in Account._meta.concrete_fields]
# Every page begins with this one.
_LIVE = CompiledQuery(
    lambda: (
        Session.objects.filter(
            Q(account__isnull=True) | Q(seen_at__gt=Blank("seen_since")),
            session_key=Blank("key"),
            expire_date__gt=Blank("now"),
        )
        .annotate(held_posts=held_by(OuterRef("account")))
        .values_list(*_OF_SESSION, *(f"account__{name}" for name in _OF_OWNER), "held_posts")
    )
)


def _read(row: tuple[Any, ...]) -> tuple[Session, Account | None]:
    """A session, and whose it is with the posts held now."""
    session: Session = Session.from_db("default", _OF_SESSION, row[: len(_OF_SESSION)])
    if session.account_id is None:
        return session, None
    owner: Account = Account.from_db("default", _OF_OWNER, row[len(_OF_SESSION) : -1])
    # Where `Account.posts` looks for them, as with `held_by` in a query of accounts.
    vars(owner)["held_posts"] = row[-1]
    session.account = owner
    return session, owner


def take_owner(account_id: int) -> Account | None:
    """
    Whose session was read last, with the posts held now; given once, to whoever asks for this account.

    The session and its owner come in one statement, and Django asks for the owner right after it.
    """
    owner = _owner.get()
    _owner.set(None)
    return owner if owner is not None and owner.pk == account_id else None


def _mark(random: str) -> str:
    return keys.fingerprint("session key", random)[:MARK]


def _was_made_here(key: str) -> bool:
    return hmac.compare_digest(key[RANDOM:].encode(), _mark(key[:RANDOM]).encode())
