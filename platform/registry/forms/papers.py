"""Papers and photos of a person."""

from django import forms

from registry.models import PersonDocument
from web.forms import DateField, FileInput

_MISSING = {"required": "Pilih berkasnya dulu.", "empty": "Berkas kosong. Pilih berkas yang berisi."}


class PaperForm(forms.Form):
    """One paper to be kept."""

    kind = forms.ChoiceField(label="Jenis", choices=[("", "Pilih"), *PersonDocument.Kind.choices])
    number = forms.CharField(
        label="Nomor", max_length=60, required=False, widget=forms.TextInput({"data-secret": True})
    )
    issued_on = DateField(label="Tanggal terbit", required=False)
    file = forms.FileField(
        label="Berkas",
        help_text="PDF, JPG, atau PNG, paling besar 5 MB.",
        widget=FileInput(accept=".pdf,image/jpeg,image/png", shrink=True),
        error_messages=_MISSING,
    )


class PhotoForm(forms.Form):
    """A photo of the person."""

    file = forms.FileField(
        label="Foto",
        help_text="JPG atau PNG, paling besar 5 MB.",
        widget=FileInput(accept="image/jpeg,image/png", shrink=True),
        error_messages=_MISSING,
    )
