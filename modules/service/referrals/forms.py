"""What is asked when somebody is handed over."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.posts import VILLAGE_POSTS, Post
from modules.service.contract import masking
from modules.service.referrals.models import Agency, Outcome, Referral
from web.forms import DateField, KeyField, RadioCards

DAY = "Pilih hari sesudah hari ini."
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
    may_name = forms.BooleanField(
        label="Orangnya setuju nama dan nomor HP-nya dibaca kecamatan", required=False,
        help_text="Hanya untuk tujuan kantor kecamatan. Tanpa ini kecamatan menerimanya tanpa nama.",
    )  # fmt: skip
    follow_up_on = DateField(
        label="Tanyakan hasilnya pada",
        required=False,
        help_text="Untuk tujuan di luar desa. Kosong: lima hari kerja lagi.",
    )

    def __init__(self, *args: Any, agencies: list[Agency], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A follow-up of the past would come back before the person went.
        self.today = today
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

    def clean_follow_up_on(self) -> date | None:
        day: date | None = self.cleaned_data["follow_up_on"]
        if day is not None and day <= self.today:
            raise ValidationError(DAY)
        return day

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


class OutcomeForm(forms.Form):
    """What came of somebody who was sent outside."""

    outcome = forms.ChoiceField(
        label="Apa hasilnya?",
        choices=Outcome,
        widget=RadioCards(columns=2),
        error_messages={"required": "Pilih hasilnya."},
    )
    text = forms.CharField(label="Isi", required=False, max_length=1000, widget=forms.Textarea({"rows": 3}))
    again_on = DateField(label="Tanyakan lagi pada", required=False, help_text="Hanya bila belum selesai.")


class HandedForm(forms.Form):
    """The kecamatan's words to the village; taking somebody needs none."""

    text = forms.CharField(
        label="Hasil atau alasan", max_length=1000, error_messages={"required": "Tulis hasilnya, agar desa dan orangnya mengerti."},
        widget=forms.Textarea({"rows": 4}),
        help_text="Dibaca desa, yang menyampaikannya kepada orangnya. Jangan tulis NIK.",
    )  # fmt: skip

    def __init__(self, data: Any, *, takes: bool) -> None:
        super().__init__(data)
        self.fields["text"].required = not takes


class AgencyForm(forms.ModelForm):
    class Meta:
        model = Agency
        fields = ("name", "does", "address", "hours", "phone", "is_listed")
