"""Births and stillbirths, as form F-2.01 asks about them."""

from typing import Any

from django import forms

from registry import codes
from registry.actions.happenings.births import OF_CHILD, record_birth, record_stillbirth
from registry.actions.happenings.parents import fathers_of, husband_pk, judge
from registry.actions.happenings.problems import HappeningImpossible
from registry.happenings.form import MEMBERS, choice, words
from registry.happenings.kinds import Kind, Pick
from registry.happenings.reported import ReportedForm
from registry.models import Event, Resident
from registry.rules import names, nik
from registry.rules.births import STILLBIRTH_LIMIT, BirthWarning, warn_of_birth
from registry.rules.findings import Finding, Verdict
from registry.rules.happenings import warn_if_late
from web.forms import NikField

MOTHER = Pick("warga", "Siapa ibunya?", hint="Bila ibunya tidak terdaftar di desa, pilih ayahnya.")


class OfParents(ReportedForm):
    """What births and stillbirths share: the parents, the place, the reporter."""

    father = choice("Ayah", [], first=("", "Tidak terdaftar atau tidak dicantumkan"))
    father_name = words("Nama ayah", secret=True, help_text="Isi bila ayah tidak ada di daftar.")
    mother_name = words("Nama ibu", secret=True)
    birth_place_kind = choice("Tempat dilahirkan", codes.BirthPlace.choices)
    birthplace = words("Kota atau kabupaten kelahiran")
    birth_helper = choice("Penolong", codes.BirthHelper.choices)

    def ask(self) -> None:
        if self.about.sex == codes.Sex.MALE:
            del self.fields["father"], self.fields["father_name"]
            self.fields["mother_name"].required = True
            return
        del self.fields["mother_name"]
        men = fathers_of(self.about)
        self.fields["father"].choices = [self.fields["father"].choices[0], *((man.pk, man.name) for man in men)]  # type: ignore[attr-defined]
        self.fields["father"].initial = husband_pk(self.about, men)

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "father": self.cleaned_data.get("father")}


class BirthForm(OfParents):
    """One child, or as many as the kind of birth says."""

    birth_kind = choice("Jenis kelahiran", codes.BirthKind.choices, required=True, initial=codes.BirthKind.SINGLE)
    relation = choice("Hubungan dalam KK", MEMBERS, first=("", "Menurut aturan"))
    religion = choice("Agama", codes.Religion.choices)

    DETAILS = (
        "birth_kind", "father_name", "mother_name", "birthplace", "birth_place_kind", "birth_helper", "religion",
        *ReportedForm.REPORTED,
    )  # fmt: skip
    CARDS = (
        ("Kelahiran", ("happened_on", "birth_kind", "birthplace", "birth_place_kind", "birth_helper")),
        ("Anak", ("*_1",)),
        ("Anak kedua", ("*_2",)),
        ("Anak ketiga", ("*_3",)),
        ("Anak keempat", ("*_4",)),
        ("Orang tua", ("father", "father_name", "mother_name", "religion", "relation")),
        *ReportedForm.REPORT_CARDS,
    )

    def ask(self) -> None:
        super().ask()
        self.fields["happened_on"].label = "Tanggal lahir"
        self.fields["birth_kind"].help_text = "Bila kembar, isian anak berikutnya muncul setelah diperiksa."
        self.initial.setdefault("religion", self.about.religion)
        for number in range(1, self._count() + 1):
            self._ask_of_child(number)

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        children = [{name: said.get(f"{name}_{number}") for name in OF_CHILD} for number in range(1, self._count() + 1)]
        return {**super().arguments(), "children": children, "relation": said.get("relation")}

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
        "certified_by", "certificate", "father_name", "mother_name", *ReportedForm.REPORTED,
    )  # fmt: skip
    CARDS = (
        ("Lahir mati", ("happened_on", "hour", "sex", "months", "birth_kind", "order")),
        (
            "Tempat dan sebab",
            ("birthplace", "birth_place_kind", "birth_helper", "cause", "certified_by", "certificate"),
        ),
        ("Orang tua", ("father", "father_name", "mother_name")),
        *ReportedForm.REPORT_CARDS,
    )

    def ask(self) -> None:
        super().ask()
        self.fields["happened_on"].label = "Tanggal lahir mati"


def warnings_of_birth(
    *, resident: Resident, children: Any, father: int | None, happened_on: Any, reported_on: Any, **_: Any
) -> list[Finding]:
    """What to look at twice; what cannot be is left to the action."""
    verdict = _of_parents(resident, father, happened_on)
    siblings = Resident.objects.filter(mother=resident).values_list("name", "born_on")
    born = [day for _, day in siblings]
    for number, child in enumerate(children):
        verdict.warnings += names.check_name(child["name"], is_new=True).warnings
        verdict.warnings += nik.warnings_of({**child, "born_on": happened_on})
        days = [] if number else born
        warn_of_birth(
            verdict, happened_on=happened_on, reported_on=reported_on, siblings=days,
            weight_g=child.get("weight_g"), length_cm=float(child["length_cm"]) if child.get("length_cm") else None,
        )  # fmt: skip
        if (child["name"].upper(), happened_on) in list(siblings):
            verdict.warn(BirthWarning.ALREADY_THERE, name=child["name"].upper())
    if resident.family_id is None:
        verdict.warn(BirthWarning.NO_FAMILY)
    return list({finding.reason: finding for finding in verdict.warnings}.values())


def warnings_of_stillbirth(
    *, resident: Resident, father: int | None, happened_on: Any, reported_on: Any, **_: Any
) -> list[Finding]:
    verdict = _of_parents(resident, father, happened_on)
    return warn_if_late(verdict, happened_on=happened_on, reported_on=reported_on, limit=STILLBIRTH_LIMIT).warnings


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


def _of_parents(resident: Resident, father: int | None, happened_on: Any) -> Verdict:
    try:
        return Verdict(warnings=[*judge(resident, father, happened_on=happened_on).verdict.warnings])
    except HappeningImpossible:
        return Verdict()


BIRTH = Kind(
    slug="kelahiran",
    event=Event.Kind.BIRTH,
    title="Kelahiran",
    words="Seorang anak lahir hidup. Kembar dicatat sekaligus.",
    icon="plus",
    form=BirthForm,
    record=record_birth,
    picks=(MOTHER,),
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
