"""Let a kabupaten live for some days and judge it every evening."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import scratch
from config.simulation import running


class Command(BaseCommand):
    help = (
        "Open a kabupaten in a scratch database, let its villages work, and check every evening that numbers are unique, books "
        "balance, published figures equal a recount, logs verify and no village holds another's words. Fails at the first fault."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--villages", type=int, default=1000)
        parser.add_argument("--days", type=int, default=30)
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument(
            "--acts", type=int, default=0, help="a day, over all villages; without it 3 for 100 villages"
        )

    def handle(self, *, villages: int, days: int, seed: int, acts: int, **options: Any) -> None:
        if villages < 2 or days < 1:
            raise CommandError("Sedikitnya 2 desa dan 1 hari.")
        began = time.monotonic()
        with scratch.database("scratch_simulation"):
            result = running.run(
                villages=villages, days=days, seed=seed, acts_a_day=acts or max(3, villages * 3 // 100), say=self._say
            )
        took = time.monotonic() - began
        if result.faults:
            raise CommandError("\n".join(result.faults))
        counted = ", ".join(f"{name} {times}" for name, times in sorted(result.kinds.items()))
        self.stdout.write(f"Menurut jenis: {counted}.")
        self.stdout.write(
            f"{result.acts} kejadian, {result.judged} pemeriksaan desa, tidak ada kesalahan ({took:.0f} detik)."
        )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
