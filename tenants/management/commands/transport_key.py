"""Print the key others seal an office for us with."""

from django.core.management.base import BaseCommand

from tenants.copies import transport


class Command(BaseCommand):
    help = "Print this deployment's public transport key (PEM): give it to whoever sends an office here with copy_office --for."

    def handle(self, **options: object) -> None:
        self.stdout.write(transport.own_public_key().decode(), ending="")
