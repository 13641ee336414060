"""How an unsent request is told over the API: what is asked and what is known of it, without a number of anybody."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from modules.service import queries
from modules.service.actions import requests as asking
from modules.service.models import RequestDraft
from modules.service.rules import answers, masking, repeating, texts, wording
from modules.service.rules.kind import Field
from modules.service.views import drafts


class BegunSerializer(serializers.Serializer[Any]):
    """The secret is told once; whoever holds it goes on with the request until it is over."""

    secret = serializers.CharField()
    expires_at = serializers.DateTimeField()
    next = serializers.CharField()


class BeginSerializer(serializers.Serializer[Any]):
    kind = serializers.SlugField(help_text="Jenis surat, misalnya sk-usaha.")


class AskedQuestionSerializer(serializers.Serializer[Any]):
    """One question; `answer` is what is kept or known, with numbers of persons and families masked."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field, though serializers have a label too
    type = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]  # as above
    choices = serializers.DictField(child=serializers.CharField())
    answer = serializers.CharField()


class RequestStepSerializer(serializers.Serializer[Any]):
    """One page of questions; a group that is answered several times is sent as `group.1.name`, `group.2.name`."""

    key = serializers.CharField()
    title = serializers.CharField()
    is_done = serializers.BooleanField()
    questions = AskedQuestionSerializer(many=True)


class WantedDocumentSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    text = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]  # as above
    is_held = serializers.BooleanField()


class DraftStateSerializer(serializers.Serializer[Any]):
    """Where a request stands; `next` is identitas, a step, syarat, or kirim."""

    kind = serializers.CharField()
    title = serializers.CharField()
    expires_at = serializers.DateTimeField()
    is_mending = serializers.BooleanField()
    next = serializers.CharField()
    name = serializers.CharField(help_text="Disamarkan; kosong sebelum identitas cocok.")
    steps = RequestStepSerializer(many=True)
    documents = WantedDocumentSerializer(many=True)
    has_phone = serializers.BooleanField()
    wants_news = serializers.BooleanField()
    warnings = serializers.ListField(child=serializers.CharField())


class StepAnswersSerializer(serializers.Serializer[Any]):
    """What is left out stays as it is known; an empty text empties it."""

    answers = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=2000), allow_empty=True)


class PhoneWishSerializer(serializers.Serializer[Any]):
    """A number to call, and whether to be told by it; beside it photographs by the keys of `documents`, all may be left out."""

    phone = serializers.CharField(max_length=30, required=False, allow_blank=True)
    wants_news = serializers.BooleanField(required=False)


class SendSerializer(serializers.Serializer[Any]):
    repeats_because = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class RepeatedSerializer(serializers.Serializer[Any]):
    """A like letter is less than seven days old: say why another, or follow that one."""

    detail = serializers.CharField()
    state = serializers.CharField()
    created_at = serializers.DateTimeField()


def told(draft: RequestDraft) -> dict[str, Any]:
    """Where it stands; before the identity is proven only what everybody knows of the kind."""
    is_proven, kind, phone = drafts.is_proven(draft), draft.definition, drafts.phone_of(draft)
    held = set(draft.attachments.values_list("requirement", flat=True))
    wanted = drafts.next_of(draft)
    return {
        "kind": draft.kind.slug,
        "title": draft.kind.title,
        "expires_at": draft.expires_at,
        "is_mending": draft.mends is not None,
        "next": wanted,
        "name": masking.masked_name(asking.subject_of_draft(draft).name) if is_proven else "",
        "steps": _steps(draft) if is_proven else [],
        "documents": [
            {"key": one.key, "text": one.text, "required": one.required, "is_held": one.key in held}
            for one in queries.requirements_of(kind)
        ],
        "has_phone": bool(phone["phone"]),
        "wants_news": phone["wants_news"],
        "warnings": _warnings(draft) if wanted == drafts.SEND else [],
    }


def _steps(draft: RequestDraft) -> list[dict[str, Any]]:
    known = {**drafts.starting_answers(draft), **draft.answers}
    return [
        {
            "key": group.key,
            "title": group.title,
            "is_done": group.key in draft.done,
            "questions": [
                _question(asked, known.get(asked.key))
                for asked in repeating.shown_fields(group, known)
                if not asked.officers_only
            ],
        }
        for group in drafts.groups_of(draft)
    ]


def _question(asked: Field, answer: Any) -> dict[str, Any]:
    return {
        "key": asked.key,
        "label": asked.full_label or asked.label,
        "type": str(asked.type),
        "required": asked.required,
        "choices": dict(asked.choices),
        "answer": texts.without_numbers(wording.typed(asked, answer)),
    }


def _warnings(draft: RequestDraft) -> list[str]:
    subject, today = asking.subject_of_draft(draft), queries.today(timezone.now())
    return answers.validate(draft.definition, draft.answers, subject=subject, today=today).warnings
