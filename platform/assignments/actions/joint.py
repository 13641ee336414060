"""What two villages have to do with each other: begun by one, written by both, ended when both agree."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

import audit
from archive.uploads import Upload
from assignments.actions.speaking import BADGE, MOST_FILES, SHORTEST, ReasonMissing
from assignments.queries import speaks_as
from assignments.rules import duties, evidence
from assignments.rules.steps import JOINT, JointState
from exchange.matters import actions as exchange
from exchange.matters.actions import File, Said
from exchange.matters.models import Matter
from tenants.models import Office
from walls import current
from web import badges


def begin_joint(
    *,
    key: UUID,
    title: str,
    text: str,
    topic: str,
    to: Office,
    by: Any,
    at: datetime,
    files: Sequence[Upload] = (),
) -> Matter:
    """
    Begin a matter with another village. Sent twice with one key, it is one.

    :param topic: of `duties.JOINT_TOPICS`.
    :raises ReasonMissing: no title, no text, or no such topic.
    :raises NumberInTitle, OfficeAway, TooMuch: see there.
    """
    subject, name = evidence.plain_title(title), uuid5(key, current.office().key)
    if not subject or len(text.strip()) < SHORTEST or topic not in duties.JOINT_TOPICS:
        raise ReasonMissing("mulai")
    given = tuple(File(file.name, file.content_type, file.data) for file in files[:MOST_FILES])
    said = Said(speaks_as(by), "mulai", JointState.RUNNING, text.strip(), None, given)
    try:
        with transaction.atomic():
            matter = exchange.begin(kind=JOINT, topic=topic, to=to, subject=subject, said=said, by=by, at=at, key=name)
            audit.record("joint.begin", matter, by=by, at=at, detail={"topic": topic, "with": to.key})
            badges.changed(BADGE)
    except IntegrityError:
        earlier = Matter.objects.filter(key=name, from_office_id=current.office().pk).first()
        if earlier is None:
            raise
        return earlier
    return matter
