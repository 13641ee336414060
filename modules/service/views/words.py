"""How the office's log speaks of letters."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from audit import sentences
from modules.service import kinds
from modules.service.models import Authority, Letter
from web import indonesian


def teach() -> None:
    """This will register the sentences; called once at start."""
    said = {
        "request": "mengajukan",
        "make": "membuat permohonan",
        "return": "mengembalikan permohonan",
        "complete": "melengkapi permohonan",
        "check": "memeriksa",
        "initial": "memaraf",
        "sign": "menandatangani",
        "hand_over": "menyerahkan",
        "cancel": "membatalkan",
        "fetch": "mengunduh",
        "escalate": "diberitahukan terlambat:",
    }
    sentences.add({f"letter.{verb}": _saying(words) for verb, words in said.items()})
    sentences.add(
        {
            "letter_kind.open": "membuka layanan jenis surat",
            "letter_kind.close": "menutup layanan jenis surat",
            "letter_kind.save_version": _of_kind("mengubah naskah"),
            "letter_kind.return": _of_kind("mengembalikan naskah bawaan"),
            "letter_kind.take_over": _of_kind("memakai naskah kabupaten"),
            "letter_kind.come_back": _of_kind("melayani lagi jenis surat kabupaten"),
            "letter_kind.keep_own": _of_kind("tetap memakai naskah desa"),
            "kind_notice.publish": _of_kind("menerbitkan naskah"),
            "kind_notice.withdraw": _of_kind("menarik terbitan naskah"),
            "standard.change": "mengubah rancangan standar pelayanan",
            "standard.decree": _decreed,
            "letter_kind.change_pattern": "mengubah pola nomor jenis surat",
            "service.change_settings": "mengubah pengaturan layanan surat",
            "house.change": "mengubah tata naskah surat",
            "house.publish": "menetapkan tata naskah untuk semua desa",
            "house.withdraw": "menarik tata naskah kabupaten",
            "house.follow": "mengikuti tata naskah kabupaten",
            "house.leave": "tidak lagi mengikuti tata naskah kabupaten",
            "letter.reveal": "melihat NIK lengkap pada isian surat",
            "certificate.issue": "membuat sertifikat tanda tangan",
            "certificate.revoke": "mencabut sertifikat tanda tangan",
            "signer.enrol": "menyimpan NIK penanda tangan BSrE",
            "signer.leave": "menghapus NIK penanda tangan BSrE",
            "authority.give": _gave,
            "authority.end": "mengakhiri wewenang menandatangani",
            "closed_day.add": _closed,
            "closed_day.remove": "membuka lagi hari yang dicatat tutup",
        }
    )
    sentences.name_subjects("service.letter", "surat", _names)
    sentences.name_subjects("service.authority", "wewenang")
    sentences.name_subjects("service.closedday", "hari tutup")


def _gave(detail: dict[str, Any]) -> str:
    manner = dict(Authority.Manner.choices).get(detail.get("manner", ""), "")
    return f"memberi wewenang menandatangani {manner.partition(' ')[0]}".rstrip()


def _closed(detail: dict[str, Any]) -> str:
    day = detail.get("day", "")
    return f"menutup kantor pada {indonesian.long_date(date.fromisoformat(day))}" if day else "menutup kantor sehari"


def _saying(words: str) -> Any:
    def say(detail: dict[str, Any]) -> str:
        kind = kinds.KINDS.get(detail.get("kind", ""))
        number = f" nomor {detail['number']}" if detail.get("number") else ""
        return f"{words} {kind.title if kind else 'surat'}{number}"

    return say


def _of_kind(words: str) -> Any:
    def say(detail: dict[str, Any]) -> str:
        kind = kinds.KINDS.get(detail.get("kind", ""))
        version = f", versi {detail['version']}" if detail.get("version") else ""
        return f"{words} {kind.title if kind else detail.get('kind', 'surat')}{version}"

    return say


def _decreed(detail: dict[str, Any]) -> str:
    return f"menetapkan standar pelayanan, Keputusan {detail.get('number', '')}".strip()


def _names(ids: Iterable[str]) -> dict[str, str]:
    letters = Letter.objects.filter(pk__in=list(ids)).only("pk", "tracking_code", "number_text")
    return {str(letter.pk): letter.number_text or letter.tracking_code for letter in letters}
