"""Seal the offices' secrets anew."""

from django.core.management.base import BaseCommand

from tenants.actions import sealing


class Command(BaseCommand):
    help = "Seal the root secret of every office with the present SECRET_KEY; then SECRET_KEY_FALLBACKS may be emptied."

    def handle(self, **options: object) -> None:
        self.stdout.write(f"{sealing.reseal_secrets()} rahasia kantor disegel dengan kunci yang berlaku.")
