"""List the copies there are."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tenants import queries
from tenants.copies import keeping
from tenants.copies.refusals import CopyRefused


class Command(BaseCommand):
    help = "List the kept copies of an office or of all, newest first; --prune lets go nightly copies nobody needs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("office", nargs="?", default="", metavar="HOST_OR_KEY")
        parser.add_argument("--prune", action="store_true", help="keep 7 days, 4 weeks and 12 months of nightly copies")

    def handle(self, *, office: str, prune: bool, **options: object) -> None:
        if prune:
            try:
                self.stdout.write(f"{keeping.prune(at=timezone.now())} salinan malam dilepas.")
            except CopyRefused as error:
                raise CommandError(str(error)) from error
        named = queries.office_ever_named(office)
        if office and named is None:
            raise CommandError(f"Tidak ada kantor {office}.")
        for backup in keeping.copies_of(named):
            made = timezone.localtime(backup.made_at, backup.office.tzinfo)
            self.stdout.write(
                f"{backup.pk:>6}  {made:%Y-%m-%d %H.%M}  {backup.office.key}  {backup.office.title}: {backup.reason},"
                f" {backup.row_count} baris, {backup.object_count} dokumen, {backup.size} bita"
            )
