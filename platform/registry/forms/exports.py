"""What is asked before the list of residents leaves with full numbers."""

from django import forms

from registry.forms.lists import RevealForm

KINDS = (("xlsx", "Excel"), ("csv", "CSV"))


class ExportForm(forms.Form):
    """The kind of file, and for full numbers the reason."""

    kind = forms.ChoiceField(label="Bentuk", choices=KINDS, error_messages={"required": "Pilih Excel atau CSV."})
    reason = forms.ChoiceField(
        label="Untuk apa NIK dan nomor KK lengkap?",
        choices=[("", "Tidak perlu, samarkan saja"), *((reason, reason) for reason in RevealForm.REASONS)],
        required=False,
    )
