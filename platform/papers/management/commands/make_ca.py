"""manage.py make_ca: the deployment's certificate authority, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from papers import authority


class Command(BaseCommand):
    help = "Make the certificate authority that vouches for the people who sign."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="who runs this deployment, e.g. 'Kabupaten Sumenep'")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = authority.make_authority(name=options["name"], at=timezone.now())
        except authority.AuthorityExists as error:
            raise CommandError(f"{error} already holds an authority; it is not replaced.") from error
        self.stdout.write(f"{made}: keep the key beside it secret, and back both up.")
