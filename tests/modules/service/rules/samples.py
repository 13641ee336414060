"""A subject, an office and one full set of answers for every kind."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from modules.service import kinds
from modules.service.rules import answers, paper
from modules.service.rules import samples as shipped
from modules.service.rules.paper import Issuer, Signing
from modules.service.rules.people import Subject
from papers.layout import Letterhead, LetterPaper, Verification

TODAY = date(2026, 11, 20)
ANI = Subject(
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
ISSUER = Issuer(
    title="Desa Pragaan Laok",
    place="Pragaan Laok",
    above="Kecamatan Pragaan, Kabupaten Sumenep",
    head="Kepala Desa Pragaan Laok",
    district="Pragaan",
    regency="Sumenep",
    zone="WIB",
    region_code="35.29.11.2010",
    letterhead=Letterhead(regency="Kabupaten Sumenep", district="Kecamatan Pragaan", office="Desa Pragaan Laok"),
)
SIGNING = Signing(
    on=TODAY,
    at=datetime(2026, 11, 20, 5, tzinfo=UTC),
    name="Citra Lestari",
    number="X/001/35.29.11.2010/XI/2026",
    verification=Verification("K7QM4XPD", "http://a.localhost/verifikasi/K7QM4XPD/"),
)
#: The golden words; the answers ship with the product.
LETTERS = Path(__file__).parent / "letters"


def _sample(slug: str) -> dict[str, Any]:
    """`kinds/samples/<slug>.toml`: its answers, and as `subject` in what the applicant differs from Ani."""
    said: dict[str, Any] = tomllib.loads((shipped.FOLDER / f"{slug}.toml").read_text(encoding="utf-8"))
    return said


SLUGS = sorted(path.stem for path in shipped.FOLDER.glob("*.toml"))
ANSWERS: dict[str, dict[str, str]] = {slug: _sample(slug)["answers"] for slug in SLUGS}
#: Who asks, where it cannot be Ani.
SUBJECTS = {slug: replace(ANI, **said) for slug in SLUGS if (said := _sample(slug).get("subject"))}


def checked(slug: str, changed: dict[str, str | None], subject: Subject | None = None) -> answers.Checked:
    """What an officer hears of a sample with some answers changed, or with None left out."""
    said = {key: answer for key, answer in (ANSWERS[slug] | changed).items() if answer is not None}
    subject = subject or SUBJECTS.get(slug, ANI)
    return answers.validate(kinds.KINDS[slug], said, subject=subject, today=TODAY, by_officer=True)


def made(slug: str, subject: Subject | None = None, signing: Signing = SIGNING, **changed: str) -> LetterPaper:
    """The paper of a kind from its sample, or from answers changed in it."""
    kind, subject = kinds.KINDS[slug], subject or SUBJECTS.get(slug, ANI)
    checked = answers.validate(kind, ANSWERS[slug] | changed, subject=subject, today=TODAY, by_officer=True)
    return paper.letter_paper(kind, checked.answers, subject=subject, issuer=ISSUER, signing=signing)
