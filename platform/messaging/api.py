"""Messages over the API: reading what became of them, sending again, and what WhatsApp tells. No number and no words of anybody."""

import hashlib
import hmac
import json
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from messaging import actions, queries, sealed, webhook
from messaging.models import Message
from messaging.permissions import MessagingPermission

CONFLICT, FORBIDDEN, TOO_LARGE = 409, 403, 413
LARGEST = 256 * 1024


class MessageSerializer(serializers.ModelSerializer[Message]):
    """One message to a resident; neither the number nor the words."""

    class Meta:
        model = Message
        fields = (
            "id",
            "event",
            "subject",
            "channel",
            "state",
            "tries",
            "fault",
            "made_at",
            "send_after",
            "sent_at",
            "seen_at",
        )


@extend_schema_view(
    get=extend_schema(
        parameters=[OpenApiParameter("status", OpenApiTypes.STR, description="BY_HAND, WAITING, FAILED, atau SENT.")]
    )
)
class MessageList(generics.ListAPIView[Message]):
    """Messages to residents."""

    access = {"GET": MessagingPermission.SEND_MESSAGES}
    serializer_class = MessageSerializer
    queryset = Message.objects.none()

    def get_queryset(self) -> QuerySet[Message]:
        return queries.to_residents(self.request.query_params.get("status", "SENT"))


class MessageAgain(APIView):
    """Send one again that failed; 409 when it did not, or its person wants nothing any more."""

    access = {"POST": MessagingPermission.SEND_MESSAGES}

    @extend_schema(request=None, responses={200: MessageSerializer})
    def post(self, request: Request, pk: Any) -> Response:
        message = get_object_or_404(Message, pk=pk, contact__isnull=False)
        try:
            again = actions.try_again(message=message, by=request.user, at=timezone.now())
        except actions.MessageGone as error:
            return Response({"state": str(error)}, status=CONFLICT)
        return Response(MessageSerializer(again).data)


class Webhook(APIView):
    """
    What WhatsApp tells of messages, and what people write back.

    The office is the one of the host; its own app secret must have signed the very bytes. Said twice, it is noted once.
    """

    open_because = "WhatsApp signs what it sends with the office's app secret; nothing unsigned is read."
    authentication_classes = ()

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        """The handshake: whoever knows the office's word gets the challenge back."""
        asked, word = request.query_params, sealed.opened("verify", queries.messaging_settings().whatsapp_verify)
        said = asked.get("hub.verify_token", "")
        challenge = asked.get("hub.challenge", "")[:200]
        if not word or asked.get("hub.mode") != "subscribe" or not hmac.compare_digest(word.encode(), said.encode()):
            return HttpResponse(status=FORBIDDEN)
        return HttpResponse(challenge, content_type="text/plain; charset=utf-8")

    @extend_schema(exclude=True)
    def post(self, request: Request) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
            return HttpResponse(status=TOO_LARGE)
        body = request._request.body
        secret = sealed.opened("secret", queries.messaging_settings().whatsapp_secret)
        if not secret or not _is_signed(body, secret, request.headers.get("X-Hub-Signature-256", "")):
            return HttpResponse(status=FORBIDDEN)
        try:
            webhook.take(json.loads(body), at=timezone.now())
        except ValueError:
            return HttpResponse(status=400)
        return HttpResponse(status=200)


def _is_signed(body: bytes, secret: str, said: str) -> bool:
    right = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(right.encode(), said.encode())


routes = [
    path("pesan/", MessageList.as_view(), name="api_messages"),
    path("pesan/<int:pk>/ulang/", MessageAgain.as_view(), name="api_message_again"),
    path("pesan/whatsapp/", Webhook.as_view(), name="api_messages_webhook"),
]
