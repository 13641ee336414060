"""
The code tables of the population register, as SIAK and form F-1.01 number them.

Each table is an IntegerChoices; `read` understands a number or a label the way people write it.
"""

from registry.codes.extras import ChronicIllness, DisabilityKind, HouseholdRole, Reads, SocialClass
from registry.codes.occupations import Occupation
from registry.codes.papers import CardHeld, ChildCard, Contraception, Disability, Insurance, Pregnancy, RecordingState
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
from registry.codes.vital import (
    BirthHelper,
    BirthKind,
    BirthPlace,
    CardOfMovers,
    CardOfStayers,
    DeathCause,
    DeathWitness,
    MoveClass,
    MoveKind,
    MoveReason,
)

__all__ = [
    "BaseStatus",
    "BirthHelper",
    "BirthKind",
    "BirthPlace",
    "Blood",
    "CardHeld",
    "CardOfMovers",
    "CardOfStayers",
    "ChildCard",
    "ChronicIllness",
    "Citizenship",
    "Contraception",
    "DeathCause",
    "DeathWitness",
    "Disability",
    "DisabilityKind",
    "Education",
    "HouseholdRole",
    "Insurance",
    "KtpMarital",
    "Marital",
    "MoveClass",
    "MoveKind",
    "MoveReason",
    "NikStatus",
    "Occupation",
    "Pregnancy",
    "Reads",
    "RecordingState",
    "Relation",
    "Religion",
    "Residency",
    "Sex",
    "SocialClass",
    "Studying",
    "read",
]
