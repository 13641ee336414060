"""Letters to the people of the office, by e-mail; they name nobody but the reader and hold no NIK."""

from django.core.mail import send_mail
from django.template.loader import render_to_string

from accounts import links
from accounts.models import Account
from walls import current


def send_reset_link(account: Account, secret: str) -> None:
    """Send the one-time link to set a new password."""
    office = current.office()
    text = render_to_string(
        "accounts/mail/reset.txt", {"account": account, "office": office, "link": links.invitation(secret)}
    )
    send_mail(f"Atur ulang sandi {office.title}", text, None, [account.email])
