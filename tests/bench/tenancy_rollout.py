"""How long a change takes to reach many villages, beside the library's own way in the same run."""

import tempfile
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

# The stock way is measured in this many villages; it takes a second or more for each.
STOCK = 4


def measure() -> None:
    """
    Print what a column more in every village of the present database takes, beside the stock way in some of them.

    The villages have a column more afterwards, so nothing else is measured in them later.
    """
    from samples.migrations import Rehearsal

    from tenants.models import Office

    keys = list(Office.objects.standing().filter(kind="village").order_by("pk").values_list("key", flat=True))
    with tempfile.TemporaryDirectory() as folder, Rehearsal(Path(folder)) as made:
        made.column("bench_one")
        ours = _seconds(_quietly("migrate"))
        nothing = _seconds(_quietly("migrate"))
        looked = _seconds(_quietly("drift"))
        made.column("bench_two")
        stock = _seconds(lambda: _the_stock_way(keys[:STOCK])) / STOCK
    _say(len(keys), ours, nothing, looked, stock)


def _say(villages: int, ours: float, nothing: float, looked: float, stock: float) -> None:
    from tests.bench.figures import say

    ratio = stock / (ours / villages)
    peer = f"django-tenants migrate_schemas {stock:.2f} s a village"
    say(f"add_column_{villages}_s", ours, "s", peer=peer, ratio=ratio)
    say("add_column_ratio", ratio, "times", peer=peer)
    say(f"noop_migrate_{villages}_s", nothing, "s")
    say(f"drift_{villages}_s", looked, "s")


def _the_stock_way(keys: list[str]) -> None:
    """What `migrate_schemas` does in each schema."""
    from tenants import blueprint

    for key in keys:
        blueprint.migrate(f"d_{key}", "village")


def _quietly(command: str) -> Callable[[], None]:
    from django.core.management import call_command

    def run() -> None:
        said = StringIO()
        try:
            call_command(command, verbosity=0, stdout=said)
        except SystemExit as error:
            raise RuntimeError(f"{command}: {said.getvalue()}") from error

    return run


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
