"""The forms that narrow the list, ask for a reason, and take a file of residents."""

from datetime import date
from typing import Any

from django import forms

from registry import codes, queries
from registry.queries import ResidentFilters
from web.forms import DateField, FileInput, KeyField

ANY = ("", "Semua")


class FilterForm(forms.Form):
    """What the list of residents is narrowed to; all of it stands in the address."""

    q = forms.CharField(label="Nama, NIK, atau KK", required=False, widget=forms.TextInput({"type": "search"}))
    dusun = forms.TypedChoiceField(label="Dusun", required=False, coerce=int, empty_value=None)
    jk = forms.TypedChoiceField(
        label="Jenis kelamin", required=False, coerce=int, empty_value=None, choices=[ANY, *codes.Sex.choices]
    )
    status = forms.TypedChoiceField(
        label="Status", required=False, coerce=int, empty_value=None, choices=[ANY, *codes.BaseStatus.choices]
    )

    per = DateField(label="Keadaan tanggal", required=False)

    def __init__(self, *args: Any, account: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        hamlets = [(hamlet.pk, hamlet.name.title()) for hamlet in queries.hamlets_for(account)]
        self.fields["dusun"].choices = [ANY, *hamlets]  # type: ignore[attr-defined]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self["dusun"], self["jk"], self["status"], self["per"]]

    @property
    def has_more(self) -> bool:
        return any(self.data.get(field.name) for field in self.more)

    def filters(self) -> ResidentFilters:
        """Read the filters; a wrong value in the address narrows nothing."""
        self.full_clean()
        found = self.cleaned_data
        return ResidentFilters(
            text=found.get("q") or "",
            hamlet=found.get("dusun"),
            sex=found.get("jk"),
            status=found.get("status"),
            day=gone_by(found.get("per"), today=self.today),
        )


def gone_by(day: date | None, *, today: date) -> date | None:
    """A day of which a list may be asked; what stands today is the list itself."""
    return day if day is not None and day < today else None


class RevealForm(forms.Form):
    """Why somebody needs to see what is hidden."""

    REASONS = ("Melayani surat warga ini", "Mencocokkan dengan KTP atau KK", "Memeriksa data penduduk")
    reason = forms.ChoiceField(label="Untuk apa?", choices=[(reason, reason) for reason in REASONS])


class UploadForm(forms.Form):
    """A file of residents."""

    key = KeyField()
    file = forms.FileField(
        label="Berkas penduduk",
        help_text="Berkas .xlsx, .xlsm, .xls, atau .csv, paling besar 20 MB, paling banyak 60.000 baris.",
        widget=FileInput(accept=".xlsx,.xlsm,.xls,.csv"),
        error_messages={"required": "Pilih berkasnya dulu.", "empty": "Berkas kosong. Pilih berkas yang berisi."},
    )
