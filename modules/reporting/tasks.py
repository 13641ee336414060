"""Long books, made in the background."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from jobs.kinds import JobRefused, Progress, job_kind
from modules.reporting import actions
from papers.books import UnknownBook


@job_kind(actions.KIND, title="Siapkan buku")
def make_book(progress: Progress, **ordered: Any) -> dict[str, Any]:
    """This will print or write an ordered book and lay it into the archive."""
    try:
        document = actions.make_ordered(**ordered, at=timezone.now(), report=progress.report)
    except (UnknownBook, actions.FullNumbersRefused) as refusal:
        raise JobRefused("Anda tidak lagi berhak atas buku ini. Tidak ada berkas yang dibuat.") from refusal
    address = reverse("archive:download", args=[document.pk], urlconf="config.urls.village")
    return {"said": f"{document.name} siap.", "link": {"href": address, "text": "Unduh"}}
