"""A village writes its question, gathers its files, and submits it."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from archive import actions as archive
from archive import queries as documents
from archive.models import Document
from archive.retention import RetentionClass
from consultations import catalogue, facts, queries
from consultations.actions.stepping import cleaned
from consultations.models import Draft, State
from consultations.rules import steps
from consultations.rules.budget import Line
from consultations.rules.steps import StepRefused
from consultations.rules.topics import Topic, TopicUnknown
from exchange.matters import actions as matters
from exchange.matters.actions import File, OfficeAway, Said
from exchange.matters.models import Matter
from walls import current

AREA = "konsultasi"
RETENTION = RetentionClass.FINANCE
MOST_FILES = 12


class NotComplete(ValueError):
    """Something that must come with it is missing; `missing` names each in Indonesian."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


@transaction.atomic
def begin_draft(*, key: uuid.UUID, topic: str, by: Any, at: datetime) -> Draft:
    """
    Begin a question. Begun twice with one key, it is one.

    :raises TopicUnknown: there is no such type, or the kabupaten has switched it off.
    """
    person = by if getattr(by, "pk", None) else None
    if not catalogue.named(topic).is_active:
        raise TopicUnknown(topic)
    made = {"topic": topic, "drafted_by": person, "made_at": at, "changed_at": at}
    draft, is_new = Draft.objects.get_or_create(key=key, defaults=made)
    if is_new:
        audit.record("consultation.begin", draft, by=by, at=at, detail={"topic": draft.topic})
    return draft


@transaction.atomic
def keep_draft(
    *,
    key: uuid.UUID,
    subject: str,
    text: str,
    answers: Mapping[str, str],
    figures: Sequence[Line],
    by: Any,
    at: datetime,
) -> Draft:
    """
    Keep what is written so far.

    :raises StepRefused: it was submitted already, or is gone.
    :raises TextMissing: the subject is too long, or the text.
    """
    draft = _writing(key)
    draft.words = {
        "subject": cleaned(subject, most=200),
        "text": cleaned(text),
        "answers": {name: cleaned(value, most=120) for name, value in answers.items()},
        "figures": queries.as_data(figures),
    }
    draft.changed_at = at
    draft.save(update_fields=["words", "changed_at"])
    return draft


@transaction.atomic
def attach_file(*, key: uuid.UUID, attachment: str, file: File, by: Any, at: datetime) -> Draft:
    """
    Put a file to a draft; one for the same thing takes its place.

    :raises StepRefused: see `keep_draft`, or there are MOST_FILES.
    :raises LimitReached: the storage is full.
    """
    draft = _writing(key)
    if attachment not in {one.key for one in catalogue.named(draft.topic).attachments}:
        raise StepRefused("Lampiran ini tidak diminta.")
    others = [one for one in draft.files if one["attachment"] != attachment]
    if len(others) >= MOST_FILES:
        raise StepRefused(f"Paling banyak {MOST_FILES} lampiran.")
    document = archive.keep(
        area=AREA,
        name=file.name,
        content_type=file.content_type,
        data=file.data,
        retention=RETENTION,
        basis={"draft": str(draft.key), "topic": draft.topic, "attachment": attachment},
        at=at,
        by=by,
    )
    draft.files = [*others, {"attachment": attachment, "name": document.name, "document": document.pk}]
    draft.changed_at = at
    draft.save(update_fields=["files", "changed_at"])
    return draft


@transaction.atomic
def drop_file(*, key: uuid.UUID, attachment: str, by: Any, at: datetime) -> Draft:
    """Take a file away from a draft; the archive keeps it as long as its class says."""
    draft = _writing(key)
    draft.files = [one for one in draft.files if one["attachment"] != attachment]
    draft.changed_at = at
    draft.save(update_fields=["files", "changed_at"])
    return draft


@transaction.atomic
def drop_draft(*, key: uuid.UUID, by: Any, at: datetime) -> None:
    """
    Throw a question away that was never submitted.

    :raises StepRefused: it was, or is gone.
    """
    draft = _writing(key)
    audit.record("consultation.drop", draft, by=by, at=at, detail={"topic": draft.topic})
    draft.delete()


@transaction.atomic
def submit_draft(*, key: uuid.UUID, by: Any, at: datetime) -> Matter:
    """
    Hand it to the kecamatan. Submitted twice, it is one consultation.

    :raises StepRefused: not of this person's post, or gone.
    :raises NotComplete: something is missing.
    :raises OfficeAway: the kecamatan has no open office.
    """
    # Another system has no post; whoever gave it its key had the right to.
    post = steps.acting_post("ajukan", getattr(by, "posts", ()))
    if not post and getattr(by, "pk", None):
        raise StepRefused("Hanya Sekretaris Desa atau Kepala Desa yang mengajukan.")
    draft = Draft.objects.select_for_update(of=("self",)).filter(key=key).first()
    if draft is None:
        raise StepRefused("Konsep ini sudah dibuang.")
    if draft.matter:
        return queries.consultation(draft.matter)
    known, words = catalogue.catalogue(), draft.words
    topic, version = known.named(draft.topic), known.version_of(draft.topic)
    if not topic.is_active:
        raise StepRefused("Kabupaten tidak lagi memakai jenis konsultasi ini. Pilih jenis lain.")
    if missing := missing_of(topic, draft):
        raise NotComplete(missing)
    office: Any = current.office()
    above = office.parent
    if above is None:
        raise OfficeAway(draft.topic)
    data: dict[str, Any] = {"answers": words["answers"], "attachments": [one["attachment"] for one in draft.files]}
    if topic.has_figures:
        data["figures"] = words["figures"]
    said = Said(post or "API", "ajukan", steps.State.SUBMITTED, words["text"], data, tuple(_files(draft)))
    period = words["answers"].get("tahun", "")
    matter = matters.begin(
        kind=queries.KIND, topic=draft.topic, to=above, subject=words["subject"], said=said, by=by, at=at, period=period,
        details={} if version is None else {"version": version},
    )  # fmt: skip
    draft.state, draft.matter, draft.changed_at = State.SENT, matter.key, at
    draft.save(update_fields=["state", "matter", "changed_at"])
    audit.record("consultation.ajukan", draft, by=by, at=at, detail={"matter": str(matter.key), "topic": draft.topic})
    facts.mark(matter, at=at)
    return matter


def missing_of(topic: Topic, draft: Draft) -> list[str]:
    """What a draft still lacks, each in Indonesian."""
    words = draft.words
    answers, have = words.get("answers", {}), {one["attachment"] for one in draft.files}
    missing = [] if words.get("subject") else ["Perihal"]
    missing += [] if words.get("text") else ["Uraian"]
    missing += [question.label for question in topic.questions if not answers.get(question.key)]
    missing += [one.text for one in topic.asked(answers) if one.required and one.key not in have]
    missing += ["Angka utama"] if topic.has_figures and not words.get("figures") else []
    return missing


def _files(draft: Draft) -> list[File]:
    kept = Document.objects.in_bulk([one["document"] for one in draft.files])
    found = (kept[one["document"]] for one in draft.files)
    return [File(one.name, one.content_type, documents.content_of(one), one) for one in found]


def _writing(key: uuid.UUID) -> Draft:
    draft = Draft.objects.select_for_update(of=("self",)).filter(key=key, matter__isnull=True).first()
    if draft is None:
        raise StepRefused("Konsep ini sudah diajukan atau dibuang. Tidak ada yang diubah.")
    return draft
