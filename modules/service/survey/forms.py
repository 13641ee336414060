"""The questionnaire: nine elements with four cards each, and what may be left empty."""

from typing import Any

from django import forms

from modules.service.contract import KINDS
from modules.service.survey.models import Response
from modules.service.survey.rules.comments import LONGEST
from modules.service.survey.rules.elements import CODES, ELEMENTS
from web.forms import KeyField, RadioCards

PROFILE = ("sex", "age", "education", "work")


class AnswerForm(forms.Form):
    """One page, nine taps."""

    key = KeyField()

    def __init__(self, *args: Any, asks_service: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, element in enumerate(ELEMENTS, 1):
            self.fields[element.code] = forms.ChoiceField(
                label=f"{number}. {element.question}",
                choices=element.choices,
                widget=RadioCards(columns=2),
                error_messages={"required": "Pilih salah satu jawaban."},
            )
        if asks_service:
            kinds = sorted((kind for kind in KINDS.values() if not kind.internal), key=lambda kind: kind.order)
            self.fields["service"] = forms.ChoiceField(
                label="Layanan apa yang Anda terima?",
                choices=[("", "Lainnya"), *((kind.slug, kind.title) for kind in kinds)],
                required=False,
            )
        for name in PROFILE:
            field: Any = Response._meta.get_field(name)
            self.fields[name] = forms.ChoiceField(
                label=str(field.verbose_name).capitalize(),
                choices=[("", "Tidak diisi"), *field.choices],
                required=False,
            )
        self.fields["comment"] = forms.CharField(
            label="Saran untuk kami",
            required=False,
            max_length=LONGEST,
            help_text="Jangan tulis nama, NIK, atau nomor HP.",
            widget=forms.Textarea({"rows": 3, "maxlength": LONGEST}),
        )
        for field in self.fields.values():
            field.widget.use_required_attribute = lambda initial: False

    @property
    def elements(self) -> list[Any]:
        return [self[code] for code in CODES]

    @property
    def profile(self) -> list[Any]:
        return [self[name] for name in ("service", *PROFILE) if name in self.fields]

    @property
    def said(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        typed = self.cleaned_data
        return {
            "key": typed["key"],
            "scores": {code: int(typed[code]) for code in CODES},
            "profile": {name: typed[name] for name in PROFILE},
            "comment": typed["comment"],
            "service": typed.get("service", ""),
        }
