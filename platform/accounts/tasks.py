"""The messages of accounts."""

from smtplib import SMTPException

from django.utils import timezone

from accounts import actions
from jobs.office_task import AWAY, office_task


@office_task("accounts.mail_reset_links", autoretry_for=(*AWAY, SMTPException, ConnectionError))
def mail_reset_links(name: str) -> None:
    """This will mail a one-time link to whoever has this name or e-mail, if anybody."""
    actions.mail_reset_links(name=name, at=timezone.now())
