"""What the present officer may do with residents, for templates that show or leave out a button."""

from typing import Any

from django.http import HttpRequest

from registry.permissions import RegistryPermission


def rights(request: HttpRequest) -> dict[str, bool]:
    user: Any = request.user
    return {
        "may_change": user.may(RegistryPermission.CHANGE_RESIDENTS),
        "may_import": user.may(RegistryPermission.IMPORT_RESIDENTS),
        "may_export": user.may(RegistryPermission.EXPORT_RESIDENTS),
        "may_record": user.may(RegistryPermission.RECORD_EVENTS),
        "may_close": user.may(RegistryPermission.CLOSE_MONTHS),
        "may_reveal": user.may(RegistryPermission.REVEAL_NIK),
        "may_open_papers": user.may(RegistryPermission.OPEN_PAPERS),
    }
