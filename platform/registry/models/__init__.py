"""Territory, families, residents, what happened to them, and the imports that bring them in."""

from registry.models.areas import Area
from registry.models.former import Former
from registry.models.imports import ImportBatch, ImportRow
from registry.models.ledger import CardNumber, Event, Month, Stay
from registry.models.papers import PersonDocument, Settled
from registry.models.places import Family, Hamlet, Household
from registry.models.residents import Resident
from registry.models.voting import ListedVoter, VoterList

__all__ = [
    "Area",
    "CardNumber",
    "Event",
    "Family",
    "Former",
    "Hamlet",
    "Household",
    "ImportBatch",
    "ImportRow",
    "ListedVoter",
    "Month",
    "PersonDocument",
    "Resident",
    "Settled",
    "Stay",
    "VoterList",
]
