"""Judge the logs of the offices."""

import re
import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit import verifying
from tenants import queries
from tenants.models import Office
from walls import current


class Command(BaseCommand):
    help = (
        "Recompute the chained log of every office, or of one, and say whether it is whole; exits with 1 if one is not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", default="", metavar="HOST_OR_KEY", help="judge this office only")
        parser.add_argument("--anchor", default="", metavar="N:MAC", help="an anchor printed earlier, for one office")

    def handle(self, *, office: str, anchor: str, **options: object) -> None:
        if anchor and not office:
            raise CommandError("Jangkar milik satu kantor: sebut juga --office.")
        if anchor and not re.fullmatch(r"\d{1,18}:([0-9a-f]{64})?", anchor):
            raise CommandError("Jangkar ditulis seperti 120:9f3c… (angka, titik dua, 64 huruf heksadesimal).")
        offices = queries.offices_named(office)
        if not offices:
            raise CommandError(f"Tidak ada kantor {office}." if office else "Belum ada kantor.")
        if faults := sum(not self.judge(one, anchor) for one in offices):
            self.stderr.write(f"{faults} dari {len(offices)} kantor rusak catatannya.")
            sys.exit(1)

    def judge(self, office: Office, anchor: str) -> bool:
        """Print one line: the verdict, and the anchor to keep elsewhere."""
        with current.inside(office):
            verdict = verifying.verify(anchor=anchor)
        if verdict.is_whole:
            self.stdout.write(f"utuh  {office.key}  {office.title}: {verdict.length} catatan, jangkar {verdict.anchor}")
        else:
            self.stdout.write(f"RUSAK {office.key}  {office.title}: {verdict.fault}")
        return verdict.is_whole
