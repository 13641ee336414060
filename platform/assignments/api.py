"""Assignments over the API: a kecamatan gives, lists and reviews them; a village lists and reports; an officer reads tasks."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from assignments import actions
from assignments.models import Task
from assignments.permissions import AssignmentPermission
from assignments.queries import board, matters, tasks
from assignments.rules import duties, evidence, steps, terms
from assignments.rules.steps import ASSIGNMENT, StepRefused
from exchange.matters import queries as exchange
from exchange.matters.models import Matter
from exchange.matters.queries import MatterUnknown

CONFLICT = 409


class AssignmentSerializer(serializers.Serializer[Matter]):
    """One assignment in one village. `bundle` is the same for all villages that got it; files and words stay on the pages."""

    key = serializers.UUIDField()
    bundle = serializers.UUIDField()
    title = serializers.SerializerMethodField()
    topic = serializers.CharField()
    village = serializers.CharField(source="to_office.region_code")
    state = serializers.CharField()
    due_at = serializers.DateTimeField()
    opened_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)
    settled_at = serializers.DateTimeField(allow_null=True)
    returns = serializers.IntegerField()
    evidence = serializers.SerializerMethodField()
    number = serializers.SerializerMethodField()
    is_late = serializers.SerializerMethodField()

    def get_title(self, matter: Matter) -> str:
        return exchange.subject(matter)

    def get_evidence(self, matter: Matter) -> str:
        return str(matter.details.get("evidence", ""))

    def get_number(self, matter: Matter) -> str:
        return str(matter.details.get("number", ""))

    def get_is_late(self, matter: Matter) -> bool:
        return matters.is_late(matter, timezone.now())


class GiveAssignmentSerializer(serializers.Serializer[Any]):
    """`villages` are region codes, none for all open villages; `key` makes a repeated call harmless and is the bundle's name."""

    key = serializers.UUIDField()
    title = serializers.CharField(min_length=3, max_length=120)
    text = serializers.CharField(min_length=3, max_length=5000)
    topic = serializers.CharField(
        max_length=1, help_text=", ".join(f"{code} {name}" for code, name in duties.DUTIES.items())
    )
    wanted = serializers.CharField(max_length=5, help_text=", ".join(evidence.LABELS))
    due_on = serializers.DateField()
    villages = serializers.ListField(child=serializers.CharField(max_length=13), required=False, default=list)


class ReviewSerializer(serializers.Serializer[Any]):
    """Accept it, or send it back with a reason and perhaps another last day."""

    accepted = serializers.BooleanField()
    text = serializers.CharField(max_length=5000, required=False, default="", allow_blank=True)
    due_on = serializers.DateField(required=False, default=None, allow_null=True)


class ReportAssignmentSerializer(serializers.Serializer[Any]):
    """A report in words or with a number; photographs and papers are handed in on the page."""

    text = serializers.CharField(max_length=5000, required=False, default="", allow_blank=True)
    number = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)


class TaskSerializer(serializers.ModelSerializer[Task]):
    """One task of an officer of the village."""

    class Meta:
        model = Task
        fields = ("id", "origin", "state", "what", "to_post", "due_on", "made_by_post", "made_at", "ended_at")


class AssignmentBoard(generics.ListAPIView[Matter]):
    """What this kecamatan gave its villages, the newest first; and giving something."""

    access = {"GET": AssignmentPermission.ASSIGN, "POST": AssignmentPermission.ASSIGN}
    serializer_class = AssignmentSerializer
    queryset = Matter.objects.none()

    def get_queryset(self) -> QuerySet[Matter]:
        return exchange.matters(ASSIGNMENT)

    @extend_schema(request=GiveAssignmentSerializer, responses={201: AssignmentSerializer(many=True)})
    def post(self, request: Request) -> Response:
        said = GiveAssignmentSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        asked = dict(said.validated_data)
        wanted, below = asked.pop("villages"), {one.region_code: one for one in board.villages()}
        if unknown := [code for code in wanted if code not in below]:
            raise ValidationError({"villages": [f"Tidak dikenal di kecamatan ini: {', '.join(unknown)}."]})
        to = [below[code] for code in wanted] or list(below.values())
        try:
            key = actions.send_assignment(**asked, to=to, by=request.user, at=timezone.now())
        except terms.DayRefused as error:
            raise ValidationError({"due_on": [str(error)]}) from error
        except evidence.NumberInTitle as error:
            raise ValidationError({"title": ["Judul tidak boleh memuat NIK atau nomor KK."]}) from error
        except actions.AssignmentRefused as error:
            raise ValidationError({"detail": [str(error)]}) from error
        found: Any = board.of_bundle(key)
        return Response(AssignmentSerializer(found, many=True).data, status=201)


class AssignmentReview(APIView):
    """Accept a report or send it back; 409 when it does not wait for review any more."""

    access = {"POST": AssignmentPermission.ASSIGN}

    @extend_schema(request=ReviewSerializer, responses={200: AssignmentSerializer})
    def post(self, request: Request, key: UUID) -> Response:
        said = ReviewSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        asked, by, now = said.validated_data, request.user, timezone.now()
        try:
            if asked["accepted"]:
                reviewed = actions.accept(key=key, text=asked["text"], by=by, at=now)
            else:
                reviewed = actions.return_report(key=key, reason=asked["text"], due_on=asked["due_on"], by=by, at=now)
        except terms.DayRefused as error:
            raise ValidationError({"due_on": [str(error)]}) from error
        except actions.ReasonMissing as error:
            raise ValidationError({"text": ["Tulis alasannya."]}) from error
        except MatterUnknown as error:
            raise Http404 from error
        except StepRefused:
            return _conflict(request, key)
        return Response(AssignmentSerializer(reviewed).data)


class AssignmentInbox(generics.ListAPIView[Matter]):
    """What the kecamatan gave this village and is not over, what must be done first on top."""

    access = {"GET": AssignmentPermission.COORDINATE}
    serializer_class = AssignmentSerializer
    queryset = Matter.objects.none()

    def get_queryset(self) -> QuerySet[Matter]:
        return matters.inbox(self.request.user, ASSIGNMENT, "OPEN")


class AssignmentReport(APIView):
    """Report that it is done; 409 when it was reported already or taken back."""

    access = {"POST": AssignmentPermission.COORDINATE}

    @extend_schema(request=ReportAssignmentSerializer, responses={200: AssignmentSerializer})
    def post(self, request: Request, key: UUID) -> Response:
        said = ReportAssignmentSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        try:
            matters.named_for(request.user, key)
            reported = actions.report(key=key, by=request.user, at=timezone.now(), **said.validated_data)
        except MatterUnknown as error:
            raise Http404 from error
        except evidence.EvidenceMissing as error:
            raise ValidationError({"detail": [str(error)]}) from error
        except actions.NotYours as error:
            raise PermissionDenied from error
        except StepRefused:
            return _conflict(request, key)
        return Response(AssignmentSerializer(reported).data)


class TaskList(generics.ListAPIView[Task]):
    """Open tasks this account may see, the most pressing first."""

    access = {"GET": AssignmentPermission.COORDINATE}
    serializer_class = TaskSerializer
    queryset = Task.objects.none()

    def get_queryset(self) -> QuerySet[Task]:
        return tasks.box(self.request.user, "ALL")


def _conflict(request: Request, key: UUID) -> Response:
    state = matters.named_for(request.user, key).state
    return Response({"state": state, "words": steps.LABELS.get(state, state)}, status=CONFLICT)


district_routes = [
    path("tugas/", AssignmentBoard.as_view(), name="api_assignments"),
    path("tugas/<uuid:key>/periksa/", AssignmentReview.as_view(), name="api_assignment_review"),
]
village_routes = [
    path("koordinasi/", AssignmentInbox.as_view(), name="api_assignment_inbox"),
    path("koordinasi/<uuid:key>/lapor/", AssignmentReport.as_view(), name="api_assignment_report"),
    path("tugas-perangkat/", TaskList.as_view(), name="api_tasks"),
]
