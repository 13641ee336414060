"""
Following a request and checking a letter, for anybody: what the public pages say, under the same limits.

Nothing is remembered between two calls: whoever wants more than the timeline sends the proof each time.
"""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import limits
from archive.delivery import deliver
from messaging import actions as messaging
from messaging import queries as messages
from messaging.actions.consent import STOPPED_ON_PAGE
from modules.service import actions, queries
from modules.service.models import Letter
from modules.service.rules import masking
from modules.service.views import tracking, verification
from papers import codes

WHY_TRACK, WHY_VERIFY = tracking.WHY_OPEN, verification.WHY_OPEN
CONFLICT, TOO_MANY = 409, 429


class ProofSerializer(serializers.Serializer[Any]):
    """The code of the request, and the last four digits of the NIK or the birthday of its applicant."""

    code = serializers.CharField(max_length=12)
    proof = serializers.CharField(max_length=20)


class TrackEntrySerializer(serializers.Serializer[Any]):
    """One step; of one still to come there is no `at`."""

    what = serializers.CharField()
    at = serializers.DateTimeField(required=False, allow_null=True)
    who = serializers.CharField(required=False, help_text="The post, never a name.")
    note = serializers.CharField(required=False, help_text="Only with proof.")


class TrackSerializer(serializers.Serializer[Any]):
    """Where a request stands; `name` is masked."""

    code = serializers.CharField()
    kind = serializers.CharField()
    title = serializers.CharField()
    state = serializers.CharField()
    name = serializers.CharField()
    due_at = serializers.DateTimeField()
    number = serializers.CharField(help_text="Only with proof; empty until it is signed.", required=False)
    may_be_fetched = serializers.BooleanField(required=False, help_text="Only with proof.")
    entries = TrackEntrySerializer(many=True)


class VerdictSerializer(serializers.Serializer[Any]):
    """What the book says of a letter; `verdict` only where a file was sent: tone (ok, warn, danger), title, text."""

    code = serializers.CharField()
    title = serializers.CharField()
    number = serializers.CharField()
    name = serializers.CharField(help_text="Masked, but for letters the office wrote for itself.")
    signed_at = serializers.DateTimeField()
    valid_until = serializers.DateField(allow_null=True)
    standing = serializers.DictField(child=serializers.CharField(), help_text="tone, word, text.")
    vouched_by = serializers.CharField()
    verdict = serializers.DictField(child=serializers.CharField(), required=False)


class FileSerializer(serializers.Serializer[Any]):
    file = serializers.FileField()


class Track(APIView):
    """Follow a request with its proof: the reasons, the number, and whether it can be fetched."""

    open_because = WHY_TRACK

    @extend_schema(operation_id="lacak", request=ProofSerializer, responses=TrackSerializer)
    def post(self, request: Request) -> Response:
        try:
            letter = proven(request)
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        return Response(tracked(letter, is_proven=True))


class TrackByCode(APIView):
    """The timeline for whoever holds the code, without what was said."""

    open_because = WHY_TRACK

    @extend_schema(operation_id="lacak_kode", responses=TrackSerializer)
    def get(self, request: Request, code: str) -> Response:
        try:
            limits.count("track-code", request.META["REMOTE_ADDR"], at_most=120, within=timedelta(minutes=10))
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        return Response(tracked(tracking.letter_or_404(code), is_proven=False))


class FetchLetter(APIView):
    """The signed letter for its proven applicant, which is noted; the answer may be a link of one minute."""

    open_because = WHY_TRACK

    @extend_schema(
        request=ProofSerializer,
        responses={(200, "application/pdf"): OpenApiTypes.BINARY, 302: None},
        operation_id="lacak_unduh",
    )
    def post(self, request: Request) -> HttpResponse:
        try:
            document = actions.fetch_letter(letter=proven(request), at=timezone.now())
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        except actions.LetterNotReady as error:
            return Response({"state": str(error)}, status=CONFLICT)
        return deliver(document)


class LeaveAlone(APIView):
    """The proven applicant wants no more messages, about anything."""

    open_because = WHY_TRACK

    @extend_schema(operation_id="lacak_henti", request=ProofSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        try:
            letter = proven(request)
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        if contact := messages.agreed(letter.phone):
            messaging.end_consent(contact=contact, because=STOPPED_ON_PAGE, at=timezone.now())
        return Response(status=204)


class VerifyLetter(APIView):
    """What the book says of a letter; a file sent along is compared with the one that was signed, and not kept."""

    open_because = WHY_VERIFY

    @extend_schema(operation_id="verifikasi", responses=VerdictSerializer)
    def get(self, request: Request, code: str) -> Response:
        return self._answer(request, code)

    @extend_schema(
        operation_id="verifikasi_berkas", request={"multipart/form-data": FileSerializer}, responses=VerdictSerializer
    )
    def post(self, request: Request, code: str) -> Response:
        return self._answer(request, code, compares=True)

    def _answer(self, request: Request, code: str, *, compares: bool = False) -> Response:
        try:
            limits.count("verify", request.META["REMOTE_ADDR"], at_most=60, within=timedelta(minutes=10))
        except limits.TooManyTries:
            return Response(status=TOO_MANY)
        letter = verification.letter_of(code)
        if letter is None:
            raise NotFound("Tidak ada surat dengan kode ini.")
        told = {
            "code": codes.spell(letter.verification_code),
            "title": letter.kind.title,
            "number": letter.number_text,
            "name": verification.shown_name(letter),
            "signed_at": letter.signed_at,
            "valid_until": letter.valid_until if letter.has_end else None,
            "standing": verification.standing(letter, queries.today(timezone.now())),
            "vouched_by": verification.vouched_by(letter),
        }
        if compares:
            said = FileSerializer(data=request.data)
            said.is_valid(raise_exception=True)
            told["verdict"] = verification.judge(letter, said.validated_data["file"])
        return Response(told)


def proven(request: Request) -> Letter:
    """
    The letter of whoever sends its code and proof.

    :raises NotFound: code and digits do not belong together; which of them is wrong is not said.
    :raises TooManyTries: from this address, or at this letter.
    """
    said = ProofSerializer(data=request.data)
    said.is_valid(raise_exception=True)
    limits.count("track", request.META["REMOTE_ADDR"], at_most=30, within=timedelta(minutes=10))
    found = tracking.proven(**said.validated_data)
    if found is None:
        raise NotFound(tracking.UNKNOWN)
    return found


def tracked(letter: Letter, *, is_proven: bool) -> dict[str, Any]:
    """What is told of a request that is followed."""
    wanted = ("what", "at", "who", "note")
    told = {
        "code": codes.spell(letter.tracking_code),
        "kind": letter.kind.slug,
        "title": letter.kind.title,
        "state": letter.state,
        "name": masking.masked_name(letter.about_name),
        "due_at": letter.due_at,
        "entries": [
            {name: entry[name] for name in wanted if entry.get(name)}
            for entry in tracking.entries_of(letter, is_proven=is_proven)
        ],
    }
    if is_proven:
        told |= {"number": letter.number_text, "may_be_fetched": letter.is_signed and not letter.is_cancelled}
    return told


routes = [
    path("lacak/", Track.as_view(), name="api_track"),
    path("lacak/unduh/", FetchLetter.as_view(), name="api_fetch_letter"),
    path("lacak/henti/", LeaveAlone.as_view(), name="api_leave_alone"),
    path("lacak/<str:code>/", TrackByCode.as_view(), name="api_track_code"),
    path("verifikasi/<str:code>/", VerifyLetter.as_view(), name="api_verify_letter"),
]
