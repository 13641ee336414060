"""Finish removals that were confirmed and not finished."""

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from supervision.actions import removal
from supervision.models import Closing
from tenants import queries
from tenants.models import Office
from walls import current


class Command(BaseCommand):
    help = "Go on with every confirmed removal of an office that has no minutes yet; one that stopped stops again with its reason."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", default="", metavar="KEY", help="the removed office's key; all when left out")

    def handle(self, *, office: str, **options: object) -> None:
        done = 0
        for regency in queries.offices_named():
            if regency.kind == Office.Kind.REGENCY:
                with current.inside(regency):
                    done += self.finish(office)
        self.stdout.write(f"{done} penghapusan diselesaikan.")

    def finish(self, key: str) -> int:
        waiting = Closing.objects.filter(confirmed_at__isnull=False, finished_at__isnull=True)
        chosen = list(waiting.filter(office_key=key) if key else waiting)
        for closing in chosen:
            found = removal.remove(closing_id=closing.pk, at=timezone.now())
            self.stdout.write(f"{found.office_title}: {found.number}")
        return len(chosen)
