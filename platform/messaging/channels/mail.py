"""E-mail by the way the deployment sends it."""

from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMessage

from messaging.channels import Away, Outgoing, Refused
from messaging.models import MessagingSettings


class Mail:
    """See `Sender`."""

    def send(self, outgoing: Outgoing, settings: MessagingSettings) -> str:
        # One line, whatever an office calls itself: a second one would be a head of its own.
        subject = " ".join(outgoing.title.split())
        mail = EmailMessage(subject, outgoing.text, None, [outgoing.to], headers={"X-Kentongan-Key": outgoing.key})
        try:
            mail.send()
        except SMTPRecipientsRefused as error:
            raise Refused("alamat surel ditolak") from error
        except (SMTPException, OSError) as error:
            raise Away(type(error).__name__) from error
        except ValueError as error:
            raise Refused("alamat surel salah") from error
        return ""
