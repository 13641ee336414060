"""How Django finds the person behind a session."""

from django.contrib.auth.backends import BaseBackend

from accounts.models import Account


class AccountBackend(BaseBackend):
    """Accounts with their posts, in two queries; signing in goes through `accounts.actions.check_sign_in`, not through here."""

    def get_user(self, user_id: int) -> Account | None:
        return Account.objects.prefetch_related("appointments").filter(pk=user_id, is_active=True).first()
