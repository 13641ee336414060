"""Prescribed forms: boxes for digits and letters, codes to tick, tables; filled or empty."""

from papers.sheets.declaration import (
    Boxed,
    Cell,
    Day,
    Heading,
    Line,
    Matrix,
    Note,
    Part,
    Roll,
    RollColumn,
    Sheet,
    Signed,
    Signer,
    Ticks,
)
from papers.sheets.printing import render_pdf, render_png

__all__ = [
    "Boxed",
    "Cell",
    "Day",
    "Heading",
    "Line",
    "Matrix",
    "Note",
    "Part",
    "Roll",
    "RollColumn",
    "Sheet",
    "Signed",
    "Signer",
    "Ticks",
    "render_pdf",
    "render_png",
]
