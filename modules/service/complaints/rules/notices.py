"""What the kecamatan is told of a complaint about the head: its states, its verbs, and what must not stand in it (pure)."""

import re
from collections.abc import Mapping
from enum import StrEnum

#: A name shorter than this stands in half of all sentences.
SHORTEST_NAME = 4
#: A part of a name shorter than this is an initial.
SHORTEST_WORD = 3


#: What stands in the place of a reporter's name or of any telephone number.
MASK = "(disamarkan)"
_BETWEEN = r"[\s.\-]*"
_MOBILE = re.compile(rf"(?<!\d)(?:\+?62|0){_BETWEEN}8(?:{_BETWEEN}\d){{7,11}}(?!\d)")


class State(StrEnum):
    RECEIVED = "masuk"
    OVERDUE = "lewat"
    ENDED = "selesai"
    GIVEN = "disampaikan"
    ASKED = "ditanya"
    ANSWERED = "dijawab"


WORDS = {
    State.RECEIVED: ("Pada BPD", "info"),
    State.OVERDUE: ("Terlambat di BPD", "danger"),
    State.ENDED: ("Selesai di BPD", "ok"),
    State.GIVEN: ("Menunggu kecamatan", "warn"),
    State.ASKED: ("Menunggu BPD", "info"),
    State.ANSWERED: ("Dijawab", "ok"),
}
#: verb -> what it is called in a story.
VERBS = {
    "masuk": "Aduan masuk di desa, dibaca BPD",
    "buka": "Dibuka kembali oleh pelapor",
    "lewat": "Belum dibaca BPD dalam 3 hari kerja",
    "isi": "Yang disampaikan pelapor",
    "selesai": "Selesai di desa",
    "sampaikan": "Disampaikan BPD",
    "tambah": "Keterangan BPD",
    "nama": "Pelapor memberi namanya",
    "tanya": "Kecamatan bertanya",
    "jawab": "Jawaban kecamatan",
}


def names_reporter(text: str, person: Mapping[str, str]) -> bool:
    """Whether a text holds the whole name or the telephone number of whoever told it."""
    plain = " ".join(text.casefold().split())
    name = " ".join(person.get("name", "").casefold().split())
    if len(name) >= SHORTEST_NAME and name in plain:
        return True
    # 0812 and +62812 are one number; people put spaces and dots into it.
    number = "".join(one for one in person.get("phone", "") if one.isdigit()).removeprefix("62").lstrip("0")
    return bool(number) and number in "".join(one for one in text if one.isdigit())


def without_reporter(text: str, person: Mapping[str, str]) -> str:
    """
    A reporter's own words for somebody who may not know the reporter: each word of the name, the number and every mobile number are
    taken out, also where another person bears the same name.
    """
    text = _MOBILE.sub(MASK, text)
    number = "".join(one for one in person.get("phone", "") if one.isdigit()).removeprefix("62").lstrip("0")
    if number:
        text = re.sub(rf"(?:\+?62|0)?{_BETWEEN}{_BETWEEN.join(number)}", MASK, text)
    for word in person.get("name", "").split():
        if len(word) >= SHORTEST_WORD:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", MASK, text, flags=re.IGNORECASE)
    return text
