"""What the forms of the room share: files, long texts, titles, last days, and asking once more."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from archive import uploads
from assignments.actions.speaking import MOST_FILES
from assignments.rules import evidence, terms
from web.forms import FileInput

#: Letters.
LONGEST = 5000


class SeveralFiles(FileInput):
    """Files from the camera or the device, several at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """Photographs and papers, as the archive takes them."""

    def __init__(self, **more: Any) -> None:
        looks = SeveralFiles({"multiple": True}, accept="image/jpeg,image/png,application/pdf", shrink=True)
        hint = f"Foto atau PDF, paling banyak {MOST_FILES}, masing-masing 5 MB."
        super().__init__(**{"label": "Lampiran", "required": False, "widget": looks, "help_text": hint, **more})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """
        Know each file by its content.

        :raises ValidationError: too many, or one that cannot be used.
        """
        given = [file for file in data or [] if file]
        if len(given) > MOST_FILES:
            raise ValidationError(f"Paling banyak {MOST_FILES} berkas.")
        try:
            return [uploads.accept(file.name, file.read()) for file in given]
        except uploads.AttachmentRefused as error:
            raise ValidationError(str(error)) from error


def long_text(label: str, *, rows: int = 4, required: bool = True, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, required=required, widget=forms.Textarea({"rows": rows}),
        error_messages={"required": more.pop("missing", "Tulis isinya.")}, **more,
    )  # fmt: skip


def title_field() -> forms.CharField:
    return forms.CharField(label="Judul", max_length=120, min_length=3, error_messages={"required": "Tulis judulnya."})


class Cautious(forms.Form):
    """A form that asks once more before something doubtful is sent."""

    sure = forms.BooleanField(label="Sudah saya periksa, lanjutkan", required=False, widget=forms.HiddenInput)

    def clean(self) -> Any:
        said = super().clean() or self.cleaned_data
        found = self.cautions(said)
        if found and not said.get("sure"):
            self.fields["sure"].widget = forms.CheckboxInput()
            self.add_error("sure", [*found, "Ubah, atau centang bila sudah benar."])
        return said

    def cautions(self, said: dict[str, Any]) -> list[str]:
        """What is doubtful: a NIK in what goes to another office."""
        texts = (said.get(name) or "" for name in ("text", "reason"))
        return ["Ada 16 angka, mungkin NIK."] if any(evidence.has_long_number(text) for text in texts) else []

    def clean_title(self) -> str:
        try:
            return evidence.plain_title(self.cleaned_data["title"])
        except evidence.NumberInTitle as error:
            raise ValidationError("Judul tidak boleh memuat NIK atau nomor KK.") from error


def handed_in(form: forms.Form) -> dict[str, Any]:
    """What a valid form says, as actions take it."""
    said = {name: value for name, value in form.cleaned_data.items() if name != "sure"}
    return said | {"files": said.pop("enclosed")}


def checked_day(due_on: date, today: date) -> date:
    try:
        return terms.checked(due_on, today)
    except terms.DayRefused as error:
        raise ValidationError(str(error)) from error
