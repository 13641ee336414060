"""
The pages of the register and its statistics in a village of many residents: a part of `registry.py`.

The worst page and every single one are printed. Time and CPU are those of the answer inside the server, the database's own
process included.
"""

import os
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

ASKED = 20
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
LISTS = ("piramida/", "perkembangan/", "kelompok-rentan/", "wajib-ktp/", "wajib-ktp/?daftar=segera", "pemilih/",
         "pemilih/?pemilihan=pilkades")  # fmt: skip
RESIDENTS = ("/kantor/warga/", "/kantor/warga/?dusun={hamlet}&jk=2", "/kantor/warga/?q=SITI", "/kantor/warga/{resident}/",
             "/kantor/warga/{resident}/?bagian=keluarga", "/kantor/warga/?statistik=agama&isi=1",
             "/kantor/warga/?statistik=kepemilikan-ktp&isi=1&rt=001")  # fmt: skip


def measure(village: Any, residents: int, client: Any = None) -> None:
    """
    Print the figures of a village, `page_p95_ms_5k` among them.

    :param client: signed in there, when the village is filled already.
    """
    from tests.bench.figures import say

    client = client or fill(village, residents)
    size = f"{residents // 1000}k"
    worst = {"sql": (0.0, ""), "p95": (0.0, ""), "cpu": (0.0, "")}
    for path in pages(village):
        found = dict(zip(("sql", "p95", "cpu"), ask(village, client, path), strict=True))
        say(f"page_sql {path}", found["sql"], "SQL")
        say(f"page_p95_ms_{size} {path}", found["p95"], "ms")
        say(f"page_cpu_ms_{size} {path}", found["cpu"], "ms")
        worst = {name: max(worst[name], (value, path)) for name, value in found.items()}
    for name, figure, unit in (
        ("sql", f"page_sql_max_{size}", "SQL"), ("p95", f"page_p95_ms_{size}", "ms"), ("cpu", f"page_cpu_ms_{size}", "ms"),
    ):  # fmt: skip
        value, path = worst[name]
        print(f"{figure}: {path}", file=sys.stderr)
        say(figure, value, unit)


def fill(village: Any, residents: int) -> Any:
    """Bring the residents in by the ledger, and let a year pass in which some were born, died and moved."""
    from django.utils import timezone

    from accounts.models import Account
    from registry.models import Hamlet, Resident
    from tests.bench import stages
    from tests.samples.ledger import enrol, happen
    from tests.samples.residents import learn, run_households, settle
    from walls import current

    client = stages.client_of(village, {})
    now = timezone.now()
    with current.inside(village):
        began = (now - timedelta(days=400)).date()
        settle(residents, on=began, at=now, by=Account.objects.get(username="all"))
        run_households(20, at=now)
        people, hamlet = list(Resident.objects.filter(relation=4)[:90]), Hamlet.objects.first()
        for place, person in enumerate(people):
            day = began + timedelta(days=4 * place + 20)
            kind = ("DEATH", "MOVE_OUT", "INSIDE")[place % 3]
            happen(kind, person, at=now, on=day, **({"rt": "009"} if kind == "INSIDE" else {}))
            enrol(at=now, on=day, kind="BIRTH", name="BAYI CONTOH", sex=2, born_on=day, hamlet=hamlet, rt="001")
        learn()
    return client


def pages(village: Any) -> Iterator[str]:
    from django.utils import timezone

    from registry import statistics
    from registry.models import Hamlet, Resident
    from registry.statistics.public import public_statistics
    from walls import current

    with current.inside(village):
        known = {"hamlet": Hamlet.objects.first().pk, "resident": Resident.objects.filter(relation=3).first().pk}
    for path in RESIDENTS:
        yield path.format(**known)
    yield "/kantor/statistik/"
    yield from (f"/kantor/statistik/{path}" for path in LISTS)
    yield from (f"/kantor/statistik/{one.slug}/" for one in statistics.all_declared())
    earlier = timezone.localdate() - timedelta(days=90)
    yield f"/kantor/statistik/pekerjaan/?dusun={known['hamlet']}&rt=001&tanggal={earlier}"
    yield "/statistik/"
    yield from (f"/statistik/{one.slug}/" for one in public_statistics())


def ask(village: Any, client: Any, path: str) -> tuple[int, float, float]:
    """Statements, the 95th percentile of milliseconds, and the middle of milliseconds of CPU of one page."""
    from django.test.utils import CaptureQueriesContext

    from tests.bench.figures import quantile
    from walls import current

    for _ in range(3):
        response = client.get(path)
        assert response.status_code == 200, f"{path}: {response.status_code}"
    with CaptureQueriesContext(current.connection) as seen:
        client.get(path)
    statements = len(seen)
    took, worked = [], []
    pid = current.connection.backend_pid
    for _ in range(ASKED):
        began, cpu = time.perf_counter(), time.process_time() * 1000 + backend_ms(pid)
        client.get(path)
        took.append((time.perf_counter() - began) * 1000)
        worked.append(time.process_time() * 1000 + backend_ms(pid) - cpu)
    return statements, quantile(took, 0.95), sum(worked) / len(worked)


def backend_ms(pid: int) -> float:
    """CPU the database's process for us has used; it must run on this machine."""
    parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) * TICK_MS
