"""How the log speaks of inspections."""

from typing import Any

from audit import sentences


def teach() -> None:
    """This will register the sentences; called once at start."""
    sentences.add(
        {
            "inspection.order": _ordered,
            "inspection.extend": "memperpanjang pemeriksaan",
            "inspection.end": "mengakhiri pemeriksaan",
            "inspection.lapse": _lapsed,
        }
    )


def _ordered(detail: dict[str, Any]) -> str:
    return f"memerintahkan pemeriksaan {detail.get('title', 'desa')}, surat tugas {detail.get('letter', '')}".rstrip(
        ", "
    )


def _lapsed(detail: dict[str, Any]) -> str:
    letter = detail.get("letter", "")
    return f"mencatat bahwa pemeriksaan berakhir karena waktunya habis, surat tugas {letter}".rstrip(", ")
