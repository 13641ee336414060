"""What somebody who asks for information fills in, and who answers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from modules.service.contract import texts
from modules.service.site.forms.fields import text
from modules.service.site.models import InformationRequest
from web.forms import FileInput, KeyField, RadioCards


class AskForm(forms.Form):
    """Who wants to know what, and what for: the law asks for these three, and for nothing else."""

    key = KeyField()
    wanted = text(
        "Informasi apa yang Anda minta?", 3000, rows=5, help_text="Sebutkan tahun atau judulnya bila tahu. Jangan tulis NIK.",
        error_messages={"required": "Tulis informasi yang Anda minta."},
    )  # fmt: skip
    purpose = text(
        "Untuk apa?",
        500,
        help_text="Contoh: ingin tahu, skripsi, usul warga.",
        error_messages={"required": "Tulis tujuannya."},
    )
    name = text("Nama Anda", 100, error_messages={"required": "Tulis nama Anda; undang-undang memintanya."})
    address = text("Alamat", 200, required=False)
    contact = text("Nomor HP atau surel", 100, required=False, help_text="Tanpa ini pun jawaban terbaca dengan kode.")
    way = forms.ChoiceField(
        label="Cara memperoleh", choices=InformationRequest.Way, initial="HERE", widget=RadioCards()
    )
    # People do not see it; programs that fill in everything do.
    website = forms.CharField(
        label="Kosongkan kolom ini", required=False, widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"})
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError("Kosongkan kolom ini, lalu kirim lagi.")
        return ""

    def clean_wanted(self) -> str:
        wanted: str = self.cleaned_data["wanted"]
        if len(wanted.strip()) < texts.SHORTEST:
            raise ValidationError("Tulis sedikit lebih banyak, agar petugas mengerti.")
        return wanted


class FindForm(forms.Form):
    code = forms.CharField(
        label="Kode permohonan",
        max_length=12,
        widget=forms.TextInput({"autocapitalize": "characters", "autocomplete": "off"}),
    )


class WordsForm(forms.Form):
    """A step that says something."""

    words = forms.CharField(label="Alasan", min_length=10, max_length=3000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, label: str = "Alasan", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(label="Hasil", choices=InformationRequest.Outcome, initial="GIVEN", widget=RadioCards())
    words = forms.CharField(
        label="Jawaban", min_length=10, max_length=5000, widget=forms.Textarea({"rows": 6}),
        help_text="Terbaca dengan kodenya. Jangan tulis nama atau NIK.",
    )  # fmt: skip
    refusal_basis = forms.CharField(
        label="Dasar hukum penolakan", max_length=300, required=False, help_text="Contoh: UU 14/2008 pasal 17 huruf h."
    )  # fmt: skip
    document = forms.FileField(
        label="Dokumen", required=False, widget=FileInput(accept="application/pdf,image/jpeg,image/png")
    )

    def clean(self) -> dict[str, Any]:
        """A refusal names its law."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("outcome") != "GIVEN" and len(said.get("refusal_basis", "").strip()) < 5:
            self.add_error("refusal_basis", "Sebutkan pasal yang menjadi dasar penolakan.")
        return said
