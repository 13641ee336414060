"""
The pages of the register and its statistics in a village of many residents: a part of `registry.py`.

The worst page and every single one are printed. Time and CPU are those of the answer inside the server, the database's own
process included. Counts are remembered until the register's next event (ADR 24), so each page is also asked for as somebody does who
comes first after an event: `page_cold_p95_ms`.
"""

import os
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.bench.figures import quantile, say

ASKED = 20
ASKED_COLD = 5
#: What the incumbent needs at 5,000 residents, as the issue tells it: 66-178 statements, 110-330 ms of CPU.
PEERS = {"page_sql_max_5k": 178.0, "page_cpu_ms_5k": 330.0}
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
LISTS = ("piramida/", "perkembangan/", "kelompok-rentan/", "wajib-ktp/", "wajib-ktp/?daftar=segera", "pemilih/",
         "pemilih/?pemilihan=pilkades")  # fmt: skip
RESIDENTS = ("/kantor/warga/", "/kantor/warga/?dusun={hamlet}&jk=2", "/kantor/warga/?q=SITI", "/kantor/warga/{resident}/",
             "/kantor/warga/{resident}/?bagian=keluarga", "/kantor/warga/?statistik=agama&isi=1",
             "/kantor/warga/?statistik=kepemilikan-ktp&isi=1&rt=001", "/kantor/warga/ganda/", "/kantor/warga/desa-lain/",
             "/kantor/warga/tawaran/")  # fmt: skip
FAMILIES = ("/kantor/warga/keluarga/", "/kantor/warga/keluarga/?q=SITI", "/kantor/warga/keluarga/{family}/",
            "/kantor/warga/rumah-tangga/", "/kantor/warga/rumah-tangga/{household}/")  # fmt: skip
AS_OF = ("/kantor/warga/?per={earlier}", "/kantor/warga/keluarga/?per={earlier}", "/kantor/wilayah/{hamlet}/bagi/",
         "/kantor/statistik/pemilih/tersimpan/", "/kantor/warga/impor/")  # fmt: skip
HAPPENINGS = ("/kantor/warga/peristiwa/", "/kantor/warga/peristiwa/{event}/", "/kantor/warga/bulan/", "/kantor/wilayah/",
              "/kantor/wilayah/{hamlet}/")  # fmt: skip


def measure(village: Any, residents: int, client: Any = None) -> float:
    """
    Print the figures of a village, `page_p95_ms_5k` among them, and every page's own beside them.

    :param client: signed in there, when the village is filled already.
    :return: the most statements of one page, for `page_sql_max`.
    """
    client = client or fill(village, residents)
    size = f"{residents // 1000}k"
    worst: dict[str, tuple[float, str]] = {}
    for path in pages(village):
        found = asked(village, client, path)
        print(path, {name: round(value, 1) for name, value in found.items()}, file=sys.stderr)
        worst = {name: max(worst.get(name, (0.0, "")), (value, path)) for name, value in found.items()}
    for figure, name, unit in (
        (f"page_sql_max_{size}", "sql", "SQL"), (f"page_p95_ms_{size}", "p95", "ms"), (f"page_cpu_ms_{size}", "cpu", "ms"),
        (f"page_cold_p95_ms_{size}", "cold", "ms"), (f"page_cold_sql_max_{size}", "cold_sql", "SQL"),
    ):  # fmt: skip
        value, path = worst[name]
        print(f"{figure}: {path}", file=sys.stderr)
        peer = PEERS.get(figure)
        say(
            figure,
            value,
            unit,
            peer="OpenSID 2410, its dearest page" if peer else None,
            ratio=peer / value if peer else None,
        )
    return worst["sql"][0]


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
    from registry.books import BOOKS
    from registry.models import Event, Hamlet, Household, Resident
    from registry.statistics.public import public_statistics
    from walls import current

    with current.inside(village):
        member = Resident.objects.filter(relation=3, family__isnull=False).first()
        known = {
            "hamlet": Hamlet.objects.first().pk,
            "resident": member.pk,
            "family": member.family_id,
            "household": Household.objects.first().pk,
            "event": Event.objects.filter(kind="DEATH").last().pk,
        }
    known["earlier"] = (timezone.localdate() - timedelta(days=90)).isoformat()
    for path in (*RESIDENTS, *FAMILIES, *HAPPENINGS, *AS_OF):
        yield path.format(**known)
    yield "/kantor/statistik/"
    yield from (f"/kantor/statistik/{path}" for path in LISTS)
    yield from (f"/kantor/statistik/{one.slug}/" for one in statistics.all_declared())
    earlier = timezone.localdate() - timedelta(days=90)
    yield f"/kantor/statistik/pekerjaan/?dusun={known['hamlet']}&rt=001&tanggal={earlier}"
    yield "/kantor/buku/"
    yield from (f"/kantor/buku/{one.code}/" for one in BOOKS)
    yield "/statistik/"
    yield from (f"/statistik/{one.slug}/" for one in public_statistics())


def asked(village: Any, client: Any, path: str) -> dict[str, float]:
    """A page's statements, p95 and CPU when its counts are remembered, and its statements and p95 when they are not."""
    sql, p95, cpu = ask(village, client, path)
    cold_sql, cold = ask_cold(village, client, path)
    return {"sql": sql, "p95": p95, "cpu": cpu, "cold_sql": cold_sql, "cold": cold}


def ask_cold(village: Any, client: Any, path: str) -> tuple[int, float]:
    """The most statements and the 95th percentile of milliseconds of one page, each time after an event that undoes every count."""
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from registry.models import Resident
    from tests.samples.ledger import happen
    from walls import current

    took, most = [], 0
    for place in range(ASKED_COLD):
        with current.inside(village):
            person = Resident.objects.filter(relation=4, status=1).last()
            happen("INSIDE", person, at=timezone.now(), rt=f"00{1 + place % 5}")
        with CaptureQueriesContext(current.connection) as seen:
            began = time.perf_counter()
            client.get(path)
            took.append((time.perf_counter() - began) * 1000)
        most = max(most, len(seen))
    return most, quantile(took, 0.95)


def ask(village: Any, client: Any, path: str) -> tuple[int, float, float]:
    """Statements, the 95th percentile of milliseconds, and the middle of milliseconds of CPU of one page."""
    from django.test.utils import CaptureQueriesContext

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
