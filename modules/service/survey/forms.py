"""The questionnaire: nine elements with four cards each, and what may be left empty; and the plan that follows from it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.posts import VILLAGE_POSTS, Post
from modules.service.contract import KINDS
from modules.service.survey.actions.planning import LONGEST as LONGEST_PLAN
from modules.service.survey.actions.planning import SHORT
from modules.service.survey.models import Response
from modules.service.survey.queries import Step
from modules.service.survey.rules.comments import LONGEST
from modules.service.survey.rules.elements import CODES, ELEMENTS, Element
from web.forms import KeyField, RadioCards

PROFILE = ("sex", "age", "education", "work")
_POSTS = [("", "Pilih jabatan"), *((post.value, post.label) for post in VILLAGE_POSTS if post is not Post.BPD)]
_PARTS = ("text", "post", "due")


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


class PlanForm(forms.Form):
    """What is done about the lowest elements: the deed, who does it, until when. An element without a deed is left out."""

    def __init__(self, *args: Any, asked: Sequence[Element], plan: Sequence[Step] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {step.element.code: step for step in plan}
        self.asked = [one for one in ELEMENTS if one in asked or one.code in kept]
        for one in self.asked:
            step = kept.get(one.code)
            self.fields[f"{one.code}_text"] = forms.CharField(
                label=f"Yang akan dilakukan: {one.name}",
                required=False,
                max_length=LONGEST_PLAN,
                initial=step.text if step else "",
                help_text="Dibaca semua orang. Jangan tulis nama warga.",
                widget=forms.Textarea({"rows": 3, "maxlength": LONGEST_PLAN}),
            )
            self.fields[f"{one.code}_post"] = forms.ChoiceField(
                label="Penanggung jawab", required=False, choices=_POSTS, initial=step.post if step else ""
            )
            self.fields[f"{one.code}_due"] = forms.CharField(
                label="Sampai kapan", required=False, max_length=SHORT, initial=step.due if step else ""
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for one in self.asked:
            if not typed.get(f"{one.code}_text", "").strip():
                continue
            for part, trouble in (("post", "Pilih siapa yang mengerjakan."), ("due", "Isi sampai kapan.")):
                name = f"{one.code}_{part}"
                if name not in self.errors and not typed.get(name, "").strip():
                    self.add_error(name, trouble)
        return typed

    @property
    def groups(self) -> list[tuple[Element, list[Any]]]:
        return [(one, [self[f"{one.code}_{part}"] for part in _PARTS]) for one in self.asked]

    @property
    def said(self) -> list[dict[str, str]]:
        """The steps as the action takes them."""
        typed = self.cleaned_data
        return [{"element": one.code, **{part: typed[f"{one.code}_{part}"] for part in _PARTS}} for one in self.asked]
