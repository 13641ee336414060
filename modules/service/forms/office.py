"""What officers type about the flow itself: its settings, decrees, closed days, and how a request came to the counter."""

from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Account
from modules.service import queries
from modules.service.models import Authority, Letter, ServiceSettings
from modules.service.permissions import SIGNERS
from modules.service.rules.authority import HEAD
from papers import statements
from papers.forms import DecreeForm
from web.forms import DateField, RadioCards


class AuthorityForm(DecreeForm):
    """A decree by which somebody signs for the head, or as the head."""

    account = forms.ModelChoiceField(Account.objects.none(), label="Siapa", empty_label="Pilih orang")
    manner = forms.ChoiceField(label="Menandatangani sebagai", choices=Authority.Manner, widget=RadioCards(columns=2))
    kinds = forms.MultipleChoiceField(
        label="Jenis surat",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tidak dicentang berarti semua yang boleh diwakilkan.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].help_text = "Boleh kosong, kecuali Plh."
        held = Q(appointments__post__in=SIGNERS, appointments__until__isnull=True, is_active=True)
        people: Any = self.fields["account"]
        people.queryset = Account.objects.with_posts().filter(held).distinct().order_by("name")
        people.label_from_instance = lambda account: f"{account.name} – {account.post_titles}"
        titles: Any = self.fields["kinds"]
        titles.choices = [
            (slug, kind.short_title) for slug, kind in queries.definitions().items() if kind.signer == HEAD
        ]

    @property
    def said(self) -> dict[str, Any]:
        """The words of `actions.give_authority`."""
        said = dict(self.cleaned_data)
        slugs = said.pop("kinds")
        return {**said, "slugs": slugs}


class ClosedDayForm(forms.Form):
    day = DateField(label="Tanggal")
    reason = forms.CharField(
        label="Alasan",
        min_length=5,
        max_length=100,
        help_text="Dibaca warga di halaman depan, misalnya: Musyawarah desa.",
        error_messages={"min_length": "Tulis alasan yang dapat dimengerti warga."},
    )


class WayForm(forms.Form):
    """How a request came to the counter; most people come themselves."""

    source = forms.ChoiceField(
        label="Bagaimana permohonan ini datang?",
        choices=[
            (Letter.Source.COUNTER.value, "Datang sendiri"),
            (Letter.Source.RT.value, "Dititipkan Ketua RT"),
            (Letter.Source.ASSISTED.value, "Dibantu isi oleh petugas"),
        ],
        widget=RadioCards(columns=2),
        required=False,
    )
    brought_by = forms.CharField(
        label="Nama yang menitipkan", required=False, max_length=100, help_text="Misalnya: Pak Slamet, Ketua RT 03."
    )
    agreed = forms.BooleanField(label="Pemohon sudah mendengar isinya dan setuju", required=False)


class SettingsForm(forms.ModelForm):
    open_days = forms.MultipleChoiceField(
        label="Hari buka",
        choices=[
            (str(day), name)
            for day, name in enumerate(("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"))
        ],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.instance.prescribed:
            self.fields[name].disabled = True
            self.fields[name].help_text = "Ditetapkan kabupaten."

    def clean_statement(self) -> str:
        said: str = self.cleaned_data["statement"]
        if statements.claims_more(said):
            raise forms.ValidationError("Kalimat tentang BSrE dicetak sendiri bila suratnya ditandatangani BSrE.")
        return said

    def clean_open_days(self) -> str:
        return "".join(sorted(self.cleaned_data["open_days"]))

    class Meta:
        model = ServiceSettings
        fields = [
            "number_pattern",
            "series",
            "code_list",
            "needs_initials",
            "opens_at",
            "closes_at",
            "open_days",
            "statement",
        ]
        widgets = {
            "opens_at": forms.TimeInput({"class": "width-short"}, format="%H.%M"),
            "closes_at": forms.TimeInput({"class": "width-short"}, format="%H.%M"),
        }
