"""What is typed of a letter of appointment."""

from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Account
from papers.forms import DecreeForm
from signatories.models import Deputy, SigningChoice
from signatories.rules import CAMAT, MAY_ACT
from web.forms import RadioCards


class DeputyForm(DecreeForm):
    """Who acts as the camat, by which letter, until when."""

    account = forms.ModelChoiceField(Account.objects.none(), label="Siapa", empty_label="Pilih orang")
    manner = forms.ChoiceField(label="Sebagai", choices=Deputy.Manner, widget=RadioCards(columns=2))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number, until = self.fields["decree_number"], self.fields["ends_on"]
        number.label, number.help_text = "Nomor surat pengangkatan", "Surat perintah atau keputusan Bupati."
        self.fields["decree_on"].label = "Tanggal surat"
        until.required, until.help_text = True, "Plt. dan Plh. selalu sampai suatu hari."
        current = Q(appointments__until__isnull=True)
        camats = Account.objects.filter(current, appointments__post=CAMAT).values("pk")
        held = Account.objects.with_posts().filter(current, appointments__post__in=MAY_ACT, is_active=True)
        people: Any = self.fields["account"]
        people.queryset = held.exclude(pk__in=camats).distinct().order_by("name")
        people.label_from_instance = lambda account: f"{account.name} – {account.post_titles}"


class SignerForm(forms.Form):
    """Whose certificates sign."""

    signer = forms.ChoiceField(
        label="Tanda tangan elektronik",
        choices=SigningChoice.Signer,
        widget=RadioCards(columns=2),
        error_messages={"required": "Pilih salah satu."},
    )
