"""
What tenancy costs a request, and what a thousand villages cost the memory of a web process and of the server process behind it.

`measure(villages)` opens so many offices in the database Django is set up for; run alone it makes a database of its own:
`python -m tests.bench.tenancy_overhead [villages]`. Memory is read from /proc, so the database must run on this machine.
"""

import itertools
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
NAME = "bench_tenancy_overhead"
REQUESTS = 1500
PAGES = ("/", "/layanan/", "/masuk/")
# Offices of one made-up kecamatan after the other; region codes of desa end in 2001 to 2999.
A_DISTRICT = 800


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "platform"), str(ROOT / "tests")]
    from config.environment import load_file

    load_file()
    with own_database():
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
        from bench.figures import say
        from django.conf import settings
        from django.core.management import call_command

        from tenants import regions

        # The hashed copies are made by `manage.py collectstatic`.
        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        call_command("prepare", verbosity=0)
        regions.load(regions.SAMPLE)
        found = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
        stock = "django-tenants middleware without cache"
        say("tenancy_overhead_ms", found["tenancy_overhead_ms"], "ms", peer=stock, ratio=found["stock_ratio"])
        say("tenancy_statements", found["tenancy_statements"], "statements", peer=stock)
        for name in ("backend_mb_after_1000", "web_mb_after_1000", "backend_mb_a_village"):
            say(name, found[name], "MB")


def measure(villages: int) -> dict[str, float]:
    """
    The figures, by name.

    :param villages: how many offices to open and visit; `*_after_1000` is what it is after these.
    """
    hosts = open_villages(villages)
    return overhead(hosts[:2]) | memory(hosts)


def overhead(hosts: list[str]) -> dict[str, float]:
    """Milliseconds and statements of host lookup, path and role, for a request that asks the database once."""
    from django.http import HttpRequest, HttpResponse
    from django.test import RequestFactory
    from django_tenants.middleware.main import TenantMainMiddleware

    from tenants.middleware import OfficeMiddleware
    from walls import current

    def ask(request: HttpRequest) -> HttpResponse:
        with current.connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM accounts_account LIMIT 1")
        return HttpResponse()

    requests = [RequestFactory().get("/", headers={"host": host}) for host in hosts]
    from tenants.middleware import find_office

    with current.inside(find_office(hosts[0])):
        ask(requests[0])
        bare = timed(ask, requests)
        alone = statements(ask, requests[0])
    ours = OfficeMiddleware(ask)
    for request in requests:
        ours(request)
    with_ours, with_stock = timed(ours, requests), timed(TenantMainMiddleware(ask), requests)
    current.leave()
    # Hosts are remembered for some seconds, and the stock way took longer.
    ours(requests[1])
    return {
        "tenancy_overhead_ms": (with_ours - bare) * 1000,
        "stock_ratio": (with_stock - bare) / max(with_ours - bare, 1e-9),
        "tenancy_statements": statements(ours, requests[1]) - alone,
    }


def timed(call: Callable[[Any], Any], requests: list[Any]) -> float:
    """Seconds of one call, the median of many, the office changing each time."""
    found = []
    for request in itertools.islice(itertools.cycle(requests), REQUESTS):
        began = time.perf_counter()
        call(request)
        found.append(time.perf_counter() - began)
    return statistics.median(found)


def statements(call: Callable[[Any], Any], request: Any) -> int:
    """How many statements one call sends, each a round trip."""
    import psycopg

    sent, execute = [], psycopg.Cursor.execute

    def counted(self: Any, *args: Any, **kwargs: Any) -> Any:
        sent.append(args)
        return execute(self, *args, **kwargs)

    psycopg.Cursor.execute = counted  # type: ignore[method-assign]
    try:
        call(request)
    finally:
        psycopg.Cursor.execute = execute  # type: ignore[method-assign]
    return len(sent)


def memory(hosts: list[str]) -> dict[str, float]:
    """Megabytes of this process and of the largest server process behind it while every village is visited once."""
    from config.wsgi import application
    from walls import current

    def visit(host: str) -> None:
        for page in PAGES:
            parts = application(environment(host, page), lambda status, headers: None)
            b"".join(parts)
            parts.close()

    visit(hosts[0])
    pid, largest, visited = current.connection.backend_pid, 0.0, 0
    first = private_mb(pid)
    growth: list[float] = []
    for host in hosts:
        visit(host)
        now = current.connection.backend_pid
        size = private_mb(now)
        if now != pid:
            pid, first, visited = now, size, 0
        visited += 1
        if visited > 10:
            growth.append((size - first) / visited)
        largest = max(largest, size)
    return {
        "backend_mb_after_1000": largest,
        "web_mb_after_1000": private_mb(os.getpid()),
        "backend_mb_a_village": statistics.median(growth) if growth else 0.0,
    }


def environment(host: str, path: str) -> dict[str, Any]:
    from django.test import RequestFactory

    return RequestFactory().get(path, headers={"host": host}).environ


def private_mb(pid: int) -> float:
    """What a process has for itself alone; shared buffers and program text belong to all."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    parts = (line.split() for line in rollup.splitlines() if line.startswith("Private_"))
    return sum(int(part[1]) for part in parts) / 1024


def open_villages(count: int) -> list[str]:
    """The hosts of so many new villages."""
    from django.utils import timezone

    from tenants.actions.opening import open_office
    from tenants.models import Office, Region
    from walls import current

    now = timezone.now()
    codes = [f"35.29.{60 + number // A_DISTRICT}.{2001 + number % A_DISTRICT}" for number in range(count)]
    above = sorted({code[:8] for code in codes})
    with current.outside():
        Region.objects.bulk_create(
            [Region(code=code, name=f"UKUR {code[6:]}") for code in [*above, *codes]], ignore_conflicts=True
        )
        there = set(Office.objects.standing().values_list("region_code", flat=True))
    for code in ("35.29", *above, *codes):
        if code not in there:
            open_office(region_code=code, at=now, key=key_of(code))
    with current.outside():
        found = Office.objects.filter(region_code__in=codes).prefetch_related("domains")
        return [office.host for office in found]


def key_of(code: str) -> str:
    """Recognizable, so that `clear` finds the roles of a run that was cut off."""
    return "ovrhd" + "".join(chr(97 + int(digit)) for digit in code.replace(".", "")[-5:].rjust(5, "0"))


@contextmanager
def own_database() -> Iterator[None]:
    """A fresh database on the local server, and a cache of its own; both are cleared afterwards."""
    import psycopg

    address = os.environ["KENTONGAN_DATABASE_URL"]
    parts = urlsplit(address)
    server = psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True)
    clear(server)
    server.execute(f"CREATE DATABASE {NAME}")
    os.environ["KENTONGAN_DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{NAME}"))
    os.environ["KENTONGAN_CACHE_URL"] = os.environ["KENTONGAN_CACHE_URL"].rpartition("/")[0] + "/15"
    try:
        yield
    finally:
        from django.db import connections

        connections.close_all()
        clear(server)


def clear(server: Any) -> None:
    server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
    for (role,) in server.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'o\\_ovrhd%'").fetchall():
        server.execute(f'DROP ROLE "{role}"')


if __name__ == "__main__":
    main()
