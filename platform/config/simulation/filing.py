"""Invented people as files of the register bring them: the same for the same dice, and no number given twice in the kabupaten."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from config.simulation.pencil import File, Person
from exchange.periods import Period
from jobs.progress import Progress
from registry import synthetic
from registry.actions import import_storing, imports
from registry.codes import KtpMarital, Relation
from registry.ledger import months
from registry.models import ImportBatch
from registry.synthetic.village import Row

if TYPE_CHECKING:
    from config.simulation.world import Village, World


def bring_in(world: World, village: Village, *, count: int, seed: int, at: datetime, is_first: bool = False) -> File:
    """Send a file of so many people through the village's import; the caller stands in it. A later file may be taken back."""
    rows = _renumbered(world, synthetic.make_village(count, seed=seed, on=at.date()))
    batch = _upload(world, village, rows, at)
    assert not batch.error_count, f"a sound file has {batch.error_count} bad lines"
    # The first file is the stock of the month before; a later one says what is true today.
    day = months.today(at) if not is_first and months.asks_for_day(at) else None
    import_storing.start_commit(
        batch=batch, leave_errors=False, make_hamlets=True, valid_on=day, by=village.clerk, at=at
    )
    batch = import_storing.store_import(batch_id=batch.pk, progress=Progress(0), at=at)
    assert batch.state == ImportBatch.State.DONE, batch.message
    month = Period.month_of(months.today(at))
    file = _noted(village, rows, key=batch.key, at=at, month=str(month.before if is_first else month))
    if not is_first:
        village.register.files.append(file)
    return file


def _upload(world: World, village: Village, rows: list[Row], at: datetime) -> ImportBatch:
    book = io.BytesIO()
    synthetic.write_book(rows, book)
    name = f"{village.word}.xlsx"
    batch = imports.upload_file(key=world.key(), filename=name, content=book.getvalue(), by=village.clerk, at=at)
    village.register.files_sent += 1
    return imports.check_import(batch_id=batch.pk, progress=Progress(0), at=at)


def _renumbered(world: World, rows: list[Row]) -> list[Row]:
    """Each village of the samples counts from one; here no two share a number."""
    cards = {row["no_kk"]: world.no_kk() for row in rows}
    return [row | {"nik": world.nik(int(str(row["sex"])), _born(row)), "no_kk": cards[row["no_kk"]]} for row in rows]


def _noted(village: Village, rows: list[Row], *, key: UUID, at: datetime, month: str) -> File:
    people = [
        Person(
            nik=str(row["nik"]),
            sex=int(str(row["sex"])),
            born_on=_born(row),
            may_marry=row["status_kawin"] == KtpMarital.NEVER,
            family=str(row["no_kk"]),
            is_head=row["kk_level"] == Relation.HEAD,
        )
        for row in rows
    ]
    village.register.add(people, month=month)
    return File(key, at, month, tuple(one.nik for one in people), len({one.family for one in people}))


def _born(row: Row) -> date:
    born = row["tanggallahir"]
    assert isinstance(born, date), "a sample has its birthday"
    return born
