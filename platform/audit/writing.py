"""Adding to the log."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from audit import chain
from audit.models import Entry, Head
from walls import keys

PURPOSE = "audit chain"


def begin() -> None:
    """Seal an empty log, so that one whose entries and head were all deleted is not taken for one that never began."""
    Head.objects.get_or_create(id=1, defaults={"seal": chain.seal_of(keys.derive(PURPOSE), 0, "")})


def record(
    action: str,
    subject: models.Model | None = None,
    *,
    by: Any = None,
    at: datetime,
    detail: dict[str, Any] | None = None,
) -> Entry:
    """
    Write one entry in the transaction of the act it tells of; if that fails, nothing was done and nothing is told.

    :param action: noun.verb in English, e.g. "letter.sign"; screens translate it.
    :param subject: what it was done to.
    :param by: the account, or None when a resident without account or the clock did it.
    :param detail: JSON; never a full NIK or KK, never a secret.
    """
    with transaction.atomic(savepoint=False):
        # The lock on the only row puts writers in line.
        head, _ = Head.objects.select_for_update().get_or_create(id=1)
        key = keys.derive(PURPOSE)
        person = by if by is not None and getattr(by, "pk", None) else None
        entry = Entry(
            id=head.length + 1,
            at=at,
            actor_id=person.pk if person else None,
            # A system with an API key has a name but no account.
            actor_name=(getattr(by, "name", "") or "")[:120],
            action=action,
            subject_type=subject._meta.label_lower if subject else "",
            subject_id=str(subject.pk) if subject else "",
            detail=detail or {},
        )
        entry.mac = chain.mac_of(key, head.last_mac, entry)
        Entry.objects.bulk_create([entry])
        head.length, head.last_mac = entry.id, entry.mac
        head.seal = chain.seal_of(key, head.length, head.last_mac)
        head.save(update_fields=["length", "last_mac", "seal"])
    return entry
