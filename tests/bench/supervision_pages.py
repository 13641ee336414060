"""
The pages of supervisors over many villages: a part of `supervision.py`.

Facts are put in by COPY, as many as two years leave behind. Beside our pages stand the two ways other programs take, in the same
database and the same run: asking every village's schema one after the other, and one UNION ALL over all of them. They are given an
easy task: one indicator of one month, from a table of 200 rows, as the owner of all schemas; we show 46 indicators.
"""

import random
import sys
from datetime import timedelta
from typing import Any

MONTHS, INDICATORS, QUANTILES = 24, 46, 4
#: The kecamatan that is asked for has as many, where the kabupaten is large enough.
VILLAGES_OF_ONE = 30
DISTRICT_OF = 17
LETTERS = 200
ASKED, ASKED_COLD = 20, 5
EDGES = (1, 2, 4, 8, 16, 24, 40, 80)
COUNT = "SELECT count(*) FILTER (WHERE signed_at <= due_at), count(*) FROM {}letter WHERE due_at >= %s"


def measure(size: int, *, is_largest: bool) -> None:
    """A kabupaten of this size, alone in its database as it is in life; the figures of the issue come from the largest."""
    from config import collecting
    from tests.bench.figures import say

    # As the web server begins.
    collecting.settle_in()
    declare()
    regency, districts, villages = plant("91.01", size, seed=size)
    learn()
    loop, union = peers(plant_schemas(villages))
    found = ask_pages(regency, districts[0])
    for name, (sql, p95, cpu) in found.items():
        print(f"{size} {name}: {sql} SQL, p95 {p95:.1f} ms, CPU {cpu:.1f} ms", file=sys.stderr)
    page = found["/"][1]
    peer = "a loop over the villages' schemas, one indicator"
    say(f"kabupaten_p95_ms_{size}", page, "ms", peer=peer, ratio=loop / page)
    say(f"kabupaten_union_all_{size}", union, "ms", peer="our page", ratio=page / union)
    say(f"kabupaten_cold_p95_ms_{size}", found["cold /"][1], "ms")
    say(f"kabupaten_sql_{size}", found["cold /"][0], "SQL")
    say(f"indicator_p95_ms_{size}", found["/indikator/share_0/"][1], "ms")
    if is_largest:
        count = min(VILLAGES_OF_ONE, size)
        say(f"kecamatan_p95_ms_{count}", found["kecamatan /"][1], "ms")
        say(f"kecamatan_cold_p95_ms_{count}", found["kecamatan cold /"][1], "ms")
        say(f"kecamatan_sql_{count}", found["kecamatan cold /"][0], "SQL")
        say(f"map_p95_ms_{count}", found["kecamatan /indikator/share_0/"][1], "ms")


def declare() -> None:
    """46 indicators: shares, counts and medians in a mixture like the catalogue's."""
    from decimal import Decimal

    from exchange import indicators

    indicators._declared.clear()
    words: dict[str, Any] = {"counted": "Untuk pengukuran.", "legal_basis": "-", "source": "Loket"}
    for place in range(QUANTILES):
        indicators.indicator(
            f"median_{place}", name=f"Waktu {place}", unit="jam kerja", direction="down",
            edges=tuple(map(Decimal, EDGES)), quantile=Decimal("0.5"), **words,
        )(lambda period: None)  # fmt: skip
    counts = (INDICATORS - QUANTILES) // 3
    for place in range(counts):
        code = f"count_{place}" if place else "letters_issued"
        indicators.indicator(code, name=f"Jumlah {place}", unit="surat", direction="context", **words)(
            lambda period: None
        )
    for place in range(INDICATORS - QUANTILES - counts):
        indicators.indicator(
            f"share_{place}", name=f"Bagian {place}", unit="%", direction="up", denominator="jatuh tempo", **words
        )(lambda period: None)


def plant(code: str, size: int, *, seed: int) -> tuple[Any, list[Any], list[Any]]:
    """A kabupaten with its kecamatan, open with schemas of their own, and villages that have left two years of facts."""
    from django.utils import timezone

    from exchange.models import Target
    from tenants import names, queries
    from tenants.actions.opening import open_office
    from tenants.models import Office, Region
    from walls import current

    now = timezone.now()
    first = min(VILLAGES_OF_ONE, size)
    parts = [first, *_parts(size - first)]
    places = {code: f"Kabupaten {code}"} | {f"{code}.{n:02}": f"Kecamatan {n}" for n in range(1, len(parts) + 1)}
    codes = [f"{code}.{n:02}.{2000 + m}" for n, count in enumerate(parts, 1) for m in range(1, count + 1)]
    places |= {one: f"Desa {place}" for place, one in enumerate(codes)}
    Region.objects.bulk_create(Region(code=one, name=name) for one, name in places.items())
    # Only who is asked needs a schema; opening 852 is measured by another part.
    for one in (code, f"{code}.01"):
        open_office(region_code=one, at=now)
    regency, asked = queries.office_of_region(code), queries.office_of_region(f"{code}.01")
    assert regency is not None
    assert asked is not None
    rng = random.Random(seed)
    with current.outside():
        for one in [one for one in places if len(one) == 8 and one != f"{code}.01"]:
            Office.objects.create(**_office(names.new_key(), "district", one, places[one], regency, now))
        above = {office.region_code: office for office in Office.objects.filter(parent=regency)}
        Office.objects.bulk_create(
            Office(**_office(names.new_key(), "village", one, places[one], above[one[:8]], now)) for one in codes
        )
        villages = list(Office.objects.filter(parent__parent=regency).order_by("pk"))
        Target.objects.bulk_create(
            Target(office=regency, indicator=f"share_{place}", value=80, set_at=now) for place in range(20)
        )
        copy_facts(villages, rng, now)
        draw_outlines(villages, rng, now)
    return regency, [asked], villages


def _parts(rest: int) -> list[int]:
    return [min(DISTRICT_OF, rest - start) for start in range(0, rest, DISTRICT_OF)]


def _office(key: str, kind: str, code: str, name: str, parent: Any, now: Any) -> dict[str, Any]:
    return {"key": key, "schema_name": f"d_{key}", "kind": kind, "name": name, "designation": name.split()[0],
            "region_code": code, "parent": parent, "opened_at": now}  # fmt: skip


def copy_facts(villages: list[Any], rng: random.Random, now: Any) -> None:
    """Month by month, as they come in real life: a page reads rows that lie far apart. One in twenty is missing."""
    from exchange import indicators
    from exchange.periods import Period
    from walls.current import connection

    columns = "office_id, indicator, period, numerator, denominator, buckets, state, as_of, changed_at"
    months = Period.month_of(now).back(MONTHS)
    with connection.cursor() as cursor, cursor.copy(f"COPY exchange_fact ({columns}) FROM STDIN") as copy:
        for month in months:
            state, at = ("PROVISIONAL", now) if month == months[-1] else ("FINAL", now - timedelta(days=30))
            for village in villages:
                for one in indicators.all_declared():
                    if rng.random() < 0.05:
                        continue
                    whole = rng.randint(20, 200) if one.is_share else None
                    buckets = [rng.randint(0, 9) for _ in range(len(EDGES) + 1)] if one.is_quantile else None
                    part = rng.randint(10, whole) if whole else rng.randint(0, 90)
                    written = None if buckets is None else "{" + ",".join(map(str, buckets)) + "}"
                    copy.write_row((village.pk, one.code, str(month), part, whole, written, state, at, at))


def draw_outlines(villages: list[Any], rng: random.Random, now: Any) -> None:
    """A line around each village, as long as they are allowed, on a board of squares."""
    from exchange.models import Outline

    across = max(1, int(len(villages) ** 0.5))
    lines = []
    for place, village in enumerate(villages):
        west, north = 11_370_000 + 2_000 * (place % across), 700_000 + 2_000 * (place // across)
        steps = [f"{rng.randint(1, 9)} {rng.randint(1, 9)}" for _ in range(285)]
        lines.append(
            Outline(
                office=village, path=f"M{west} {north}l2000 0 {' '.join(steps)} 0 2000-2000 0z",
                coarse=f"M{west} {north}l2000 0 {' '.join(steps[:16])} 0 2000-2000 0z", west=west, north=north, east=west + 2_000,
                south=north + 2_000, label_x=west + 900, label_y=north + 900, is_given=False, drawn_at=now,
            )
        )  # fmt: skip
    Outline.objects.bulk_create(lines)


def learn() -> None:
    """What autovacuum does within minutes."""
    from walls import current

    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE exchange_fact")
        cursor.execute("ANALYZE tenants_office")


def ask_pages(regency: Any, district: Any) -> dict[str, tuple[int, float, float]]:
    from tests.bench import registry_pages, stages

    above, camat = stages.client_of(regency, {}), stages.client_of(district, {})
    found = {path: registry_pages.ask(regency, above, path) for path in ("/", "/indikator/share_0/")}
    found["kecamatan of a kabupaten"] = registry_pages.ask(regency, above, f"/kecamatan/{district.key}/")
    for path in ("/", "/indikator/share_0/", "/?urut=target"):
        found[f"kecamatan {path}"] = registry_pages.ask(district, camat, path)
    found["cold /"] = ask_cold(above)
    found["kecamatan cold /"] = ask_cold(camat)
    return found


def ask_cold(client: Any) -> tuple[int, float, float]:
    """As `registry_pages.ask` of the first page, each time after every village published all its figures anew (ADR 47); no CPU."""
    import time

    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from exchange.models import Fact
    from exchange.periods import Period
    from tests.bench.figures import quantile
    from walls import current

    took, most = [], 0
    for _ in range(ASKED_COLD):
        with current.outside():
            Fact.objects.filter(period=str(Period.month_of(timezone.now()))).update(changed_at=timezone.now())
        with CaptureQueriesContext(current.connection) as seen:
            began = time.perf_counter()
            client.get("/")
            took.append((time.perf_counter() - began) * 1000)
        most = max(most, len(seen))
    return most, quantile(took, 0.95), 0.0


def plant_schemas(villages: list[Any]) -> list[str]:
    """For the peers: a schema for each village with one small table, as little as such a program could have."""
    from walls import current

    with current.outside(), current.connection.cursor() as cursor:
        for village in villages:
            cursor.execute(f"CREATE SCHEMA {village.schema_name}")
            cursor.execute(
                f"CREATE TABLE {village.schema_name}.letter AS SELECT n AS id, now() - n * interval '1 day' AS due_at,"
                f" now() - (n + n % 3 - 1) * interval '1 day' AS signed_at FROM generate_series(1, {LETTERS}) n"
            )
        cursor.execute("ANALYZE tenants_office")
    return [village.schema_name for village in villages]


def peers(schemas: list[str]) -> tuple[float, float]:
    """Milliseconds (p95) of one indicator of one month by a loop over the schemas, and by one UNION ALL."""
    import time

    from django.utils import timezone

    from tests.bench.figures import quantile
    from walls import current

    since = timezone.now() - timedelta(days=30)
    union = " UNION ALL ".join(COUNT.format(f"{schema}.") for schema in schemas)
    looped, united = [], []
    with current.outside(), current.connection.cursor() as cursor:
        for _ in range(ASKED):
            began = time.perf_counter()
            for schema in schemas:
                cursor.execute(f"SET search_path TO {schema}")
                cursor.execute(COUNT.format(""), [since])
                cursor.fetchone()
            looped.append((time.perf_counter() - began) * 1000)
            cursor.execute("SET search_path TO public")
            began = time.perf_counter()
            cursor.execute(union, [since] * len(schemas))
            cursor.fetchall()
            united.append((time.perf_counter() - began) * 1000)
    return quantile(looped, 0.95), quantile(united, 0.95)
