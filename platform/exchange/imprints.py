"""
Keyed hashes of who is recorded where, and where two villages have recorded the same person.

A village writes and reads its own imprints under its own role. Comparing needs the rows of all villages, so the owner of the tables
does it, and leaves each of the two villages a row that names its own person and the other village, and nothing else.
"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from exchange.models import Clash, Imprint
from tenants.models import Office
from walls import current, keys
from walls.current import connection

Kind = Imprint.Kind
#: Something many villages have is no person but a number somebody made up; nobody is told of more villages than this.
MOST_OTHERS = 20
CHUNK = 2_000
OTHER = ("other", "other__key", "other__designation", "other__name", "other__parent__kind", "other__parent__name")
# Villages write new imprints one after another, so that of two with the same one the later finds the earlier.
ONE_AT_A_TIME = 802703

_INSERT = """
    INSERT INTO exchange_imprint (office_id, subject, kind, digest)
    SELECT %(office)s, * FROM unnest(%(subjects)s::bigint[], %(kinds)s::smallint[], %(digests)s::uuid[]) RETURNING id"""
_COMPARE = """
    WITH met AS (
        SELECT made.id AS one, old.id AS two, made.office_id AS here, old.office_id AS there, made.subject AS ours,
            old.subject AS theirs, made.kind
        FROM exchange_imprint made CROSS JOIN LATERAL (
            SELECT id, office_id, subject FROM exchange_imprint
            WHERE digest = made.digest AND kind = made.kind AND office_id <> made.office_id ORDER BY id LIMIT %(most)s) AS old
        WHERE made.id = ANY(%(made)s))
    INSERT INTO exchange_clash (imprint_id, other_imprint_id, office_id, other_id, subject, kind, since)
    SELECT one, two, here, there, ours, kind, %(at)s::timestamptz FROM met
    UNION ALL SELECT two, one, there, here, theirs, kind, %(at)s::timestamptz FROM met
    ON CONFLICT DO NOTHING"""


class Said(NamedTuple):
    """One thing a village has recorded of one of its people, written so that it is equal wherever it is the same."""

    subject: int
    kind: int
    text: str


@dataclass(frozen=True)
class Difference:
    """How many imprints were added and removed."""

    added: int
    removed: int


@transaction.atomic
def bring_up_to_date(said: Iterable[Said], *, at: datetime) -> Difference:
    """
    Make this village's imprints those of `said`, write the differences only, and compare what is new with all other villages.

    One transaction: killed in the middle, everything is as it was.
    """
    wanted = _digests(said)
    mine = Imprint.objects.filter(office_id=current.office().pk)
    stale = []
    for pk, subject, kind, digest in mine.values_list("pk", "subject", "kind", "digest").iterator(CHUNK):
        if wanted.get((subject, kind)) == digest:
            del wanted[subject, kind]
        else:
            stale.append(pk)
    for start in range(0, len(stale), CHUNK):
        mine.filter(pk__in=stale[start : start + CHUNK]).delete()
    if wanted:
        _add(wanted, at)
    return Difference(added=len(wanted), removed=len(stale))


def take_away(subjects: Collection[int]) -> None:
    """Remove what this village left of these people, with every clash; in the transaction in which they go or are written anew."""
    if subjects:
        Imprint.objects.filter(office_id=current.office().pk, subject__in=subjects).delete()


def clashes() -> QuerySet[Clash]:
    """
    What this village has and another has too.

    The database lets a village read `subject`, `kind`, `other` and `since` only, so ask with `values`.
    """
    return Clash.objects.filter(office_id=current.office().pk)


def other_of(row: dict[str, Any]) -> Office:
    """The village that was met, as far as a page names it, from the columns OTHER of a clash."""
    above = Office(kind=row["other__parent__kind"], name=row["other__parent__name"])
    said = {name: row[f"other__{name}"] for name in ("key", "designation", "name")}
    return Office(pk=row["other"], parent=above, **said)


def _digests(said: Iterable[Said]) -> dict[tuple[int, int], uuid.UUID]:
    by_kind: dict[int, list[Said]] = {}
    for one in said:
        by_kind.setdefault(one.kind, []).append(one)
    return {
        (one.subject, kind): uuid.UUID(bytes=digest[:16])
        for kind, those in by_kind.items()
        for one, digest in zip(
            those, keys.deployment_digests(f"imprint {Kind(kind).name}", [one.text for one in those]), strict=True
        )
    }


def _add(wanted: dict[tuple[int, int], uuid.UUID], at: datetime) -> None:
    rows, made = [(subject, kind, digest) for (subject, kind), digest in wanted.items()], []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        for start in range(0, len(rows), CHUNK):
            subjects, kinds, digests = map(list, zip(*rows[start : start + CHUNK], strict=True))
            found = {"office": current.office().pk, "subjects": subjects, "kinds": kinds, "digests": digests}
            cursor.execute(_INSERT, found)
            made += [pk for (pk,) in cursor.fetchall()]
    # Nothing leaves this block but the rows it writes.
    with current.outside(), connection.cursor() as cursor:
        cursor.execute(_COMPARE, {"made": made, "most": MOST_OTHERS, "at": at})
