"""What an office types about its addresses."""

from django import forms


class ClaimForm(forms.Form):
    """A domain the office says is its own; the action judges it."""

    domain = forms.CharField(
        label="Domain kantor",
        max_length=300,
        help_text="Contoh: pragaanlaok.desa.id. Domainnya harus sudah milik kantor Anda.",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "inputmode": "url"}),
    )
