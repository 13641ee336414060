"""What officers type about numbers that stand on paper: where the book of paper ends, and letters written by hand."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from archive import uploads
from modules.service import queries
from modules.service.models import LetterKind
from web.forms import DateField, FileInput, KeyField

HIGHEST = 99_999


class PaperBookForm(forms.Form):
    """The last number of a series in the book of paper."""

    scope = forms.ChoiceField(label="Urutan", required=False)
    last_number = forms.IntegerField(
        label="Nomor terakhir di buku kertas",
        min_value=0,
        max_value=HIGHEST,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "width-short"}),
        help_text="Misalnya 245: surat berikutnya di aplikasi bernomor 246.",
        error_messages={"required": "Isi nomor terakhir.", "invalid": "Isi dengan angka."},
    )

    def __init__(self, *args: Any, series: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["scope"]
        choice.choices = series
        if len(series) == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = series[0][0]


class OutsideForm(forms.Form):
    """A letter that was written by hand."""

    key = KeyField()
    kind = forms.ModelChoiceField(
        LetterKind.objects.none(),
        label="Jenis surat yang paling dekat",
        to_field_name="slug",
        empty_label="Pilih jenis",
        help_text="Menentukan urutan nomor dan kode klasifikasinya.",
        error_messages={"required": "Pilih jenisnya.", "invalid_choice": "Jenis surat ini tidak ada."},
    )
    title = forms.CharField(
        label="Judul surat", max_length=120, required=False, help_text="Kosong bila sama dengan jenisnya."
    )
    matter = forms.CharField(label="Hal", min_length=3, max_length=200, error_messages={"required": "Tulis halnya."})
    addressee = forms.CharField(
        label="Kepada", min_length=3, max_length=120, error_messages={"required": "Tulis kepada siapa suratnya."}
    )
    written_on = DateField(label="Tanggal surat")
    code = forms.RegexField(
        r"^[0-9]+(\.[0-9]+)*$",
        label="Kode klasifikasi",
        max_length=20,
        required=False,
        widget=forms.TextInput({"class": "width-medium", "autocomplete": "off"}),
        help_text="Kosong bila memakai kode jenisnya.",
        error_messages={"invalid": "Kode klasifikasi berisi angka dan titik, misalnya 400.10.4.4."},
    )
    scan = forms.FileField(
        label="Foto atau pindaian suratnya",
        required=False,
        help_text="JPEG, PNG, atau PDF, paling besar 5 MB.",
        widget=FileInput(accept="image/jpeg,image/png,application/pdf", shrink=True),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        kinds: Any = self.fields["kind"]
        known = sorted(queries.definitions().values(), key=lambda kind: kind.short_title)
        kinds.queryset = LetterKind.objects.filter(slug__in=[kind.slug for kind in known])
        kinds.choices = [("", "Pilih jenis"), *((kind.slug, kind.short_title) for kind in known)]

    def clean_scan(self) -> uploads.Upload | None:
        """
        Know the file by its content.

        :raises ValidationError: it cannot be kept.
        """
        file = self.cleaned_data["scan"]
        if not file:
            return None
        if (file.size or 0) > uploads.LARGEST:
            raise ValidationError("Berkas paling besar 5 MB.")
        try:
            return uploads.accept(file.name, file.read())
        except uploads.AttachmentRefused as error:
            raise ValidationError(str(error)) from error
