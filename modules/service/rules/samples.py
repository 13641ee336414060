"""
One full set of answers for every kind, by an applicant who does not exist: with them a text is tried before anybody uses it.

`kinds/samples/<slug>.toml` holds the answers, and as `subject` in what the applicant differs from the usual one.
"""

import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from modules.service.rules import answers as asking
from modules.service.rules import paper
from modules.service.rules.kind import Kind
from modules.service.rules.paper import Issuer
from modules.service.rules.people import Subject
from papers.layout import Letterhead, LetterPaper

FOLDER = Path(__file__).parents[1] / "kinds" / "samples"
#: The answers tell of days around this one.
DAY = date(2026, 11, 20)
_NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
APPLICANT = Subject(
    name="Ani Lestari",
    nik="3529115506850003",
    birth_place="Sumenep",
    born_on=date(1985, 6, 15),
    sex="Perempuan",
    religion="Islam",
    marital="Kawin",
    occupation="Pedagang",
    address="Dusun Asam Daja RT 001/RW 002",
    family_size=4,
)
#: A village for those who have none: a kabupaten trying a text.
ISSUER = Issuer(
    title="Desa Contoh",
    place="Contoh",
    above="Kecamatan Contoh, Kabupaten Contoh",
    head="Kepala Desa Contoh",
    district="Contoh",
    regency="Contoh",
    zone="WIB",
    region_code="00.00.00.0000",
    letterhead=Letterhead(regency="Kabupaten Contoh", district="Kecamatan Contoh", office="Desa Contoh"),
)


@dataclass(frozen=True)
class Sample:
    answers: dict[str, Any]
    subject: Subject


@cache
def of(slug: str) -> Sample:
    """The sample of a kind; for one that does not ship nothing is answered, and the paper has dots."""
    path = FOLDER / f"{slug}.toml"
    said = tomllib.loads(path.read_text(encoding="utf-8")) if path.parent == FOLDER and path.is_file() else {}
    return Sample(said.get("answers", {}), replace(APPLICANT, **said.get("subject", {})))


def paper_of(kind: Kind, issuer: Issuer = ISSUER, head: str = "Nama Kepala Desa") -> LetterPaper:
    """The sample letter of a kind, marked as a draft."""
    sample = of(kind.slug)
    checked = asking.validate(
        kind, sample.answers, subject=sample.subject, today=DAY, groups=kind.groups, by_officer=True
    )
    signing = paper.Signing(on=DAY, at=_NOON, name=head)
    return paper.letter_paper(kind, checked.answers, subject=sample.subject, issuer=issuer, signing=signing)
