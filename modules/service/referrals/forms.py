"""What is asked when somebody is handed over."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.posts import VILLAGE_POSTS, Post
from modules.service.contract import masking
from modules.service.referrals.models import Agency, Referral
from web.forms import KeyField

DESKS = [post for post in VILLAGE_POSTS if post is not Post.BPD]


class ReferForm(forms.Form):
    """To whom, why, and what to bring."""

    key = KeyField()
    origin = forms.ChoiceField(choices=Referral.Origin, required=False, widget=forms.HiddenInput)
    origin_id = forms.RegexField(r"^[\w-]{0,40}$", required=False, widget=forms.HiddenInput)
    need = forms.CharField(
        label="Keperluan", max_length=300, min_length=3, error_messages={"required": "Tulis keperluannya."}
    )
    to = forms.ChoiceField(label="Arahkan ke", error_messages={"required": "Pilih tujuannya."})
    reason = forms.CharField(
        label="Alasan", max_length=300, min_length=3, help_text="Dibaca penerima dan orangnya.",
        error_messages={"required": "Tulis alasannya."},
    )  # fmt: skip
    bring = forms.CharField(
        label="Yang perlu dibawa", required=False, max_length=600, widget=forms.Textarea({"rows": 3}),
        help_text="Satu baris satu berkas.",
    )  # fmt: skip
    name = forms.CharField(label="Nama", required=False, max_length=100)
    phone = forms.CharField(
        label="Nomor HP", required=False, max_length=20, widget=forms.TextInput({"inputmode": "tel"}),
        help_text="Untuk mengirim arahan lewat WhatsApp.",
    )  # fmt: skip
    wants_news = forms.BooleanField(label="Orangnya minta dikabari lewat pesan", required=False)

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {f"instansi:{agency.slug}": agency for agency in agencies}
        outside = [(value, f"{agency.name} – {agency.does}"[:90]) for value, agency in self.agencies.items()]
        inside = [(post.value, post.label) for post in DESKS]
        self.fields["to"].choices = [("", "Pilih"), ("Kantor desa", inside), ("Di luar desa", outside)]  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"].strip()
        try:
            return masking.read_phone(typed) if typed else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error

    @property
    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        said = dict(self.cleaned_data)
        to = said.pop("to")
        agency = self.agencies.get(to)
        said["origin"] = said["origin"] or Referral.Origin.VISITOR
        return said | ({"agency": agency} if agency else {"to_post": to})


class StepForm(forms.Form):
    text = forms.CharField(
        label="Isi", max_length=1000, min_length=3, widget=forms.Textarea({"rows": 3}), error_messages={"required": "Tulis isinya."}
    )  # fmt: skip


class RedirectForm(StepForm):
    to_post = forms.ChoiceField(label="Arahkan ke", choices=[(post.value, post.label) for post in DESKS])
    field_order = ["to_post", "text"]


class AgencyForm(forms.ModelForm):
    class Meta:
        model = Agency
        fields = ("name", "does", "address", "hours", "phone", "is_listed")
