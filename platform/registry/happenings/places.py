"""What forms ask of a place, a card and a person who comes."""

from typing import Any

from django import forms

from registry import codes, queries
from registry.actions.happenings.arriving import Newcomer
from registry.actions.happenings.places import Card, Place
from registry.happenings.form import NOT_SAID, choice, words
from web.forms import DateField, NikField

PLACE = ("hamlet", "rt", "rw", "address")
STAYS, NEW, JOINS = "", "baru", "numpang"
UNDER_NEW = [(NEW, "KK baru"), (JOINS, "Numpang KK keluarga lain")]
DIGITS = {"inputmode": "numeric"}
#: What a form asks of somebody who comes, in the order of the card.
ASKED = (
    "name", "nik", "sex", "birthplace", "born_on", "religion", "marital", "citizenship", "education", "occupation",
)  # fmt: skip
#: What it asks behind a fold: of foreigners, and what books print of some (B.1 column 10, B.4 columns 8 and 9, B.5 columns 7, 16, 17).
ASKED_OF_FEW = (
    "nickname", "blood", "reads", "nationality", "descent", "father_name", "father_nik", "mother_name", "mother_nik",
    "passport", "kitas",
)  # fmt: skip


def ask_place(form: forms.Form, *, required: bool = False) -> None:
    """Ask where somebody lives in the village."""
    hamlets = [(hamlet.pk, hamlet.name.title()) for hamlet in queries.hamlets() if hamlet.closed_on is None]
    form.fields["hamlet"] = choice("Dusun", hamlets, required=required and bool(hamlets), first=("", "Pilih"))
    form.fields["rt"] = words("RT", longest=3, widget_attrs=DIGITS)
    form.fields["rw"] = words("RW", longest=3, widget_attrs=DIGITS)
    form.fields["address"] = words("Alamat", longest=200, secret=True)


def place_in(said: dict[str, Any]) -> Place:
    texts = {name: str(said.get(name) or "") for name in ("rt", "rw", "address")}
    return Place(hamlet=said.get("hamlet"), **texts)


def card_in(said: dict[str, Any], *, number: str = "new_no_kk") -> Card:
    if said.get("under") == JOINS:
        return Card(joins=said.get("join_no_kk") or "")
    return Card(no_kk=said.get(number) or "")


def under(choices: list[tuple[str, str]], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label="Kartu keluarga", choices=choices, **more)


def joined(**more: Any) -> NikField:
    return NikField(label="Nomor KK yang ditumpangi", required=False, help_text="Isi bila numpang KK.", **more)


def check_joined(form: forms.Form) -> None:
    """Whoever joins a family says which."""
    said = form.cleaned_data
    if said.get("under") == JOINS and not said.get("join_no_kk") and "join_no_kk" not in form.errors:
        form.add_error("join_no_kk", "Isi nomor KK yang ditumpangi.")


Slot = tuple[tuple[str, ...], tuple[str, ...]]


def ask_person(form: forms.Form, number: int, *, is_known: bool, relation: bool = True) -> Slot:
    """
    Ask about one person who comes; of somebody the register knows only what they are in the family.

    :return: the names of the fields, and of those behind a fold.
    """
    made: dict[str, forms.Field] = {}
    if not is_known:
        made = {
            "name": words("Nama lengkap", secret=True, help_text="Boleh kosong bila NIK pernah tercatat di desa ini."),
            "nik": NikField(label="NIK", required=False, help_text="16 angka. Kosongkan bila belum punya."),
            "sex": choice("Jenis kelamin", codes.Sex.choices, first=("", "Pilih")),
            "birthplace": words("Tempat lahir"),
            "born_on": DateField(label="Tanggal lahir", required=False),
            "religion": choice("Agama", codes.Religion.choices),
            "marital": choice("Status perkawinan", codes.Marital.choices),
            "citizenship": choice("Kewarganegaraan", codes.Citizenship.choices),
            "education": choice("Pendidikan", codes.Education.choices),
            "occupation": choice("Pekerjaan", codes.Occupation.choices),
        }
    if relation:
        first = int(codes.Relation.HEAD) if number == 0 else None
        made["relation"] = choice(
            "Hubungan dalam KK", codes.Relation.choices, first=("", "Pilih"), initial=first, required=is_known
        )
    return _added(form, number, made), _added(form, number, {} if is_known else _of_few())


def _added(form: forms.Form, number: int, made: dict[str, forms.Field]) -> tuple[str, ...]:
    names = tuple(f"person_{number}_{name}" for name in made)
    form.fields.update(zip(names, made.values(), strict=True))
    return names


def _of_few() -> dict[str, forms.Field]:
    return {
        "nickname": words("Nama panggilan", longest=60, secret=True),
        "blood": choice("Golongan darah", codes.Blood.choices),
        "reads": forms.ChoiceField(
            label="Dapat membaca huruf", required=False, choices=[NOT_SAID, *codes.Reads.choices]
        ),
        "nationality": words("Negara asal", longest=60, help_text="Untuk warga asing."),
        "descent": words("Keturunan", longest=60, help_text="Untuk warga asing atau keturunan asing."),
        "father_name": words("Nama ayah", secret=True),
        "father_nik": NikField(label="NIK ayah", required=False),
        "mother_name": words("Nama ibu", secret=True),
        "mother_nik": NikField(label="NIK ibu", required=False),
        "passport": words("Nomor paspor", longest=60, secret=True),
        "kitas": words("Nomor KITAS/KITAP", longest=60, secret=True),
    }


def person_in(said: dict[str, Any], number: int, resident: int | None = None) -> Newcomer:
    told = {name: said.get(f"person_{number}_{name}") for name in (*ASKED, *ASKED_OF_FEW)}
    return Newcomer(told, said.get(f"person_{number}_relation"), resident)
