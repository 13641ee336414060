"""What is asked before a book leaves with full numbers."""

from django import forms

REASONS = (
    "Buku desa untuk ditandatangani dan disimpan",
    "Diminta kecamatan atau kabupaten secara resmi",
    "Mencocokkan data dengan KTP dan KK",
)
FORMS = (("pdf", "PDF untuk dicetak"), ("xlsx", "Excel"))


class TakeForm(forms.Form):
    """A file of a book: its form, and for full numbers the reason."""

    form = forms.ChoiceField(label="Bentuk", choices=FORMS, error_messages={"required": "Pilih PDF atau Excel."})
    reason = forms.ChoiceField(
        label="Untuk apa NIK lengkap?",
        choices=[("", "Tidak perlu, samarkan saja"), *((reason, reason) for reason in REASONS)],
        required=False,
    )
