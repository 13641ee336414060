"""What a text of one kind may name: its questions, and what the register and the office know. Each name has a key and words."""

import re
from dataclasses import dataclass, field

from modules.service.rules.kind import Field, FieldType, Group, Kind
from modules.service.rules.naskah.manners import BY_SHOWN
from modules.service.rules.naskah.marks import Spelling
from modules.service.rules.naskah.reading import ROW_NUMBER
from modules.service.rules.naskah.values import Sort

SORTS = {
    FieldType.NUMBER: Sort.NUMBER,
    FieldType.YEAR: Sort.NUMBER,
    FieldType.RUPIAH: Sort.MONEY,
    FieldType.DATE: Sort.DATE,
    FieldType.CHOICE: Sort.CHOICE,
}
#: What is known without asking: key, words, sort.
KNOWN = (
    ("subject.name", "Pemohon: nama", Sort.TEXT),
    ("subject.nik", "Pemohon: NIK", Sort.TEXT),
    ("subject.birth", "Pemohon: tempat, tanggal lahir", Sort.TEXT),
    ("subject.birth_place", "Pemohon: tempat lahir", Sort.TEXT),
    ("subject.born_on", "Pemohon: tanggal lahir", Sort.DATE),
    ("subject.age", "Pemohon: usia", Sort.NUMBER),
    ("subject.sex", "Pemohon: jenis kelamin", Sort.TEXT),
    ("subject.religion", "Pemohon: agama", Sort.TEXT),
    ("subject.marital", "Pemohon: status perkawinan", Sort.TEXT),
    ("subject.occupation", "Pemohon: pekerjaan", Sort.TEXT),
    ("subject.citizenship", "Pemohon: kewarganegaraan", Sort.TEXT),
    ("subject.address", "Pemohon: alamat", Sort.TEXT),
    ("subject.resident", "Pemohon: warga desa", Sort.FACT),
    ("subject.outsider", "Pemohon: warga luar desa", Sort.FACT),
    ("office.title", "Kantor: nama", Sort.TEXT),
    ("office.place", "Kantor: tempat", Sort.TEXT),
    ("office.above", "Kantor: wilayah", Sort.TEXT),
    ("office.head", "Kantor: kepala", Sort.TEXT),
    ("office.head_name", "Kantor: nama kepala", Sort.TEXT),
    ("office.district", "Kantor: kecamatan", Sort.TEXT),
    ("office.regency", "Kantor: kabupaten", Sort.TEXT),
    ("office.regency_title", "Kantor: kabupaten atau kota", Sort.TEXT),
    ("office.address", "Kantor: alamat", Sort.TEXT),
    ("office.zone", "Kantor: zona waktu", Sort.TEXT),
    ("number", "Nomor surat", Sort.TEXT),
    ("today", "Hari ini", Sort.DATE),
    ("valid_until", "Berlaku sampai", Sort.DATE),
)


_MEANS_SOMETHING = re.compile(
    r"[{}\[\]|\n]| (?:adalah|bukan|kurang dari|paling sedikit|diisi|tidak diisi)(?: |$)", re.IGNORECASE
)


@dataclass(frozen=True)
class Name:
    """
    One thing a text may name.

    `group` is the repeatable group it belongs to, outside of which it says nothing; `asked` is its question, if it is one.
    """

    key: str
    shown: str
    sort: Sort
    group: str = ""
    asked: Field | None = None

    def spelt(self, spelling: Spelling) -> str:
        return self.key if spelling == Spelling.STORED else self.shown


@dataclass
class Names:
    """Everything a kind's text may name, to be found by key or by words; words are compared without capitals."""

    all: list[Name] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._found = {
            Spelling.STORED: {name.key: name for name in self.all},
            Spelling.SHOWN: {name.shown.casefold(): name for name in self.all},
        }

    def named(self, said: str, spelling: Spelling) -> Name | None:
        return self._found[spelling].get(said if spelling == Spelling.STORED else said.casefold())

    def person(self, said: str, spelling: Spelling) -> str:
        """The key of a person, or ""."""
        return _key(self.people, said, spelling)

    def group(self, said: str, spelling: Spelling) -> str:
        """The key of a repeatable group, or ""."""
        return _key(self.groups, said, spelling)

    def spellings(self, spelling: Spelling) -> list[str]:
        return [name.spelt(spelling) for name in self.all]


def _key(words: dict[str, str], said: str, spelling: Spelling) -> str:
    if spelling == Spelling.STORED:
        return said if said in words else ""
    return next((key for key, shown in words.items() if shown.casefold() == said.casefold()), "")


def names_of(kind: Kind) -> Names:
    """All that the text of this kind may name."""
    known = [Name(key, shown, sort) for key, shown, sort in KNOWN if kind.validity_days or key != "valid_until"]
    asked = [_name(question, kind) for question in kind.fields if not question.officers_only]
    counting = Name(ROW_NUMBER[Spelling.STORED], ROW_NUMBER[Spelling.SHOWN], Sort.NUMBER, group="*")
    people = {"subject": "Pemohon"} | {group.key: group.short_title for group in kind.groups if group.person}
    groups = {group.key: group.short_title for group in kind.groups if group.many}
    return Names([*known, *asked, *([counting] if groups else [])], people, groups)


def is_nameable(words: str) -> bool:
    """Whether these words can stand in braces and in a condition without being taken for something else."""
    last = words.rpartition(":")[2].strip().casefold()
    return (
        bool(words) and last not in BY_SHOWN and not _MEANS_SOMETHING.search(words) and words == " ".join(words.split())
    )


def shown_of(question: Field, group: Group) -> str:
    """A question's words in a text. Those of a repeatable group are told apart by its title."""
    label = question.full_label or question.label
    if group.many and not label.casefold().startswith(group.short_title.casefold()):
        return f"{group.short_title}: {label[:1].lower()}{label[1:]}"
    return label


def _name(question: Field, kind: Kind) -> Name:
    group = kind.group_named(question.group)
    assert group is not None, "a question stands on a page"
    sort = SORTS.get(question.type, Sort.TEXT)
    return Name(question.key, shown_of(question, group), sort, question.group if group.many else "", question)
