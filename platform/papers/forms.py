"""What is typed to sign, and by which decree one signs in another's place."""

from datetime import date
from typing import Any

from django import forms

from web.forms import DateField, NikField


class PassphraseForm(forms.Form):
    """A new signing passphrase, typed twice."""

    passphrase = forms.CharField(
        label="Kata sandi tanda tangan",
        min_length=8,
        max_length=200,
        strip=False,
        help_text="Paling sedikit 8 huruf. Hanya Anda yang tahu; kantor tidak dapat memulihkannya.",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        error_messages={"required": "Isi kata sandi tanda tangan.", "min_length": "Paling sedikit 8 huruf atau angka."},
    )
    again = forms.CharField(
        label="Ketik sekali lagi",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        error_messages={"required": "Ketik kata sandinya sekali lagi."},
    )

    def clean(self) -> dict[str, Any]:
        """Both typings are the same."""
        said = super().clean() or {}
        if "passphrase" in said and "again" in said and said["passphrase"] != said["again"]:
            self.add_error("again", "Kedua ketikan berbeda. Ketik ulang.")
        return said


class DecreeForm(forms.Form):
    """Number and days of a decree (`decrees.Decree`); who and how, each room asks first."""

    decree_number = forms.CharField(label="Nomor keputusan", max_length=80, help_text="SK atau surat tugas dasarnya.")
    decree_on = DateField(label="Tanggal keputusan")
    starts_on = DateField(label="Mulai berlaku")
    ends_on = DateField(label="Sampai", required=False)

    field_order = ["account", "manner"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"starts_on": today, "decree_on": today}, **kwargs})


class SignerNikForm(forms.Form):
    """Under which NIK the national authority knows a person."""

    nik = NikField(
        label="NIK Anda di BSrE",
        help_text="NIK yang Anda pakai saat mendaftar. Disimpan tersegel dan tidak ditampilkan lagi.",
    )
