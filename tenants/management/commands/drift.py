"""Say which offices are behind or differ from their blueprint."""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandParser

from tenants.rollout import drift

# In the text, no more lines than this for one office; --json has them all.
LINES = 10


class Command(BaseCommand):
    help = "Compare every office's schema and role with its blueprint; exits with 1 when any is behind or differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="everything, for another program")

    def handle(self, *, json: bool, **options: object) -> None:
        report = drift.look()
        self.stdout.write(as_json(report) if json else as_text(report))
        if not report.is_clean:
            sys.exit(1)


def as_json(report: drift.Report) -> str:
    return json.dumps({**asdict(report), "is_clean": report.is_clean}, ensure_ascii=False)


def as_text(report: drift.Report) -> str:
    if report.is_clean:
        return f"{report.offices} kantor sama dengan cetak birunya."
    lines = [f"tertinggal      {name}" for name in report.behind]
    for word, found in (("berbeda", report.differs), ("templat berubah", report.templates)):
        for name, what in found.items():
            lines.append(f"{word:<15} {name}")
            lines += [f"                  {line}" for line in what[:LINES]]
            if len(what) > LINES:
                lines.append(f"                  dan {len(what) - LINES} lagi")
    lines += [f"tanpa skema     {name}" for name in report.without_schema]
    lines += [f"skema yatim     {name}" for name in report.orphan_schemas]
    lines += [f"peran yatim     {name}" for name in report.orphan_roles]
    return "\n".join(lines)
