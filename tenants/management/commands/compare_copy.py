"""Compare an office with the copy beside it."""

import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants import queries
from tenants.copies import comparing
from tenants.copies.refusals import CopyRefused


class Command(BaseCommand):
    help = "Print for each table whether an office and the copy beside it are equal; exits with 1 when one is not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("office", metavar="HOST_OR_KEY")
        parser.add_argument("--drop", action="store_true", help="take the copy away afterwards")

    def handle(self, *, office: str, drop: bool, **options: object) -> None:
        found = queries.offices_named(office)
        if not office or not found:
            raise CommandError(f"Tidak ada kantor {office}.")
        try:
            lines = comparing.compare(found[0])
        except CopyRefused as error:
            raise CommandError(str(error)) from error
        for line in lines:
            now, then = (f"{one.rows} baris {one.sha256[:12]}" if one else "tidak ada" for one in (line.now, line.then))
            self.stdout.write(f"{'sama ' if line.is_equal else 'BEDA '} {line.table}: kini {now}, salinan {then}")
        if drop:
            comparing.drop_beside(found[0])
        if not all(line.is_equal for line in lines):
            sys.exit(1)
