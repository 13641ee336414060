"""Letters as officers see them: the list by state."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.posts import Post
from modules.service import queries
from modules.service.forms import LetterFilterForm
from modules.service.models import State
from modules.service.permissions import ServicePermission
from modules.service.queries.letters import LetterFilters
from modules.service.views import entrances, lateness, narrowing
from web import paging
from web.access import may, requires

TABS = [
    ("", "Semua"),
    ("KASI", "Perlu diperiksa"),
    ("SEKDES", "Perlu paraf"),
    ("LATE", "Terlambat"),
    (State.AWAITING, "Menunggu tanda tangan"),
    (State.READY, "Siap diambil"),
    (State.INCOMPLETE, "Belum lengkap"),
    (State.COLLECTED, "Sudah diambil"),
    (State.CANCELLED, "Dibatalkan"),
]


@never_cache
@require_safe
@requires(ServicePermission.SEE_LETTERS)
def index(request: HttpRequest) -> HttpResponse:
    """The letters; whoever checks begins with what waits for them, the oldest promise first."""
    if "status" not in request.GET and not request.GET:
        return redirect(f"{request.path}?status={_own_desk(request)}")
    status = request.GET.get("status", "")
    form = LetterFilterForm(request.GET, kinds=[(kind.slug, kind.title) for kind in queries.open_kinds()])
    form.is_valid()
    said = form.cleaned_data
    filters = LetterFilters(
        text=said.get("q", "")[:80],
        state=status,
        kind=said.get("jenis", ""),
        source=said.get("asal", ""),
        **narrowing.read(request),
    )
    counts = entrances.letter_counts(request)
    tabs = [
        {
            "key": key,
            "label": label,
            "count": counts.get(key),
            "is_current": key == status,
            "href": paging.address(request, status=key, halaman=None),
        }
        for key, label in TABS
    ]
    page, now = paging.page_of(request, queries.letters_page(filters)), timezone.now()
    context = {
        "page": page,
        "rows": lateness.with_lateness(page, now),
        "told": lateness.told_to(request),
        "narrowed": narrowing.chips(request, filters),
        "kept": narrowing.kept(request),
        "form": form,
        "tabs": tabs,
        "status": status,
        "may_set_up": may(request, ServicePermission.SET_UP_SERVICE),
        "may_make": may(request, ServicePermission.MAKE_LETTERS),
    }
    return render(request, "service/letters.html", context)


def _own_desk(request: HttpRequest) -> str:
    user: Any = request.user
    if Post.SEKDES in user.posts:
        return (
            "SEKDES"
            if entrances.letter_counts(request)["SEKDES"] or not entrances.letter_counts(request)["KASI"]
            else "KASI"
        )
    return "KASI" if user.may(ServicePermission.CHECK_LETTERS) else ""
