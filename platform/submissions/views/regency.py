"""A kabupaten: how its villages report, by counts alone; and what it asks of them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from exchange.models import Obligation as Published
from exchange.periods import Period
from submissions import actions, queries, rates
from submissions.forms import ObligationForm
from submissions.permissions import SubmissionPermission
from submissions.rules import terms
from submissions.rules.obligations import Obligation, ObligationWrong
from submissions.views import shared
from tenants.models import Office
from walls import current
from web import htmx
from web.access import requires

#: The word in the address of an obligation that is not there yet.
NEW = "baru"


@never_cache
@require_safe
@requires(SubmissionPermission.SEE_RATES)
def overview(request: HttpRequest) -> HttpResponse:
    """Kecamatan by kecamatan, or the villages of one, and the obligations beside them."""
    today = queries.today(timezone.now())
    first = shared.month_of(request.GET.get("bulan", ""), today)
    period = Period.month_of(first)
    district = _district(request.GET.get("kecamatan", ""))
    lines = rates.of_villages(period, district) if district else rates.of_districts(period)
    context = {
        "district": district,
        "lines": lines,
        "total": rates.total(lines),
        "obligations": rates.of_obligations(period, district),
        "first": first,
        "before": queries.month_before(first),
        "after": queries.month_after(first),
    }
    return render(request, "submissions/rates.html", context)


@never_cache
@require_safe
@requires(SubmissionPermission.KEEP_OBLIGATIONS)
def obligations(request: HttpRequest) -> HttpResponse:
    """All of them, those switched off below."""
    own = set(Published.objects.filter(office_id=current.office().pk).values_list("code", flat=True))
    today = queries.today(timezone.now())
    rows = [
        {
            "one": one,
            "rhythm": terms.WORDS[one.rhythm],
            "origin": _origin(one.code, own),
            "is_active": _is_active(one, today),
        }
        for one in sorted(queries.obligations().values(), key=lambda one: one.name)
    ]
    rows.sort(key=lambda row: not row["is_active"])
    return render(request, "submissions/obligations.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(SubmissionPermission.KEEP_OBLIGATIONS)
def obligation(request: HttpRequest, obligation: str) -> HttpResponse:
    """One of them to change, or a new one; what it makes late at once is shown first, and published when confirmed."""
    known = queries.obligations().get(obligation)
    if known is None and obligation != NEW:
        raise Http404
    is_withdrawn = request.method == "POST" and "tarik" in request.POST
    typed = request.POST if request.method == "POST" and not is_withdrawn else None
    form = ObligationForm(typed, known=known, today=queries.today(timezone.now()))
    late: list[tuple[terms.Term, date]] = []
    try:
        done = _withdrawn(request, obligation) if is_withdrawn else _kept(request, form, known)
    except actions.MakesLate as error:
        done, late = "", error.late
    if done:
        messages.success(request, done)
        return redirect("submissions:obligations")
    context = {
        "form": form,
        "known": known,
        "is_own": Published.objects.filter(office_id=current.office().pk, code=obligation).exists(),
        "ships": obligation in queries.SHIPPED,
        "late": late,
        "accepted": " ".join(term for term, _ in late),
        "is_withdrawn": is_withdrawn,
    }
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "submissions/obligation.html", context, status=status)


def _kept(request: HttpRequest, form: ObligationForm, known: Obligation | None) -> str:
    """What is said when it was published; nothing when it was not."""
    if not (form.is_bound and form.is_valid()):
        return ""
    code = known.code if known else form.cleaned_data["code"]
    if not known and (code == NEW or code in queries.obligations()):
        form.add_error("code", "Kode ini sudah dipakai. Pilih yang lain.")
        return ""
    try:
        actions.keep_obligation(
            code=code, said=form.said, by=request.user, at=timezone.now(), accepted=_accepted(request)
        )
    except ObligationWrong as error:
        form.add_error(None, str(error))
        return ""
    return "Kewajiban tersimpan dan terbit untuk semua desa."


def _withdrawn(request: HttpRequest, code: str) -> str:
    try:
        actions.withdraw_obligation(code=code, by=request.user, at=timezone.now(), accepted=_accepted(request))
    except queries.NotOwed:
        raise Http404 from None
    return "Keputusan kabupaten untuk kewajiban ini ditarik."


def _accepted(request: HttpRequest) -> list[str]:
    """The periods somebody was shown and let be late."""
    return request.POST.get("terlambat", "").split()


def _district(key: str) -> Any:
    if not key:
        return None
    try:
        return rates.district_below(key)
    except Office.DoesNotExist:
        raise Http404 from None


def _origin(code: str, own: set[str]) -> tuple[str, str]:
    if code not in own:
        return "Bawaan", ""
    return ("Diubah kabupaten", "info") if code in queries.SHIPPED else ("Tambahan kabupaten", "info")


def _is_active(one: Any, day: date) -> bool:
    return one.is_active and (one.active_to is None or one.active_to >= day)
