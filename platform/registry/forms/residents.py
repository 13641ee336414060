"""Everything an officer types about a resident."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.db import models

from registry import codes
from registry.models import Resident
from registry.particulars import HEALTH
from web import indonesian
from web.forms import CheckCards, DateField, KeyField, NikField

NOT_SAID = ("", "Belum diketahui")
UNCHANGED = ("", "Tidak diubah")
UNKNOWN = ("-", "Belum diketahui")
NONE_IN_REGISTER = ("", "Tidak ada di buku penduduk")
#: Numbers that were written for the wrong person can be taken away, with a reason.
NUMBERS = ("nik", "no_kk", "previous_no_kk", "father_nik", "mother_nik")
#: Numbers and health never stand in the page: they are only typed, and empty means unchanged.
ONLY_TYPED = (*NUMBERS, *HEALTH)
_OF_THE_FORM = ("key", "because", "with_members", "emptied", "emptied_because")


@dataclass(frozen=True)
class Card:
    """A card of the form: what is asked of everybody, and behind a fold what is asked of few."""

    title: str
    names: tuple[str, ...]
    more: tuple[str, ...] = ()
    hint: str = ""


CARDS = (
    Card(
        "Identitas",
        ("name", "nik", "sex", "birthplace", "born_on", "religion", "citizenship", "blood"),
        ("nickname", "ethnicity", "nationality", "descent"),
    ),
    Card(
        "Keluarga",
        ("no_kk", "relation", "marital", "father_name", "mother_name"),
        ("father", "father_nik", "mother", "mother_nik", "previous_no_kk"),
    ),
    Card("Pendidikan dan pekerjaan", ("education", "occupation"), ("studying", "reads")),
    Card(
        "Perkawinan dan akta",
        (),
        ("birth_certificate", "marriage_certificate", "married_on", "divorce_certificate", "divorced_on"),
    ),
    Card(
        "Kartu dan paspor",
        (),
        ("recording", "card", "card_place", "card_on", "tag_id", "passport", "passport_until", "kitas"),
    ),
    Card(
        "Kelahiran",
        (),
        (
            *("birth_time", "birth_place_kind", "birth_kind", "birth_order", "birth_helper", "birth_weight_g"),
            "birth_length_cm",
        ),
    ),
    Card("Asuransi", (), ("insurance", "insurance_number", "employment_insurance")),
    Card("Kesehatan", (), HEALTH, "Isi sekarang tidak ditampilkan. Pilih hanya bila berubah."),
)
PLACE = Card(
    "Tempat tinggal dan kontak",
    ("address", "hamlet", "rt", "rw", "phone", "residency"),
    (
        *("current_address", "previous_address", "lives_since", "latitude", "longitude", "email", "telegram"),
        *("contact_by", "note"),
    ),
)
WRONG_NUMBERS = Card(
    "Nomor yang salah",
    (),
    ("emptied", "emptied_because"),
    "Untuk nomor milik orang lain yang terlanjur tertulis di sini. Nomor yang berubah cukup diisi di atas.",
)
_HINTS = {
    "reads": "Kolom 10 Buku Induk Penduduk.",
    "descent": "Untuk warga asing atau keturunan asing.",
    "nationality": "Untuk warga asing.",
    "birth_weight_g": "Contoh: 3200.",
    "latitude": "Contoh: -7,0512.",
    "longitude": "Contoh: 113,6743.",
}


def _choice(label: str, choices: Any, coerce: Any, *, required: bool = False, first: Any = NOT_SAID) -> Any:
    return forms.TypedChoiceField(
        label=label,
        required=required,
        coerce=coerce,
        empty_value=None if coerce is int else "",
        choices=[("", "Pilih") if required else first, *choices],
    )


def field_of(name: str) -> forms.Field:
    """The form's field for a column of residents, by its kind."""
    column: Any = Resident._meta.get_field(name)
    label = column.verbose_name[:1].upper() + column.verbose_name[1:]
    hint = _HINTS.get(name, "")
    if column.choices:
        coerce = int if isinstance(column, models.IntegerField) else str
        if name in HEALTH:
            return _choice(label, column.choices, str)
        return _choice(label, column.choices, coerce)
    kinds: dict[type, Any] = {
        models.DateField: lambda: DateField(label=label, required=False, help_text=hint),
        models.TimeField: lambda: forms.TimeField(
            label=label, required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
        ),
        models.DecimalField: lambda: forms.DecimalField(
            label=label, required=False, max_digits=4, decimal_places=1, localize=True, help_text=hint
        ),
        models.FloatField: lambda: forms.FloatField(label=label, required=False, localize=True, help_text=hint),
        models.PositiveSmallIntegerField: lambda: forms.IntegerField(
            label=label, required=False, min_value=0, max_value=32000, help_text=hint
        ),
    }
    make = kinds.get(type(column))
    return (
        make() if make else forms.CharField(label=label, max_length=column.max_length, required=False, help_text=hint)
    )


class ResidentForm(forms.Form):
    """The whole field list of form F-1.01 and of the incumbent, in cards."""

    key = KeyField(required=False)
    name = forms.CharField(label="Nama lengkap", max_length=100, help_text="Seperti di KTP atau akta.")
    nik = NikField(label="NIK", required=False, help_text="16 angka. Kosongkan bila belum punya NIK.")
    sex = _choice("Jenis kelamin", codes.Sex.choices, int, required=True)
    born_on = DateField(label="Tanggal lahir")
    no_kk = NikField(label="Nomor KK", required=False, help_text="16 angka di bagian atas Kartu Keluarga.")
    previous_no_kk = NikField(label="Nomor KK sebelumnya", required=False)
    father_nik = NikField(label="NIK ayah", required=False)
    mother_nik = NikField(label="NIK ibu", required=False)
    father = _choice("Ayah di buku penduduk", [], int, first=NONE_IN_REGISTER)
    mother = _choice("Ibu di buku penduduk", [], int, first=NONE_IN_REGISTER)
    hamlet = forms.CharField(label="Dusun", max_length=60, required=False, widget=forms.TextInput({"list": "hamlets"}))
    rt = forms.CharField(label="RT", max_length=3, required=False, widget=forms.TextInput({"inputmode": "numeric"}))
    rw = forms.CharField(label="RW", max_length=3, required=False, widget=forms.TextInput({"inputmode": "numeric"}))
    phone = forms.CharField(
        label="Nomor HP",
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "data-secret": True}),
    )
    email = forms.EmailField(label="Alamat surel", max_length=120, required=False)
    residency = forms.TypedChoiceField(
        label="Status penduduk", coerce=int, choices=codes.Residency.choices, initial=codes.Residency.PERMANENT
    )
    with_members = forms.BooleanField(
        label="Perbaiki juga alamat anggota keluarganya", required=False, help_text="Yang tercatat di alamat lama."
    )
    emptied = forms.MultipleChoiceField(label="Kosongkan nomor ini", required=False, widget=CheckCards)
    emptied_because = forms.CharField(label="Mengapa dikosongkan?", max_length=200, required=False)
    # Asked for only when something unlikely was typed.
    because = forms.CharField(label="Mengapa tetap disimpan?", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (name for card in (*CARDS, PLACE) for name in (*card.names, *card.more)):
            if name not in self.fields:
                self.fields[name] = field_of(name)
        self.warnings: list[str] = []
        self.leads_others = False

    @classmethod
    def of(cls, resident: Resident, data: Any = None, *, family: list[Resident] | None = None) -> "ResidentForm":
        """
        Fill the form with a resident; numbers stay empty and say what stands now, masked; health says nothing.

        :param family: who may be chosen as a parent, besides those who are.
        """
        form = cls(data)
        form.initial = {name: getattr(resident, name) for name in form.fields if hasattr(resident, name)}
        form.initial |= dict.fromkeys(ONLY_TYPED, "")
        form.initial |= {"hamlet": resident.hamlet.name.title() if resident.hamlet else ""}
        form.initial |= {"father": resident.father_id, "mother": resident.mother_id}
        for name in HEALTH:
            known = form.fields[name].choices[1:]  # type: ignore[attr-defined]
            form.fields[name].choices = [UNCHANGED, UNKNOWN, *known]  # type: ignore[attr-defined]
        is_head = resident.is_living and resident.relation == codes.Relation.HEAD
        form.leads_others = is_head and any(one.is_living and one.pk != resident.pk for one in family or [])
        form._say_what_stands(resident)
        form._offer_parents(resident, family or [])
        return form

    def clean(self) -> dict[str, Any]:
        """A number is emptied for a reason, and not filled in at once."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name in said.get("emptied", []):
            if said.get(name):
                self.add_error(name, "Isi nomor yang baru, atau kosongkan. Tidak keduanya.")
        if said.get("emptied") and not said.get("emptied_because"):
            self.add_error("emptied_because", "Tulis mengapa nomornya dikosongkan.")
        return said

    def cards(self) -> list[dict[str, Any]]:
        has_numbers = self.fields["emptied"].choices  # type: ignore[attr-defined]
        return [self._card(card) for card in (*CARDS, *([WRONG_NUMBERS] if has_numbers else []))]

    def place(self) -> dict[str, Any]:
        """Where somebody lives; a head of others is asked whether they live there too."""
        asked = ("with_members",) if self.leads_others else ()
        return self._card(replace(PLACE, names=(*PLACE.names, *asked)))

    def details(self, *, only_typed_numbers: bool = False) -> dict[str, Any]:
        """
        The values for the action.

        :param only_typed_numbers: leave empty numbers and health out, because empty means unchanged, unless they are to be emptied.
        """
        found = {name: value for name, value in self.cleaned_data.items() if name not in _OF_THE_FORM}
        if only_typed_numbers:
            found = {name: value for name, value in found.items() if value or name not in ONLY_TYPED}
        found |= dict.fromkeys(self.cleaned_data["emptied"], "")
        return found | {name: _code(name, found[name]) for name in HEALTH if name in found}

    def reason(self) -> str:
        """Why something unlikely is stored, and why a number is taken away."""
        return " ".join(filter(None, (self.cleaned_data["because"], self.cleaned_data["emptied_because"])))

    def _card(self, card: Card) -> dict[str, Any]:
        more = [self[name] for name in card.more]
        return {
            "title": card.title,
            "hint": card.hint,
            "fields": [self[name] for name in card.names],
            "more": more,
            "is_open": any(field.errors for field in more),
        }

    def _say_what_stands(self, resident: Resident) -> None:
        kk = resident.family.no_kk if resident.family else ""
        stands = {
            "nik": indonesian.masked_nik(resident.nik or ""),
            "no_kk": indonesian.masked_kk(kk or ""),
            "previous_no_kk": indonesian.masked_kk(resident.previous_no_kk),
            "father_nik": indonesian.masked_nik(resident.father_nik),
            "mother_nik": indonesian.masked_nik(resident.mother_nik),
        }
        stands = {name: now for name, now in stands.items() if now}
        for name, now in stands.items():
            self.fields[name].help_text = f"Sekarang {now}. Isi hanya bila berubah."
        choices = [(name, f"{self.fields[name].label} {now}") for name, now in stands.items()]
        self.fields["emptied"].choices = choices  # type: ignore[attr-defined]

    def _offer_parents(self, resident: Resident, family: list[Resident]) -> None:
        for name, sex in (("father", codes.Sex.MALE), ("mother", codes.Sex.FEMALE)):
            stands = getattr(resident, name)
            older = [one for one in family if one.sex == sex and one.born_on < resident.born_on]
            offered = {one.pk: one.name for one in [*([stands] if stands else []), *older]}
            self.fields[name].choices = [NONE_IN_REGISTER, *offered.items()]  # type: ignore[attr-defined]


def _code(name: str, typed: str) -> Any:
    """What stands for a typed choice of health: nothing known, or the code."""
    is_text = isinstance(Resident._meta.get_field(name), models.CharField)
    if typed in ("", UNKNOWN[0]):
        return "" if is_text else None
    return typed if is_text else int(typed)
