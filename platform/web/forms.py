"""
How forms are drawn and which fields and widgets all forms share.

Settings name the renderer: FORM_RENDERER = "web.forms.OfficeRenderer". Templates then need only
`{{ form.name.as_field_group }}` or `{{ form }}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList

from web import indonesian

NIK_LENGTH = 16
_OWN = {
    ErrorList.template_name: "web/components/errors.html",
    # Django includes a template for each line of a list, and there are eighty kinds of letter.
    forms.Select.template_name: "web/components/select.html",
}


class OfficeRenderer(DjangoTemplates):
    """This will draw every field with label, hint and error above the input."""

    form_template_name = "web/components/form.html"
    field_template_name = "web/components/field.html"

    def get_template(self, template_name: str) -> Any:
        """Draw error lists and selects with our own templates too, whatever form they come from."""
        return super().get_template(_OWN.get(template_name, template_name))


class NikInput(forms.TextInput):
    """Sixteen digits typed as text, because numbers lose leading zeros and grow arrows."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"inputmode": "numeric", "autocomplete": "off", "class": "width-nik", "data-secret": True}
        super().__init__({**usual, **(attrs or {})})


class DateInput(forms.DateInput):
    """The browser's own calendar; where it has none, 22-11-2026 may be typed."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class RadioCards(forms.RadioSelect):
    """A choice of few, each in a card; `hints` adds a second line by value, `columns` may be 2."""

    template_name = "web/components/radio_cards.html"

    def __init__(self, attrs: Any = None, choices: Any = (), hints: Mapping[str, str] | None = None, columns: int = 3):
        super().__init__(attrs, choices)
        self.hints = dict(hints or {})
        self.columns = columns

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Tell the template how many columns there are."""
        context = super().get_context(name, value, attrs)
        context["widget"]["columns"] = self.columns
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give each card its second line."""
        return {**super().create_option(name, value, *args, **kwargs), "hint": self.hints.get(str(value), "")}


class CheckCards(forms.CheckboxSelectMultiple):
    """Several of a few, each in a card one can hit with a thumb."""

    template_name = "web/components/radio_cards.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Lay the cards out in two columns."""
        context = super().get_context(name, value, attrs)
        context["widget"]["columns"] = 2
        return context


class FileInput(forms.FileInput):
    """A file from the device or its camera; JavaScript shows the name and shrinks photos when `shrink` is set."""

    template_name = "web/components/file_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, accept: str = "", shrink: bool = False) -> None:
        own = {"accept": accept, "data-shrink": shrink}
        super().__init__({**{key: value for key, value in own.items() if value}, **(attrs or {})})


class NikField(forms.CharField):
    """A NIK or KK number: spaces and dots are forgiven, anything but sixteen digits is not."""

    widget = NikInput
    default_error_messages = {"required": "Isi dengan 16 angka."}

    def to_python(self, value: Any) -> str:
        """Take away what people put between the digits."""
        return re.sub(r"[\s.\-]", "", super().to_python(value) or "")

    def validate(self, value: str) -> None:
        """
        Accept sixteen digits.

        :raises ValidationError: letters, or too few or too many digits; the message says how many were typed.
        """
        super().validate(value)
        if value and not (value.isascii() and value.isdigit()):
            raise ValidationError(f"{self.label or 'NIK'} hanya boleh berisi angka.", code="letters")
        if value and len(value) != NIK_LENGTH:
            message = f"{self.label or 'NIK'} harus 16 angka. Anda mengetik {len(value)}."
            raise ValidationError(message, code="length")


class DateField(forms.DateField):
    """A day, from the browser's calendar or typed the way people here type it."""

    widget = DateInput
    default_error_messages = {"required": "Isi tanggalnya."}

    def to_python(self, value: Any) -> date | None:
        """
        Read the day.

        :raises ValidationError: the text names no day.
        """
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            return indonesian.parse_date(str(value))
        except indonesian.NotADate as error:
            raise ValidationError("Tulis tanggal seperti 22-11-2026.", code="invalid") from error


class KeyField(forms.UUIDField):
    """The hidden key a creating form sends, so that a second click makes nothing twice."""

    widget = forms.HiddenInput
