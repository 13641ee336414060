"""
What must be true every evening.

Villages that worked today are judged whole. The others are proven untouched: PostgreSQL counts the rows written to each table, and a
village where nobody worked must not have gained one. On the last evening every village is judged whole.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Count

from archive.models import Document
from audit import verifying
from config.simulation import books
from config.simulation.world import Village, World
from exchange.indicators import named
from exchange.models import Fact
from exchange.outbox import actions as outbox
from exchange.periods import Period
from exchange.rules import is_too_small
from modules.service.models import Letter, LetterBook
from registry.queries import resident_counts
from supervision import figure_queries as supervision
from walls import current
from walls.current import connection

# Sessions, statistics and the like of this backend are told to the server at once.
TELL = "SELECT pg_stat_force_next_flush()"
WRITTEN = """
    SELECT schemaname, sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint FROM pg_stat_user_tables
    WHERE schemaname LIKE 'd\\_%' GROUP BY schemaname"""
TABLES = """
    SELECT c.relname FROM pg_class c WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r' ORDER BY c.relname"""


def faults(world: World, village: Village, *, at: datetime) -> Iterator[str]:
    """What is untrue of one village. The caller stands in it."""
    yield from _numbers(village)
    yield from _books(village)
    yield from books.faults(world, village, at=at)
    yield from _facts(village, at)
    verdict = verifying.verify()
    if not verdict.is_whole:
        yield f"log: {verdict.fault}"
    yield from _foreign_words(village)


def _numbers(village: Village) -> Iterator[str]:
    """Unique, without a gap, in the order they were given; a cancelled letter keeps its own."""
    given: dict[int, list[int]] = {}
    rows = Letter.objects.filter(number__isnull=False).order_by("book__year", "number")
    for year, number in rows.values_list("book__year", "number"):
        given.setdefault(year, []).append(int(number or 0))
    if given != village.numbers:
        yield f"numbers: {given} instead of {village.numbers}"
    for year, numbers in given.items():
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"numbers of {year} have a gap or a double: {numbers}"
    books = {book.year: book.last_number for book in LetterBook.objects.all()}
    if books != {year: len(numbers) for year, numbers in given.items()}:
        yield f"books stand at {books}"


def _books(village: Village) -> Iterator[str]:
    """The register and the letters are exactly what was done to them."""
    counted = resident_counts().residents
    if counted != village.residents:
        yield f"residents: {counted} instead of {village.residents}"
    states = Counter(dict(Letter.objects.values_list("state").annotate(Count("pk")).order_by()))
    if states != +village.letters:
        yield f"letters: {dict(states)} instead of {dict(village.letters)}"
    signed, kept = sum(map(len, village.numbers.values())), Document.objects.filter(area="surat").count()
    if signed != kept:
        yield f"documents: {kept} for {signed} signed letters"
    if waiting := Document.objects.filter(state=Document.State.WAITING).count():
        yield f"documents: {waiting} never reached the store"


def _facts(village: Village, at: datetime) -> Iterator[str]:
    """What is published is what counting gives, and what a closed month said stays."""
    month = Period.month_of(at.astimezone(village.office.tzinfo))
    for difference in outbox.differences(period=month, at=at):
        if not difference.excuse:
            yield f"fact {difference.indicator}: {difference.published} instead of {difference.counted}"
    for fact in Fact.objects.filter(office_id=village.office.pk, indicator__in=village.figures(month)):
        figures = village.closed.get(fact.period, {}) if fact.is_final else {}
        number = (figures or village.figures(fact.period))[fact.indicator]
        if fact.numerator != _told(fact.indicator, number):
            yield f"fact {fact.indicator} of {fact.period}: {fact.numerator} instead of {number}"


def _told(code: str, number: int) -> int | None:
    """What may leave the village: of few people not even how many."""
    return None if named(code).counts_people and is_too_small(number, None) else number


def _foreign_words(village: Village) -> Iterator[str]:
    """No table of the village holds another village's word."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [village.office.schema_name])
        tables = [table for (table,) in cursor.fetchall()]
        each = " UNION ALL ".join(
            f"SELECT '{table}' FROM \"{table}\" t WHERE replace(t::text, %(own)s, '') LIKE '%%kenari-%%'"  # noqa: S608 - a name from the catalogue
            for table in tables
        )
        cursor.execute(each, {"own": village.word})
        for (table,) in cursor.fetchall():
            yield f"canary: {table} holds another village's word"


def written() -> dict[str, int]:
    """Schema -> how many rows were ever written in it, as the server counted."""
    with current.outside(), connection.cursor() as cursor:
        cursor.execute(TELL)
        cursor.execute("SELECT 1")
        cursor.execute(WRITTEN)
        return dict(cursor.fetchall())


def touched_in_their_sleep(world: World, before: dict[str, int], worked: set[int]) -> Iterator[str]:
    """Villages where nobody worked since `before`, and rows were written all the same."""
    now = written()
    for village in world.villages:
        schema = village.office.schema_name
        if village.index not in worked and now.get(schema, 0) != before.get(schema, 0):
            yield f"{village.office.title}: {now[schema] - before.get(schema, 0)} rows written by nobody"


def seen_from_above(world: World, villages: Iterable[Village], *, at: datetime) -> Iterator[str]:
    """The kecamatan's total is the sum of its villages, and the public schema holds nobody's word."""
    below: dict[int, list[Village]] = {}
    for village in world.villages:
        below.setdefault(village.office.parent_id, []).append(village)
    for district in {village.office.parent_id for village in villages}:
        office = next(office for office in world.districts if office.pk == district)
        with current.inside(office):
            period = Period.month_of(at.astimezone(office.tzinfo))
            rows = supervision.comparison(period=period, at=at).rows
        shown = sum(
            int(reading.fact.numerator or 0) if reading.fact else 0
            for row in rows
            for reading in row.readings
            if reading.indicator.code == "letters_issued"
        )
        expected = sum(village.issued[str(period)] for village in below[district])
        if shown != expected:
            yield f"{office.title} sees {shown} letters of {period}, its villages issued {expected}"
    with current.outside(), connection.cursor() as cursor:
        for table in ("exchange_fact", "exchange_handover"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%kenari-%'")  # noqa: S608 - named here
            if cursor.fetchone()[0]:
                yield f"{table} holds a village's word"
