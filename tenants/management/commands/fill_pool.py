"""Fill the pool of spare schemas."""

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from tenants.actions import pool
from tenants.models import Office
from tenants.pool import size_of


class Command(BaseCommand):
    help = "Build spare schemas, so that the next offices open at once, and drop those an earlier blueprint made."

    def add_arguments(self, parser: CommandParser) -> None:
        for kind in Office.Kind.values:
            parser.add_argument(
                f"--{kind}", type=int, default=size_of(kind), metavar="N", help="how many to keep ready"
            )

    def handle(self, **options: object) -> None:
        for kind in Office.Kind.values:
            size = max(0, int(str(options[kind])))
            filled = pool.fill_pool(kind=kind, size=size, at=timezone.now())
            self.stdout.write(f"{kind}: {filled.built} dibuat, {filled.dropped} dibuang, {size} disimpan.")
