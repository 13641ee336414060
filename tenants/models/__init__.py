"""Offices, their addresses, schemas and copies: all the public schema knows beside the exchange. It holds no people."""

from tenants.models.addresses import Domain, DomainClaim, RetiredName
from tenants.models.keeping import Backup, OfficeLimit
from tenants.models.offices import Office, OfficeRegion, OfficeSecret, Region
from tenants.models.schemas import Blueprint, Rollout, RolloutFailure, Spare

__all__ = [
    "Backup",
    "Blueprint",
    "Domain",
    "DomainClaim",
    "Office",
    "OfficeLimit",
    "OfficeRegion",
    "OfficeSecret",
    "Region",
    "RetiredName",
    "Rollout",
    "RolloutFailure",
    "Spare",
]
