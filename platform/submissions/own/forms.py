"""What a village types about its duties."""

from typing import Any

from django import forms
from django.utils.text import slugify

from accounts.posts import VILLAGE_POSTS
from submissions.forms import ObligationForm
from submissions.permissions import STAFF
from submissions.rules.own import MOST_EARLIER, PREFIX, Refined

_POSTS = [(post.value, post.label) for post in VILLAGE_POSTS if post in STAFF]


class RefineForm(forms.Form):
    """An earlier day and another desk, for a duty the kabupaten publishes."""

    earlier = forms.IntegerField(
        label="Siap berapa hari lebih awal",
        min_value=0,
        max_value=MOST_EARLIER,
        required=False,
        help_text="Pengingat dihitung dari hari itu. Tenggat kabupaten tetap.",
        error_messages={
            "min_value": "Tenggat dalam desa tidak boleh lebih lambat daripada tenggat kabupaten.",
            "max_value": f"Paling banyak {MOST_EARLIER} hari.",
        },
    )
    post = forms.ChoiceField(label="Disiapkan oleh", required=False)

    def __init__(self, *args: Any, published: str, refined: Refined | None = None, **kwargs: Any) -> None:
        if refined:
            kwargs["initial"] = {"earlier": refined.earlier, "post": refined.post}
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", f"Seperti ditetapkan: {published}"), *_POSTS]  # type: ignore[attr-defined]  # a choice field

    def clean_earlier(self) -> int:
        return self.cleaned_data["earlier"] or 0


class OwnDutyForm(ObligationForm):
    """A duty of the village alone: no file goes to anybody, so nothing is asked about files."""

    code = None  # type: ignore[assignment]  # Django's way to leave a field out
    formats = None  # type: ignore[assignment]  # as above
    to_district = None  # type: ignore[assignment]  # as above

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].initial, self.fields["post"].initial = "BPD", "SEKDES"
        self.fields["post"].choices = _POSTS  # type: ignore[attr-defined]  # a choice field
        self.fields["basis"].help_text = "Misalnya keputusan kepala desa atau kesepakatan musyawarah."

    @property
    def new_code(self) -> str:
        """A code from the name."""
        return f"{PREFIX}{slugify(self.cleaned_data['name'])}"[:40].rstrip("-")
