"""
What tenancy costs a request, and what a thousand villages cost the memory of a web process and of the server process behind it.

Memory is read from /proc, so the database must run on this machine.
"""

import itertools
import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

REQUESTS = 1500
PAGES = ("/", "/layanan/", "/masuk/")


def measure(hosts: list[str]) -> None:
    """Print the figures, visiting every one of these hosts once."""
    from tests.bench.figures import say

    wait_for_rest()
    found = overhead(hosts[:2]) | memory(hosts)
    stock = "django-tenants middleware without cache"
    say("tenancy_overhead_ms", found["tenancy_overhead_ms"], "ms", peer=stock, ratio=found["stock_ratio"])
    say(
        "tenancy_round_trip_ms", found["round_trip_ms"], "ms", peer="SELECT 1 alone: the least any statement costs here"
    )
    say("tenancy_statements", found["tenancy_statements"], "statements", peer=stock)
    for name in ("backend_mb", "web_mb"):
        say(f"{name}_after_{len(hosts)}", found[name], "MB")
    say("backend_mb_a_village", found["backend_mb_a_village"], "MB")


def wait_for_rest(longest_s: float = 300) -> None:
    """
    Until the server has cleaned up behind a thousand openings.

    Its own cleaners take both cores for minutes after them; a request measured beside them says what they cost, not what tenancy costs.
    """
    from walls import current

    until, quiet = time.monotonic() + longest_s, 0
    while quiet < 5 and time.monotonic() < until:
        time.sleep(1)
        with current.outside(), current.connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'")
            quiet = quiet + 1 if cursor.fetchone() == (0,) else 0


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
    least = timed(lambda _: current.connection.connection.execute("SELECT 1").fetchone(), requests)
    # Hosts are remembered for some seconds, and the stock way took longer.
    ours(requests[1])
    return {
        "tenancy_overhead_ms": (with_ours - bare) * 1000,
        "stock_ratio": (with_stock - bare) / max(with_ours - bare, 1e-9),
        "round_trip_ms": least * 1000,
        "tenancy_statements": statements(ours, requests[1]) - alone,
    }


#: The least of so many medians: what else the machine does, as writing out a thousand new schemas, only ever adds.
SERIES = 5


def timed(call: Callable[[Any], Any], requests: list[Any]) -> float:
    """Seconds of one call, the office changing each time: the median of many, and the least of several such medians."""
    return min(statistics.median(_series(call, requests)) for _ in range(SERIES))


def _series(call: Callable[[Any], Any], requests: list[Any]) -> Iterator[float]:
    for request in itertools.islice(itertools.cycle(requests), REQUESTS):
        began = time.perf_counter()
        call(request)
        yield time.perf_counter() - began


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
        "backend_mb": largest,
        "web_mb": private_mb(os.getpid()),
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
