"""Load region codes."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants import regions


class Command(BaseCommand):
    help = "Load the ministry's region codes from a file of code,name rows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=regions.SAMPLE)

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            count = regions.load(file)
        except (OSError, UnicodeDecodeError, regions.RegionsRefused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} wilayah dimuat.")
