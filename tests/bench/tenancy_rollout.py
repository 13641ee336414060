"""How long a change takes to reach many villages, beside the library's own way: python -m tests.bench.tenancy_rollout [VILLAGES]."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(path) for path in (ROOT, ROOT / "platform", ROOT / "tests")]

DATABASE = "bench_rollout"
# The stock way is measured in this many villages; it takes a second or more for each.
STOCK = 4


def measure(villages: int) -> None:
    """Print figures for this many villages, in a scratch database that is made and dropped."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from bench.scratch import drop, make
    from samples.migrations import Rehearsal

    keys = [_key(number) for number in range(villages)]
    before = settings.DATABASES["default"]["NAME"]
    make(DATABASE, keys)
    try:
        call_command("prepare", verbosity=0)
        _open(keys)
        with tempfile.TemporaryDirectory() as folder, Rehearsal(Path(folder)) as made:
            made.column("bench_one")
            ours = _seconds(_quietly("migrate"))
            nothing = _seconds(_quietly("migrate"))
            looked = _seconds(_quietly("drift"))
            made.column("bench_two")
            stock = _seconds(lambda: _the_stock_way(keys[:STOCK])) / STOCK
        _say(villages, ours, nothing, looked, stock)
    finally:
        connections.close_all()
        drop(DATABASE, before, keys)


def _say(villages: int, ours: float, nothing: float, looked: float, stock: float) -> None:
    from bench.figures import say

    ratio = stock / (ours / villages)
    peer = f"django-tenants migrate_schemas {stock:.2f} s a village"
    say(f"add_column_{villages}_s", ours, "s", peer=peer, ratio=ratio)
    say("add_column_ratio", ratio, "times", peer=peer)
    say(f"noop_migrate_{villages}_s", nothing, "s")
    say(f"drift_{villages}_s", looked, "s")


def _key(number: int) -> str:
    letters = ""
    for _ in range(5):
        number, rest = divmod(number, 26)
        letters += chr(97 + rest)
    return f"roll{letters}a"


def _open(keys: list[str]) -> None:
    """Villages opened the bare way: row, role and schema, without hosts and first-day content."""
    from django.db import transaction
    from django.utils import timezone

    from tenants import blueprint, privileges
    from tenants.models import Office
    from walls import current

    at = timezone.now()
    above = None
    for kind, code in (("regency", "35.29"), ("district", "35.29.11")):
        above = Office.objects.create(
            key=f"roll{kind[:6]}".ljust(10, "a")[:10], schema_name=f"d_roll{kind}", kind=kind, name=kind, designation=kind,
            region_code=code, parent=above, opened_at=at, state="CLOSED",
        )  # fmt: skip
    for number, key in enumerate(keys):
        with current.outside(), transaction.atomic(), current.connection.cursor() as cursor:
            plan = blueprint.of("village")
            privileges.make_role(f"o_{key}")
            cursor.execute(f'CREATE SCHEMA "d_{key}"; SET LOCAL search_path = "d_{key}", public')
            cursor.execute(plan.sql)
            cursor.execute("SET LOCAL search_path = public")
            privileges.grant_schema(f"d_{key}", f"o_{key}")
            Office.objects.create(
                key=key, schema_name=f"d_{key}", kind="village", name=f"Desa {number}", designation="Desa", parent=above,
                region_code=f"35.29.11.{2000 + number}", opened_at=at, level=plan.digest, planted="-",
            )  # fmt: skip


def _the_stock_way(keys: list[str]) -> None:
    """What `migrate_schemas` does in each schema."""
    from tenants import blueprint

    for key in keys:
        blueprint.migrate(f"d_{key}", "village")


def _quietly(command: str) -> Callable[[], None]:
    from django.core.management import call_command

    return lambda: call_command(command, verbosity=0, stdout=StringIO())


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
