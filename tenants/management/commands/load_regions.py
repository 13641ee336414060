"""Load region codes."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants import regions


class Command(BaseCommand):
    help = "Load the ministry's region codes: one kabupaten of the list that ships, or a file of code,name rows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=regions.SAMPLE)
        parser.add_argument("--kabupaten", default="", help="code of a kabupaten, like 35.29, with all below it")

    def handle(self, *, file: Path, kabupaten: str, **options: object) -> None:
        try:
            count = regions.load_regency(kabupaten) if kabupaten else regions.load(file)
        except (OSError, UnicodeDecodeError, regions.RegionsRefused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} wilayah dimuat.")
