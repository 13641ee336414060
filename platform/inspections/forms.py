"""What a kabupaten types to order or extend an inspection."""

from typing import Any

from django import forms

from inspections import rules
from web.forms import CheckCards, KeyField


class ReasonForm(forms.Form):
    """For how long, and why; the village reads it."""

    days = forms.IntegerField(
        label="Berapa hari",
        min_value=1,
        max_value=rules.LONGEST.days,
        initial=7,
        help_text=f"Paling lama {rules.LONGEST.days} hari, dapat diperpanjang dengan alasan baru.",
        widget=forms.NumberInput({"class": "width-short"}),
    )
    reason = forms.CharField(
        label="Alasan",
        min_length=rules.SHORTEST_REASON,
        max_length=1000,
        help_text="Desa membaca kalimat ini. Jangan menyebut nama orang.",
        widget=forms.Textarea({"rows": 3}),
    )


class OrderForm(ReasonForm):
    """Whom to look into, by which task letter, at what."""

    key = KeyField()
    village = forms.ChoiceField(label="Desa")
    letter = forms.CharField(label="Nomor surat tugas", max_length=80)
    areas = forms.MultipleChoiceField(
        label="Yang boleh dibaca",
        choices=[(code, f"{area.name}: {area.what}") for code, area in rules.AREAS.items()],
        widget=CheckCards,
    )
    field_order = ("key", "village", "letter", "reason", "areas", "days")

    def __init__(self, *args: Any, villages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = [("", "Pilih desa"), *villages]  # type: ignore[attr-defined]  # a choice field
