"""The kabupaten says what consultations are; offices below read it within some minutes, and what is begun stays as it was."""

from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from consultations import catalogue
from consultations.rules import varying
from consultations.rules.topics import Topic, TopicUnknown
from exchange.consulting import TypeNotice
from walls import current


def keep_type(*, code: str, said: dict[str, Any], by: Any, at: datetime) -> Topic:
    """
    Publish a type in the place of what holds under its code, or a new one.

    :raises TypeWrong: it makes no sense, or the law says else; nothing is changed.
    """
    topic = varying.read(code, said)
    with transaction.atomic():
        _end(code, at)
        TypeNotice.objects.create(office_id=current.office().pk, code=code, said=varying.written(topic), set_at=at)
        audit.record("consultation_type.keep", by=by, at=at, detail={"topic": code, "active": topic.is_active})
    catalogue.forget()
    return topic


def withdraw_type(*, code: str, by: Any, at: datetime) -> None:
    """
    Take back what the kabupaten said of a type; what ships holds again, and of one of its own nothing new is begun.

    :raises TopicUnknown: nothing was said.
    """
    with transaction.atomic():
        if not _end(code, at):
            raise TopicUnknown(code)
        audit.record("consultation_type.withdraw", by=by, at=at, detail={"topic": code})
    catalogue.forget()


def _end(code: str, at: datetime) -> int:
    mine = TypeNotice.objects.filter(office_id=current.office().pk, code=code, ended_at__isnull=True)
    return mine.update(ended_at=at)
