"""Showing what is hidden by default: full numbers, and what is known of somebody's health."""

from datetime import datetime
from enum import Enum
from typing import Any

from django.db import transaction

import audit
from registry.models import Resident
from registry.particulars import HEALTH
from registry.permissions import RegistryPermission


class Hidden(Enum):
    """What can be asked for; the value is how the log and the page name it."""

    NIK = "nik"
    KK = "kk"
    PARENTS = "parents"
    HEALTH = "health"

    @property
    def permission(self) -> RegistryPermission:
        return RegistryPermission.REVEAL_HEALTH if self is Hidden.HEALTH else RegistryPermission.REVEAL_NIK


@transaction.atomic
def reveal(*, resident: Resident, what: Hidden, by: Any, reason: str, at: datetime) -> dict[str, str]:
    """
    Give what is hidden to an officer of the field, and log who saw it, when and why (UU 27/2022 article 35).

    The caller has asked for `what.permission`. Returns the values by their Indonesian names; what is unknown is empty.
    """
    audit.record(f"resident.reveal_{what.value}", resident, by=by, at=at, detail={"reason": reason[:200]})
    return _SHOWN[what](resident)


def _nik(resident: Resident) -> dict[str, str]:
    return {"NIK": resident.nik or ""}


def _kk(resident: Resident) -> dict[str, str]:
    numbers = {"Nomor KK": (resident.family.no_kk or "") if resident.family else ""}
    if resident.previous_no_kk:
        numbers["Nomor KK sebelumnya"] = resident.previous_no_kk
    return numbers


def _parents(resident: Resident) -> dict[str, str]:
    return {"NIK ayah": resident.father_nik, "NIK ibu": resident.mother_nik}


def _health(resident: Resident) -> dict[str, str]:
    fields = {name: resident._meta.get_field(name) for name in HEALTH}
    return {
        str(getattr(field, "verbose_name", name)).capitalize().replace("kb", "KB"): str(
            getattr(resident, f"get_{name}_display")() or ""
        )
        for name, field in fields.items()
    }


_SHOWN = {Hidden.NIK: _nik, Hidden.KK: _kk, Hidden.PARENTS: _parents, Hidden.HEALTH: _health}
