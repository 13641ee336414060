"""Complaints as officers see them: the box by deadline, one complaint whole, and each step on its way."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from archive.delivery import deliver
from exchange.matters.actions import OfficeAway
from modules.service.complaints import actions, forms, queries
from modules.service.complaints.models import OFFICIAL_NAMES, About, Complaint
from modules.service.complaints.permissions import ComplaintPermission
from modules.service.complaints.queries import ComplaintFilters
from modules.service.complaints.rules import clock, routing
from modules.service.complaints.views import deeds, shared
from modules.service.complaints.views.deeds import Deed
from modules.service.contract import texts, timelines
from papers import codes
from web import htmx, paging
from web.access import requires

HANDLE = ComplaintPermission.HANDLE_COMPLAINTS


@never_cache
@require_safe
@requires(HANDLE)
def box(request: HttpRequest) -> HttpResponse:
    """What must be done first on top; what this account may not know of is not even counted."""
    state = request.GET.get("status", "OPEN")
    form = forms.BoxFilter(request.GET)
    form.is_valid()
    said, today = form.cleaned_data, queries.today(timezone.now())
    filters = ComplaintFilters(said.get("q", ""), state, said.get("jenis", ""), said.get("meja", ""))
    counts, off = queries.counts(request.user, today), queries.off()
    tabs = [
        {
            "label": label,
            "count": counts.get(key) if key in ("OPEN", "LATE", "ASKED") else None,
            "is_current": key == state,
            "href": paging.address(request, status=key, halaman=None),
        }
        for key, label in forms.TABS
    ]
    page = paging.page_of(request, queries.box(request.user, filters, today))
    rows = [(one, clock.words(one.next_on, today, off), one.is_late(today)) for one in page]
    context = {"page": page, "rows": rows, "form": form, "tabs": tabs, "status": state, "is_council": _council(request)}
    return render(request, "complaints/box.html", context)


@never_cache
@require_safe
@requires(HANDLE)
def detail(request: HttpRequest, complaint_id: Any) -> HttpResponse:
    """One complaint whole, with what this person may do about it."""
    return _detail(request, _complaint(request, complaint_id))


@never_cache
@require_safe
@requires(HANDLE)
def photo(request: HttpRequest, complaint_id: Any, number: int) -> HttpResponse:
    """A photograph, noted in the log."""
    try:
        document = actions.open_attachment(
            complaint=_complaint(request, complaint_id), number=number, by=request.user, at=timezone.now()
        )
    except actions.NotThere:
        raise Http404 from None
    return deliver(document)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ComplaintPermission.REVEAL_REPORTER)
def reporter(request: HttpRequest, complaint_id: Any) -> HttpResponse:
    """The name of a secret reporter, for a reason, written into story and log."""
    complaint = _complaint(request, complaint_id)
    if complaint.manner != Complaint.Manner.SECRET:
        raise Http404
    words = "Alasan ini tercatat dalam riwayat, dengan nama Anda."
    posted = request.POST if request.method == "POST" else None
    form = forms.NoteForm(posted, complaint=complaint, label="Alasan membuka nama", hint=words)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.reveal_reporter(
                complaint=complaint, reason=form.cleaned_data["note"], by=request.user, at=timezone.now()
            )
            return _detail(request, complaint, person=person)
        except (actions.ReasonMissing, texts.TextRefused):
            form.add_error("note", "Tulis alasan yang dapat dimengerti, paling panjang 300 huruf.")
    status = htmx.UNPROCESSABLE if posted is not None else 200
    return _form_page(request, complaint, form, Deed("Buka nama pelapor", actions.reveal_reporter), status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(HANDLE)
def step(request: HttpRequest, complaint_id: Any, deed: str) -> HttpResponse:
    """One step, asked for and done."""
    complaint = _complaint(request, complaint_id)
    wanted = deeds.open_to(complaint).get(deed)
    if wanted is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = wanted.form(posted, complaint=complaint, label=wanted.label, hint=wanted.hint)
    if request.method != "POST":
        return _form_page(request, complaint, form, wanted)
    if form.is_valid():
        answer = _done(request, complaint, form, wanted)
        if answer is not None:
            return answer
    return _form_page(request, complaint, form, wanted, htmx.UNPROCESSABLE)


def _done(request: HttpRequest, complaint: Complaint, form: Any, deed: Deed) -> HttpResponse | None:
    said = dict(form.cleaned_data)
    if "note" in said:
        said[deed.text] = said.pop("note")
    try:
        deed.act(complaint=complaint, by=request.user, at=timezone.now(), **said)
    except actions.ReasonMissing:
        form.add_error("note", "Tulis sedikit lebih banyak, agar dapat dimengerti.")
        return None
    except texts.TextRefused as error:
        form.add_error("note" if "note" in form.fields else None, str(error))
        return None
    except actions.ReporterNamed:
        form.add_error("note", "Di sini ada nama atau nomor HP pelapor. Hapus dulu.")
        return None
    except OfficeAway:
        form.add_error("note", "Kantor kecamatan sedang ditutup. Coba lagi nanti.")
        return None
    except actions.DeskRefused:
        form.add_error("desk", "Aduan ini tidak dapat diserahkan ke jabatan itu.")
        return None
    except actions.NotThere:
        raise Http404 from None
    except actions.ComplaintClosed:
        messages.warning(request, "Aduan ini sudah berubah. Tidak ada yang diubah.")
    else:
        messages.success(request, deed.done)
    still = queries.visible_to(request.user).filter(pk=complaint.pk).exists()
    return htmx.go(request, f"/kantor/aduan/{complaint.pk}/" if still else "/kantor/aduan/")


def _complaint(request: HttpRequest, complaint_id: Any) -> Complaint:
    """:raises Http404: there is none, or not for this person; nobody can tell which."""
    found = queries.visible_to(request.user).filter(pk=complaint_id).first()
    if found is None:
        raise Http404
    return found


def _detail(request: HttpRequest, complaint: Complaint, *, person: dict[str, str] | None = None) -> HttpResponse:
    today, off = queries.today(timezone.now()), queries.off()
    user: Any = request.user
    is_named = complaint.manner == Complaint.Manner.NAMED
    is_secret = complaint.manner == Complaint.Manner.SECRET
    if is_named:
        person = actions.unseal_reporter(complaint)
    context = {
        "complaint": complaint,
        "code": codes.spell(complaint.tracking_code),
        "official_name": OFFICIAL_NAMES[complaint.category],
        "entries": _entries(complaint),
        "above": shared.story(queries.told_above(complaint)),
        "photos": list(complaint.attachments.order_by("number")),
        "person": person,
        "may_reveal": is_secret and not person and user.may(ComplaintPermission.REVEAL_REPORTER),
        "deeds": _deeds(complaint),
        "may_refer": complaint.is_open and complaint.about in About.values,
        "term": clock.words(complaint.next_on, today, off),
        "is_late": complaint.is_late(today),
    }
    return render(request, "complaints/complaint.html", context)


def _deeds(complaint: Complaint) -> list[tuple[str, Deed]]:
    return [(slug, deed) for slug, deed in deeds.open_to(complaint).items() if complaint.state in deed.states]


def _entries(complaint: Complaint) -> list[dict[str, Any]]:
    told = [
        {
            "what": event.get_what_display() + (" (hanya perangkat)" if event.is_inner else ""),
            "at": event.at,
            "who": ", ".join(part for part in (event.by_name, event.by_post) if part),
            "note": event.note,
        }
        for event in reversed(queries.story_of(complaint, inner=True))
    ]
    return told if complaint.is_apart else timelines.merged(told, "aduan", complaint.pk)


def _form_page(request: HttpRequest, complaint: Complaint, form: Any, deed: Deed, status: int = 200) -> HttpResponse:
    context = {"complaint": complaint, "form": form, "deed": deed, "code": codes.spell(complaint.tracking_code)}
    return render(request, "complaints/step.html", context, status=status)


def _council(request: HttpRequest) -> bool:
    return routing.is_council(getattr(request.user, "posts", []))
