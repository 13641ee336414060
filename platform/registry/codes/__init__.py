"""
The code tables of the population register, as SIAK and form F-1.01 number them.

Each table is an IntegerChoices; `read` understands a number or a label the way people write it.
"""

from registry.codes.occupations import Occupation
from registry.codes.papers import CardHeld, Contraception, Disability, Insurance, Pregnancy, RecordingState
from registry.codes.people import (
    BaseStatus,
    Blood,
    Citizenship,
    Education,
    KtpMarital,
    Marital,
    NikStatus,
    Relation,
    Religion,
    Residency,
    Sex,
    Studying,
)
from registry.codes.reading import read

__all__ = [
    "BaseStatus",
    "Blood",
    "CardHeld",
    "Citizenship",
    "Contraception",
    "Disability",
    "Education",
    "Insurance",
    "KtpMarital",
    "Marital",
    "NikStatus",
    "Occupation",
    "Pregnancy",
    "RecordingState",
    "Relation",
    "Religion",
    "Residency",
    "Sex",
    "Studying",
    "read",
]
