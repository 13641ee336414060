"""What an office decides about its own service."""

from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from accounts.models import Account
from modules.service import queries
from modules.service.actions import calendar
from modules.service.models import LetterKind, ServiceSettings
from modules.service.rules import number


@transaction.atomic
def set_kind_open(*, kind: LetterKind, is_open: bool, legal_basis: str, by: Account, at: datetime) -> None:
    """Offer a kind of letter or stop offering it; letters under way go on."""
    LetterKind.objects.filter(pk=kind.pk).update(is_open=is_open, legal_basis=legal_basis)
    audit.record("letter_kind.open" if is_open else "letter_kind.close", kind, by=by, at=at, detail={"kind": kind.slug})


@transaction.atomic
def change_number_pattern(*, kind: LetterKind, pattern: str, by: Account, at: datetime) -> None:
    """
    Give a kind its own pattern of numbers, or with "" the office's again.

    :raises PatternRefused: it would not give every letter its own number, or that of another kind.
    """
    settings = ServiceSettings.objects.select_for_update().filter(id=1).first() or ServiceSettings(id=1)
    pattern = pattern.strip()
    check_numbers(settings, {kind.slug: pattern})
    LetterKind.objects.filter(pk=kind.pk).update(number_pattern=pattern)
    audit.record(
        "letter_kind.change_pattern", kind, by=by, at=at, detail={"kind": kind.slug, "number_pattern": pattern}
    )


@transaction.atomic
def change_settings(*, values: dict[str, Any], by: Account, at: datetime) -> ServiceSettings:
    """
    Change how letters are numbered and checked, and when the counter is open. Numbers given stay as they are.

    :param values: fields of ServiceSettings; what the kabupaten prescribes stays as it is.
    :raises PatternRefused: the pattern would not give every letter its own number.
    """
    settings, _ = ServiceSettings.objects.select_for_update().get_or_create(id=1)
    before, opening = settings.series, settings.hours
    for name, value in values.items():
        if name not in settings.prescribed:
            setattr(settings, name, value)
    check_numbers(settings, {})
    # The books of the old series are closed; those of the new one begin above them (actions/signing.py).
    settings.series_part += settings.series != before
    settings.save()
    if settings.hours != opening:
        calendar.recount_promises(at=at)
    audit.record("service.change_settings", settings, by=by, at=at, detail={"changed": sorted(values)})
    return settings


def check_numbers(settings: ServiceSettings, changed: dict[str, str]) -> None:
    """
    Write one serial by every kind's pattern and see that kinds which are counted apart do not write the same.

    :raises PatternRefused: see `rules.number`.
    """
    number.check_pattern(settings.number_pattern)
    written = []
    for kind in LetterKind.objects.order_by("pk"):
        if kind.is_known:
            pattern, definition = changed.get(kind.slug, kind.number_pattern), kind.definition
            text = queries.sample_number(settings, definition, pattern)
            written.append((settings.scope_of(definition), definition.title, text))
    number.check_together(written)
