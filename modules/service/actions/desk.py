"""What an office decides about its own service."""

from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from accounts.models import Account
from modules.service.models import LetterKind, ServiceSettings
from modules.service.rules import number


@transaction.atomic
def set_kind_open(*, kind: LetterKind, is_open: bool, legal_basis: str, by: Account, at: datetime) -> None:
    """Offer a kind of letter or stop offering it; letters under way go on."""
    LetterKind.objects.filter(pk=kind.pk).update(is_open=is_open, legal_basis=legal_basis)
    audit.record("letter_kind.open" if is_open else "letter_kind.close", kind, by=by, at=at, detail={"kind": kind.slug})


@transaction.atomic
def change_settings(*, values: dict[str, Any], by: Account, at: datetime) -> ServiceSettings:
    """
    Change how letters are numbered and checked, and when the counter is open. Numbers given stay as they are.

    :param values: fields of ServiceSettings.
    :raises PatternRefused: the pattern would not give every letter its own number.
    """
    settings, _ = ServiceSettings.objects.select_for_update().get_or_create(id=1)
    for name, value in values.items():
        setattr(settings, name, value)
    number.check_pattern(settings.number_pattern)
    if settings.series == ServiceSettings.Series.CLASSIFICATION and "{kode}" not in settings.number_pattern:
        raise number.PatternRefused("Bila urutan dihitung per klasifikasi, pola harus memuat {kode}.")
    settings.save()
    audit.record("service.change_settings", settings, by=by, at=at, detail={"changed": sorted(values)})
    return settings
