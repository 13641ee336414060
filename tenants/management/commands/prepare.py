"""Bring the database to the present code."""

from django.core.management.base import BaseCommand, CommandParser

from tenants.models import Office
from tenants.rollout import command, waves


class Command(BaseCommand):
    help = "Migrate the public schema, the templates and every office; set privileges; add what is new to each office."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--canary", default="", metavar="HOST", help="the office that goes first among its kind")
        parser.add_argument("--workers", type=int, default=waves.WORKERS, help="connections at the same time")
        parser.add_argument(
            "--waves",
            type=command.shares,
            default=waves.WAVES,
            metavar="5,25,100",
            help="where waves end, in percent of the offices",
        )

    def handle(self, **options: object) -> None:
        command.run(self, options, with_content=True)
        self.stdout.write(f"Basis data siap: {Office.objects.count()} kantor.")
