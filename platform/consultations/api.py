"""Consultations over the API: what there is and where it stands, and a village's question in one call. Answers are signed by people."""

import base64
import binascii
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from archive.uploads import AttachmentRefused
from consultations import actions, catalogue, incoming, queries
from consultations.permissions import ConsultationPermission
from consultations.rules import codes
from consultations.rules.figures import LARGEST, MOST_LINES
from consultations.rules.steps import StepRefused
from exchange.matters import queries as reading
from exchange.matters.actions import File, OfficeAway
from exchange.matters.models import Matter

CONFLICT = 409


class ConsultationSerializer(serializers.ModelSerializer[Matter]):
    """A consultation without its words: type, state (as on the screen, in Indonesian codes), whose turn, and its clock."""

    office = serializers.SerializerMethodField(help_text="The office on the other side.")
    due_on = serializers.SerializerMethodField(
        help_text="The last day of the clock that runs now; null while none does."
    )
    state = serializers.CharField()

    class Meta:
        model = Matter
        fields: tuple[str, ...] = (
            "key",
            "topic",
            "period",
            "state",
            "turn",
            "office",
            "opened_at",
            "taken_at",
            "answered_at",
            "due_on",
        )

    @extend_schema_field(OpenApiTypes.STR)
    def get_office(self, matter: Matter) -> str:
        """Its title."""
        return reading.other_office(matter).title

    @extend_schema_field(OpenApiTypes.DATE)
    def get_due_on(self, matter: Matter) -> Any:
        """As the pages tell it."""
        return queries.rows([matter], timezone.now())[0].due_on


class ConsultationEntrySerializer(serializers.Serializer[Any]):
    """One line of the journal; files by name and digest, without their content."""

    at = serializers.DateTimeField()
    post = serializers.CharField()
    verb = serializers.CharField()
    state = serializers.CharField()
    text = serializers.CharField()
    files = serializers.ListField(child=serializers.DictField())


class ConsultationDetailSerializer(ConsultationSerializer):
    """A consultation with its words."""

    subject = serializers.SerializerMethodField()
    journal = serializers.SerializerMethodField()

    class Meta(ConsultationSerializer.Meta):
        fields: tuple[str, ...] = (*ConsultationSerializer.Meta.fields, "subject", "journal")

    @extend_schema_field(OpenApiTypes.STR)
    def get_subject(self, matter: Matter) -> str:
        """In the words of the village."""
        return reading.subject(matter)

    @extend_schema_field(ConsultationEntrySerializer(many=True))
    def get_journal(self, matter: Matter) -> Any:
        """The oldest first."""
        return [
            {
                "at": entry.at,
                "post": entry.post,
                "verb": entry.verb,
                "state": entry.state,
                "text": entry.text,
                "files": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in entry.files],
            }
            for entry in reading.journal(matter)
        ]


class BudgetLineSerializer(serializers.Serializer[Any]):
    """
    A line: code by Permendagri 20/2018, name, budget in whole rupiah. Activities begin with a nought (01.02.03); an account within
    one stands behind it (01.02.03.5.1.1).
    """

    code = serializers.RegexField(rf"^(?:{codes.SHAPE})$")
    name = serializers.CharField(max_length=120, allow_blank=True)
    amount = serializers.IntegerField(min_value=-LARGEST, max_value=LARGEST)


class EnclosureSerializer(serializers.Serializer[Any]):
    """A file that the type asks for, as base64."""

    attachment = serializers.SlugField(max_length=40)
    name = serializers.CharField(max_length=120)
    content = serializers.CharField(max_length=7_200_000)


class AskSerializer(serializers.Serializer[Any]):
    """A whole question; `key` makes a repeated call harmless."""

    key = serializers.UUIDField()
    topic = serializers.SlugField(max_length=40, help_text="The code of a type, as /konsultasi/jenis/ lists them.")
    subject = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=5_000)
    answers = serializers.DictField(child=serializers.CharField(max_length=120), default=dict)
    figures = BudgetLineSerializer(many=True, default=list)
    files = EnclosureSerializer(many=True, default=list)

    def validate_topic(self, code: str) -> str:
        """One that can be begun now."""
        if code not in {one.code for one in catalogue.catalogue().offered()}:
            raise ValidationError("Jenis konsultasi ini tidak ada.")
        return code

    def validate_figures(self, lines: list[Any]) -> list[Any]:
        """No longer than a table may be."""
        if len(lines) > MOST_LINES:
            raise ValidationError(f"Paling banyak {MOST_LINES} rekening.")
        return lines


class AttachmentSerializer(serializers.Serializer[Any]):
    """A file that comes with it; `when` names a question and the answer that asks for it, and is null when it is always asked for."""

    key = serializers.CharField()
    text = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]  # a field of the file, not of the serializer
    when = serializers.ListField(child=serializers.CharField(), allow_null=True)


class QuestionSerializer(serializers.Serializer[Any]):
    """Something `answers` must say: a choice, a year, or a date in words (20 November 2026)."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # as above
    kind = serializers.ChoiceField(choices=["choice", "year", "date"])
    choices = serializers.ListField(child=serializers.CharField())


class CheckSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    text = serializers.CharField()
    law = serializers.CharField()


class TypeSerializer(serializers.Serializer[Any]):
    """A type of consultation as the kabupaten has it now; `days` are working days from the receipt, null without a clock."""

    code = serializers.CharField()
    title = serializers.CharField()
    about = serializers.CharField()
    laws = serializers.ListField(child=serializers.CharField())
    days = serializers.IntegerField(allow_null=True)
    clock_law = serializers.CharField()
    has_figures = serializers.BooleanField(help_text="The figures of a budget come with it.")
    attachments = AttachmentSerializer(many=True)
    questions = QuestionSerializer(many=True)
    checklist = CheckSerializer(many=True)


class ConsultationTypes(APIView):
    """What can be asked, what comes with it, what is looked at, and until when it is answered."""

    access = {"GET": ConsultationPermission.SEE}

    @extend_schema(operation_id="consultation_types", responses=TypeSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(TypeSerializer(catalogue.catalogue().offered(), many=True).data)


class ConsultationList(ListAPIView[Matter]):
    """The consultations of this office, the newest first."""

    access = {"GET": ConsultationPermission.SEE}
    serializer_class = ConsultationSerializer
    queryset = Matter.objects.none()

    def get_queryset(self) -> QuerySet[Matter]:
        return queries.consultations()


class VillageConsultationList(ConsultationList):
    """The consultations of this village; and asking: complete and submitted, or refused whole."""

    access = {"GET": ConsultationPermission.SEE, "POST": ConsultationPermission.WRITE}

    @extend_schema(request=AskSerializer, responses={201: ConsultationSerializer})
    def post(self, request: Request) -> Response:
        asked = AskSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            matter = _asked(asked.validated_data, request.user)
        except actions.NotComplete as error:
            raise ValidationError({"missing": error.missing}) from error
        except (AttachmentRefused, actions.TextMissing, binascii.Error) as error:
            raise ValidationError({"files": [str(error)]}) from error
        except StepRefused as error:
            raise PermissionDenied(str(error)) from error
        except OfficeAway:
            return Response({"office": "Kantor kecamatan belum dibuka atau sedang ditutup."}, status=CONFLICT)
        return Response(ConsultationSerializer(matter).data, status=201)


class ConsultationDetail(APIView):
    """One consultation with its journal."""

    access = {"GET": ConsultationPermission.SEE}

    @extend_schema(responses={200: ConsultationDetailSerializer})
    def get(self, request: Request, key: UUID) -> Response:
        try:
            return Response(ConsultationDetailSerializer(queries.consultation(key)).data)
        except queries.MatterUnknown:
            raise Http404 from None


@transaction.atomic
def _asked(said: dict[str, Any], by: Any) -> Matter:
    """Written, complete and submitted in one transaction."""
    now, key = timezone.now(), said["key"]
    draft = actions.begin_draft(key=key, topic=said["topic"], by=by, at=now)
    if draft.matter is None:
        known = {one.key for one in catalogue.named(said["topic"]).questions}
        answers = {name: value for name, value in said["answers"].items() if name in known}
        lines = queries.read_lines((one["code"], one["name"], one["amount"]) for one in said["figures"])
        words = {"subject": said["subject"], "text": said["text"], "answers": answers, "figures": lines}
        actions.keep_draft(key=key, **words, by=by, at=now)
        for one in said["files"]:
            file = _file(one)
            actions.attach_file(key=key, attachment=one["attachment"], file=file, by=by, at=now)
    return actions.submit_draft(key=key, by=by, at=now)


def _file(said: dict[str, Any]) -> File:
    return incoming.checked(said["name"], base64.b64decode(said["content"], validate=True))


_detail = path("konsultasi/<uuid:key>/", ConsultationDetail.as_view(), name="api_consultation")
_types = path("konsultasi/jenis/", ConsultationTypes.as_view(), name="api_consultation_types")
routes = [path("konsultasi/", ConsultationList.as_view(), name="api_consultations"), _types, _detail]
village_routes = [path("konsultasi/", VillageConsultationList.as_view(), name="api_consultations"), _types, _detail]
