"""What is asked on the pages of the village's own figures."""

from typing import Any

from django import forms

from exchange.outbox.actions.answering import LONGEST
from exchange.periods import NotAPeriod, Period
from supervision.forms import TargetForm
from supervision.own.queries import MONTHS_SHOWN


class MonthForm(forms.Form):
    """Which month; whatever is unknown counts as not said."""

    bulan = forms.ChoiceField(label="Bulan")

    def __init__(self, data: Any, *, today: Period) -> None:
        super().__init__({"bulan": _known(data.get("bulan", ""), today)})
        months = sorted({*today.back(MONTHS_SHOWN), self.period}, reverse=True)
        self.fields["bulan"].choices = [(month, month.words) for month in months]  # type: ignore[attr-defined]

    @property
    def period(self) -> Period:
        return Period(self.data["bulan"])


class CloseForm(forms.Form):
    """The name of the month, typed."""

    name = forms.CharField(label="", max_length=40, widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(self, *args: Any, period: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period = period
        self.fields["name"].label = f"Ketik “{period.words}” untuk menutup"

    def clean_name(self) -> str:
        typed = " ".join(self.cleaned_data["name"].split())
        if typed.lower() != self.period.words.lower():
            raise forms.ValidationError(f"Ketik “{self.period.words}” untuk menutup bulan ini.")
        return typed


class RemarkForm(forms.Form):
    """The village's remark; empty takes it away."""

    text = forms.CharField(
        label="Catatan desa", required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 3}),
        help_text="Dibaca kecamatan dan kabupaten. Jangan menulis nama orang atau NIK.",
    )  # fmt: skip


class OwnTargetForm(TargetForm):
    """What the village aims at itself, and from which month on; empty for nothing any more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].label = "Target desa"
        self.fields["value"].help_text = "Hanya tampil di desa ini. Kosongkan bila tidak ada lagi."


class RevisionForm(forms.Form):
    """Why a closed figure is counted anew."""

    reason = forms.CharField(
        label="Alasan perbaikan", max_length=LONGEST, widget=forms.Textarea({"rows": 3}),
        help_text="Dibaca kecamatan dan kabupaten bersama angka lama.",
        error_messages={"required": "Tulis alasannya."},
    )  # fmt: skip


def _known(text: str, today: Period) -> Period:
    try:
        asked = Period(text)
    except NotAPeriod:
        return today
    return asked if asked.is_month and asked <= today else today
