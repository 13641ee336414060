"""The way of somebody whom a village sent to its kecamatan: states of the matter, and the kecamatan's steps (pure)."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    GIVEN = "diarahkan"
    TAKEN = "diterima"
    ANSWERED = "selesai"
    RETURNED = "dikembalikan"
    ENDED = "ditutup"


WORDS = {
    Step.GIVEN: ("Menunggu kecamatan", "warn"),
    Step.TAKEN: ("Diterima", "info"),
    Step.ANSWERED: ("Selesai", "ok"),
    Step.RETURNED: ("Dikembalikan", "danger"),
    Step.ENDED: ("Ditutup desa", ""),
}


@dataclass(frozen=True)
class Verb:
    """One step of the kecamatan: where the matter is afterwards, and where the village's referral; its words in the story and its log."""

    state: Step
    village: str
    words: str
    log: str
    ends: bool = True


VERBS = {
    "terima": Verb(Step.TAKEN, "ACCEPTED", "Diterima kecamatan", "accept", ends=False),
    "jawab": Verb(Step.ANSWERED, "ANSWERED", "Jawaban kecamatan", "answer"),
    "kembalikan": Verb(Step.RETURNED, "RETURNED", "Dikembalikan kecamatan", "return"),
}
#: What either side's entry is called on a page.
SAID = {"arahkan": "Diarahkan desa", "tutup": "Ditutup desa"} | {verb: one.words for verb, one in VERBS.items()}
