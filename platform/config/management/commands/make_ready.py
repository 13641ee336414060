"""Everything between new code and serving it, in one process."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Bring the database to the present code; with --sample also fill the sample kabupaten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sample", action="store_true", help="fill the sample kabupaten too")

    def handle(self, *, sample: bool, **options: object) -> None:
        call_command("prepare", stdout=self.stdout, verbosity=0)
        if sample:
            call_command("seed_demo", stdout=self.stdout)
