"""What is drawn on a sheet of a book: lines of text in boxes, and rules. Lengths are millimetres (pure)."""

from dataclasses import dataclass, field

PT = 0.352778
#: F4 lying, and what stays white around.
SHEET = (330.0, 215.0)
LEFT, RIGHT, TOP, BOTTOM = 12.0, 10.0, 10.0, 13.0
WIDTH = SHEET[0] - LEFT - RIGHT
HEIGHT = SHEET[1] - TOP - BOTTOM
#: Of a cell: white at its sides, and above and below its lines.
PAD_X, PAD_Y = 0.9, 0.75
#: From line to line, in ems.
PITCH = 1.22
REGULAR, BOLD = "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"


@dataclass(frozen=True)
class Text:
    """Lines in a box: its left, top and width, and the size of the letters in points."""

    x: float
    y: float
    width: float
    lines: list[str]
    size: float
    align: str = "left"
    is_bold: bool = False


@dataclass(frozen=True)
class Stroke:
    """A rule from a point to the right (`is_level`) or down."""

    x: float
    y: float
    length: float
    is_level: bool = True


@dataclass
class Sheet:
    """One page: what is drawn on it, and where the picture and the signatures begin if they stand on it."""

    texts: list[Text] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    signatures_at: float | None = None
    picture_at: float | None = None


def rows_high(lines: int, size: float) -> float:
    """The height of a cell with so many lines."""
    return lines * size * PT * PITCH + 2 * PAD_Y
