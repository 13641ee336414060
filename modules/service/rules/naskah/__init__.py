"""
The text of a letter: lines a clerk can read and edit, with places in {braces} and marks in [brackets] of their own lines.

It is never executed. A text is read once into a tree (`reading`), checked against the questions of its kind (`checking`), told in
labels or in stable keys (`translating`), and printed from values that stay plain text (`printing`).
"""

from modules.service.rules.naskah.checking import check
from modules.service.rules.naskah.marks import Fault, Spelling
from modules.service.rules.naskah.names import Names, is_nameable, names_of
from modules.service.rules.naskah.printing import Sources, fill, printed
from modules.service.rules.naskah.reading import LONGEST, read
from modules.service.rules.naskah.translating import to_shown, to_stored
from modules.service.rules.naskah.values import Value

__all__ = [
    "LONGEST",
    "Fault",
    "Names",
    "Sources",
    "Spelling",
    "Value",
    "check",
    "fill",
    "is_nameable",
    "names_of",
    "printed",
    "read",
    "to_shown",
    "to_stored",
]
