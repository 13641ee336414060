"""The forms of samples: filled for every kind they go with, and empty."""

from datetime import date
from pathlib import Path
from typing import Any

from modules.service import kinds
from modules.service.rules import answers as asking
from modules.service.rules.sheets import FORMS, OF_KIND, Filling, Member
from modules.service.rules.sheets.filling import Place
from papers.sheets import Boxed, Day, Heading, Line, Matrix, Note, Roll, Sheet, Signed, Ticks

from .samples import ANI, ANSWERS, SIGNING, SUBJECTS, TODAY

GOLDEN = Path(__file__).parent / "sheets"
PLACE = Place(
    village="Pragaan Laok", district="Pragaan", regency="Sumenep", province="Jawa Timur", code="35.29.11.2010", postcode="69465"
)  # fmt: skip
FAMILY = (
    Member(
        name="JOKO SUSILO", nik="3529111502830002", sex="Laki-laki", birth_place="SUMENEP", born_on=date(1983, 2, 15),
        citizenship="WNI", blood="O", religion="Islam", marital="Kawin tercatat", marriage_certificate="112/07/V/2008",
        married_on=date(2008, 5, 11), relation="Kepala keluarga", relation_code="01", education="SLTA/sederajat",
        occupation="Petani/pekebun", mother_name="SUMIATI", father_name="KARTO", birth_certificate="3529-LT-15021983-0002",
    ),
    Member(
        name="ANI LESTARI", nik="3529115506850003", sex="Perempuan", birth_place="SUMENEP", born_on=date(1985, 6, 15),
        citizenship="WNI", blood="Tidak tahu", religion="Islam", marital="Kawin tercatat", relation="Istri", relation_code="03",
        education="SLTA/sederajat", occupation="Pedagang", mother_nik="3529114107600001", mother_name="SITI AMINAH",
        father_name="MOHAMMAD HASAN",
    ),
)  # fmt: skip
PAIRS = [(slug, code) for slug, codes in OF_KIND.items() for code in codes]


def empty(code: str) -> Sheet:
    return FORMS[code][1](Filling(place=PLACE, at=SIGNING.at))


def filled(slug: str, code: str) -> Sheet:
    kind, subject = kinds.KINDS[slug], SUBJECTS.get(slug, ANI)
    checked = asking.validate(kind, ANSWERS[slug], subject=subject, today=TODAY, by_officer=True)
    known = Filling(
        place=PLACE, at=SIGNING.at, today=TODAY, kind=kind, subject=subject, answers=checked.answers, kk="3529111203140021",
        address=subject.address, hamlet="Asam Daja", rt="001", rw="002", phone="081234567890",
        members=FAMILY if subject.is_resident else (),
    )  # fmt: skip
    return FORMS[code][1](known)


def told(sheet: Sheet) -> str:
    """The form as lines of text: every field with what stands in it."""
    return "\n".join([f"{sheet.code} {sheet.title}", *(line for part in sheet.parts for line in _lines(part))]) + "\n"


def _lines(part: Any) -> list[str]:
    if isinstance(part, Heading):
        return ["", f"== {part.text}"]
    if isinstance(part, Note):
        return [part.text]
    if isinstance(part, Boxed | Line):
        return [f"{part.number} {part.label}: {part.text}".strip()]
    if isinstance(part, Day):
        return [f"{part.number} {part.label}: {part.day or ''}".strip()]
    if isinstance(part, Ticks):
        ticked = [f"[{'x' if at in part.chosen else ' '}] {words}" for at, words in enumerate(part.options)]
        return [f"{part.number} {part.label}: {' '.join(ticked)}".strip()]
    if isinstance(part, Matrix):
        return [
            f"{title}: " + " ".join(f"[{'x' if one.is_ticked else ' '}] {one.code} {one.label}" for one in cells)
            for title, cells in part.columns
        ]
    if isinstance(part, Roll):
        heads = " | ".join(column.title for column in part.columns)
        return [heads, *(" | ".join(row) for row in part.rows)]
    assert isinstance(part, Signed)
    return [f"{one.place_and_date} {one.heading} {one.name}".strip() for one in (part.left, part.right) if one]
