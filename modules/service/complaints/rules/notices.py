"""What the kecamatan is told of a complaint about the head: its states, its verbs, and what must not stand in it (pure)."""

from collections.abc import Mapping
from enum import StrEnum

#: A name shorter than this stands in half of all sentences.
SHORTEST_NAME = 4


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
