"""
Complaints over the API for whoever tells one: telling, following, answering, rating.

Nothing is remembered between two calls: a reporter proves to be one with code and second word in each of them.
"""

from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import limits
from archive.uploads import AttachmentRefused
from modules.service.complaints import actions, forms, queries
from modules.service.complaints.api import ComplaintEventSerializer
from modules.service.complaints.models import ABOUT_CHOICES, Category, Complaint
from modules.service.complaints.views import proof, public, tracking
from modules.service.contract import texts
from registry.api.answers import judged
from walls.limits import LimitReached

CONFLICT, TOO_MANY, FULL = 409, 429, 503


class TellSerializer(serializers.Serializer[Any]):
    """
    A complaint. Without a name nothing is kept of who told it, whatever was sent. `key` makes a repeated call harmless.

    `head_asked` says that somebody was asked whether it is about the head, where its words sound so. Photographs come as
    multipart/form-data.
    """

    key = serializers.UUIDField()
    story = serializers.CharField(min_length=texts.SHORTEST, max_length=texts.LONGEST)
    category = serializers.ChoiceField(choices=Category.choices, default="ORDINARY")
    about = serializers.ChoiceField(choices=ABOUT_CHOICES, default="OTHER")
    manner = serializers.ChoiceField(choices=Complaint.Manner.choices)
    name = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    phone = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    place = serializers.CharField(max_length=160, required=False, allow_blank=True, default="")
    happened = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")
    wants_news = serializers.BooleanField(default=False)
    may_be_public = serializers.BooleanField(default=False)
    head_asked = serializers.BooleanField(default=False)
    photos = serializers.ListField(child=serializers.FileField(), required=False, default=list)


class SentComplaintSerializer(serializers.Serializer[Any]):
    """Both must be kept: they are the only way back to it."""

    code = serializers.CharField()
    word = serializers.CharField()


class SecondWordSerializer(serializers.Serializer[Any]):
    """What only the reporter knows."""

    code = serializers.CharField(max_length=12)
    word = serializers.CharField(max_length=30)


class ReplySerializer(SecondWordSerializer):
    text = serializers.CharField(min_length=5, max_length=texts.LONGEST)


class ReplyWithPhotosSerializer(ReplySerializer):
    """Photographs come as multipart/form-data; where and with what they were taken is left out."""

    photos = serializers.ListField(child=serializers.FileField(), required=False, default=list)


class RateSerializer(SecondWordSerializer):
    rating = serializers.IntegerField(min_value=1, max_value=5)
    note = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class FollowedComplaintSerializer(serializers.ModelSerializer[Complaint]):
    """A complaint as its reporter follows it."""

    entries = serializers.SerializerMethodField()

    class Meta:
        model = Complaint
        fields = (
            "tracking_code", "public_state", "category", "story", "received_at", "due_on", "answered_at", "rating", "entries",
        )  # fmt: skip

    public_state = serializers.CharField()

    def get_entries(self, complaint: Complaint) -> list[dict[str, Any]]:
        return list(ComplaintEventSerializer(queries.story_of(complaint, inner=False), many=True).data)


class PublishedComplaintSerializer(serializers.ModelSerializer[Complaint]):
    """What officers wrote of it for everybody."""

    class Meta:
        model = Complaint
        fields = ("category", "summary", "received_at", "answered_at")


class TellComplaint(APIView):
    """Tell the village something; the answer holds code and second word."""

    open_because = public.WHY_OPEN

    @extend_schema(operation_id="aduan_sampaikan", request=TellSerializer, responses={201: SentComplaintSerializer})
    def post(self, request: Request) -> Response:
        given = TellSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = _judged(given.validated_data)
        try:
            photos = actions.accept_photos(given.validated_data["photos"])
            public.count_telling(address=request.META["REMOTE_ADDR"])
            complaint = actions.tell_complaint(**said, photos=photos, at=timezone.now())
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        except (AttachmentRefused, actions.TooMuch) as error:
            raise ValidationError({"photos": [str(error)]}) from error
        except texts.TextRefused as error:
            raise ValidationError({"story": [str(error)]}) from error
        except LimitReached:
            return Response({"detail": "Penyimpanan desa penuh. Kirim tanpa foto."}, status=FULL)
        made = {"code": complaint.tracking_code, "word": actions.second_word(complaint)}
        return Response(SentComplaintSerializer(made).data, status=201)


class ReporterStep(APIView):
    """What a reporter does with a complaint, which both words open; 409 where it is not the time for it."""

    open_because = tracking.WHY_OPEN
    asks: type[serializers.Serializer[Any]] = SecondWordSerializer

    def post(self, request: Request) -> Response:
        given = self.asks(data=request.data)
        given.is_valid(raise_exception=True)
        code, word, said = _parted(given.validated_data)
        try:
            complaint = proof.known(code=code, word=word, address=request.META["REMOTE_ADDR"])
            if complaint is None:
                raise NotFound(tracking.UNKNOWN)
            limits.count("complaint-step", str(complaint.pk), at_most=30, within=proof.LASTS)
            self.take(complaint, **said)
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        except (actions.ComplaintClosed, actions.NotToldYet) as error:
            return Response({"state": str(error)}, status=CONFLICT)
        except AttachmentRefused as error:
            raise ValidationError({"photos": [str(error)]}) from error
        except LimitReached:
            return Response({"detail": "Penyimpanan desa penuh. Kirim tanpa foto."}, status=FULL)
        except actions.TooMuch as error:
            raise ValidationError({"detail": [f"Paling banyak {error} foto atau jawaban untuk satu aduan."]}) from error
        except (actions.ReasonMissing, texts.TextRefused) as error:
            raise ValidationError({"text": [str(error) or "Tulis sedikit lebih banyak."]}) from error
        complaint.refresh_from_db()
        return Response(FollowedComplaintSerializer(complaint).data)

    def take(self, complaint: Complaint, **said: Any) -> None:
        raise NotImplementedError


@extend_schema_view(
    post=extend_schema(operation_id="aduan_lacak", request=SecondWordSerializer, responses=FollowedComplaintSerializer)
)
class FollowComplaint(ReporterStep):
    """Where it stands, with everything that was said to the reporter."""

    def take(self, complaint: Complaint, **said: Any) -> None:
        """Looking changes nothing."""


@extend_schema_view(
    post=extend_schema(
        operation_id="aduan_balas", request=ReplyWithPhotosSerializer, responses=FollowedComplaintSerializer
    )
)
class ReplyToComplaint(ReporterStep):
    """Answer what was asked, or add something, with photographs."""

    asks = ReplyWithPhotosSerializer

    def take(self, complaint: Complaint, **said: Any) -> None:
        photos = actions.accept_photos(said.pop("photos"))
        actions.reply(complaint=complaint, photos=photos, at=timezone.now(), **said)


@extend_schema_view(
    post=extend_schema(operation_id="aduan_nilai", request=RateSerializer, responses=FollowedComplaintSerializer)
)
class RateComplaint(ReporterStep):
    """One to five, once it was answered."""

    asks = RateSerializer

    def take(self, complaint: Complaint, **said: Any) -> None:
        actions.rate_answer(complaint=complaint, at=timezone.now(), **said)


@extend_schema_view(
    post=extend_schema(
        operation_id="aduan_buka_kembali", request=ReplySerializer, responses=FollowedComplaintSerializer
    )
)
class ReopenComplaint(ReporterStep):
    """Not solved after all."""

    asks = ReplySerializer

    def take(self, complaint: Complaint, **said: Any) -> None:
        actions.reopen_complaint(complaint=complaint, at=timezone.now(), **said)


@extend_schema_view(
    post=extend_schema(operation_id="aduan_nama", request=SecondWordSerializer, responses=FollowedComplaintSerializer)
)
class ShareName(ReporterStep):
    """The reporter of a complaint about the head lets the kecamatan know who they are."""

    def take(self, complaint: Complaint, **said: Any) -> None:
        actions.share_name(complaint=complaint, at=timezone.now(), **said)


class AnsweredComplaints(generics.ListAPIView[Complaint]):
    """Answered complaints whose reporter agreed, as officers wrote them for everybody."""

    open_because = "What the village answered, where the reporter agreed; officers wrote it for everybody."
    serializer_class = PublishedComplaintSerializer
    queryset = Complaint.objects.none()

    def get_queryset(self) -> QuerySet[Complaint]:
        return queries.published()


def _parted(given: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """Code, second word, and what is said beside them."""
    said = dict(given)
    return said.pop("code"), said.pop("word"), said


def _judged(said: dict[str, Any]) -> dict[str, Any]:
    """What the page's form makes of the same words, so that no rule is told twice."""
    shown = {name: value for name, value in said.items() if name != "photos"}
    form = forms.ComplaintForm({**shown, "head_asked": "1" if said["head_asked"] else ""})
    judged(form)
    kept = ("key", "category", "about", "manner", "name", "phone", "place", "happened", "may_be_public", "wants_news")
    return {**{name: form.cleaned_data[name] for name in kept}, "story_told": form.cleaned_data["story"]}


routes = [
    path("aduan/sampaikan/", TellComplaint.as_view(), name="api_tell_complaint"),
    path("aduan/terjawab/", AnsweredComplaints.as_view(), name="api_answered_complaints"),
    path("aduan/lacak/", FollowComplaint.as_view(), name="api_follow_complaint"),
    path("aduan/lacak/balas/", ReplyToComplaint.as_view(), name="api_reply_complaint"),
    path("aduan/lacak/nilai/", RateComplaint.as_view(), name="api_rate_complaint"),
    path("aduan/lacak/buka-kembali/", ReopenComplaint.as_view(), name="api_reopen_complaint"),
    path("aduan/lacak/nama/", ShareName.as_view(), name="api_share_name"),
]
