"""
Complaints over the API: what the office may know of, without who told it, and answering it.

What is about the head is not here, for no account and no key: a key is made by the head.
"""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from modules.service.complaints import actions, queries
from modules.service.complaints.models import Complaint, ComplaintEvent
from modules.service.complaints.permissions import ComplaintPermission
from modules.service.complaints.queries import OF_THE_OFFICE, ComplaintFilters
from modules.service.contract import texts

CONFLICT = 409
FILTERS = [
    OpenApiParameter("q", OpenApiTypes.STR, description="Isi, tempat, atau kode aduan."),
    OpenApiParameter("status", OpenApiTypes.STR, description="OPEN, LATE, DONE, atau satu status."),
    OpenApiParameter("jenis", OpenApiTypes.STR, description="INFORMATION, ASPIRATION, ORDINARY, atau SUPERVISORY."),
]


class ComplaintSerializer(serializers.ModelSerializer[Complaint]):
    """One complaint; who told it is never part of it."""

    public_state = serializers.CharField()

    class Meta:
        model = Complaint
        fields = (
            "id",
            "tracking_code",
            "state",
            "public_state",
            "category",
            "about",
            "desk",
            "agency",
            "story",
            "place",
            "happened",
            "received_at",
            "due_on",
            "next_on",
            "answered_at",
            "rating",
        )


class ComplaintEventSerializer(serializers.ModelSerializer[ComplaintEvent]):
    """One step, without the name of who took it."""

    class Meta:
        model = ComplaintEvent
        fields = ("what", "at", "by_post", "note")


def of_the_office(request: Request) -> QuerySet[Complaint]:
    """What this account or key may know of over the API."""
    return queries.visible_to(request.user).filter(OF_THE_OFFICE)


@extend_schema_view(get=extend_schema(parameters=FILTERS))
class ComplaintList(generics.ListAPIView[Complaint]):
    """Complaints, what must be done first on top."""

    access = {"GET": ComplaintPermission.HANDLE_COMPLAINTS}
    serializer_class = ComplaintSerializer
    queryset = Complaint.objects.none()

    def get_queryset(self) -> QuerySet[Complaint]:
        asked = self.request.query_params
        filters = ComplaintFilters(asked.get("q", "")[:80], asked.get("status", ""), asked.get("jenis", ""))
        return queries.box(self.request.user, filters, queries.today(timezone.now())).filter(OF_THE_OFFICE)


class ComplaintDetail(generics.RetrieveAPIView[Complaint]):
    """One complaint."""

    access = {"GET": ComplaintPermission.HANDLE_COMPLAINTS}
    serializer_class = ComplaintSerializer
    queryset = Complaint.objects.none()

    def get_queryset(self) -> QuerySet[Complaint]:
        return of_the_office(self.request)


class AnswerSerializer(serializers.Serializer[Any]):
    """What the reporter will read."""

    answer = serializers.CharField(min_length=10, max_length=texts.LONGEST)


class ComplaintAnswer(APIView):
    """Answer a complaint and close it; 409 when it was closed already."""

    access = {"POST": ComplaintPermission.HANDLE_COMPLAINTS}

    @extend_schema(request=AnswerSerializer, responses={200: ComplaintSerializer})
    def post(self, request: Request, pk: Any) -> Response:
        complaint = get_object_or_404(of_the_office(request), pk=pk)
        said = AnswerSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        try:
            answered = actions.answer_complaint(
                complaint=complaint, answer=said.validated_data["answer"], by=request.user, at=timezone.now()
            )
        except actions.ComplaintClosed as error:
            return Response({"state": str(error)}, status=CONFLICT)
        except (actions.ReasonMissing, texts.TextRefused) as error:
            raise ValidationError({"answer": [str(error)]}) from error
        return Response(ComplaintSerializer(answered).data)


class FiguresSerializer(serializers.Serializer[Any]):
    """How many were told and answered; `mean` is of ratings from 1 to 5, null while nobody rated."""

    received = serializers.IntegerField()
    answered = serializers.IntegerField()
    in_time = serializers.IntegerField()
    mean = serializers.FloatField(allow_null=True)
    rated = serializers.IntegerField()


class ComplaintFigures(APIView):
    """What everybody may know."""

    open_because = "How many complaints there are and how many were answered in time is public; no person is in it."

    @extend_schema(responses=FiguresSerializer)
    def get(self, request: Request) -> Response:
        return Response(FiguresSerializer(queries.public_figures()).data)


routes = [
    path("aduan/", ComplaintList.as_view(), name="api_complaints"),
    path("aduan/angka/", ComplaintFigures.as_view(), name="api_complaint_figures"),
    path("aduan/<uuid:pk>/", ComplaintDetail.as_view(), name="api_complaint"),
    path("aduan/<uuid:pk>/jawab/", ComplaintAnswer.as_view(), name="api_complaint_answer"),
]
