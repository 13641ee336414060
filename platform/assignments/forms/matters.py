"""What is asked when something is sent to other offices, reported, reviewed or moved."""

from datetime import date
from typing import Any

from django import forms

from assignments.forms.fields import Cautious, FilesField, checked_day, handed_in, long_text, title_field
from assignments.rules import duties, evidence, terms
from tenants.models import Office
from web.forms import CheckCards, DateField, KeyField, RadioCards

_HINTS = {"FOTO": "Dari kamera HP", "PDF": "Berkas atau pindaian", "ANGKA": "Satu angka", "KATA": "Cukup ditulis"}


class SendForm(Cautious):
    """One assignment for many villages."""

    key = KeyField()
    title = title_field()
    text = long_text("Yang harus dikerjakan", missing="Tulis apa yang harus dikerjakan.")
    topic = forms.ChoiceField(label="Bidang", choices=[("", "Pilih"), *duties.DUTIES.items()])
    wanted = forms.ChoiceField(
        label="Bukti yang diminta",
        choices=list(evidence.LABELS.items()),
        widget=RadioCards(hints=_HINTS, columns=2),
        initial="FOTO",
    )
    due_on = DateField(label="Tenggat")
    everyone = forms.BooleanField(label="Semua desa", required=False)
    to = forms.MultipleChoiceField(label="Desa", required=False, widget=CheckCards)
    enclosed = FilesField()
    field_order = ["key", "title", "text", "topic", "wanted", "due_on", "everyone", "to", "enclosed", "sure"]

    def __init__(self, *args: Any, villages: list[Office], today: date, off: frozenset[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.villages = {village.key: village for village in villages}
        self.today, self.off = today, off
        self.fields["everyone"].label = f"Semua desa ({len(villages)})"
        self.fields["to"].choices = [(village.key, village.title) for village in villages]  # type: ignore[attr-defined]

    def clean_due_on(self) -> date:
        return checked_day(self.cleaned_data["due_on"], self.today)

    def cautions(self, said: dict[str, Any]) -> list[str]:
        """Also a last day on which nobody works, or that comes too soon."""
        due_on = said.get("due_on")
        term = terms.caution(due_on, self.today, self.off) if due_on else ""
        return [*super().cautions(said), *([term] if term else [])]

    def clean(self) -> Any:
        said = super().clean()
        if not said.get("everyone") and not said.get("to") and "to" not in self.errors:
            self.add_error("to", "Pilih desa, atau centang semua desa.")
        return said

    @property
    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        said = handed_in(self)
        everyone = said.pop("everyone")
        chosen = list(self.villages) if everyone else said["to"]
        return said | {"to": [self.villages[key] for key in chosen]}


class ReportForm(Cautious):
    """What was done, with what the kecamatan asked for."""

    text = long_text("Yang sudah dikerjakan", required=False)
    number = forms.CharField(
        label="Angka", required=False, max_length=20, widget=forms.TextInput({"inputmode": "decimal"})
    )
    enclosed = FilesField(label="Bukti")

    def __init__(self, *args: Any, wanted: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = wanted
        if wanted != evidence.Evidence.NUMBER:
            del self.fields["number"]
        self.fields["text"].required = wanted == evidence.Evidence.WORD

    def clean(self) -> Any:
        said = super().clean()
        try:
            types = [file.content_type for file in said.get("enclosed", [])]
            evidence.judged(self.wanted, text=said.get("text", ""), number=said.get("number", ""), types=types)
        except evidence.EvidenceMissing as error:
            place = (
                "number" if "number" in self.fields else "enclosed" if self.wanted != evidence.Evidence.WORD else "text"
            )
            if place not in self.errors:
                self.add_error(place, str(error))
        return said


class WordsForm(Cautious):
    """A note, with files beside it."""

    text = long_text("Isi")
    enclosed = FilesField()


class ReasonForm(Cautious):
    """Why."""

    text = long_text("Alasan", rows=3, missing="Tulis alasannya.")


class PerhapsForm(Cautious):
    """Words that may be left out."""

    text = long_text("Catatan", rows=3, required=False)


class ReturnForm(ReasonForm):
    """Why, and perhaps until when."""

    due_on = DateField(label="Tenggat baru", required=False, help_text="Kosongkan bila tenggat tetap.")


class ExtendForm(ReasonForm):
    """Until when, and why."""

    due_on = DateField(label="Tenggat baru")
    field_order = ["due_on", "text", "sure"]


class JointForm(Cautious):
    """What one village has to do with another."""

    key = KeyField()
    to = forms.ChoiceField(label="Dengan desa", error_messages={"required": "Pilih desanya."})
    topic = forms.ChoiceField(label="Jenis urusan", choices=[("", "Pilih"), *duties.JOINT_TOPICS.items()])
    title = title_field()
    text = long_text("Isi")
    enclosed = FilesField()
    field_order = ["key", "to", "topic", "title", "text", "enclosed", "sure"]

    def __init__(self, *args: Any, villages: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.villages = {village.key: village for village in villages}
        named = [(village.key, f"{village.title}, {village.parent.title}") for village in villages if village.parent]
        self.fields["to"].choices = [("", "Pilih"), *named]  # type: ignore[attr-defined]
