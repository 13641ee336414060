"""The sample heads' second factor of this minute."""

import pyotp
from django.core.management.base import BaseCommand

from config.demo.cast import Secrets


class Command(BaseCommand):
    help = "Print the six digits the sample heads sign in with."

    def handle(self, **options: object) -> None:
        self.stdout.write(pyotp.TOTP(Secrets.of_this_machine().totp).now())
