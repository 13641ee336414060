"""How Django finds the person behind a session."""

from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from accounts import sessions
from accounts.models import Account


class AccountBackend(BaseBackend):
    """Accounts with the posts they hold; signing in goes through `accounts.actions.check_sign_in`, not through here."""

    def get_user(self, user_id: int) -> Account | None:
        account = sessions.take_owner(user_id)
        account = account or Account.objects.with_posts().filter(pk=user_id).first()
        if account is None or not account.is_active or account.is_over(timezone.now()):
            return None
        return account
