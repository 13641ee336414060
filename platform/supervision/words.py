"""How the log speaks of what a kabupaten does."""

from collections.abc import Iterable
from typing import Any

from audit import sentences
from exchange import indicators


def teach() -> None:
    """This will register the sentences; called once at start."""
    sentences.add(
        {
            "office.open": _opened,
            "office.invite_again": _invited_again,
            "office.take_invitation": lambda detail: f"mencetak undangan pertama {detail.get('title', 'kantor')}",
            "target.set": _set_target,
            "own_target.set": _set_own_target,
            "period.close": _closed,
            "figure.remark": _remarked,
            "figure.revise": _revised,
            "holiday.add": _added_holidays,
            "holiday.lift": "menetapkan kantor tetap masuk pada hari libur nasional",
            "holiday.undo": "menghapus keputusan tentang hari libur",
            "limits.set": _limited,
            "score.enter": _entered_scores,
            "offices.check": "memeriksa daftar pembukaan banyak kantor",
            "offices.mend": "memperbaiki baris pembukaan banyak kantor",
            "offices.start": "memulai pembukaan banyak kantor",
            "offices.export": "mengunduh tautan undangan kantor yang dibuka",
        }
    )
    sentences.name_subjects("supervision.opening", "pembukaan kantor")
    sentences.name_subjects("supervision.bulkopening", "pembukaan banyak kantor")
    sentences.name_subjects("supervision.closing", "penghapusan kantor", _names_of_closings)


def _opened(detail: dict[str, Any]) -> str:
    return f"membuka kantor {detail.get('title', '')}".strip()


def _invited_again(detail: dict[str, Any]) -> str:
    return f"membuat undangan pertama yang baru bagi {detail.get('title', 'kantor')}"


def _set_target(detail: dict[str, Any]) -> str:
    if not detail:
        return "mengubah target"
    name = _name_of(str(detail.get("indicator", "")))
    value, since = detail.get("value"), detail.get("since")
    said = f"menghapus target {name}" if value is None else f"menetapkan target {name}: {value}"
    return f"{said}, berlaku sejak {since}" if since else said


def _set_own_target(detail: dict[str, Any]) -> str:
    return _set_target(detail).replace("target", "target desa sendiri", 1)


def _added_holidays(detail: dict[str, Any]) -> str:
    return f"menambah {len(detail.get('days', []))} hari libur"


def _entered_scores(detail: dict[str, Any]) -> str:
    return f"memasukkan nilai Indeks Desa {detail.get('year', '')} dari {detail.get('villages', 0)} desa"


def _limited(detail: dict[str, Any]) -> str:
    return f"mengubah batas pemakaian {detail.get('title', 'kantor')}"


def _closed(detail: dict[str, Any]) -> str:
    return f"menutup angka bulan {detail.get('period', '')}".strip()


def _remarked(detail: dict[str, Any]) -> str:
    verb = "memberi catatan" if detail.get("is_said") else "menghapus catatan"
    return f"{verb} angka {_name_of(str(detail.get('indicator', '')))} {detail.get('period', '')}".strip()


def _revised(detail: dict[str, Any]) -> str:
    return f"memperbaiki angka {_name_of(str(detail.get('indicator', '')))} {detail.get('period', '')}".strip()


def _names_of_closings(ids: Iterable[str]) -> dict[str, str]:
    from supervision.models import Closing

    return {str(pk): title for pk, title in Closing.objects.filter(pk__in=list(ids)).values_list("pk", "office_title")}


def _name_of(code: str) -> str:
    return indicators.named_or_retired(code).name
