"""How the log speaks of consultations."""

from collections.abc import Callable
from typing import Any

from audit import sentences
from consultations import catalogue
from consultations.rules.topics import TopicUnknown

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

SAID_OF_TYPES = {"keep": "menetapkan jenis konsultasi", "withdraw": "menarik keputusan atas jenis konsultasi"}


def teach() -> None:
    """This will register the sentences; called once at start."""
    sentences.add({f"consultation.{verb}": _with_title(words) for verb, words in SAID.items()})
    sentences.add({f"consultation_type.{verb}": _with_title(words) for verb, words in SAID_OF_TYPES.items()})
    sentences.name_subjects("consultations.draft", "konsultasi")


def _with_title(words: str) -> Callable[[dict[str, Any]], str]:
    def said(detail: dict[str, Any]) -> str:
        title = _title(str(detail.get("topic", "")))
        number = f" nomor {detail['number']}" if detail.get("number") else ""
        return f"{words}{f': {title}' if title else ''}{number}"

    return said


def _title(code: str) -> str:
    try:
        return catalogue.named(code).title
    except TopicUnknown:
        return ""
