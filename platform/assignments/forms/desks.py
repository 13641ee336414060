"""What is asked when something is handed to a post, and when it is done."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assignments.forms.fields import checked_day
from assignments.rules import evidence
from web.forms import DateField, KeyField


class HandOnForm(forms.Form):
    """To whom something is handed, and what they shall do."""

    key = KeyField()
    to_post = forms.ChoiceField(label="Serahkan kepada")
    what = forms.CharField(
        label="Instruksi", max_length=500, min_length=3, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Tulis instruksinya."},
    )  # fmt: skip
    due_on = DateField(label="Tenggat", required=False)

    def __init__(self, *args: Any, desks: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["to_post"].choices = [("", "Pilih"), *desks]  # type: ignore[attr-defined]

    def clean_due_on(self) -> date | None:
        due_on = self.cleaned_data["due_on"]
        return checked_day(due_on, self.today) if due_on else None

    def clean_what(self) -> str:
        try:
            return evidence.plain_title(self.cleaned_data["what"])
        except evidence.NumberInTitle as error:
            raise ValidationError("Instruksi tidak boleh memuat NIK atau nomor KK.") from error


class NoteForm(forms.Form):
    """A word on a task."""

    text = forms.CharField(
        label="Keterangan", max_length=1000, min_length=3, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Tulis keterangannya."},
    )  # fmt: skip
