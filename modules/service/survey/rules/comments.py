"""What people write in their own words, without the numbers nobody should read there."""

import re
import unicodedata

LONGEST = 500
#: Ten digits and more, with what people put between: NIK, family cards, telephones, accounts.
_NUMBER = re.compile(r"\d(?:[\s.\-/]{0,2}\d){9,}")
_KEPT = {"\n", " "}


def cleaned(text: str) -> str:
    """One plain text: long numbers hidden, invisible and direction-changing characters gone, cut at 500 characters."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    visible = "".join(one for one in plain if one in _KEPT or not unicodedata.category(one).startswith("C"))
    hidden = _NUMBER.sub("[angka disembunyikan]", visible)
    return re.sub(r"\n{3,}", "\n\n", hidden).strip()[:LONGEST]
