"""
A thousand villages on one server: opened, visited, copied, changed, and kept from each other's way.

`make bench-tenancy`; prints JSON lines (figures.py). The library's stock way is measured beside ours in the same run. Run it on a quiet
machine; it takes about ten minutes on two cores.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def main(villages: int, at_once: int) -> None:
    sys.path.insert(0, str(ROOT))
    from tests.scratch import set_up

    set_up()
    from config import scratch
    from tests.bench import tenancy_copies, tenancy_opening, tenancy_overhead, tenancy_rollout

    with scratch.database("scratch_tenancy"):
        tenancy_opening.prepare(villages)
        codes = tenancy_opening.village_codes(villages)
        first: list[Any] = []

        def copy_among_few(standing: int) -> None:
            village = tenancy_copies.fill(codes[0])
            first[:] = village, standing, tenancy_copies.measure(village, standing, suffix=f"_{standing}")

        tenancy_opening.measure(codes, at_once, among_few=copy_among_few)
        tenancy_overhead.measure(hosts())
        village, few, took = first
        tenancy_copies.say_growth(took, tenancy_copies.measure(village, villages), (few, villages))
        tenancy_rollout.measure()
    # With a worker beside it, which must be told of its database before it starts.
    subprocess.run([sys.executable, "-m", "tests.bench.tenancy_jobs"], cwd=ROOT, check=True)


def hosts() -> list[str]:
    """The addresses of all villages."""
    from tenants.models import Domain

    return list(Domain.objects.filter(tenant__kind="village").order_by("pk").values_list("domain", flat=True))


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given or [1000, 400]))
