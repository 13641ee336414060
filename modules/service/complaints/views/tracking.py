"""A complaint as its reporter follows it: where it stands, questions to answer, the answer, a rating, opening it again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from archive.uploads import AttachmentRefused
from modules.service.complaints import actions, queries
from modules.service.complaints.forms import FindForm, RatingForm, ReopenForm, ReplyForm
from modules.service.complaints.models import Complaint, ComplaintEvent, State
from modules.service.complaints.rules import clock
from modules.service.complaints.views import proof
from modules.service.complaints.views.public import TOO_MANY
from papers import codes
from walls.limits import LimitReached
from web import htmx, indonesian
from web.access import open_to_all

WHY_OPEN = "A reporter without an account, perhaps without a name, follows what they told by code and second word."
UNKNOWN = "Kode dan kata kunci itu tidak cocok. Periksa lagi catatan Anda."
What = ComplaintEvent.What


@open_to_all(WHY_OPEN)
@sensitive_post_parameters("word")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Ask for code and second word; the same answer whether there is such a complaint or not."""
    form = FindForm(request.POST if request.method == "POST" else None, initial={"code": request.GET.get("kode", "")})
    if request.method != "POST":
        return render(request, "complaints/find.html", {"form": form})
    status, found = htmx.UNPROCESSABLE, None
    if form.is_valid():
        try:
            found = proof.known(**form.cleaned_data, address=request.META["REMOTE_ADDR"])
            form.add_error(None, UNKNOWN)
        except limits.TooManyTries:
            status = TOO_MANY
            form.add_error(None, "Sudah terlalu sering dicoba. Coba lagi satu jam lagi.")
    if found is None:
        return render(request, "complaints/find.html", {"form": form}, status=status)
    return proof.remember(redirect("complaints:follow", found.tracking_code), found)


@open_to_all(WHY_OPEN)
@never_cache
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """The whole story for the reporter; whoever only has the code is asked for the second word."""
    found = _mine(request, code)
    return _asked_for(code) if found is None else _page(request, found)


@open_to_all(WHY_OPEN)
@never_cache
@require_POST
def reply(request: HttpRequest, code: str) -> HttpResponse:
    """Answer what was asked, or add something."""

    def act(complaint: Complaint, form: Form) -> None:
        photos = actions.accept_photos(form.cleaned_data["photos"])
        actions.reply(complaint=complaint, text=form.cleaned_data["text"], photos=photos, at=timezone.now())

    return _step(request, code, ReplyForm(request.POST, request.FILES), "reply", act, "Terkirim. Terima kasih.")


@open_to_all(WHY_OPEN)
@never_cache
@require_POST
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """One to five."""

    def act(complaint: Complaint, form: Form) -> None:
        actions.rate_answer(complaint=complaint, **form.cleaned_data, at=timezone.now())

    return _step(request, code, RatingForm(request.POST), "rating", act, "Nilai Anda tersimpan. Terima kasih.")


@open_to_all(WHY_OPEN)
@never_cache
@require_POST
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Not solved after all."""

    def act(complaint: Complaint, form: Form) -> None:
        actions.reopen_complaint(complaint=complaint, text=form.cleaned_data["text"], at=timezone.now())

    return _step(
        request, code, ReopenForm(request.POST), "reopening", act, "Aduan dibuka kembali. Waktunya mulai lagi."
    )


@open_to_all(WHY_OPEN)
@never_cache
@require_POST
def share(request: HttpRequest, code: str) -> HttpResponse:
    """The reporter of a complaint about the head lets the kecamatan know who they are."""

    def act(complaint: Complaint, _form: Form) -> None:
        actions.share_name(complaint=complaint, at=timezone.now())

    return _step(request, code, Form(request.POST), "sharing", act, "Kecamatan sekarang mengetahui nama Anda.")


def _step(
    request: HttpRequest, code: str, form: Form, name: str, act: Callable[[Complaint, Form], None], done: str
) -> HttpResponse:
    complaint = _mine(request, code)
    if complaint is None:
        return _asked_for(code)
    if not form.is_valid():
        return _page(request, complaint, **{name: form}, status=htmx.UNPROCESSABLE)
    try:
        limits.count("complaint-step", str(complaint.pk), at_most=30, within=proof.LASTS)
        act(complaint, form)
    except AttachmentRefused as error:
        form.add_error("photos", str(error))
    except actions.TooMuch as error:
        form.add_error(None, f"Paling banyak {error} foto atau jawaban untuk satu aduan.")
    except LimitReached:
        form.add_error("photos", "Penyimpanan desa penuh. Kirim tanpa foto.")
    except actions.ReasonMissing:
        form.add_error("text", "Tulis sedikit lebih banyak.")
    except limits.TooManyTries:
        form.add_error(None, "Terlalu sering. Coba lagi setengah jam lagi.")
    except (actions.ComplaintClosed, actions.NotToldYet):
        messages.warning(request, "Aduan ini sudah berubah. Lihat keadaannya di bawah.")
        return redirect("complaints:follow", complaint.tracking_code)
    if form.errors:
        return _page(request, complaint, **{name: form}, status=htmx.UNPROCESSABLE)
    messages.success(request, done)
    return redirect("complaints:follow", complaint.tracking_code)


def _mine(request: HttpRequest, code: str) -> Complaint | None:
    found = proof.proven(request)
    try:
        return found if found and found.tracking_code == codes.normalise_code(code) else None
    except codes.NotACode:
        return None


def _asked_for(code: str) -> HttpResponse:
    """To the second word, also where there is no such complaint."""
    try:
        asked = f"?kode={codes.spell(codes.normalise_code(code))}"
    except codes.NotACode:
        asked = ""
    return HttpResponseRedirect(reverse("complaints:find") + asked)


def _page(request: HttpRequest, complaint: Complaint, status: int = 200, **forms: Any) -> HttpResponse:
    now = timezone.now()
    is_over = not complaint.is_open
    context = {
        "complaint": complaint,
        "code": codes.spell(complaint.tracking_code),
        "entries": _entries(complaint),
        "answer": _answer(complaint) if is_over else None,
        "question": _last(complaint, What.ASKED) if complaint.is_asked else None,
        "photos": complaint.attachments.count(),
        "term": clock.words(complaint.due_on if complaint.is_running else None, queries.today(now), queries.off()),
        "may_share": complaint.manner != Complaint.Manner.ANONYMOUS and _may_share(complaint),
        "may_reopen": actions.may_reopen(complaint, now),
        "form": next(iter(forms.values()), None),
        "reply": ReplyForm() if complaint.is_open else None,
        "rating": RatingForm(initial={"rating": complaint.rating}) if is_over and complaint.answered_at else None,
        "reopening": ReopenForm(),
        **forms,
    }
    return render(request, "complaints/follow.html", context, status=status)


def _may_share(complaint: Complaint) -> bool:
    told = queries.told_above(complaint)
    return bool(told) and not any(line.verb == "nama" for line in told)


def _entries(complaint: Complaint) -> list[dict[str, Any]]:
    told = [
        {"what": event.get_what_display(), "at": event.at, "who": event.by_post, "note": event.note}
        for event in queries.story_of(complaint, inner=False)
    ]
    if complaint.state == State.ASKED:
        return [*told, {"what": "Anda menjawab pertanyaan petugas", "state": "expected"}]
    if not complaint.is_open:
        return told
    promised = f"Paling lambat {indonesian.day_and_date(complaint.due_on)}."
    return [*told, {"what": "Jawaban untuk Anda", "note": promised, "state": "expected"}]


def _answer(complaint: Complaint) -> ComplaintEvent | None:
    return _last(complaint, What.ANSWERED, What.REJECTED, What.WITHDRAWN)


def _last(complaint: Complaint, *what: str) -> ComplaintEvent | None:
    return complaint.events.filter(what__in=what).order_by("-at", "-pk").first()
