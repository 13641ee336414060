"""/kantor/kewajiban/: what the village holds itself to, beyond what the kabupaten asks."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.posts import Post
from submissions import queries
from submissions.own import actions
from submissions.own.forms import OwnDutyForm, RefineForm
from submissions.own.queries import Layer, layer
from submissions.permissions import SubmissionPermission
from submissions.rules import terms
from submissions.rules.obligations import Obligation, ObligationWrong
from web import htmx
from web.access import requires

SEE, KEEP = SubmissionPermission.SEE_DUTIES, SubmissionPermission.KEEP_OWN_DUTIES
#: The word in the address of a duty that is not there yet.
NEW = "baru"


@never_cache
@require_safe
@requires(SEE)
def duties(request: HttpRequest) -> HttpResponse:
    """All that holds here: what the kabupaten asks with the village's word on it, and the village's own."""
    found, user = layer(), _user(request)
    published = sorted((one for one in queries.obligations().values() if one.is_active), key=lambda one: one.name)
    rows = [
        {
            "one": one,
            "rhythm": terms.WORDS[one.rhythm],
            "refined": found.refined.get(one.code),
            "post": _post(found, one),
        }
        for one in published
    ]
    own = [
        {"one": one, "rhythm": terms.WORDS[one.rhythm], "post": _post(found, one)}
        for one in sorted(found.own.values(), key=lambda one: (not one.is_active, one.name))
    ]
    return render(request, "submissions/own/duties.html", {"rows": rows, "own": own, "may_keep": user.may(KEEP)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(KEEP)
def duty(request: HttpRequest, obligation: str) -> HttpResponse:
    """The village's word on one duty of the kabupaten, or one of its own."""
    found = layer()
    published = queries.obligations().get(obligation)
    if published is not None:
        return _refined(request, published, found)
    known = found.own.get(obligation)
    if known is None and obligation != NEW:
        raise Http404
    return _own(request, known)


@never_cache
@require_POST
@requires(SEE)
def done(request: HttpRequest, obligation: str, term: str) -> HttpResponse:
    """Note that one of the village's own is done, or with `belum` that it is not; whoever prepares it, and whoever decides."""
    one, user = layer().own.get(obligation), _user(request)
    if one is None:
        raise Http404
    if not user.may(KEEP) and one.post not in user.posts:
        raise PermissionDenied
    is_done = "belum" not in request.POST
    try:
        actions.mark_done(code=obligation, term=term, is_done=is_done, by=user, at=timezone.now())
    except queries.NotOwed:
        raise Http404 from None
    messages.success(request, "Dicatat selesai." if is_done else "Dicatat belum selesai.")
    return redirect("submissions:duties")


def _refined(request: HttpRequest, one: Obligation, found: Layer) -> HttpResponse:
    published = Post(one.post).label if one.post in Post else "–"
    data = request.POST if request.method == "POST" else None
    form = RefineForm(data, published=published, refined=found.refined.get(one.code))
    if form.is_bound and form.is_valid():
        try:
            actions.refine_duty(code=one.code, **form.cleaned_data, by=request.user, at=timezone.now())
        except ObligationWrong as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Aturan desa tersimpan. Tenggat kabupaten tetap.")
            return redirect("submissions:own_duties")
    context = {"form": form, "one": one, "post": published, "rhythm": terms.WORDS[one.rhythm]}
    return render(request, "submissions/own/refine.html", context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


def _own(request: HttpRequest, known: Obligation | None) -> HttpResponse:
    if request.method == "POST" and known and "hapus" in request.POST:
        actions.drop_own_duty(code=known.code, by=request.user, at=timezone.now())
        messages.success(request, "Kewajiban desa dihapus.")
        return redirect("submissions:own_duties")
    form = OwnDutyForm(request.POST if request.method == "POST" else None, known=known)
    if form.is_bound and form.is_valid() and _kept(request, form, known):
        messages.success(request, "Kewajiban desa tersimpan.")
        return redirect("submissions:own_duties")
    return render(
        request, "submissions/own/own.html", {"form": form, "known": known},
        status=htmx.UNPROCESSABLE if form.is_bound else 200,
    )  # fmt: skip


def _kept(request: HttpRequest, form: OwnDutyForm, known: Obligation | None) -> bool:
    code = known.code if known else form.new_code
    if not known and code in layer().own:
        form.add_error("name", "Kewajiban dengan nama ini sudah ada.")
        return False
    try:
        actions.keep_own_duty(code=code, said=form.said, by=request.user, at=timezone.now())
    except ObligationWrong as error:
        form.add_error(None, str(error))
        return False
    return True


def _post(found: Layer, one: Obligation) -> str:
    refined = found.refined.get(one.code)
    post = (refined.post if refined else "") or one.post
    return Post(post).label if post in Post else "–"


def _user(request: HttpRequest) -> Any:
    return request.user
