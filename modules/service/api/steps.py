"""
The steps of a letter at its desks, and its story. Each is taken by a person: a key of another system holds no post.

Signing is not here: a passphrase belongs to no program.
"""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from modules.service import actions
from modules.service.api.answers import LetterSerializer
from modules.service.models import Letter, LetterEvent
from modules.service.permissions import ServicePermission
from registry.api.answers import account_of

CONFLICT = 409


class LetterEventSerializer(serializers.ModelSerializer[LetterEvent]):
    """One step; `note` is what was said with it."""

    class Meta:
        model = LetterEvent
        fields = ("what", "at", "by_name", "by_post", "note")


class LetterReasonSerializer(serializers.Serializer[Any]):
    """Read by the applicant, or by whoever verifies the letter; long numbers are taken out."""

    reason = serializers.CharField(max_length=300)


class LetterStory(APIView):
    """What became of a letter, the oldest first."""

    access = {"GET": ServicePermission.SEE_LETTERS}

    @extend_schema(operation_id="surat_riwayat", responses=LetterEventSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        letter = get_object_or_404(Letter, pk=pk)
        return Response(LetterEventSerializer(letter.events.order_by("at", "pk"), many=True).data)


class LetterStep(APIView):
    """One step; 409 with the present state where it is not the letter's turn."""

    act: Callable[..., Letter]

    def taken(self, request: Request, letter: Letter, **said: Any) -> Response:
        by = account_of(request)
        try:
            done = type(self).act(letter=letter, by=by, at=timezone.now(), **said)
        except actions.NotYours as error:
            raise PermissionDenied("Jenis surat ini diperiksa jabatan lain.") from error
        except actions.OwnLetter as error:
            raise PermissionDenied(str(error)) from error
        except actions.ReasonMissing as error:
            raise ValidationError({"reason": ["Tulis alasannya."]}) from error
        except (actions.LetterClosed, actions.LetterNotReady) as error:
            return Response({"state": str(error)}, status=CONFLICT)
        return Response(LetterSerializer(done).data)


class PlainStep(LetterStep):
    @extend_schema(request=None, responses=LetterSerializer)
    def post(self, request: Request, pk: int) -> Response:
        return self.taken(request, _letter(pk))


class StepWithReason(LetterStep):
    @extend_schema(request=LetterReasonSerializer, responses=LetterSerializer)
    def post(self, request: Request, pk: int) -> Response:
        letter, said = _letter(pk), LetterReasonSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        return self.taken(request, letter, **said.validated_data)


class CheckLetter(PlainStep):
    """The Kasi of its kind, or the secretary, finds it in order."""

    access = {"POST": ServicePermission.CHECK_LETTERS}
    act = actions.check_by_kasi


class InitialLetter(PlainStep):
    """The secretary's initials; it waits for its signature from now on."""

    access = {"POST": ServicePermission.INITIAL_LETTERS}
    act = actions.check_by_sekdes


class HandOverLetter(PlainStep):
    """The resident has it."""

    access = {"POST": ServicePermission.HAND_OVER_LETTERS}
    act = actions.mark_collected


class ReturnLetter(StepWithReason):
    """Back to the applicant, with what is missing."""

    access = {"POST": ServicePermission.SEE_LETTERS}
    act = actions.return_incomplete


class CancelLetter(StepWithReason):
    """Cancelled for good; its number stays in the book."""

    access = {"POST": ServicePermission.CANCEL_LETTERS}
    act = actions.cancel_letter


def _letter(pk: int) -> Letter:
    return get_object_or_404(Letter.objects.select_related("kind"), pk=pk)


routes = [
    path("surat/<int:pk>/riwayat/", LetterStory.as_view(), name="api_letter_story"),
    path("surat/<int:pk>/periksa/", CheckLetter.as_view(), name="api_check_letter"),
    path("surat/<int:pk>/paraf/", InitialLetter.as_view(), name="api_initial_letter"),
    path("surat/<int:pk>/serahkan/", HandOverLetter.as_view(), name="api_hand_over_letter"),
    path("surat/<int:pk>/kembalikan/", ReturnLetter.as_view(), name="api_return_letter"),
    path("surat/<int:pk>/batalkan/", CancelLetter.as_view(), name="api_cancel_letter"),
]
