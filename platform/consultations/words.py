"""How the log speaks of consultations."""

from collections.abc import Callable
from typing import Any

from audit import sentences
from consultations.rules import topics

SAID = {
    "begin": "mulai menyusun konsultasi",
    "drop": "membuang konsep konsultasi",
    "ajukan": "mengajukan konsultasi ke kecamatan",
    "terima": "menerima konsultasi desa",
    "kembalikan": "mengembalikan konsultasi untuk diperbaiki",
    "ajukan-lagi": "mengajukan lagi konsultasi",
    "tarik": "menarik konsultasi",
    "susun": "menyusun jawaban konsultasi",
    "periksakan": "meminta jawaban konsultasi diperiksa",
    "paraf": "memeriksa dan memaraf jawaban konsultasi",
    "balikkan": "mengembalikan konsep jawaban konsultasi",
    "jawab": "menandatangani jawaban konsultasi",
    "tindaklanjuti": "mencatat tindak lanjut konsultasi",
    "selesai": "menutup konsultasi",
}


def teach() -> None:
    """This will register the sentences; called once at start."""
    sentences.add({f"consultation.{verb}": _with_title(words) for verb, words in SAID.items()})
    sentences.name_subjects("consultations.draft", "konsultasi")


def _with_title(words: str) -> Callable[[dict[str, Any]], str]:
    def said(detail: dict[str, Any]) -> str:
        topic = topics.TOPICS.get(str(detail.get("topic", "")))
        number = f" nomor {detail['number']}" if detail.get("number") else ""
        return f"{words}{f': {topic.title}' if topic else ''}{number}"

    return said
