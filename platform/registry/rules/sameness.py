"""
What is compared between villages of a resident, written so that it is the same wherever the person is.

Exactly the same, that is: a keyed hash knows no likeness. Case, accents, blanks and marks are taken away; a letter more or less is
another name, and Mu'min and Mukmin are two.
"""

import unicodedata
from datetime import date

#: What registers write where nobody knows the mother; shorter words are no name.
_NOBODY = frozenset(
    {"TIDAKDIKETAHUI", "TDKDIKETAHUI", "BELUMDIKETAHUI", "TIDAKADA", "TIDAKTAHU", "TDKTAHU", "KOSONG", "IBU"}
)
_SHORTEST = 3


def of_nik(nik: str | None) -> str | None:
    """A NIK, if it is one of the state's: a temporary one, which begins with nought, means something in its own village only."""
    return nik if nik and not nik.startswith("0") else None


def of_name(name: str, born_on: date | None, mother_name: str) -> str | None:
    """
    Name, birthday and mother in one line; None where one of them is not known.

    On 1 January registers put whoever's birthday nobody knows. So many share that day that a name of one word is not enough.
    """
    one, mother = letters(name), letters(mother_name)
    if born_on is None or len(one) < _SHORTEST or len(mother) < _SHORTEST or mother in _NOBODY:
        return None
    if (born_on.month, born_on.day) == (1, 1) and len(name.split()) < 2:
        return None
    return f"{one}|{born_on.isoformat()}|{mother}"


def letters(name: str) -> str:
    """The letters and digits of a name, in capitals and without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).upper() if letter.isalnum())
