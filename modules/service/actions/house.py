"""How letters look and who vouches for signatures: what a kabupaten prescribes, what a village follows and what it refines."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

import audit
from exchange import notices
from exchange.models import KindNotice
from modules.service import kinds
from modules.service.actions.desk import check_numbers
from modules.service.models import ServiceSettings
from modules.service.queries import desk
from modules.service.rules import house, samples
from modules.service.rules.house import LEFT_OPEN, LOGO, HouseRefused
from modules.service.rules.number import PatternRefused
from papers import logo as emblem
from papers import typesetting
from papers.refusal import PaperRefused
from walls import fleeting

log = structlog.get_logger(__name__)
#: Bytes of an emblem: it lies in every letter.
LARGEST_LOGO = 150 * 1024
_NUMBERING = ("number_pattern", "code_list")


class NothingPublished(LookupError):
    """The kabupaten has no rules that hold."""


@transaction.atomic
def change_house(*, values: Mapping[str, Any], logo: bytes | None, drops_logo: bool, by: Any, at: datetime) -> None:
    """
    Refine what the kabupaten leaves open; what it prescribes stays as it is, whatever was said.

    :param logo: another emblem, or None to leave the one there is.
    :raises HouseRefused: a value is none of those possible.
    :raises PaperRefused: the emblem cannot be printed.
    """
    settings, _ = ServiceSettings.objects.select_for_update().get_or_create(id=1)
    free = settings.left_open
    said = {name: value for name, value in house.read(values).items() if name in free and name not in _NUMBERING}
    if logo is not None and LOGO in free:
        _try(logo)
        settings.own_logo = logo
    elif drops_logo:
        settings.own_logo = None
    before, settings.own_house = settings.own_house or {}, said
    settings.save(update_fields=["own_house", "own_logo"])
    _forget()
    changed = sorted(name for name in said if said[name] != before.get(name, getattr(house.USUAL, name)))
    audit.record("house.change", settings, by=by, at=at, detail={"changed": changed})


def publish_house(*, values: Mapping[str, Any], logo: bytes | None, note: str, by: Any, at: datetime) -> KindNotice:
    """
    Prescribe to all villages of the current kabupaten, in the place of what held before.

    :param values: every rule, and as `left_open` the names villages may decide otherwise.
    :raises HouseRefused: a value is none of those possible.
    :raises PaperRefused: the emblem cannot be printed.
    """
    said: dict[str, Any] = house.read(values)
    if logo is not None:
        _try(logo)
        said[LOGO] = base64.b64encode(logo).decode()
    with transaction.atomic():
        made = notices.publish(
            slug=notices.HOUSE, whole="", changes=said, note=" ".join(note.split())[:300], by_name=by.name, at=at
        )
        audit.record("house.publish", by=by, at=at, detail={"open": said[LEFT_OPEN]})
    return made


@transaction.atomic
def withdraw_house(*, by: Any, at: datetime) -> None:
    """
    Leave everything to the villages again.

    :raises NothingPublished: see there.
    """
    if not notices.withdraw(slug=notices.HOUSE, at=at):
        raise NothingPublished
    audit.record("house.withdraw", by=by, at=at)


def follow_house(*, at: datetime) -> bool:
    """
    Follow what the kabupaten prescribed or withdrew since. Returns whether anything changed; two queries when nothing did.

    What is broken changes nothing: the rules before it stay.
    """
    key = notices.house_key()
    if ServiceSettings.lean().filter(id=1, regency_notice=key).exists() or (key is None and not _follows()):
        return False
    try:
        said, logo = _published(notices.house()) if key else ({}, None)
    except (HouseRefused, PaperRefused) as refused:
        log.warning("the kabupaten's rules of letters are broken", why=str(refused)[:200])
        return False
    return _follow(key, said, logo, at)


def _follows() -> bool:
    return ServiceSettings.lean().filter(id=1, regency_notice__isnull=False).exists()


@transaction.atomic
def _follow(key: Any, said: dict[str, Any], logo: bytes | None, at: datetime) -> bool:
    settings, _ = ServiceSettings.objects.select_for_update().get_or_create(id=1)
    if settings.regency_notice == key:
        return False
    before = settings.regency_house or {}
    settings.regency_house, settings.regency_notice, settings.regency_logo = said or None, key, logo
    _follow_numbers(settings, before, said)
    settings.save()
    _forget()
    audit.record("house.follow" if key else "house.leave", settings, by=None, at=at)
    return True


def _forget() -> None:
    """Pages remember the rules for a minute."""
    transaction.on_commit(lambda: fleeting.drop(desk.REMEMBERED))


def _follow_numbers(settings: ServiceSettings, before: Mapping[str, Any], said: Mapping[str, Any]) -> None:
    """Take over how numbers are written, unless the village may decide and did, or its own patterns would then collide."""
    kept = {name: getattr(settings, name) for name in _NUMBERING}
    for name in _NUMBERING:
        usual = before.get(name) or getattr(ServiceSettings(), name)
        if said.get(name) and (name not in settings.left_open or kept[name] == usual):
            setattr(settings, name, said[name])
    try:
        check_numbers(settings, {})
    except PatternRefused as refused:
        log.warning("the kabupaten's pattern of numbers does not go with the village's own", why=str(refused)[:200])
        for name, value in kept.items():
            setattr(settings, name, value)


def _published(notice: KindNotice | None) -> tuple[dict[str, Any], bytes | None]:
    """
    What a publication says, believed in nothing.

    :raises HouseRefused: it is broken.
    :raises PaperRefused: its emblem cannot be printed.
    """
    if notice is None or not isinstance(notice.changes, dict):
        raise HouseRefused("publication")
    said, coded = house.read(notice.changes), notice.changes.get(LOGO)
    if coded is None:
        return said, None
    try:
        logo = base64.b64decode(coded, validate=True)
    except (TypeError, ValueError, binascii.Error) as error:
        raise HouseRefused(LOGO) from error
    _try(logo)
    # That there is one is part of the rules; the picture lies beside them.
    return said | {LOGO: True}, logo


def _try(logo: bytes) -> None:
    """:raises PaperRefused: it is too large, or no letter could be printed with it."""
    if len(logo) > LARGEST_LOGO:
        raise PaperRefused("Lambang terlalu besar: paling banyak 150 kB.")
    emblem.as_svg(logo)
    letterhead = replace(samples.ISSUER.letterhead, logo=logo)
    typesetting.render_svg(samples.paper_of(kinds.KINDS["sk-usaha"], replace(samples.ISSUER, letterhead=letterhead)))
