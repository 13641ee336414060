"""Forms of the queue."""

from typing import Any

from django import forms

from modules.service.queue.models import QueueSettings
from modules.service.queue.rules.desks import LETTERS, Desk, Group

DESKS = 6
_SHORT = {"autocomplete": "off", "class": "width-medium"}


class TransferForm(forms.Form):
    """To which desk, and why."""

    desk = forms.TypedChoiceField(label="Pindahkan ke", coerce=int, error_messages={"required": "Pilih loketnya."})
    reason = forms.CharField(
        label="Alasan",
        min_length=5,
        max_length=200,
        help_text="Petugas loket itu membacanya. Jangan tulis NIK.",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Tulis alasannya.", "min_length": "Tulis alasan yang dapat dimengerti."},
    )

    def __init__(self, *args: Any, desks: list[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = [("", "Pilih loket"), *((desk.number, desk.name) for desk in desks)]  # type: ignore[attr-defined]


class ArrangementForm(forms.Form):
    """Services by letter, desks with the letters they call, and what phones get."""

    gives_online = forms.BooleanField(label="Warga boleh mengambil nomor dari ponsel", required=False)
    online_limit = forms.IntegerField(
        label="Nomor ponsel paling banyak sehari", min_value=0, max_value=900, widget=forms.NumberInput(_SHORT)
    )
    has_sound = forms.BooleanField(label="Layar antrean memanggil dengan suara", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for letter in LETTERS:
            self.fields[f"group_{letter}"] = forms.CharField(
                label=f"Layanan {letter}", max_length=40, required=False, widget=forms.TextInput(_SHORT)
            )
        for number in range(1, DESKS + 1):
            self.fields[f"desk_{number}"] = forms.CharField(
                label=f"Loket {number}", max_length=30, required=False, widget=forms.TextInput(_SHORT)
            )
            self.fields[f"letters_{number}"] = forms.CharField(
                label="Huruf",
                max_length=20,
                required=False,
                widget=forms.TextInput({"autocomplete": "off", "class": "width-short", "autocapitalize": "characters"}),
            )

    @staticmethod
    def initial_of(settings: QueueSettings) -> dict[str, Any]:
        """What the form shows before anything is typed."""
        shown: dict[str, Any] = {
            name: getattr(settings, name) for name in ("gives_online", "online_limit", "has_sound")
        }
        shown |= {f"group_{group.letter}": group.name for group in settings.all_groups}
        for desk in settings.all_desks:
            shown |= {f"desk_{desk.number}": desk.name, f"letters_{desk.number}": desk.letters}
        return shown

    @property
    def group_fields(self) -> list[Any]:
        return [self[f"group_{letter}"] for letter in LETTERS]

    @property
    def desk_fields(self) -> list[tuple[Any, Any]]:
        return [(self[f"desk_{number}"], self[f"letters_{number}"]) for number in range(1, DESKS + 1)]

    @property
    def said(self) -> dict[str, Any]:
        """The arrangement as the action takes it; empty names are no services and no desks."""
        typed = self.cleaned_data
        groups = [Group(letter, name) for letter in LETTERS if (name := typed[f"group_{letter}"].strip())]
        desks = [
            Desk(number, name, _letters(typed[f"letters_{number}"]))
            for number in range(1, DESKS + 1)
            if (name := typed[f"desk_{number}"].strip())
        ]
        plain = {name: typed[name] for name in ("gives_online", "online_limit", "has_sound")}
        return {"groups": groups, "desks": desks, **plain}


def _letters(text: str) -> str:
    """ "b, a" is AB."""
    return "".join(sorted({letter for letter in text.upper() if letter.isalpha()}))
