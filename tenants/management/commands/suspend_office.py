"""Close an office's door for a while, or open it again, when the kabupaten's page cannot be reached."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tenants import queries
from tenants.actions import life
from tenants.actions.telling import FromOutside


class Command(BaseCommand):
    help = "Suspend an office with a reason its visitors read; with --reopen, open it again. Its data stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("office", metavar="HOST_OR_KEY")
        parser.add_argument("--reason", default="", help="shown to whoever comes; at least five letters")
        parser.add_argument("--reopen", action="store_true")

    def handle(self, *, office: str, reason: str, reopen: bool, **options: Any) -> None:
        found = queries.offices_named(office)
        if not office or not found:
            raise CommandError(f"Tidak ada kantor {office}.")
        said = {"office_id": found[0].pk, "by": FromOutside("manage.py suspend_office"), "at": timezone.now()}
        try:
            done = life.reopen_office(**said) if reopen else life.suspend_office(reason=reason, **said)
        except life.ReasonMissing as missing:
            raise CommandError("Sebut alasannya: --reason 'sedang diperiksa'.") from missing
        except life.OfficeNotOpen as closed:
            raise CommandError("Kantor ini sudah tidak buka.") from closed
        except life.OfficeNotSuspended as is_open:
            raise CommandError("Kantor ini tidak sedang ditutup.") from is_open
        self.stdout.write(f"{done.title}: {done.get_state_display()}.")
