"""Write a synthetic village as the incumbent's spreadsheet."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from registry import synthetic


class Command(BaseCommand):
    help = "Write a sample village of made-up residents to an .xlsx file in the 43-column format."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("out", help="path of the .xlsx file to write")
        parser.add_argument("--count", type=int, default=2500)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--errors", type=int, default=0, help="plant this many known mistakes and list them")
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="the day ages are counted on")

    def handle(self, *_: object, **options: Any) -> None:
        on, seed = options["on"] or timezone.localdate(), options["seed"]
        rows = synthetic.make_village(options["count"], seed=seed, on=on)
        for mistake in synthetic.plant(rows, options["errors"], seed=seed, on=on):
            self.stdout.write(f"row {mistake.row}: {mistake.heading}")
        synthetic.write_book(rows, str(options["out"]))
        self.stdout.write(f"{len(rows)} residents: {options['out']}")
