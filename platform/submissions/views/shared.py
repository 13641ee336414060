"""What the pages of village and kecamatan share: the journal as a story, and the way to a file."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

import archive.actions
from accounts.posts import Post
from archive.delivery import deliver
from archive.models import Document
from exchange.matters import actions as matters
from exchange.matters import queries as journals
from exchange.matters.models import Matter
from exchange.matters.queries import Line
from submissions.queries import KIND
from walls import current

VERBS = {
    "kirim": "Dikirim ke kecamatan",
    "catat": "Tanggal penyampaian dicatat",
    "terima": "Diterima kecamatan",
    "kembalikan": "Dikembalikan kecamatan",
}


def story(lines: list[Line]) -> list[dict[str, Any]]:
    """What was said, the newest first, for the component `timeline`."""
    return [
        {"what": VERBS.get(line.verb, line.verb), "at": line.at, "who": who(line), "note": line.text}
        | ({"state": "failed"} if line.verb == "kembalikan" else {})
        for line in reversed(lines)
    ]


def who(line: Line) -> str:
    """The post that spoke and its office."""
    post = Post(line.post).label if line.post in Post else "Sistem lain"
    return f"{post}, {line.office.title}"


def found(key: UUID) -> Matter:
    """:raises Http404: no such report between this office and another."""
    try:
        return journals.named(key, KIND)
    except journals.MatterUnknown:
        raise Http404 from None


def file_of(request: HttpRequest, key: UUID, parcel: UUID) -> HttpResponse:
    """A file of a report from this office's own archive; one that is still on its way is taken in first."""
    matter, at = found(key), timezone.now()
    try:
        one = journals.parcel_named(matter, parcel)
        document = own_copy(one, at)
    except journals.MatterUnknown:
        raise Http404 from None
    archive.actions.open_document(document=document, by=request.user, at=at)
    return deliver(document)


def own_copy(parcel: Any, at: Any) -> Document:
    """The document of a parcel in this office's archive."""
    if parcel.from_office_id == current.office().pk:
        return Document.objects.get(pk=parcel.from_document)
    return matters.take_in(parcel, at=at)


def month_of(text: str, today: date) -> date:
    """The first day of the month an address names; of this one when it names none."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
