"""What is typed to sign."""

from typing import Any

from django import forms


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
