"""How the log speaks of who signs for the camat."""

from typing import Any

from audit import sentences


def teach() -> None:
    """This will register the sentences; called once at start."""
    sentences.add({"deputy.appoint": _appointed, "deputy.end": _ended, "signing.choose": _chosen})


def _appointed(detail: dict[str, Any]) -> str:
    return f"mencatat {detail.get('as', 'Plt. atau Plh. Camat')} menurut {detail.get('decree', 'surat pengangkatan')}"


def _ended(detail: dict[str, Any]) -> str:
    return f"mengakhiri {detail.get('as', 'Plt. atau Plh. Camat')}"


def _chosen(detail: dict[str, Any]) -> str:
    return f"memilih tanda tangan dengan {'BSrE' if detail.get('signer') == 'NATIONAL' else 'sertifikat sistem ini'}"
