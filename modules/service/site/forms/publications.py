"""Lines of the list of public information, and the budget in figures."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from modules.service.site.forms.fields import rupiah, text
from modules.service.site.models import Publication
from modules.service.site.rules import budget
from web.forms import DateField, FileInput, KeyField, RadioCards

FIRST_YEAR = 2015


class PublicationForm(forms.Form):
    """One line of the list of public information."""

    key = KeyField()
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    subject = forms.ChoiceField(label="Jenis", choices=Publication.Subject)
    title = text("Judul", 200, error_messages={"required": "Tulis judulnya."})
    year = forms.IntegerField(
        label="Tahun", min_value=FIRST_YEAR, max_value=2100, widget=forms.NumberInput({"class": "width-short"})
    )
    access = forms.ChoiceField(
        label="Golongan",
        choices=Publication.Access,
        initial="PERIODIC",
        widget=RadioCards(
            hints={
                "PERIODIC": "Diumumkan tiap tahun atau semester",
                "IMMEDIATE": "Menyangkut keselamatan orang banyak",
                "ANYTIME": "Diberikan bila diminta",
                "EXCLUDED": "Hanya disebut, tidak pernah diberikan",
            },
            columns=2,
        ),
    )
    number = text("Nomor", 60, required=False, help_text="Untuk peraturan, misalnya Nomor 3 Tahun 2026.")
    set_on = DateField(label="Ditetapkan tanggal", required=False)
    summary = text("Isi ringkas", 400, rows=3, required=False)
    document = forms.FileField(
        label="Dokumen", required=False, widget=FileInput(accept="application/pdf,image/jpeg,image/png"),
        help_text="PDF atau foto, paling besar 5 MB.",
    )  # fmt: skip
    link = text("Atau tautan", 300, required=False, help_text="Alamat halaman yang memuatnya, misalnya https://…")
    reason = text("Dasar hukum pengecualian", 300, required=False, help_text="Untuk yang dikecualikan: pasal mana.")
    consequence = text(
        "Uji konsekuensi", 3000, rows=4, required=False, help_text="Apa akibatnya bila dibuka. Tidak dimuat di situs.",
    )  # fmt: skip

    def clean_link(self) -> str:
        """An address of a page, here or elsewhere, and nothing that runs."""
        link: str = self.cleaned_data["link"].strip()
        if (
            link
            and not link.startswith(("https://", "http://"))
            and not (link[0] == "/" and link[1:2] not in ("/", "\\"))
        ):
            raise ValidationError("Tautan dimulai dengan https:// atau /.")
        return link

    def clean(self) -> dict[str, Any]:
        """What is excluded needs its reasons."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("access") == "EXCLUDED":
            for name, words in (("reason", "Tulis pasalnya."), ("consequence", "Tulis hasil uji konsekuensinya.")):
                if len(said.get(name, "").strip()) < 3:
                    self.add_error(name, words)
            if said.get("document") or said.get("link"):
                self.add_error("access", "Yang dikecualikan tidak dimuat. Hapus dokumen dan tautannya.")
        return said


class FiguresForm(forms.Form):
    """The budget of a year, line by line, planned and realised, with the totals of the decree to compare."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, figures: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = budget.read(figures or {})
        for part in known.parts:
            for line in part.lines:
                name = f"{part.key}-{line.key}"
                self.fields[f"{name}-planned"] = rupiah(line.title, line.planned or None)
                self.fields[f"{name}-realised"] = rupiah(f"{line.title}, realisasi", line.realised)
        self.fields["income"] = rupiah(
            "Jumlah pendapatan menurut Perdes", known.income.total.planned or None, required=True
        )
        self.fields["spending"] = rupiah(
            "Jumlah belanja menurut Perdes", known.spending.total.planned or None, required=True
        )

    def parts(self) -> Iterator[tuple[str, list[tuple[BoundField, BoundField]]]]:
        """Title of a part, and its lines as (planned, realised)."""
        for key, lines in budget.PARTS.items():
            pairs = [(self[f"{key}-{name}-planned"], self[f"{key}-{name}-realised"]) for name in lines]
            yield budget.TITLES[key], pairs

    @property
    def amounts(self) -> dict[str, dict[str, budget.Amounts]]:
        """What was typed, by part and line; an empty plan is nought, an empty realisation is unknown."""
        said = self.cleaned_data
        return {
            key: {name: (said[f"{key}-{name}-planned"] or 0, said[f"{key}-{name}-realised"]) for name in lines}
            for key, lines in budget.PARTS.items()
        }


class RegisterFilter(forms.Form):
    """How the public list is narrowed, all in the address."""

    q = forms.CharField(label="Cari", required=False, max_length=80)
    jenis = forms.ChoiceField(
        label="Jenis",
        required=False,
        choices=[("", "Semua jenis"), ("LAW", "Produk hukum"), *Publication.Subject.choices],
    )
    golongan = forms.ChoiceField(
        label="Golongan", required=False, choices=[("", "Semua golongan"), *Publication.Access.choices]
    )
