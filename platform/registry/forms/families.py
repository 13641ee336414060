"""What a family's card says."""

from typing import Any

from django import forms

from registry import codes
from registry.happenings.form import choice, words
from registry.happenings.places import ask_place, place_in
from registry.models import Family
from web.forms import DateField


class FamilyForm(forms.Form):
    """Where a family lives, its class and the day of its card, with the reason of a correction."""

    social_class = choice("Kelas sosial", codes.SocialClass.choices)
    card_printed_on = DateField(label="Tanggal cetak KK", required=False)
    with_members = forms.BooleanField(
        label="Perbaiki juga alamat anggota yang tercatat di alamat lama", required=False, initial=True
    )
    reason = words("Mengapa diperbaiki?", longest=200, required=False)

    field_order = ("address", "hamlet", "rt", "rw", "with_members", "social_class", "card_printed_on", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_place(self)
        self.order_fields(self.field_order)

    @classmethod
    def of(cls, family: Family, data: Any = None) -> "FamilyForm":
        return cls(data, initial=what_stands(family))

    def asked(self) -> dict[str, Any]:
        """The arguments of the action."""
        said = self.cleaned_data
        names = ("social_class", "card_printed_on", "with_members", "reason")
        return {"place": place_in(said), **{name: said[name] for name in names}}


def what_stands(family: Family) -> dict[str, Any]:
    """A family as the form says it."""
    names = ("rt", "rw", "address", "social_class", "card_printed_on")
    return {"hamlet": family.hamlet_id, **{name: getattr(family, name) for name in names}}
