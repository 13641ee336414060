"""
The search box in a village of many residents: a part of `registry.py`.

Time and CPU are those of the whole answer inside the server, the database's own process included.
"""

import time
from typing import Any

ROUNDS = 12


def measure(village: Any, residents: int, client: Any) -> None:
    """Type into a filled village's box what people type, and print `search_p95_ms_50k` among others."""
    from tests.bench.figures import quantile, say

    size, everything = f"{residents // 1000}k", []
    for name, texts in typed(village).items():
        took, worked, statements = ask(client, texts)
        everything += took
        say(f"search_p95_ms_{size} {name}", quantile(took, 0.95), "ms")
        say(f"search_cpu_ms_{size} {name}", worked, "ms")
        say(f"search_sql {name}", statements, "SQL")
    say(f"search_p95_ms_{size}", quantile(everything, 0.95), "ms")
    client.get("/kantor/warga/ganda/")
    say(f"doubles_found_ms_{size}", _doubles(village), "ms")


def typed(village: Any) -> dict[str, list[str]]:
    """What people type, taken from those who live there: names, names with a slip, numbers, places, nothing there is."""
    from registry.models import Resident
    from walls import current

    with current.inside(village):
        people = list(
            Resident.objects.select_related("family", "hamlet").filter(nik__isnull=False, family__isnull=False)[::4001]
        )
    slipped = [f"{one.name[:3]}{one.name[4:]}" for one in people]
    return {
        "name": [one.name for one in people],
        "part of a name": [one.name.split()[0][:4] for one in people],
        "name with a slip": slipped,
        "NIK": [one.nik or "" for one in people],
        "end of a NIK": [(one.nik or "")[-4:] for one in people],
        "KK": [one.family.no_kk or "" for one in people if one.family],
        "place": [f"{one.hamlet} rt {one.rt}" for one in people],
        "address": [one.address for one in people if one.address],
        "nobody": ["xyzzy qwerty", "zzzz", "0000000000000000"],
    }


def ask(client: Any, texts: list[str]) -> tuple[list[float], float, int]:
    """
    Milliseconds of each answer below the box, the mean of their milliseconds of CPU, and the most statements of one.

    What is counted is not timed.
    """
    from django.test.utils import CaptureQueriesContext

    from tests.bench.registry_pages import backend_ms
    from walls import current

    took, most = [], 0
    for text in texts:
        with CaptureQueriesContext(current.connection) as seen:
            type_in(client, text)
        most = max(most, len(seen))
    pid = current.connection.backend_pid
    cpu = time.process_time() * 1000 + backend_ms(pid)
    for text in texts * ROUNDS:
        began = time.perf_counter()
        type_in(client, text)
        took.append((time.perf_counter() - began) * 1000)
    return took, (time.process_time() * 1000 + backend_ms(pid) - cpu) / len(took), most


def type_in(client: Any, text: str) -> None:
    client.post("/kantor/cari/", {"q": text}, headers={"HX-Request": "true"})


def _doubles(village: Any) -> float:
    from registry.queries import doubles
    from walls import current

    with current.inside(village):
        began = time.perf_counter()
        doubles._find_pairs()
        return (time.perf_counter() - began) * 1000
