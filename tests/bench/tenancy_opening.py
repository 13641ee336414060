"""Opening offices: one afresh, one from the pool, hundreds from a file, and beside them the library's own way."""

import statistics
import time
from collections.abc import Callable, Sequence
from uuid import uuid4

REGENCY, DISTRICTS = "99.01", 20
#: So many stand when a village is copied for the first time.
FEW = 300
COLD, WARM, STOCK = 100, 50, 2
#: Lines of the timed file that cannot be opened: the kabupaten itself, no code at all, another kabupaten.
BAD = ("99.01", "x'desa_b", "99.02.01.2001")
PEER = "django-tenants create_schema by migrations"


def measure(codes: list[str], at_once: int, *, among_few: Callable[[int], None] | None = None) -> None:
    """
    Measure and print. The database is prepared (`prepare`) and has no village yet.

    :param codes: of the villages, all of which are open afterwards.
    :param at_once: how many lines the file has that is timed, of which three are bad; who is left comes from another one.
    :param among_few: called once with how many stand, when that are a few hundred.
    """
    from tests.bench.figures import quantile, say

    afresh, pooled = min(COLD, len(codes) // 5), min(WARM, len(codes) // 10)
    cold, warm, rest = codes[:afresh], codes[afresh : afresh + pooled], codes[afresh + pooled :]
    stock = statistics.median(open_the_stock_way(f"stock_village_{number}") for number in range(STOCK))

    fresh = [open_one(code) for code in cold]
    say("open_p50_s", statistics.median(fresh), "s", peer=PEER, ratio=stock / statistics.median(fresh))
    say("open_p99_s", quantile(fresh, 0.99), "s")

    fill(pooled)
    taken = [open_one(code) for code in warm]
    say("open_warm_ms", statistics.median(taken) * 1000, "ms", peer=PEER, ratio=stock / statistics.median(taken))
    say("open_warm_p99_ms", quantile(taken, 0.99) * 1000, "ms")
    # A deployment opens from its pool; how much is gained without one says open_p50_s.
    say("open_ratio", stock / statistics.median(taken), "times", peer=PEER)

    few = max(0, min(FEW - afresh - pooled, len(rest) - at_once))
    open_from_file(rest[:few])
    if among_few:
        among_few(afresh + pooled + few)

    rest, good = rest[few:], at_once - len(BAD)
    say(f"open_{at_once}_s", open_from_file(rest[:good], bad=BAD), "s")
    # The first of all has residents by now.
    tables, indexes, megabytes = size_of_a_village(codes[1])
    say("tables_per_village", tables, "tables")
    say("indexes_per_village", indexes, "indexes")
    say("empty_village_mb", megabytes, "MB")
    open_from_file(rest[good:])


def village_codes(count: int) -> list[str]:
    """As many as wanted, spread over the districts as they lie in a list."""
    each = -(-count // DISTRICTS)
    return [f"{code}.{2000 + number}" for code in district_codes() for number in range(1, each + 1)][:count]


def district_codes() -> list[str]:
    return [f"{REGENCY}.{number:02}" for number in range(1, DISTRICTS + 1)]


def prepare(count: int) -> None:
    """The region codes, and the offices above the villages."""
    from django.utils import timezone

    from tenants.actions.opening import open_office
    from tenants.models import Region

    names = {REGENCY: "Kabupaten Contoh", **{code: f"Kecamatan {code[-2:]}" for code in district_codes()}}
    # A third of all villages share their name with another one.
    names |= {code: f"Desa {number % (count * 2 // 3)}" for number, code in enumerate(village_codes(count))}
    Region.objects.bulk_create(Region(code=code, name=name) for code, name in names.items())
    for code in (REGENCY, *district_codes()):
        open_office(region_code=code, at=timezone.now())


def open_one(code: str) -> float:
    """Seconds until its first person can come in."""
    from django.utils import timezone

    from supervision.actions import FirstAccount, open_with_first_account

    first = FirstAccount("Darma Wijaya", "darma.wijaya", "SEKDES")
    began = time.perf_counter()
    open_with_first_account(region_code=code, first=first, by="bench", at=timezone.now())
    return time.perf_counter() - began


def open_the_stock_way(schema: str) -> float:
    """Seconds the library needs for the same apps: an empty schema, then every migration in it; no role, no seeds, nobody invited."""
    from tenants import blueprint
    from walls import current

    began = time.perf_counter()
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
    blueprint.migrate(schema, "village")
    return time.perf_counter() - began


def fill(size: int) -> None:
    from django.utils import timezone

    from tenants.actions.pool import fill_pool

    fill_pool(kind="village", size=size, at=timezone.now())


class Silent:
    """Who does not want to hear how far it is."""

    def report(self, done: int, total: int) -> None:
        pass


def open_from_file(codes: list[str], bad: Sequence[str] = ()) -> float:
    """
    Seconds from the upload of a file until the last of its villages is open, as the job does it.

    :param bad: codes among them that cannot be opened; each is named and all others open.
    """
    from django.utils import timezone

    from accounts.models import Account
    from supervision import actions
    from tenants import queries
    from walls import current

    lines = [*codes]
    for place, code in enumerate(bad):
        lines.insert(place * len(codes) // 2, code)
    if not lines:
        return 0.0
    content = "\n".join(["kode,nama_akun", *(f"{code},Darma Wijaya" for code in lines)]).encode()
    with current.inside(queries.office_of_region(REGENCY)):
        admin, _ = Account.objects.get_or_create(
            username="admin", defaults={"name": "Admin", "created_at": timezone.now()}
        )
        began = time.perf_counter()
        bulk = actions.check_file(key=uuid4(), filename="desa.csv", content=content, by=admin, at=timezone.now())
        actions.open_lines(bulk_id=bulk.pk, progress=Silent(), at=timezone.now())
        took = time.perf_counter() - began
        assert bulk.lines.filter(opening__isnull=False).count() == len(codes), "not every village opened"
        named = bulk.lines.exclude(problem="").order_by("number").values_list("code", flat=True)
        assert list(named) == list(bad), "not every bad line was named"
    return took


def size_of_a_village(code: str) -> tuple[int, int, float]:
    """Tables, indexes, and megabytes on disk with everything that belongs to them."""
    from tenants import queries
    from walls import current

    office = queries.office_of_region(code)
    assert office is not None
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE relkind = 'r'), count(*) FILTER (WHERE relkind = 'i'),"
            " coalesce(sum(pg_total_relation_size(oid)) FILTER (WHERE relkind = 'r'), 0)"
            " FROM pg_class WHERE relnamespace = %s::text::regnamespace",
            [office.schema_name],
        )
        tables, indexes, size = cursor.fetchone()
    return tables, indexes, float(size) / 1_048_576
