"""Hamlets, families, residents, and the imports that bring them in."""

from registry.models.imports import ImportBatch, ImportRow
from registry.models.places import Family, Hamlet
from registry.models.residents import Resident

__all__ = ["Family", "Hamlet", "ImportBatch", "ImportRow", "Resident"]
