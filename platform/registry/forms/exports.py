"""What is asked before the list of residents leaves with full numbers."""

from django import forms

from registry.forms.lists import RevealForm

KINDS = (("xlsx", "Excel"), ("csv", "CSV"))


class FullListForm(forms.Form):
    """The kind of file, and the reason for which a list of people is written with full numbers."""

    kind = forms.ChoiceField(label="Bentuk", choices=(("pdf", "PDF"), ("xlsx", "Excel")))
    reason = forms.CharField(
        label="Untuk apa NIK lengkap?",
        min_length=5,
        max_length=200,
        help_text="Misalnya diserahkan ke panitia pemilihan.",
    )


class ExportForm(forms.Form):
    """The kind of file, and for full numbers the reason."""

    kind = forms.ChoiceField(label="Bentuk", choices=KINDS, error_messages={"required": "Pilih Excel atau CSV."})
    reason = forms.ChoiceField(
        label="Untuk apa NIK dan nomor KK lengkap?",
        choices=[("", "Tidak perlu, samarkan saja"), *((reason, reason) for reason in RevealForm.REASONS)],
        required=False,
    )
