"""What the office decides about its queue."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

import audit
from accounts.models import Account
from modules.service.queue import queries
from modules.service.queue.actions import telling
from modules.service.queue.models import QueueSettings, State, Ticket, new_key
from modules.service.queue.rules.desks import Desk, Group


class ArrangementRefused(ValueError):
    """Services and desks do not go together; the message says why, in Indonesian."""


@transaction.atomic
def change_settings(
    *,
    groups: Sequence[Group],
    desks: Sequence[Desk],
    gives_online: bool,
    online_limit: int,
    has_sound: bool,
    by: Account,
    at: datetime,
) -> QueueSettings:
    """
    Arrange services and desks. Who was sent to a desk that is no more waits for any other.

    :raises ArrangementRefused: see there.
    """
    _check(groups, desks)
    QueueSettings.objects.get_or_create(id=1)
    settings = QueueSettings.objects.select_for_update().get(id=1)
    settings.groups = [vars(group) for group in groups]
    settings.desks = [vars(desk) for desk in desks]
    settings.gives_online, settings.online_limit, settings.has_sound = gives_online, online_limit, has_sound
    settings.save(update_fields=["groups", "desks", "gives_online", "online_limit", "has_sound"])
    waiting = Ticket.objects.filter(day=queries.today(at), state=State.WAITING, desk__isnull=False)
    waiting.exclude(desk__in=[desk.number for desk in desks]).update(desk=None)
    audit.record("queue.change_settings", by=by, at=at)
    telling.changed()
    return settings


@transaction.atomic
def renew_kiosk(*, by: Account, at: datetime) -> None:
    """Give the device at the door a new address; the old one opens nothing any more."""
    QueueSettings.objects.get_or_create(id=1)
    QueueSettings.objects.filter(id=1).update(kiosk_key=new_key())
    audit.record("queue.renew_kiosk", by=by, at=at)


def _check(groups: Sequence[Group], desks: Sequence[Desk]) -> None:
    if not groups or not desks:
        raise ArrangementRefused("Isi paling sedikit satu layanan dan satu loket.")
    letters = {group.letter for group in groups}
    for desk in desks:
        if not desk.letters:
            raise ArrangementRefused(f"{desk.name} belum melayani apa pun. Tulis hurufnya.")
        if unknown := set(desk.letters) - letters:
            raise ArrangementRefused(f"{desk.name}: tidak ada layanan {', '.join(sorted(unknown))}.")
    served = set("".join(desk.letters for desk in desks))
    if left := [group.name for group in groups if group.letter not in served]:
        raise ArrangementRefused(f"Belum ada loket untuk {', '.join(left)}.")
