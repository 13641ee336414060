"""Births and stillbirths, as form F-2.01 asks about them."""

from dataclasses import replace
from typing import Any

from django import forms

from registry import codes
from registry.actions.happenings.absent import ASKED
from registry.actions.happenings.births import OF_CHILD, record_birth, record_stillbirth
from registry.actions.happenings.parents import fathers_of, husband_pk
from registry.actions.happenings.places import Card
from registry.happenings import places
from registry.happenings.form import MEMBERS, choice, words
from registry.happenings.kinds import Kind, Pick
from registry.happenings.reported import ReportedForm
from registry.happenings.unlikely_births import warnings_of_birth, warnings_of_stillbirth
from registry.models import Event
from web.forms import DateField, NikField

MOTHER = Pick("warga", "Siapa ibunya?", hint="Bila ibunya tidak terdaftar di desa, pilih ayahnya.")
OF_MOTHER = tuple(f"mother_{name}" for name in ASKED)
OF_FATHER = tuple(f"father_{name}" for name in ASKED)


class OfParents(ReportedForm):
    """What births and stillbirths share: the parents, the place, the reporter."""

    father = choice("Ayah", [], first=("", "Tidak terdaftar atau tidak dicantumkan"))
    father_name = words("Nama ayah", secret=True, help_text="Isi bila ayah tidak ada di daftar.")
    father_nik = NikField(label="NIK ayah", required=False)
    father_birthplace = words("Tempat lahir ayah")
    father_born_on = DateField(label="Tanggal lahir ayah", required=False)
    father_citizenship = choice("Kewarganegaraan ayah", codes.Citizenship.choices)
    mother_name = words("Nama ibu", secret=True)
    mother_nik = NikField(label="NIK ibu", required=False)
    mother_birthplace = words("Tempat lahir ibu")
    mother_born_on = DateField(label="Tanggal lahir ibu", required=False)
    mother_citizenship = choice("Kewarganegaraan ibu", codes.Citizenship.choices)
    birth_place_kind = choice("Tempat dilahirkan", codes.BirthPlace.choices)
    birthplace = words("Kota atau kabupaten kelahiran")
    birth_helper = choice("Penolong", codes.BirthHelper.choices)

    def ask(self) -> None:
        parent = self.people["warga"]
        if parent is None:
            self._leave_out("father")
            self.fields["father_name"].help_text = ""
            self.fields["mother_name"].help_text = "Kosongkan hanya bila ibunya tidak diketahui."
        elif parent.sex == codes.Sex.MALE:
            self._leave_out("father", *OF_FATHER)
            self.fields["mother_name"].required = True
        else:
            # Of a father who is not on her card only the name is asked.
            self._leave_out(*OF_MOTHER, *OF_FATHER[1:])
            men = fathers_of(parent)
            self.fields["father"].choices = [self.fields["father"].choices[0], *((man.pk, man.name) for man in men)]  # type: ignore[attr-defined]
            self.fields["father"].initial = husband_pk(parent, men)

    def arguments(self) -> dict[str, Any]:
        return {
            **self.days(),
            "resident": self.people["warga"],
            "details": self.details(),
            "father": self.cleaned_data.get("father"),
        }

    def _leave_out(self, *names: str) -> None:
        for name in names:
            del self.fields[name]


class BirthForm(OfParents):
    """One child, or as many as the kind of birth says."""

    birth_kind = choice("Jenis kelahiran", codes.BirthKind.choices, required=True, initial=codes.BirthKind.SINGLE)
    relation = choice("Hubungan dalam KK", MEMBERS, first=("", "Menurut aturan"))
    religion = choice("Agama", codes.Religion.choices)
    citizenship = choice(
        "Kewarganegaraan anak", codes.Citizenship.choices, required=True, initial=codes.Citizenship.WNI
    )
    join_no_kk = NikField(
        label="Nomor KK yang menampung anak",
        required=False,
        help_text="KK warga desa ini, misalnya kakek atau pengasuhnya. Kosongkan bila belum masuk KK.",
    )

    DETAILS = (
        "birth_kind", *OF_FATHER, *OF_MOTHER, "birthplace", "birth_place_kind", "birth_helper", "religion",
        *ReportedForm.REPORTED,
    )  # fmt: skip
    CARDS = (
        ("Kelahiran", ("happened_on", "birth_kind", "birthplace", "birth_place_kind", "birth_helper")),
        ("Anak", ("*_1",)),
        ("Anak kedua", ("*_2",)),
        ("Anak ketiga", ("*_3",)),
        ("Anak keempat", ("*_4",)),
        ("Ibu", OF_MOTHER),
        ("Ayah", ("father", *OF_FATHER)),
        ("Agama dan KK", ("religion", "citizenship", "relation", "join_no_kk")),
        ("Tempat tinggal anak", places.PLACE),
        *ReportedForm.REPORT_CARDS,
    )

    def ask(self) -> None:
        super().ask()
        self.fields["happened_on"].label = "Tanggal lahir"
        self.fields["birth_kind"].help_text = "Bila kembar, isian anak berikutnya muncul setelah diperiksa."
        if (parent := self.people["warga"]) is not None:
            self._leave_out("citizenship", "join_no_kk")
            self.initial.setdefault("religion", parent.religion)
        else:
            places.ask_place(self)
            self.fields["hamlet"].help_text = "Kosongkan bila anak tinggal di alamat KK yang menampungnya."
        for number in range(1, self._count() + 1):
            self._ask_of_child(number)

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        children = [{name: said.get(f"{name}_{number}") for name in OF_CHILD} for number in range(1, self._count() + 1)]
        found = {**super().arguments(), "children": children, "relation": said.get("relation")}
        return found if self.people["warga"] else {**found, **self._home()}

    def _home(self) -> dict[str, Any]:
        """Where a child without a parent in the register belongs."""
        said = self.cleaned_data
        card = Card(joins=said.get("join_no_kk") or "")
        return {"place": places.place_in(said), "card": card, "citizenship": said["citizenship"]}

    def _count(self) -> int:
        said = str(self.data.get("birth_kind", "")) if self.is_bound else ""
        return int(said) if said in {"2", "3", "4"} else 1

    def _ask_of_child(self, number: int) -> None:
        fields = {
            "name": words("Nama anak", required=True, secret=True),
            "sex": choice("Jenis kelamin", codes.Sex.choices, required=True),
            "hour": forms.TimeField(label="Jam lahir", required=False, widget=forms.TimeInput({"type": "time"})),
            "order": forms.IntegerField(label="Anak ke", required=False, min_value=1, max_value=25),
            "weight_g": forms.IntegerField(label="Berat (gram)", required=False, min_value=100, max_value=15000),
            "length_cm": forms.DecimalField(
                label="Panjang (cm)", required=False, min_value=10, max_value=99, max_digits=4, decimal_places=1
            ),
            "nik": NikField(label="NIK", required=False, help_text="Kosongkan bila belum terbit."),
            "certificate": words("Nomor akta lahir", longest=60),
        }
        self.fields.update({f"{name}_{number}": field for name, field in fields.items()})


class StillbirthForm(OfParents):
    """A child born dead."""

    hour = forms.TimeField(label="Jam", required=False, widget=forms.TimeInput({"type": "time"}))
    sex = choice("Jenis kelamin", codes.Sex.choices)
    months = forms.IntegerField(label="Lama kandungan (bulan)", required=False, min_value=1, max_value=10)
    birth_kind = choice("Jenis kelahiran", codes.BirthKind.choices)
    order = forms.IntegerField(label="Anak ke", required=False, min_value=1, max_value=25)
    cause = words("Sebab lahir mati")
    certified_by = choice("Yang menentukan", codes.DeathWitness.choices)
    certificate = words("Nomor surat keterangan", longest=60)

    DETAILS = (
        "hour", "sex", "months", "birth_kind", "order", "birthplace", "birth_place_kind", "birth_helper", "cause",
        "certified_by", "certificate", *OF_FATHER, *OF_MOTHER, *ReportedForm.REPORTED,
    )  # fmt: skip
    CARDS = (
        ("Lahir mati", ("happened_on", "hour", "sex", "months", "birth_kind", "order")),
        (
            "Tempat dan sebab",
            ("birthplace", "birth_place_kind", "birth_helper", "cause", "certified_by", "certificate"),
        ),
        ("Orang tua", ("father", *OF_FATHER, *OF_MOTHER)),
        *ReportedForm.REPORT_CARDS,
    )

    def ask(self) -> None:
        super().ask()
        self.fields["happened_on"].label = "Tanggal lahir mati"


def children_of(event: Event) -> list[str]:
    """The children in sentences: what F-2.01 asks of each."""
    said = []
    for child in event.details.get("children", []):
        parts = [codes.Sex(child["sex"]).label.lower()]
        parts += [f"anak ke-{child['order']}"] if child.get("order") else []
        parts += [f"{child['weight_g']} gram"] if child.get("weight_g") else []
        parts += [f"{child['length_cm']:g} cm".replace(".", ",")] if child.get("length_cm") else []
        parts += [f"pukul {child['hour'][:5].replace(':', '.')}"] if child.get("hour") else []
        said.append(f"{child['name'].upper()}: {', '.join(parts)}.")
    return said


BIRTH = Kind(
    slug="kelahiran",
    event=Event.Kind.BIRTH,
    title="Kelahiran",
    words="Seorang anak lahir hidup. Kembar dicatat sekaligus.",
    icon="plus",
    form=BirthForm,
    record=record_birth,
    picks=(replace(MOTHER, other="Ayah dan ibunya tidak terdaftar di desa ini", is_said=True),),
    books="B.1, B.2, dan B.3",
    warnings=warnings_of_birth,
    says=children_of,
)
STILLBIRTH = Kind(
    slug="lahir-mati",
    event=Event.Kind.STILLBIRTH,
    title="Lahir mati",
    words="Dicatat, tetapi tidak dihitung di buku mana pun.",
    icon="document",
    form=StillbirthForm,
    record=record_stillbirth,
    picks=(MOTHER,),
    warnings=warnings_of_stillbirth,
)
