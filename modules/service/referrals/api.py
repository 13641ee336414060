"""Referrals over the API: the agencies, handing somebody over, what waits, and answering it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.posts import Post
from modules.service.referrals import actions, queries
from modules.service.referrals.forms import DAY, AgencyForm
from modules.service.referrals.models import Agency, Outcome, Referral
from modules.service.referrals.permissions import ReferralPermission
from modules.service.referrals.views.desk import DEEDS
from registry.api.answers import judged, plain, said_in

CONFLICT = 409


class AgencySerializer(serializers.ModelSerializer[Agency]):
    class Meta:
        model = Agency
        fields = ("slug", "name", "does", "address", "hours", "phone", "is_listed")
        read_only_fields = ("slug",)


class ReferralSerializer(serializers.ModelSerializer[Referral]):
    """One referral; the phone number is left out."""

    to = serializers.CharField()

    class Meta:
        model = Referral
        fields = (
            "id",
            "code",
            "state",
            "origin",
            "name",
            "need",
            "to",
            "to_post",
            "reason",
            "bring",
            "made_by_post",
            "made_at",
            "ended_at",
            "follow_up_on",
            "outcome",
        )


class ReferSerializer(serializers.Serializer[Any]):
    """
    To a post (`to_post`) or to an agency (`agency`, its slug); `key` makes a repeated call harmless.

    `follow_up_on` is the day on which one to an agency comes back; `may_name` lets the kecamatan read the name.
    """

    key = serializers.UUIDField()
    need = serializers.CharField(max_length=300, min_length=3)
    reason = serializers.CharField(max_length=300, min_length=3)
    to_post = serializers.ChoiceField(choices=Post.choices, required=False, default="")
    agency = serializers.SlugField(required=False, default="")
    name = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)
    bring = serializers.CharField(max_length=600, required=False, default="", allow_blank=True)
    may_name = serializers.BooleanField(required=False, default=False)
    follow_up_on = serializers.DateField(required=False, default=None, allow_null=True)


class AnswerReferralSerializer(serializers.Serializer[Any]):
    answer = serializers.CharField(min_length=3, max_length=1000)


class AgencyList(generics.ListAPIView[Agency]):
    """The agencies people are sent to."""

    access = {"GET": ReferralPermission.REFER}
    serializer_class = AgencySerializer
    queryset = Agency.objects.filter(is_listed=True).order_by("name")


class KeepAgency(APIView):
    """Change what is known of an agency, or add one of a new slug; it is never deleted, only listed no more."""

    access = {"PUT": ReferralPermission.KEEP_AGENCIES}

    @extend_schema(request=AgencySerializer, responses=AgencySerializer)
    def put(self, request: Request, slug: str) -> Response:
        agency = Agency.objects.filter(slug=slug).first() or Agency(slug=slug)
        said = judged(AgencyForm({"is_listed": True, **plain(request)}, instance=agency))
        kept = actions.keep_agency(agency=agency, values=said, by=request.user, at=timezone.now())
        return Response(AgencySerializer(kept).data)


class ReferralList(generics.ListAPIView[Referral]):
    """What waits, the oldest first; and handing somebody over."""

    access = {"GET": ReferralPermission.REFER, "POST": ReferralPermission.REFER}
    serializer_class = ReferralSerializer
    queryset = Referral.objects.none()

    def get_queryset(self) -> QuerySet[Referral]:
        return queries.box(self.request.user, "OPEN")

    @extend_schema(request=ReferSerializer, responses={201: ReferralSerializer})
    def post(self, request: Request) -> Response:
        said = ReferSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        asked = dict(said.validated_data)
        slug = asked.pop("agency")
        agency = Agency.objects.filter(slug=slug, is_listed=True).first() if slug else None
        if slug and agency is None:
            raise ValidationError({"agency": ["Instansi ini tidak dikenal."]})
        try:
            referral = actions.refer_person(**asked, agency=agency, by=request.user, at=timezone.now())
        except actions.PlaceRefused as error:
            raise ValidationError({"to_post": ["Pilih satu tujuan: jabatan atau instansi."]}) from error
        except actions.TextRefused as error:
            raise ValidationError({"need": [str(error)]}) from error
        return Response(ReferralSerializer(referral).data, status=201)


class ReferralDetail(generics.RetrieveAPIView[Referral]):
    """One referral."""

    access = {"GET": ReferralPermission.REFER}
    serializer_class = ReferralSerializer
    queryset = Referral.objects.none()

    def get_queryset(self) -> QuerySet[Referral]:
        return queries.visible_to(self.request.user)


class ReferralAnswer(APIView):
    """Say what became of it; 409 when it was over already."""

    access = {"POST": ReferralPermission.REFER}

    @extend_schema(request=AnswerReferralSerializer, responses={200: ReferralSerializer})
    def post(self, request: Request, pk: int) -> Response:
        referral = get_object_or_404(queries.visible_to(request.user), pk=pk)
        said = AnswerReferralSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        try:
            answer = said.validated_data["answer"]
            answered = actions.answer_referral(referral=referral, answer=answer, by=request.user, at=timezone.now())
        except actions.ReferralClosed as error:
            return Response({"state": str(error)}, status=CONFLICT)
        return Response(ReferralSerializer(answered).data)


class ReferralWordsSerializer(serializers.Serializer[Any]):
    """Nothing for terima; `text` for jawab, kembalikan and, with `to_post`, alihkan; `outcome` for hasil, PENDING with `again_on`."""

    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False)
    again_on = serializers.DateField(required=False)
    text = serializers.CharField(required=False, allow_blank=True, max_length=1000, default="")
    to_post = serializers.CharField(required=False, max_length=20)


class ReferralStep(APIView):
    """One step: terima, jawab, kembalikan, alihkan, hasil; 409 when it changed meanwhile."""

    access = {"POST": ReferralPermission.REFER}

    @extend_schema(request=ReferralWordsSerializer, responses={200: ReferralSerializer, 204: None})
    def post(self, request: Request, pk: int, deed: str) -> Response:
        referral = get_object_or_404(queries.visible_to(request.user), pk=pk)
        act, said = _deed(deed, said_in(request))
        try:
            act(referral=referral, by=request.user, at=timezone.now(), **said)
        except actions.NotThere:
            raise Http404 from None
        except actions.ReferralClosed as error:
            return Response({"state": str(error)}, status=CONFLICT)
        except actions.DayRefused as error:
            raise ValidationError({"again_on": [DAY]}) from error
        except (actions.TextRefused, actions.PlaceRefused) as error:
            raise ValidationError({"text": ["Pilih jabatan lain, dan tulis alasan yang dapat dimengerti."]}) from error
        still = queries.visible_to(request.user).filter(pk=pk).first()
        return Response(ReferralSerializer(still).data) if still else Response(status=204)


def _deed(deed: str, typed: Any) -> tuple[Any, dict[str, Any]]:
    """
    The action of a step and what it is told, judged by the form of its page.

    :raises Http404: no such step; ValidationError: something is missing.
    """
    if deed == "terima":
        return actions.accept_referral, {}
    if deed not in DEEDS:
        raise Http404
    _, _, form_class, word, act, _ = DEEDS[deed]
    said = dict(judged(form_class(typed)))
    said[word] = said.pop("text")
    return act, said


routes = [
    path("arahan/", ReferralList.as_view(), name="api_referrals"),
    path("arahan/instansi/", AgencyList.as_view(), name="api_agencies"),
    path("arahan/instansi/<slug:slug>/", KeepAgency.as_view(), name="api_keep_agency"),
    path("arahan/<int:pk>/", ReferralDetail.as_view(), name="api_referral"),
    path("arahan/<int:pk>/jawab/", ReferralAnswer.as_view(), name="api_referral_answer"),
    path("arahan/<int:pk>/langkah/<slug:deed>/", ReferralStep.as_view(), name="api_referral_step"),
]
