"""What the forms of the site are made of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from modules.service.contract import texts
from modules.service.site.rules import budget


def text(label: str, most: int, *, rows: int = 0, **more: Any) -> forms.CharField:
    """One line, or with `rows` a box; refused as the action would refuse it."""
    widget: Any = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, widget=widget, validators=[_fits(most)], **more)


def _fits(most: int) -> Any:
    def check(text: str) -> None:
        try:
            texts.cleaned(text, least=0, most=most)
        except texts.TextRefused as error:
            raise ValidationError(str(error)) from error

    return check


class RupiahField(forms.IntegerField):
    """Whole rupiah; dots between thousands and a leading Rp are forgiven."""

    def to_python(self, value: Any) -> int | None:
        """Read what people type: 1.250.000."""
        plain = str(value or "").strip().removeprefix("Rp").replace(".", "").replace(" ", "")
        return super().to_python(plain)


def rupiah(label: str, initial: int | None, *, required: bool = False) -> RupiahField:
    """An amount that may stay empty unless it is required."""
    shown = f"{initial:,}".replace(",", ".") if initial is not None else None
    return RupiahField(
        label=label,
        initial=shown,
        required=required,
        min_value=0,
        max_value=budget.LARGEST,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Tulis angka rupiah tanpa koma.", "required": "Isi jumlahnya."},
    )
