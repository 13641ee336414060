"""
A letter's papers as files for officers: the draft, the signed one, what the applicant brought, the forms of Disdukcapil.

They name persons in full, so an account fetches them, as on the page; a key of another system gets 403.
"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

import archive.actions
from archive.delivery import deliver
from modules.service.models import Letter, LetterAttachment
from modules.service.permissions import ServicePermission
from modules.service.views import previewing, sheets
from papers import typesetting
from papers.refusal import PaperRefused
from registry.api.answers import account_of

CONFLICT, UNPROCESSABLE = 409, 422
SEE = {"GET": ServicePermission.SEE_LETTERS}
PDF = {(200, "application/pdf"): OpenApiTypes.BINARY}


class LetterAttachmentSerializer(serializers.ModelSerializer[LetterAttachment]):
    """What the applicant photographed; `text` is the requirement in words."""

    text = serializers.CharField()

    class Meta:
        model = LetterAttachment
        fields = ("id", "requirement", "text", "name", "content_type", "size", "added_at")


class LetterDraft(APIView):
    """The paper as it would be signed today, with the mark KONSEP."""

    access = SEE

    @extend_schema(operation_id="surat_pratinjau", responses=PDF)
    def get(self, request: Request, pk: int) -> HttpResponse:
        letter, by = _letter(pk), account_of(request)
        return _pdf(lambda: typesetting.render_pdf(previewing.as_it_would_be_printed(letter, by, timezone.now())))


class SignedLetter(APIView):
    """The signed letter, noted in the log; 409 while there is none. The answer may be a link of one minute."""

    access = SEE

    @extend_schema(operation_id="surat_berkas", responses={**PDF, 302: None})
    def get(self, request: Request, pk: int) -> HttpResponse:
        letter, by = _letter(pk), account_of(request)
        if letter.document is None:
            return Response({"state": letter.state}, status=CONFLICT)
        return deliver(archive.actions.open_document(document=letter.document, by=by, at=timezone.now()))


class Attachments(APIView):
    """What the applicant brought along."""

    access = SEE

    @extend_schema(operation_id="surat_lampiran", responses=LetterAttachmentSerializer(many=True))
    def get(self, request: Request, pk: int) -> Response:
        found = _letter(pk).attachments.select_related("letter__kind", "letter__version").order_by("pk")
        return Response(LetterAttachmentSerializer(found, many=True).data)


class Attachment(APIView):
    """One of them, noted in the log; the answer may be a link of one minute."""

    access = SEE

    @extend_schema(
        operation_id="surat_lampiran_berkas", responses={(200, "image/jpeg"): OpenApiTypes.BINARY, 302: None}
    )
    def get(self, request: Request, pk: int, paper_pk: int) -> HttpResponse:
        held = get_object_or_404(LetterAttachment.objects.select_related("document"), pk=paper_pk, letter_id=pk)
        document: Any = held.document
        return deliver(archive.actions.open_document(document=document, by=account_of(request), at=timezone.now()))


class FilledSheet(APIView):
    """A form that goes with the letter, filled in from it and the register."""

    access = SEE

    @extend_schema(operation_id="surat_formulir", responses=PDF)
    def get(self, request: Request, pk: int, sheet: str) -> HttpResponse:
        letter = _letter(pk)
        if not sheets.goes_with(sheet, letter):
            raise Http404(sheet)
        account_of(request)
        return _pdf(lambda: sheets.printed(sheet, letter, timezone.now()))


class EmptySheet(APIView):
    """The same form of this village, not filled in."""

    access = SEE

    @extend_schema(operation_id="formulir_kosong", responses=PDF)
    def get(self, request: Request, sheet: str) -> HttpResponse:
        if sheet not in sheets.FORMS:
            raise Http404(sheet)
        return _pdf(lambda: sheets.printed(sheet, None, timezone.now()))


def _letter(pk: int) -> Letter:
    return get_object_or_404(Letter.objects.select_related("kind", "version", "document"), pk=pk)


def _pdf(make: Any) -> HttpResponse:
    try:
        return HttpResponse(make(), content_type="application/pdf")
    except PaperRefused as refused:
        return Response({"detail": str(refused)}, status=UNPROCESSABLE)


routes = [
    path("surat/<int:pk>/pratinjau/", LetterDraft.as_view(), name="api_letter_draft"),
    path("surat/<int:pk>/berkas/", SignedLetter.as_view(), name="api_letter_file"),
    path("surat/<int:pk>/lampiran/", Attachments.as_view(), name="api_letter_attachments"),
    path("surat/<int:pk>/lampiran/<int:paper_pk>/", Attachment.as_view(), name="api_letter_attachment"),
    path("surat/<int:pk>/formulir/<str:sheet>/", FilledSheet.as_view(), name="api_letter_sheet"),
    path("formulir/<str:sheet>/", EmptySheet.as_view(), name="api_empty_sheet"),
]
