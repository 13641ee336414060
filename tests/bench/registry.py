"""
The register among a hundred villages that live: files in and out, pages and search; `make bench-registry`.

Everything runs against the local stack in a database of its own, and prints JSON lines (figures.py). One part alone, for who works
at it: `python -m tests.bench.registry import|pages|search`. Run it on a quiet machine.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Villages of the kecamatan, and how many people live in each but those that are measured.
VILLAGES, NEIGHBOURS = 100, 200
SMALL, LARGE = 5_000, 50_000
PARTS = ("import", "pages", "search")


def main(parts: list[str]) -> None:
    """Open the villages once and measure the parts asked for in them."""
    sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
    from config.environment import load_file
    from tests.bench import main_job

    load_file()
    with main_job.own_database():
        from tests.bench import registry_import

        registry_import.set_up()
        codes = open_villages()
        settle_neighbours(codes[4:])
        measure(codes, parts)


def open_villages() -> list[str]:
    """The region codes of the villages, all of which are open and empty."""
    from django.core.management import call_command

    from tests.bench import tenancy_opening

    call_command("prepare", verbosity=0)
    tenancy_opening.prepare(VILLAGES)
    codes = tenancy_opening.village_codes(VILLAGES)
    for code in codes:
        tenancy_opening.open_one(code)
    return codes


def settle_neighbours(codes: list[str]) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from accounts.models import Account
    from tests.bench import stages
    from tests.samples.residents import settle
    from walls import current

    now = timezone.now()
    for number, code in enumerate(codes):
        with current.inside(stages.office_of(code)):
            clerk = Account.objects.create(username="clerk", name="Clerk Contoh", created_at=now, password="!")
            settle(NEIGHBOURS, on=(now - timedelta(days=400)).date(), at=now, by=clerk, seed=number)


def measure(codes: list[str], parts: list[str]) -> None:
    from tests.bench import registry_import, registry_pages, registry_search, stages
    from tests.bench.figures import say

    first, second, small, large = codes[:4]
    if "import" in parts:
        registry_import.measure({SMALL: first, LARGE: second})
    most = registry_pages.measure(stages.office_of(small), SMALL) if "pages" in parts else 0
    if {"pages", "search"} & {*parts}:
        client = registry_pages.fill(stages.office_of(large), LARGE)
        if "pages" in parts:
            say("page_sql_max", max(most, registry_pages.measure(stages.office_of(large), LARGE, client)), "SQL")
        if "search" in parts:
            registry_search.measure(stages.office_of(large), LARGE, client)


if __name__ == "__main__":
    main(sys.argv[1:] or list(PARTS))
