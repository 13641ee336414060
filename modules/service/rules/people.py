"""The persons in a letter: the subject as the register states them, and others as they were told."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from modules.service.rules.kind import Field, FieldType
from modules.service.rules.naskah.values import age_on

#: The lines of the subject's particulars, in the order of a letter.
SUBJECT_ROWS = ("name", "nik", "birth", "sex", "religion", "marital", "occupation", "citizenship", "address")
MARITAL = ("Belum kawin", "Kawin", "Cerai hidup", "Cerai mati")
LABELS = {
    "name": "Nama",
    "nik": "NIK",
    "birth": "Tempat, tanggal lahir",
    "sex": "Jenis kelamin",
    "religion": "Agama",
    "marital": "Status perkawinan",
    "occupation": "Pekerjaan",
    "citizenship": "Kewarganegaraan",
    "address": "Alamat",
    "relation": "Hubungan keluarga",
}
#: The lines of anybody else's particulars, of which those are printed that are asked.
PERSON_ROWS = ("name", "nik", "birth", "sex", "religion", "marital", "occupation", "citizenship", "address", "relation")


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The particulars a letter prints of the person who asks for it, frozen at the time of signing."""

    name: str
    nik: str
    birth_place: str = ""
    born_on: date | None = None
    sex: str = ""
    religion: str = ""
    marital: str = ""
    occupation: str = ""
    citizenship: str = "WNI"
    address: str = ""
    is_resident: bool = True
    family_size: int | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"born_on": self.born_on.isoformat() if self.born_on else None}

    def age_on(self, day: date) -> int | None:
        """Whole years; None when the birthday is unknown."""
        return age_on(self.born_on, day) if self.born_on else None

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Subject":
        """Read a snapshot; what a later version no longer knows is left out."""
        known = {part.name for part in fields(cls)}
        values = {name: value for name, value in stored.items() if name in known}
        born_on = values.get("born_on")
        return cls(**values | {"born_on": date.fromisoformat(born_on) if born_on else None})


def person_fields(group: str, title: str, wanted: tuple[str, ...]) -> tuple[Field, ...]:
    """The questions about a person who is not the subject; keys are `mother.name` and so on. `nik?` need not be answered."""
    return tuple(_asked(group, title, name.removesuffix("?"), required=not name.endswith("?")) for name in wanted)


def _asked(group: str, title: str, name: str, *, required: bool) -> Field:
    return Field(
        key=f"{group}.{name}",
        group=group,
        required=required,
        full_label=f"{title}: {_inside(_QUESTIONS[name]['label'])}",
        **_QUESTIONS[name],
    )


def _inside(label: str) -> str:
    """A label behind a colon; an abbreviation stays in capitals."""
    return label if label.isupper() else label.lower()


_QUESTIONS: dict[str, dict[str, Any]] = {
    "name": {"label": "Nama lengkap", "type": FieldType.NAME, "most": 100},
    "nik": {"label": "NIK", "type": FieldType.NIK, "hint": "16 angka pada KTP atau KK."},
    "relation": {"label": "Hubungan keluarga", "most": 60},
    "birth_place": {"label": "Tempat lahir", "type": FieldType.PLACE, "most": 60},
    "born_on": {"label": "Tanggal lahir", "type": FieldType.DATE},
    "sex": {
        "label": "Jenis kelamin",
        "type": FieldType.CHOICE,
        "choices": (("Laki-laki", "Laki-laki"), ("Perempuan", "Perempuan")),
    },
    "religion": {"label": "Agama", "most": 60},
    "marital": {
        "label": "Status perkawinan",
        "type": FieldType.CHOICE,
        "choices": tuple((word, word) for word in MARITAL),
    },
    "citizenship": {"label": "Kewarganegaraan", "most": 60},
    "occupation": {"label": "Pekerjaan", "most": 60},
    "address": {"label": "Alamat", "most": 160},
}
