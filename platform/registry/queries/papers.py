"""The papers of a person."""

from typing import Any

from django.db.models import QuerySet

from archive.models import Document
from registry.models import PersonDocument
from registry.permissions import RegistryPermission
from registry.queries.scope import residents_for, seen_by


def papers_of(records: list[int]) -> QuerySet[PersonDocument]:
    """What is kept under these ids and was not removed, newest first."""
    papers = PersonDocument.objects.filter(resident__in=records, removed_at__isnull=True)
    return papers.select_related("document", "added_by").defer("document__waiting_bytes").order_by("-added_at", "-pk")


def may_open(account: Any, document: Document) -> bool:
    """Who opens papers may open those of people they may see, while nobody has removed them."""
    if not account.may(RegistryPermission.OPEN_PAPERS):
        return False
    papers = PersonDocument.objects.filter(document=document, removed_at__isnull=True)
    if papers.filter(seen_by(account, "resident__")).exists():
        return True
    return residents_for(account).filter(photo=document).exists()
