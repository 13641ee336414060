"""The form of a kind's words: entries as a clerk types them, and back to entries."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from modules.service.kinds import Source, shape_of
from modules.service.rules import entries
from modules.service.rules.kind import MINUTES_OF_A_DAY, Shape
from modules.service.rules.naskah import LONGEST
from modules.service.rules.wording_faults import EntryFault

_NEW_ROWS = 3
_LINES = ("copies", "purposes")
#: Fields of the form that are no entry.
NOT_ENTRIES = ("catatan", "opened", "surat")


class TextForm(forms.Form):
    """
    All a village may word itself of one kind.

    :param shown: the entries in a clerk's words (drafting.shown).
    """

    text = forms.CharField(
        label="Naskah",
        strip=False,
        error_messages={"required": "Naskah ini kosong. Tulis isi suratnya."},
        widget=forms.Textarea({"rows": 22, "class": "script", "spellcheck": "false", "autocomplete": "off", "wrap": "soft"}),
    )  # fmt: skip
    addressed = forms.CharField(
        label="Kepada Yth.",
        required=False,
        help_text="Satu baris satu baris alamat.",
        widget=forms.Textarea({"rows": 3}),
    )
    matter = forms.CharField(label="Hal", required=False)
    copies = forms.CharField(
        label="Tembusan", required=False, help_text="Satu baris satu tembusan.", widget=forms.Textarea({"rows": 2})
    )
    purposes = forms.CharField(
        label="Contoh keperluan",
        required=False,
        help_text="Satu baris satu keperluan.",
        widget=forms.Textarea({"rows": 4}),
    )
    note = forms.CharField(
        label="Catatan untuk pemohon",
        required=False,
        help_text="Dibaca warga sebelum mengajukan.",
        widget=forms.Textarea({"rows": 3}),
    )
    minutes = forms.IntegerField(
        label="Waktu standar (menit jam buka)", help_text=f"Satu hari kerja dihitung {MINUTES_OF_A_DAY} menit.",
        widget=forms.TextInput({"inputmode": "numeric", "class": "width-short"}),
        error_messages={"required": "Isi waktu standar.", "invalid": "Tulis waktu dengan angka saja."},
    )  # fmt: skip
    validity_days = forms.IntegerField(
        label="Masa berlaku (hari)", help_text="0 bila tanpa batas waktu.",
        widget=forms.TextInput({"inputmode": "numeric", "class": "width-short"}),
        error_messages={"required": "Isi masa berlaku, atau 0.", "invalid": "Tulis masa berlaku dengan angka saja."},
    )  # fmt: skip
    code_2022 = forms.CharField(
        label="Kode klasifikasi (Permendagri 83/2022)",
        error_messages={"required": "Isi kode klasifikasi."},
        widget=forms.TextInput({"class": "width-short"}),
    )
    code_2012 = forms.CharField(
        label="Kode klasifikasi (Permendagri 78/2012)",
        error_messages={"required": "Isi kode klasifikasi."},
        widget=forms.TextInput({"class": "width-short"}),
    )
    legal_basis = forms.CharField(
        label="Dasar hukum",
        required=False,
        help_text="Pasal dan peraturannya; kosong: yang umum di standar pelayanan.",
        widget=forms.TextInput({"maxlength": 300}),
    )
    catatan = forms.CharField(
        label="Apa yang diubah",
        max_length=300,
        required=False,
        help_text="Satu kalimat untuk riwayat, misalnya: menambah syarat pengantar RT.",
        widget=forms.TextInput({"maxlength": 300}),
    )

    def __init__(self, shown: Mapping[str, Any], said: Source, data: Any = None) -> None:
        self.shown, self.kind = shown, shape_of(said)
        super().__init__(data, initial=_initial(shown), auto_id="f-%s")
        self._requirements = [one["key"] for one in shown["requirements"]]
        self._more = _new_keys(self._requirements)
        for number, one in enumerate(shown["requirements"], start=1):
            self._add_requirement(one["key"], f"Syarat {number}", one)
        for number, key in enumerate(self._more, start=len(self._requirements) + 1):
            self._add_requirement(key, f"Syarat {number}", {"text": "", "required": True})
        self._hints = {asked["key"]: asked["label"] for group in said["groups"] for asked in group.get("fields", ())}
        for key, label in self._hints.items():
            self.fields[f"hint-{key}"] = forms.CharField(
                label=label, required=False, initial=shown["hints"].get(key, "")
            )
        if not self.kind.addressed and self.kind.shape != Shape.OFFICIAL:
            del self.fields["addressed"], self.fields["matter"]
        if not any(asked.type == "purpose" for asked in self.kind.fields):
            del self.fields["purposes"]

    def _add_requirement(self, key: str, label: str, one: Mapping[str, Any]) -> None:
        self.fields[f"req-{key}"] = forms.CharField(label=label, required=False, initial=one["text"])
        self.fields[f"need-{key}"] = forms.BooleanField(label="Wajib", required=False, initial=one["required"])

    def requirement_rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"req-{key}"], self[f"need-{key}"]) for key in (*self._requirements, *self._more)]

    def hint_fields(self) -> list[Any]:
        return [self[f"hint-{key}"] for key in self._hints]

    def typed(self) -> dict[str, Any]:
        """The entries as they were typed; call after `is_valid`, which finds what is no number."""
        said = self.cleaned_data
        found: dict[str, Any] = {
            name: said[name] for name in ("minutes", "validity_days") if said.get(name) is not None
        }
        for name in ("text", "addressed", "matter", "note", "code_2022", "code_2012", "legal_basis"):
            if name in self.fields:
                found[name] = _plain(said.get(name) or "")
        for name in _LINES:
            if name in self.fields:
                found[name] = [line.strip() for line in _plain(said.get(name) or "").split("\n") if line.strip()]
        found["requirements"] = [
            {"key": key, "text": said[f"req-{key}"], "required": said[f"need-{key}"]}
            for key in (*self._requirements, *self._more)
            if said.get(f"req-{key}") or key in self._requirements
        ]
        hints = {key: said.get(f"hint-{key}") or "" for key in self._hints}
        found["hints"] = {key: hint for key, hint in hints.items() if hint != (self.shown["hints"].get(key) or "")}
        return found

    def show(self, faults: Iterable[EntryFault]) -> None:
        """Put the faults of small entries beside them; those of the text are told by line in their own list."""
        for fault in faults:
            field = fault.entry if fault.entry in self.fields else self._requirement_at(fault)
            if fault.entry != "text" and not fault.is_warning:
                self.add_error(field if field in self.fields else None, fault.message)

    def _requirement_at(self, fault: EntryFault) -> str:
        keys = [*self._requirements, *self._more]
        return f"req-{keys[fault.line - 1]}" if fault.entry == "requirements" and fault.line <= len(keys) else ""


def _initial(shown: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: shown[name] for name in entries.LABELS if name not in ("requirements", "hints")}
    return {name: "\n".join(value) if isinstance(value, list) else value for name, value in plain.items()}


def _new_keys(taken: list[str]) -> list[str]:
    numbers = (f"desa-{number}" for number in range(1, 40))
    return [key for key in numbers if key not in taken][:_NEW_ROWS]


def _plain(text: str) -> str:
    """Browsers send the ends of lines as they like; what is too long is cut where it is refused all the same."""
    return re.sub(r"\r\n?", "\n", text)[: LONGEST + 1]
