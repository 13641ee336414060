"""Forms drawn from the questions of a kind of letter, and the few fixed ones."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from archive.uploads import LARGEST
from modules.service.models import State
from modules.service.rules.kind import Field, FieldType
from web.forms import DateField, DateInput, FileInput, KeyField, NikField, NikInput, RadioCards

LOOK_AGAIN = {"hx-post": "/kantor/loket/", "hx-vals": '{"fill": "look"}', "hx-target": "#desk", "hx-trigger": "change"}


class AnswerForm(forms.Form):
    """
    Draws questions; what is right or wrong was decided by `rules` and is only shown here.

    :param faults: question -> what is wrong.
    :param deciding: questions whose answer decides what else is asked; the counter looks again when they change.
    :param is_dense: for officers, who know the questions: lists instead of cards.
    """

    def __init__(
        self,
        asked: Iterable[Field],
        *,
        answers: Mapping[str, Any],
        faults: Mapping[str, str] | None = None,
        chips: Mapping[str, Any] | None = None,
        is_dense: bool = False,
        deciding: Container[str] = (),
    ) -> None:
        self._faults = faults or {}
        super().__init__(data=dict(answers), auto_id="f-%s")
        for question in asked:
            self.fields[question.key] = _drawn(question, (chips or {}).get(question.key, ()), is_dense=is_dense)
            if question.key in deciding:
                self.fields[question.key].widget.attrs |= LOOK_AGAIN

    def full_clean(self) -> None:
        """Take the faults as they are given."""
        self.cleaned_data: dict[str, Any] = {}
        self._errors = ErrorDict(
            {
                key: self.error_class([text], renderer=self.renderer)
                for key, text in self._faults.items()
                if key in self.fields
            }
        )


class ChipInput(forms.TextInput):
    """A line of text with the commonest answers beside it, each one click away."""

    template_name = "service/_chip_input.html"

    def __init__(self, chips: Iterable[str]) -> None:
        super().__init__()
        self.chips = list(chips)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "chips": self.chips}


def _drawn(question: Field, chips: Iterable[str], *, is_dense: bool) -> forms.Field:
    said: dict[str, Any] = {"label": question.label, "help_text": question.hint, "required": question.required}
    if question.type == FieldType.CHOICE:
        is_list = len(question.choices) > (3 if is_dense else 6)
        widget = forms.Select() if is_list else RadioCards(columns=2)
        choices = [("", "Pilih"), *question.choices] if is_list else question.choices
        return _plain(forms.ChoiceField(choices=choices, widget=widget, **said))
    if question.type == FieldType.PURPOSE:
        return forms.CharField(widget=ChipInput(chips), **said)
    return _plain(forms.CharField(widget=_widget(question), **said))


def _plain(field: forms.Field) -> forms.Field:
    # The rules say in their own words what is missing; the browser would say it in its own language.
    field.widget.use_required_attribute = lambda initial: False
    return field


def _widget(question: Field) -> forms.Widget:
    numeric = {"inputmode": "numeric", "autocomplete": "off"}
    match question.type:
        case FieldType.PARAGRAPH:
            return forms.Textarea({"rows": 3, "maxlength": question.most})
        case FieldType.NIK | FieldType.KK:
            return NikInput()
        case FieldType.DATE:
            return DateInput()
        case FieldType.TIME:
            return forms.TextInput({**numeric, "class": "width-short", "placeholder": ""})
        case FieldType.YEAR | FieldType.NUMBER:
            return forms.TextInput({**numeric, "class": "width-short"})
        case FieldType.RUPIAH:
            return forms.TextInput({**numeric, "class": "width-medium"})
        case FieldType.NAME:
            return forms.TextInput(
                {"autocomplete": "off", "autocapitalize": "words", "data-secret": True, "maxlength": question.most}
            )
    return forms.TextInput({"maxlength": question.most or 160})


class IdentityForm(forms.Form):
    """Who asks: three things that stand on the family card."""

    nik = NikField(label="NIK", help_text="16 angka. Untuk anggota keluarga, isi NIK orang yang memerlukan surat.")
    born_on = DateField(label="Tanggal lahir", help_text="Milik pemegang NIK di atas.")
    no_kk = NikField(label="Nomor KK", help_text="16 angka, tertulis paling atas di Kartu Keluarga.")


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label="Nomor HP",
        required=False,
        help_text="Agar petugas bisa memberi kabar. Tidak ditampilkan ke orang lain.",
        widget=forms.TextInput(
            {"inputmode": "tel", "autocomplete": "tel", "class": "width-medium", "data-secret": True}
        ),
    )
    wants_news = forms.BooleanField(
        label="Kabari saya lewat WhatsApp", required=False, help_text="Bisa dihentikan kapan saja."
    )


class TrackForm(forms.Form):
    """The code of a request, and what only its applicant knows."""

    code = forms.CharField(
        label="Kode layanan",
        help_text="8 huruf dan angka di bukti permohonan, misalnya 7KQ2-M4XD.",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "class": "width-medium"}),
        error_messages={"required": "Isi kode layanan."},
    )
    proof = forms.CharField(
        label="4 angka terakhir NIK",
        help_text="Atau tanggal lahir pemohon, seperti 15-06-1985.",
        widget=forms.TextInput({"autocomplete": "off", "class": "width-medium", "data-secret": True}),
        error_messages={"required": "Isi 4 angka terakhir NIK atau tanggal lahir."},
    )


class VerifyForm(forms.Form):
    code = forms.CharField(
        label="Kode verifikasi",
        help_text="8 huruf dan angka di samping QR, misalnya K7QM-4XPD.",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "class": "width-medium"}),
        error_messages={"required": "Isi kode verifikasi."},
    )


class ProofFileForm(forms.Form):
    file = forms.FileField(
        label="Berkas PDF surat",
        help_text="Berkas hanya diperiksa, tidak disimpan.",
        widget=FileInput(accept="application/pdf,.pdf"),
        error_messages={"required": "Pilih berkas PDF yang akan diperiksa."},
    )


class OutsiderForm(forms.Form):
    """The identity card of somebody registered elsewhere, read at the counter."""

    name = forms.CharField(
        label="Nama lengkap", max_length=100, widget=forms.TextInput({"data-secret": True, "autocomplete": "off"})
    )
    nik = NikField(label="NIK")
    birth_place = forms.CharField(label="Tempat lahir", max_length=60)
    born_on = DateField(label="Tanggal lahir")
    sex = forms.ChoiceField(
        label="Jenis kelamin",
        choices=[("Laki-laki", "Laki-laki"), ("Perempuan", "Perempuan")],
        widget=RadioCards(columns=2),
    )
    religion = forms.CharField(label="Agama", max_length=60)
    marital = forms.ChoiceField(
        label="Status perkawinan",
        choices=[(word, word) for word in ("Belum kawin", "Kawin", "Cerai hidup", "Cerai mati")],
    )
    occupation = forms.CharField(label="Pekerjaan", max_length=60)
    address = forms.CharField(label="Alamat di KTP", max_length=160)


class LetterFilterForm(forms.Form):
    """What the list of letters is narrowed to."""

    q = forms.CharField(
        label="Nama, nomor, atau kode",
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    jenis = forms.ChoiceField(label="Jenis surat", required=False)
    asal = forms.ChoiceField(
        label="Asal",
        required=False,
        choices=[("", "Semua"), ("ONLINE", "Dari ponsel"), ("COUNTER", "Loket"), ("RT", "RT"), ("ASSISTED", "Dibantu")],
    )

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [("", "Semua jenis"), *kinds]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        min_length=5,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Tulis alasannya.", "min_length": "Tulis alasan yang dapat dimengerti pemohon."},
    )


__all__ = [
    "LARGEST",
    "AnswerForm",
    "IdentityForm",
    "KeyField",
    "LetterFilterForm",
    "OutsiderForm",
    "PhoneForm",
    "ProofFileForm",
    "ReasonForm",
    "State",
    "TrackForm",
    "VerifyForm",
]
