"""What the log can be narrowed to."""

from typing import Any

from django import forms

from audit import queries, sentences


class LogFilter(forms.Form):
    """All in the address, so that a filtered log can be shared and bookmarked."""

    pelaku = forms.TypedChoiceField(label="Pelaku", required=False, coerce=int, empty_value=None)
    tindakan = forms.ChoiceField(label="Tindakan", required=False)
    subjek = forms.RegexField(r"^[a-z_]+\.[a-z_]+:[\w-]{1,40}$", required=False, widget=forms.HiddenInput)
    sebelum = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pelaku"].choices = [("", "Siapa saja"), *queries.actors()]  # type: ignore[attr-defined]
        self.fields["tindakan"].choices = [("", "Semua tindakan"), *sentences.actions()]  # type: ignore[attr-defined]

    @property
    def subject(self) -> tuple[str, str]:
        label, _, pk = self.cleaned_data.get("subjek", "").partition(":")
        return label, pk
