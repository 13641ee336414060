"""A village: what is due, one report, its receipt and its files."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.posts import Post
from exchange.matters import queries as journals
from exchange.matters.actions import OfficeAway
from submissions import actions, queries, receipts, sources
from submissions.forms import HandOnForm, SendForm
from submissions.own.queries import OwnDuty, layer
from submissions.permissions import SubmissionPermission
from submissions.queries import AHEAD, BACK, Duty
from submissions.views import shared
from web import htmx, paging
from web.access import requires

SEE, SEND = SubmissionPermission.SEE_DUTIES, SubmissionPermission.SEND_REPORTS


@never_cache
@require_safe
@requires(SEE)
def duties(request: HttpRequest) -> HttpResponse:
    """Late and returned ones first, then those due soon, then what was sent."""
    day = queries.today(timezone.now())
    first, last, own = day - timedelta(days=BACK), day + timedelta(days=AHEAD), layer()
    found = own.over(queries.duties(day, first, last))
    waiting = sorted((one for one in found if one.needs_doing), key=lambda one: (not _is_urgent(one), one.inside_on))
    page = paging.page_of(request, queries.submissions())
    sent = [queries.sent(matter, day) for matter in page]
    context = {
        "waiting": waiting,
        "page": page,
        "sent": sent,
        "ahead": AHEAD,
        "own": _own(own.duties(day, first, last), request),
    }
    return render(request, "submissions/duties.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(SEE)
def report(request: HttpRequest, obligation: str, term: str) -> HttpResponse:
    """One report of one period: what is asked, sending it, what became of it."""
    duty = layer().over_one(_duty(obligation, term))
    form = _form(duty, request)
    if request.method == "POST":
        user: Any = request.user
        if not user.may(SEND):
            raise PermissionDenied
        if form.is_valid() and (answer := _sent(request, duty, form)):
            return answer
    return _shown(request, duty, form)


@never_cache
@require_safe
@requires(SEE)
def receipt(request: HttpRequest, obligation: str, term: str) -> HttpResponse:
    """The receipt as a paper."""
    duty = _duty(obligation, term)
    if duty.matter is None:
        raise Http404
    pdf = receipts.pdf(duty, journals.journal(duty.matter), at=timezone.now())
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="tanda-terima-{obligation}-{term}.pdf"'
    return answer


@never_cache
@require_safe
@requires(SEE)
def file(request: HttpRequest, key: UUID, parcel: UUID) -> HttpResponse:
    """A file this village sent."""
    return shared.file_of(request, key, parcel)


def _own(duties: list[OwnDuty], request: HttpRequest) -> list[tuple[OwnDuty, bool]]:
    """The village's own with whether this person may say that it is done: what is open, and what was done of late."""
    user: Any = request.user
    keeps = user.may(SubmissionPermission.KEEP_OWN_DUTIES)
    shown = [one for one in duties if one.done_on is None or (one.today - one.done_on).days <= AHEAD]
    return [(one, keeps or one.obligation.post in user.posts) for one in shown]


def _is_urgent(duty: Duty) -> bool:
    return duty.tone == "danger"


def _duty(obligation: str, term: str) -> Duty:
    try:
        return queries.duty(obligation, term, queries.today(timezone.now()))
    except queries.NotOwed:
        raise Http404 from None


def _form(duty: Duty, request: HttpRequest) -> Any:
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if duty.obligation.to_district:
        return SendForm(*posted, formats=duty.obligation.formats)
    return HandOnForm(posted[0], initial={"handed_on": duty.today})


def _sent(request: HttpRequest, duty: Duty, form: Any) -> HttpResponse | None:
    """Where to go on; None when the form must be shown again."""
    about: dict[str, Any] = {
        "code": duty.obligation.code, "term": duty.term, "text": form.cleaned_data["text"], "by": request.user, "at": timezone.now(),
    }  # fmt: skip
    try:
        if duty.obligation.to_district:
            actions.send_report(**about, files=form.cleaned_data["files"], from_source="sumber" in request.POST)
        else:
            actions.hand_on_report(**about, handed_on=form.cleaned_data["handed_on"])
    except actions.AlreadySent:
        messages.warning(request, "Laporan ini sudah dikirim. Tidak ada yang dikirim lagi.")
    except actions.NothingToSend:
        source = sources.of(duty.obligation.code)
        form.add_error(None, (source.missing(duty.term) if source else "") or "Pilih berkasnya dulu.")
        return None
    except actions.NotYet:
        form.add_error(None, "Periodenya belum selesai. Kirim setelah periode berakhir.")
        return None
    except OfficeAway:
        form.add_error(None, "Kantor kecamatan sedang ditutup. Coba lagi nanti.")
        return None
    except sources.SourceAway:
        form.add_error(None, "Arsip sedang tidak dapat dibuka. Coba lagi sebentar lagi.")
        return None
    except ValueError:
        form.add_error(None, "Tanggal harus di dalam periode atau setelahnya, dan tidak melewati hari ini.")
        return None
    else:
        messages.success(request, "Laporan terkirim." if duty.obligation.to_district else "Tanggal tersimpan.")
    return redirect(request.path)


def _shown(request: HttpRequest, duty: Duty, form: Any) -> HttpResponse:
    user: Any = request.user
    lines = journals.journal(duty.matter) if duty.matter else []
    source = sources.of(duty.obligation.code)
    context = {
        "duty": duty,
        "form": form,
        "may_send": user.may(SEND) and duty.may_be_sent,
        "post": Post(duty.prepared_by).label if duty.prepared_by in Post else "–",
        "source": source,
        "source_page": source.page(duty.term) if source else "",
        "source_missing": source.missing(duty.term) if source else "",
        "story": shared.story(lines),
        "versions": receipts.versions(lines),
        "number": receipts.number(duty.matter) if duty.matter else "",
        "reason": next((line.text for line in reversed(lines) if line.verb == "kembalikan"), "")
        if duty.needs_doing
        else "",
    }
    return render(request, "submissions/report.html", context, status=htmx.UNPROCESSABLE if form.is_bound else 200)
