"""What is asked when a meeting is called, and of its minutes."""

from datetime import date
from typing import Any

from django import forms

from assignments.forms.fields import Cautious, long_text, title_field
from assignments.models import Meeting
from assignments.rules import evidence
from web.forms import CheckCards, DateField, KeyField, RadioCards

#: Lines for decisions on one form.
DECISIONS = 5


class MeetingForm(forms.Form):
    """Who is called, when and where, and about what."""

    key = KeyField()
    kind = forms.ChoiceField(label="Jenis", choices=Meeting.Kind, widget=RadioCards(columns=2), initial="STAFF")
    title = title_field()
    held_on = DateField(label="Tanggal")
    at_time = forms.TimeField(
        label="Pukul", widget=forms.TimeInput({"type": "time"}), error_messages={"required": "Isi jamnya."}
    )
    place = forms.CharField(
        label="Tempat", max_length=160, min_length=3, error_messages={"required": "Tulis tempatnya."}
    )
    agenda = forms.CharField(
        label="Agenda",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Satu baris satu hal.",
    )
    called = forms.MultipleChoiceField(
        label="Yang dipanggil", widget=CheckCards, error_messages={"required": "Pilih sedikitnya satu jabatan."}
    )

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["called"].choices = posts  # type: ignore[attr-defined]

    clean_title = Cautious.clean_title


class MoveForm(forms.Form):
    """Another time or place."""

    held_on = DateField(label="Tanggal")
    at_time = forms.TimeField(
        label="Pukul",
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"required": "Isi jamnya."},
    )
    place = forms.CharField(
        label="Tempat", max_length=160, min_length=3, error_messages={"required": "Tulis tempatnya."}
    )


class MinutesForm(forms.Form):
    """Who came, what was said, and what was decided."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    came = forms.MultipleChoiceField(label="Yang hadir", required=False, widget=CheckCards)
    guests = forms.CharField(label="Hadir dari luar", required=False, max_length=300, help_text="Lembaga atau jabatan.")
    minutes = long_text("Pembahasan", rows=8, missing="Tulis pembahasannya.")
    why = forms.CharField(
        label="Yang diperbaiki", max_length=300, min_length=3, error_messages={"required": "Tulis yang diperbaiki."}
    )

    def __init__(
        self,
        *args: Any,
        posts: list[tuple[str, str]],
        desks: list[tuple[str, str]],
        today: date,
        version: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["came"].choices = posts  # type: ignore[attr-defined]
        if not version:
            del self.fields["why"]
        for number in range(1, DECISIONS + 1):
            self.fields[f"what_{number}"] = forms.CharField(label=f"Keputusan {number}", required=False, max_length=500)
            self.fields[f"post_{number}"] = forms.ChoiceField(
                label="Pelaksana", required=False, choices=[("", "Pilih"), *desks]
            )
            self.fields[f"due_{number}"] = DateField(label="Tenggat", required=False)

    def clean(self) -> Any:
        said = super().clean() or self.cleaned_data
        for number in range(1, DECISIONS + 1):
            what, post, due_on = (said.get(f"{word}_{number}") for word in ("what", "post", "due"))
            if what and not post:
                self.add_error(f"post_{number}", "Pilih pelaksananya.")
            if post and not what:
                self.add_error(f"what_{number}", "Tulis keputusannya.")
            if what and evidence.has_long_number(what):
                self.add_error(f"what_{number}", "Keputusan tidak boleh memuat NIK atau nomor KK.")
            if due_on and due_on < self.today:
                self.add_error(f"due_{number}", "Tenggat sudah lewat.")
        return said

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The lines for decisions, as a page draws them."""
        return [(self[f"what_{n}"], self[f"post_{n}"], self[f"due_{n}"]) for n in range(1, DECISIONS + 1)]

    @property
    def plain(self) -> list[Any]:
        """All other fields."""
        return [self[name] for name in ("version", "why", "came", "guests", "minutes") if name in self.fields]

    @property
    def decided(self) -> list[tuple[str, str, date | None]]:
        """(what, to which post, by when) of every line that says something."""
        said = self.cleaned_data
        lines = [(said[f"what_{n}"], said[f"post_{n}"], said[f"due_{n}"]) for n in range(1, DECISIONS + 1)]
        return [line for line in lines if line[0]]
