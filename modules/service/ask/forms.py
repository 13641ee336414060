"""What is asked, and what officers answer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from messaging.rules.wording import has_long_number
from modules.service.ask.models import Entry
from modules.service.ask.rules import words
from modules.service.contract import masking
from web.forms import KeyField


class QuestionForm(forms.Form):
    """One box."""

    q = forms.CharField(
        label="Pertanyaan Anda",
        max_length=words.LONGEST,
        min_length=2,
        widget=forms.TextInput({"autocomplete": "off", "type": "search", "placeholder": "Contoh: cara bikin KTP baru"}),
        error_messages={"required": "Tulis pertanyaan Anda.", "min_length": "Tulis sedikit lebih panjang."},
    )


class DeskForm(forms.Form):
    """The question once more, and how to answer whoever asks."""

    key = KeyField()
    question = forms.CharField(label="Pertanyaan", max_length=words.LONGEST, min_length=3, widget=forms.HiddenInput)
    name = forms.CharField(label="Nama", max_length=100, required=False)
    phone = forms.CharField(
        label="Nomor HP",
        max_length=20,
        help_text="Petugas menjawab lewat nomor ini. Tidak ditampilkan ke orang lain.",
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel", "data-secret": True}),
        error_messages={"required": "Tulis nomor HP agar petugas dapat menjawab."},
    )

    def clean_phone(self) -> str:
        try:
            return masking.read_phone(self.cleaned_data["phone"])
        except ValueError as error:
            raise ValidationError(str(error)) from error


class EntryForm(forms.ModelForm):
    """One answer, in the officer's words."""

    answer = forms.CharField(
        label="Jawaban",
        max_length=1000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Tulis jawabannya."},
    )
    is_listed = forms.BooleanField(label="Tampilkan sebagai jawaban", required=False, initial=True)

    class Meta:
        model = Entry
        fields = ("question", "answer", "words", "link")
        help_texts = {
            "words": "Kata sehari-hari untuk hal ini, dipisah spasi.",
            "link": "Halaman di situs ini, misalnya /layanan/sk-usaha/.",
        }

    def clean_answer(self) -> str:
        answer = " ".join(str(self.cleaned_data["answer"]).split())
        if len(answer) < 5:
            raise ValidationError("Tulis jawabannya.")
        if has_long_number(answer):
            raise ValidationError("Jangan menulis NIK atau nomor KK.")
        return answer

    def clean_link(self) -> str:
        link = str(self.cleaned_data["link"]).strip()
        if link and (not link.startswith("/") or link.startswith(("//", "/\\"))):
            raise ValidationError("Tulis alamat di situs ini, mulai dengan /.")
        return link

    @property
    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        return {name: self.cleaned_data[name] for name in (*self.Meta.fields, "is_listed")}
