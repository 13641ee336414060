"""What the office decides about messages."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from messaging import events, queries, sealed
from messaging.models import MessagingSettings
from messaging.rules import wording


class WordsRefused(ValueError):
    """The office's own words cannot be sent; `faults` says why, by event."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


@transaction.atomic
def keep_words(
    *, told: Iterable[str], wordings: Mapping[str, str], values: Mapping[str, Any], by: Any, at: datetime
) -> MessagingSettings:
    """
    Decide what people are told of, in which words, when and for how long.

    :param told: the events that are told of; all others are switched off.
    :param wordings: event -> words; those that ship are not kept as the office's own.
    :param values: mails_officers, quiet_from, quiet_until, keeps_texts_days.
    :raises WordsRefused: see there; nothing was changed.
    """
    known = {event.key: event for event in events.all_events()}
    own = {key: wording.plain(words) for key, words in wordings.items() if key in known}
    own = {key: words for key, words in own.items() if words != wording.plain(known[key].wording)}
    faults = {key: found for key, words in own.items() if (found := wording.faults_of(words, known[key].samples))}
    if faults:
        raise WordsRefused(faults)
    decided = _held()
    decided.switched_off = sorted(set(known) - set(told))
    decided.wordings = own
    for name in ("mails_officers", "quiet_from", "quiet_until", "keeps_texts_days"):
        setattr(decided, name, values[name])
    decided.save()
    audit.record(
        "messaging.keep_words", decided, by=by, at=at, detail={"off": decided.switched_off, "own": sorted(own)}
    )
    return decided


@transaction.atomic
def keep_channels(*, values: Mapping[str, Any], secrets: Mapping[str, str], by: Any, at: datetime) -> MessagingSettings:
    """
    Decide through which gateways messages leave, and how many a month.

    :param values: monthly_cap, whatsapp_phone_id, sms_url, sms_method, sms_fields.
    :param secrets: token, secret, verify, sms; an empty one keeps what is there, "-" takes it away. Names alone are written into the log.
    """
    decided = _held()
    for name in ("monthly_cap", "whatsapp_phone_id", "sms_url", "sms_method", "sms_fields"):
        setattr(decided, name, values[name])
    changed = sorted(name for name, text in secrets.items() if text)
    for name in changed:
        text = "" if secrets[name] == "-" else secrets[name]
        setattr(decided, _COLUMNS[name], sealed.closed(name, text))
    decided.save()
    audit.record(
        "messaging.keep_channels",
        decided,
        by=by,
        at=at,
        detail={"whatsapp": decided.has_whatsapp, "sms": decided.has_sms, "keys": changed},
    )
    return decided


_COLUMNS = {"token": "whatsapp_token", "secret": "whatsapp_secret", "verify": "whatsapp_verify", "sms": "sms_secret"}


def _held() -> MessagingSettings:
    MessagingSettings.objects.bulk_create([queries.messaging_settings()], ignore_conflicts=True)
    return MessagingSettings.objects.select_for_update().get(pk=1)
