"""Files of people: brought in, and taken out again."""

from datetime import datetime

from config.simulation import filing
from config.simulation.acts.playing import refused
from config.simulation.pencil import File
from config.simulation.world import Village, World
from registry.actions import ImportTouched, undo_import
from registry.ledger import MonthClosed
from registry.models import ImportBatch
from registry.models.imports import KEEP_ROWS

#: Nobody does the jobs of imports here, and an office may have twenty under way.
MOST_FILES = 8


def bring_file(world: World, village: Village, at: datetime) -> None:
    """This will bring in a file of a few people."""
    if village.register.files_sent < MOST_FILES:
        filing.bring_in(world, village, count=world.dice.randrange(2, 6), seed=world.dice.getrandbits(32), at=at)


def take_file_back(world: World, village: Village, at: datetime) -> None:
    """This will take the newest file out again; one whose people were written about since stays, and an old one nobody asks for."""
    if not village.register.files or at > village.register.files[-1].stored_at + KEEP_ROWS:
        bring_file(world, village, at)
    for file in village.register.files[-1:]:
        if error := _refusal(village, file, at):
            with refused(error):
                _take_back(village, file, at)
        elif not village.register.near.intersection(file.niks):
            _take_back(village, file, at)
            village.register.take_out(file)


def _refusal(village: Village, file: File, at: datetime) -> type[Exception] | None:
    """What the file must be refused by; None where it may be taken back, or where only the register can tell."""
    if village.register.used.intersection(file.niks):
        return ImportTouched
    if village.register.near.intersection(file.niks):
        return None
    return MonthClosed if file.month in village.register.closed else None


def _take_back(village: Village, file: File, at: datetime) -> None:
    undo_import(batch=ImportBatch.objects.get(key=file.key), by=village.clerk, at=at)
