"""Finding a kind of letter by what people call it."""

import re

from modules.service.rules.kind import Kind

_STOP = {"surat", "keterangan", "pengantar", "untuk", "buat", "minta", "cara", "bikin", "sk", "mau", "dan", "di", "ke"}


def matches(kind: Kind, text: str) -> bool:
    """Whether every word that says something is in the title, the summary or the words people use; an empty text matches all."""
    words = re.findall(r"\w+", text.lower())
    telling = [word for word in words if word not in _STOP] or words
    known = " ".join((kind.title, kind.short_title, kind.summary, *kind.words, *kind.purposes)).lower()
    return all(word in known for word in telling)
