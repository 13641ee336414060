"""
A resident's own request over the API: another program of the village, a kiosk or the kabupaten's app, in the place of the pages.

Nothing is remembered but the draft the pages keep too, for two hours; its secret comes with each call in a header, and in no address.
What is refused, limited and counted is what the pages refuse, limit and count. No answer holds a NIK or the number of a family.
"""

from collections.abc import Callable

from django.http import Http404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import limits
from modules.service import actions, queries
from modules.service.api.drafts import (
    BeginSerializer,
    BegunSerializer,
    DraftStateSerializer,
    PhoneWishSerializer,
    RepeatedSerializer,
    SendSerializer,
    StepAnswersSerializer,
    told,
)
from modules.service.api.residents import ProofSerializer, TrackSerializer, proven, tracked
from modules.service.forms import IdentityForm
from modules.service.models import Letter, RequestDraft
from modules.service.rules import repeating
from modules.service.views import drafts
from modules.service.views import requests as page
from modules.service.views.public import open_kind_or_404
from modules.service.views.tracking import letter_or_404
from registry.api.answers import asks, judged, read, said_in

CREATED, GONE, CONFLICT, TOO_MANY = 201, 410, 409, 429
HEADER = "Permohonan"
SECRET = OpenApiParameter(
    HEADER, OpenApiTypes.STR, OpenApiParameter.HEADER, required=True, description="Dari `secret`."
)


class OfDraft(APIView):
    """A call that goes on with a draft; 410 when it is unknown here, sent or too old."""

    open_because = page.WHY_OPEN

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, actions.DraftGone):
            answer = Response({"detail": "Permohonan ini tidak ada lagi. Mulai dari awal."}, status=GONE)
            answer.exception = True
            return answer
        return super().handle_exception(exc)


class BeginRequest(OfDraft):
    """Begin a request. The secret in the answer is the only way on."""

    @extend_schema(operation_id="permohonan_mulai", request=BeginSerializer, responses={201: BegunSerializer})
    def post(self, request: Request) -> Response:
        kind = open_kind_or_404(read(BeginSerializer, request)["kind"])
        try:
            page.count_beginning(request.META["REMOTE_ADDR"])
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        return _begun(*actions.begin_request(kind=kind, at=timezone.now()))


class MendRequest(OfDraft):
    """Open a request that came back again, for its proven applicant; it is sent like a new one."""

    @extend_schema(operation_id="permohonan_perbaiki", request=ProofSerializer, responses={201: BegunSerializer})
    def post(self, request: Request) -> Response:
        try:
            return _begun(*actions.begin_mending(letter=proven(request), at=timezone.now()))
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        except actions.LetterClosed as error:
            return Response({"state": str(error)}, status=CONFLICT)


class RequestState(OfDraft):
    """What is asked, what is known, and what is next."""

    @extend_schema(operation_id="permohonan_keadaan", parameters=[SECRET], responses=DraftStateSerializer)
    def get(self, request: Request) -> Response:
        return Response(told(_draft(request)))


class ProveIdentity(OfDraft):
    """Who needs the letter: NIK, day of birth and number of the family card. Wrong together says 404, and not which of them."""

    @extend_schema(
        operation_id="permohonan_identitas",
        parameters=[SECRET],
        request=asks(IdentityForm),
        responses=DraftStateSerializer,
    )
    def post(self, request: Request) -> Response:
        draft, said = _draft(request), judged(IdentityForm(said_in(request)))
        try:
            actions.prove_identity(draft=draft, **said, address=request.META["REMOTE_ADDR"], at=timezone.now())
        except actions.IdentityRefused as error:
            raise NotFound(page.NEUTRAL) from error
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        return Response(told(_draft(request)))


class AnswerStep(OfDraft):
    """The answers of one page; 400 names the questions, and nothing of the page is kept. 409 before the identity was proven."""

    @extend_schema(
        operation_id="permohonan_isian",
        parameters=[SECRET],
        request=StepAnswersSerializer,
        responses=DraftStateSerializer,
    )
    def put(self, request: Request, step: str) -> Response:
        draft = _draft(request)
        if not drafts.is_proven(draft):
            return _unproven()
        group = drafts.group_or_404(draft, step)
        said = read(StepAnswersSerializer, request)["answers"]
        if unknown := sorted(key for key in said if repeating.question(draft.definition, key) is None):
            raise ValidationError({"answers": dict.fromkeys(unknown, "Tidak ditanyakan.")})
        known = {**drafts.starting_answers(draft), **draft.answers, **said}
        typed = repeating.without_gaps(draft.definition, repeating.picked([group], known))
        try:
            actions.answer_step(draft=draft, group=group, typed=typed, at=timezone.now())
        except actions.AnswersIncomplete as error:
            raise ValidationError({"answers": error.errors}) from error
        return Response(told(draft))


class RequestDocuments(OfDraft):
    """Photographs as multipart/form-data by the keys of `documents`, and a number to call; all may be brought to the counter instead."""

    @extend_schema(
        operation_id="permohonan_syarat",
        parameters=[SECRET],
        request={"multipart/form-data": PhoneWishSerializer, "application/json": PhoneWishSerializer},
        responses=DraftStateSerializer,
    )
    def post(self, request: Request) -> Response:
        draft = _draft(request)
        if not drafts.is_proven(draft):
            return _unproven()
        said = read(PhoneWishSerializer, request)
        wanted = {asked.key for asked in queries.requirements_of(draft.definition)}
        faults = dict.fromkeys(sorted(set(request.FILES) - wanted), "Surat ini tidak meminta berkas itu.")
        faults |= page.take_files(request.FILES, draft)
        try:
            wish = drafts.phone_of(draft) | said
            actions.note_phone(draft=draft, typed=wish["phone"], wants_news=wish["wants_news"])
        except ValueError as error:
            faults["phone"] = str(error)
        if faults:
            raise ValidationError({name: [text] for name, text in faults.items()})
        return Response(told(draft))


class DropDocument(OfDraft):
    """Leave one photograph out again."""

    @extend_schema(operation_id="permohonan_hapus_syarat", parameters=[SECRET], responses={204: None})
    def delete(self, request: Request, requirement: str) -> Response:
        draft = _draft(request)
        if not draft.attachments.filter(requirement=requirement).exists():
            raise Http404(requirement)
        actions.drop_attachment(draft=draft, requirement=requirement)
        return Response(status=204)


class SendRequest(OfDraft):
    """
    Send it. Sent twice with one secret it is one letter; a mended request is over with its sending.

    Whoever sends states that the answers are true. 409 with `next` while something is missing.
    """

    @extend_schema(
        operation_id="permohonan_kirim",
        parameters=[SECRET],
        request=SendSerializer,
        responses={201: TrackSerializer, 409: OpenApiResponse(RepeatedSerializer)},
    )
    def post(self, request: Request) -> Response:
        draft, said = _draft(request), read(SendSerializer, request)
        was_sent = draft.mends is None and Letter.objects.filter(key=draft.key).exists()
        if not was_sent and (missing := drafts.next_of(draft)) != drafts.SEND:
            return Response({"detail": "Masih ada yang belum diisi.", "next": missing}, status=CONFLICT)
        try:
            letter = _sending(draft)(draft=draft, at=timezone.now(), **({} if draft.mends else said))
        except actions.AnswersIncomplete as error:
            raise ValidationError({"answers": error.errors}) from error
        except actions.LetterRepeats as error:
            earlier = error.earlier
            repeated = {"state": earlier.state, "created_at": earlier.created_at}
            return Response({"detail": "Surat yang sama sudah diminta.", **repeated}, status=CONFLICT)
        # Read anew, so that the second answer is the first.
        return Response(tracked(letter_or_404(letter.tracking_code), is_proven=False), status=CREATED)


def _sending(draft: RequestDraft) -> Callable[..., Letter]:
    return actions.complete_request if draft.mends else actions.submit_request


def _draft(request: Request) -> RequestDraft:
    """:raises DraftGone: there is no such draft."""
    return actions.open_draft(secret=request.headers.get(HEADER, "")[:100], at=timezone.now())


def _begun(draft: RequestDraft, secret: str) -> Response:
    begun = {"secret": secret, "expires_at": draft.expires_at, "next": drafts.next_of(draft)}
    return Response(BegunSerializer(begun).data, status=CREATED)


def _unproven() -> Response:
    return Response({"detail": "Buktikan dahulu siapa yang meminta.", "next": drafts.IDENTITY}, status=CONFLICT)


routes = [
    path("permohonan/", BeginRequest.as_view(), name="api_begin_request"),
    path("permohonan/perbaiki/", MendRequest.as_view(), name="api_mend_request"),
    path("permohonan/draf/", RequestState.as_view(), name="api_request_state"),
    path("permohonan/draf/identitas/", ProveIdentity.as_view(), name="api_request_identity"),
    path("permohonan/draf/isian/<slug:step>/", AnswerStep.as_view(), name="api_request_step"),
    path("permohonan/draf/syarat/", RequestDocuments.as_view(), name="api_request_documents"),
    path("permohonan/draf/syarat/<slug:requirement>/", DropDocument.as_view(), name="api_drop_request_document"),
    path("permohonan/draf/kirim/", SendRequest.as_view(), name="api_send_request"),
]
