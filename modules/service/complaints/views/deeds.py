"""The steps an officer may take with a complaint: what each is called, what it asks, and in which states it is offered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from modules.service.complaints import actions, forms
from modules.service.complaints.models import OPEN, RUNNING, Complaint, State


@dataclass(frozen=True)
class Deed:
    """One step: what it is called, which form it asks for, in which states, and what it does."""

    verb: str
    act: Callable[..., Any]
    states: tuple[State, ...] = OPEN
    form: Any = forms.NoteForm
    label: str = ""
    hint: str = ""
    done: str = "Tersimpan."
    text: str = "note"
    tone: str = "primary"
    asks: bool = True


_READ = "Dibaca pelapor. Jangan tulis NIK atau nama orang lain."
DEEDS = {
    "verifikasi": Deed("Mulai tangani", actions.verify_complaint, (State.RECEIVED,), forms.ConfirmForm, asks=False),
    "jawab": Deed(
        "Jawab dan selesaikan",
        actions.answer_complaint,
        form=forms.AnswerForm,
        label="Jawaban",
        hint=_READ,
        text="answer",
        done="Jawaban terkirim. Pelapor dapat memberi nilai.",
    ),
    "tanya": Deed(
        "Tanya pelapor",
        actions.ask_reporter,
        RUNNING,
        label="Pertanyaan",
        hint=f"{_READ} Batas waktu berhenti sampai pelapor menjawab.",
        done="Pertanyaan terkirim. Batas waktu berhenti sementara.",
    ),
    "tindak-lanjut": Deed("Tulis tindak lanjut", actions.note_progress, RUNNING, label="Tindak lanjut", hint=_READ),
    "catat": Deed("Catatan dalam", actions.note_within, tuple(State), label="Catatan", hint="Hanya dibaca perangkat."),
    "serahkan": Deed(
        "Serahkan ke jabatan lain",
        actions.assign_complaint,
        form=forms.AssignForm,
        label="Pesan untuk penerima",
        hint="Hanya dibaca perangkat.",
        done="Aduan diserahkan.",
    ),
    "teruskan": Deed(
        "Teruskan ke instansi lain",
        actions.forward_complaint,
        RUNNING,
        forms.ForwardForm,
        label="Alasan",
        hint=_READ,
        done="Aduan diteruskan. Batas waktu tetap berjalan.",
    ),
    "jenis": Deed(
        "Ubah jenis",
        actions.reclassify_complaint,
        form=forms.ReclassifyForm,
        label="Alasan",
        hint=f"{_READ} Batas waktu ikut berubah.",
        done="Jenis aduan diubah, batas waktunya dihitung lagi.",
    ),
    "bpd": Deed(
        "Pindahkan ke BPD",
        actions.hand_to_council,
        form=forms.ConfirmForm,
        done="Aduan dipindahkan ke BPD.",
        hint="Untuk aduan tentang Kepala Desa. Sesudah ini kantor tidak melihatnya lagi.",
        tone="danger",
        asks=False,
    ),
    "kecamatan": Deed(
        "Sampaikan ke kecamatan",
        actions.notify_district,
        label="Yang perlu diketahui kecamatan",
        hint="Dibaca camat dan sekretaris kecamatan. Jangan tulis nama pelapor.",
        done="Tersampaikan ke kecamatan, tanpa nama pelapor.",
    ),
    "tolak": Deed(
        "Tidak dapat ditangani",
        actions.reject_complaint,
        label="Alasan",
        text="reason",
        hint=f"{_READ} Sebutkan ke mana ia sebaiknya pergi.",
        done="Pelapor membaca alasannya.",
        tone="danger",
    ),
}
#: What is not done with a complaint about the head, and what with no other.
_NOT_APART, _ONLY_APART = ("bpd", "serahkan"), ("kecamatan",)


def open_to(complaint: Complaint) -> dict[str, Deed]:
    """The steps that may be taken with it at all, in the order they are offered, whatever its state."""
    left_out = _NOT_APART if complaint.is_apart else _ONLY_APART
    return {slug: deed for slug, deed in DEEDS.items() if slug not in left_out}
