"""Downloads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive import actions
from archive.delivery import deliver
from archive.models import Document
from archive.permissions import ArchivePermission
from web.access import requires


@require_safe
@requires(ArchivePermission.OPEN_DOCUMENT)
def download(request: HttpRequest, document_id: int) -> HttpResponse:
    """A document, after the permission and the area's guard, and noted in the log."""
    document = get_object_or_404(Document, pk=document_id)
    actions.open_document(document=document, by=request.user, at=timezone.now())
    return deliver(document)
