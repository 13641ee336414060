"""Questions about the people of the office, their sessions and the keys of other systems."""

from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models import Account, ApiClient, Session
from accounts.sessions import IDLE


def people() -> QuerySet[Account]:
    """Everybody of the office with an account, the open ones first, each with posts; watchers are nobody's to close or change."""
    return Account.objects.with_posts().filter(reads_until__isnull=True).order_by("-is_active", "name")


def live_sessions(account: Account, *, at: datetime) -> QuerySet[Session]:
    """Where a person is signed in now."""
    return account.sessions.filter(expire_date__gt=at, seen_at__gt=at - IDLE).order_by("-seen_at")


def session_by_mark(account: Account, mark: str) -> Session | None:
    """The person's session a page named by its mark."""
    return next((session for session in account.sessions.all() if session.mark == mark), None)


def api_clients(*, at: datetime) -> QuerySet[ApiClient]:
    """The keys of other systems, those still good first."""
    over = Q(revoked_at__isnull=False) | Q(expires_at__lte=at)
    return ApiClient.objects.select_related("made_by").annotate(is_over=over).order_by("is_over", "-made_at")
