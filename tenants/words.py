"""How the log speaks of what is done to offices."""

from collections.abc import Iterable
from typing import Any

from audit import sentences


def teach() -> None:
    """This will register the sentences; called once at start."""
    sentences.add(
        {
            "office.rename": _renamed,
            "office.recode": _recoded,
            "office.suspend": _suspended,
            "office.reopen": "membuka kembali kantor",
            "domain.claim": _of_domain("mengajukan alamat"),
            "domain.prove": _of_domain("membuktikan alamat"),
            "domain.lapse": _of_domain("bukti alamat tidak ditemukan lagi:"),
            "domain.certify": _certified,
            "domain.drop": _of_domain("melepas alamat"),
            "office.begin_closing": "memulai penghapusan kantor",
            "office.call_off_closing": "membatalkan penghapusan kantor",
            "office.copy_for_closing": "membuat salinan serah terima",
            "office.hand_over": _handed_over,
            "office.remove": "memusnahkan data kantor",
            "office.close": "menerbitkan berita acara pemusnahan",
        }
    )
    sentences.name_subjects("tenants.office", "kantor", _names)


def _renamed(detail: dict[str, Any]) -> str:
    return (
        f"mengganti nama kantor dari {detail.get('from', '')} menjadi {detail.get('to', '')}"
        if detail
        else ("mengganti nama kantor")
    )


def _recoded(detail: dict[str, Any]) -> str:
    return (
        f"mengganti kode wilayah dari {detail.get('from', '')} menjadi {detail.get('to', '')}"
        if detail
        else ("mengganti kode wilayah")
    )


def _suspended(detail: dict[str, Any]) -> str:
    return f"menutup sementara kantor: {detail['reason']}" if "reason" in detail else "menutup sementara kantor"


def _handed_over(detail: dict[str, Any]) -> str:
    return f"menyerahkan salinan kepada {detail['to']}" if "to" in detail else "menyerahkan salinan"


def _certified(detail: dict[str, Any]) -> str:
    how = {"ISSUED": "terbit", "FAILED": "gagal"}.get(str(detail.get("outcome", "")), "diminta")
    return f"sertifikat alamat {detail.get('domain', '')} {how}".replace("  ", " ")


def _of_domain(verb: str) -> Any:
    return lambda detail: f"{verb} {detail.get('domain', '')}".rstrip(" :")


def _names(ids: Iterable[str]) -> dict[str, str]:
    from tenants.models import Office

    return {str(office.pk): office.title for office in Office.objects.filter(pk__in=list(ids))}
