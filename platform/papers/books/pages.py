"""
Laying a book out on sheets: every line, row and page is decided here, and the typesetter only draws.

So the number of pages is known before the first is drawn, a book of thousands of rows is drawn a few sheets at a time, and no
machine decides differently where a line ends. Lengths are millimetres.
"""

from collections.abc import Iterator, Sequence

from papers.books import metrics
from papers.books.grid import Grid, Line, Printed, draw
from papers.books.lines import broken
from papers.books.marks import HEIGHT, PT, REGULAR, WIDTH, Sheet, Text

TITLE_LINE = 5.4
SIGNATURES = 40.0
NOTE_SIZE, NOTE_LINE = 7.5, 3.6
#: So many rows at least stand above the signatures.
KEPT = 3


def lay_out(
    titles: Sequence[str], tables: Sequence[Printed], notes: Sequence[str], *, full: bool, picture: float = 0.0
) -> Iterator[Sheet]:
    """
    Sheet by sheet: titles, room for a picture, the tables one below the other with their headings on every sheet, notes, and room
    for the signatures.

    Rows are asked for as sheets are taken; no more than one sheet of them is held.

    :param full: write NIK and KK in full.
    :param picture: how high it is; 0 for none.
    """
    at = _Place(Sheet(), 0.0)
    _put_titles(at, titles)
    if picture:
        at.sheet.picture_at = at.y
        at.y += picture + 2.0
    for table in tables:
        is_last = table is tables[-1]
        yield from _table(at, Grid(table, full=full), foot=_foot(notes) if is_last else 0.0)
    if at.y + _foot(notes) > HEIGHT:
        yield at.turn()
    _put_notes(at, notes)
    at.sheet.signatures_at = at.y + 4.0
    yield at.sheet


class _Place:
    """The sheet that is being filled, and how far."""

    def __init__(self, sheet: Sheet, y: float) -> None:
        self.sheet, self.y = sheet, y

    def turn(self) -> Sheet:
        """This will begin a new sheet and give back the finished one."""
        done, self.sheet, self.y = self.sheet, Sheet(), 0.0
        return done


def _table(at: _Place, grid: Grid, *, foot: float) -> Iterator[Sheet]:
    if grid.table.title:
        if at.y + 40.0 > HEIGHT:
            yield at.turn()
        at.sheet.texts.append(Text(0, at.y + 3.0, WIDTH, [grid.table.title], 9, is_bold=True))
        at.y += 3.0 + TITLE_LINE
    begun: list[Line] = []
    #: The full sheet before this one, drawn when it is sure to keep its rows.
    full: tuple[Sheet, float, list[Line]] | None = None
    for row in grid.table.rows:
        for line in grid.lines(row):
            if begun and _end(at, grid, [*begun, line]) > HEIGHT:
                if full is not None:
                    yield _drawn(grid, *full)
                full, begun = (at.sheet, at.y, begun), []
                at.turn()
            elif not begun and at.y > 0 and _end(at, grid, [line]) > HEIGHT:
                yield at.turn()
            begun.append(line)
            if full is not None and len(begun) >= KEPT:
                yield _drawn(grid, *full)
                full = None
    if full is not None:
        begun = _moved(full[2], KEPT - len(begun)) + begun
        yield _drawn(grid, *full)
    if len(begun) > KEPT and _end(at, grid, begun) + foot > HEIGHT:
        yield _drawn(grid, at.sheet, at.y, begun[:-KEPT])
        at.turn()
        begun = begun[-KEPT:]
    at.y = draw(at.sheet, at.y, grid, begun)


def _drawn(grid: Grid, sheet: Sheet, y: float, lines: Sequence[Line]) -> Sheet:
    draw(sheet, y, grid, lines)
    return sheet


def _moved(lines: list[Line], count: int) -> list[Line]:
    """Take the last lines of a full sheet over to the next, if it has enough of them."""
    if len(lines) <= count:
        return []
    taken = lines[-count:]
    del lines[-count:]
    return taken


def _end(at: _Place, grid: Grid, lines: Sequence[Line]) -> float:
    return at.y + grid.head.height + sum(line.height for line in lines)


def _put_titles(at: _Place, titles: Sequence[str]) -> None:
    for place, title in enumerate(titles):
        at.sheet.texts.append(Text(0, at.y, WIDTH, [title], 12 if place == 0 else 10, "center", is_bold=place == 0))
        at.y += TITLE_LINE
    at.y += 2.0


def _put_notes(at: _Place, notes: Sequence[str]) -> None:
    at.y += 2.0
    for note in notes:
        lines = _note_lines(note)
        at.sheet.texts.append(Text(0, at.y, WIDTH, lines, NOTE_SIZE))
        at.y += NOTE_LINE * len(lines)


def _foot(notes: Sequence[str]) -> float:
    return 6.0 + NOTE_LINE * sum(len(_note_lines(note)) for note in notes) + SIGNATURES


def _note_lines(note: str) -> list[str]:
    return broken(note, metrics.widths(REGULAR), ems=WIDTH / (NOTE_SIZE * PT) - 1)
