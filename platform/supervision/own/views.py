"""/kantor/angka/: what the village publishes, what those above see of it, and what the village says to it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from exchange.indicators import Direction, IndicatorUnknown
from exchange.outbox import actions
from exchange.periods import NotAPeriod, Period
from supervision.figures import Reading
from supervision.goals import Course, held, months_to_begin
from supervision.own import queries, ringing, starting, targets
from supervision.own.forms import CloseForm, MonthForm, OwnTargetForm, RemarkForm, RevisionForm
from supervision.permissions import SupervisionPermission
from walls import current
from web import htmx
from web.access import requires

ANSWER = SupervisionPermission.ANSWER_FOR_FIGURES
SAID: dict[type[Exception], str] = {
    actions.PeriodNotOver: "Bulan ini belum selesai.",
    actions.PeriodAlreadyClosed: "Bulan ini sudah ditutup.",
    actions.PeriodStillOpen: "Bulan ini belum ditutup, jadi angkanya masih mengikuti buku.",
    actions.CannotLookBack: "Angka ini hanya dapat dihitung pada bulannya. Tulis catatan desa.",
    actions.NothingChanged: "Hitungan buku sama dengan angka yang terbit.",
    actions.NamesAPerson: "Jangan menulis NIK atau nomor KK di sini.",
    actions.SaysTooMuch: "Paling banyak 300 huruf.",
    actions.SaysWhy: "Tulis alasannya.",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(SupervisionPermission.SEE_OWN_FIGURES)
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of one month; a POST closes it."""
    at = timezone.now()
    form = MonthForm(request.GET, today=_today(at))
    typed = CloseForm(request.POST if request.method == "POST" else None, period=form.period)
    if request.method == "POST":
        _refuse_without_right(request)
        if typed.is_valid():
            problem = _close(request, form.period, at)
            if not problem:
                messages.success(request, f"Angka {form.period.words} ditutup.")
                return redirect(f"{reverse('figures:figures')}?bulan={form.period}")
            messages.error(request, problem)
    month = queries.month_of(form.period, at=at)
    context = {"form": form, "month": month, "close_form": typed, "may_answer": _may_answer(request)}
    context["ringing"] = ringing.ringing(month.alarms)
    return render(
        request, "supervision/own/figures.html", context, status=htmx.UNPROCESSABLE if typed.is_bound else 200
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(SupervisionPermission.SEE_OWN_FIGURES)
def figure(request: HttpRequest, month: str, slug: str) -> HttpResponse:
    """One figure; a POST puts a remark beside it (`langkah=catatan`), revises it (`revisi`) or sets the village's own target (`target`)."""
    at = timezone.now()
    period = _period_or_404(month, at)
    if request.method == "POST":
        _refuse_without_right(request)
        answer = _aim if request.POST.get("langkah") == "target" else _answer
        return answer(request, period, _figure_or_404(period, slug), at)
    return _shown(request, period, _figure_or_404(period, slug), at)


def _answer(request: HttpRequest, period: Period, reading: Reading, at: datetime) -> HttpResponse:
    is_remark = request.POST.get("langkah") == "catatan"
    form = RemarkForm(request.POST) if is_remark else RevisionForm(request.POST)
    forms: dict[str, Any] = {"remark_form" if is_remark else "revision_form": form}
    if not form.is_valid():
        return _shown(request, period, reading, at, status=htmx.UNPROCESSABLE, **forms)
    about: dict[str, Any] = {"code": reading.indicator.code, "period": period, "by": request.user, "at": at}
    try:
        if is_remark:
            actions.remark(**about, text=form.cleaned_data["text"])
        else:
            actions.revise(**about, reason=form.cleaned_data["reason"])
    except tuple(SAID) as refusal:
        form.add_error(None, SAID[type(refusal)])
        return _shown(request, period, reading, at, status=htmx.UNPROCESSABLE, **forms)
    messages.success(request, "Catatan desa disimpan." if is_remark else "Angka diperbaiki. Angka lama tetap terbaca.")
    return htmx.go(request, reverse("figures:figure", args=[period, reading.indicator.code]))


def _aim(request: HttpRequest, period: Period, reading: Reading, at: datetime) -> HttpResponse:
    code = reading.indicator.code
    course = targets.own_targets().courses.get(code, ())
    form = _target_form(reading, period, course, at, request.POST)
    if form.is_valid():
        value, since = form.cleaned_data["value"], form.cleaned_data["since"]
        try:
            targets.set_own_target(code=code, value=value, since=since, by=request.user, at=at)
        except targets.NotStricter as refusal:
            above = Reading(reading.indicator, None, refusal.expected).target_words
            form.add_error("value", f"Target desa harus lebih ketat daripada target kabupaten, {above}.")
        except targets.MonthIsOver:
            form.add_error("since", "Bulan yang sudah lewat tetap dinilai dengan targetnya.")
        except (targets.NotJudged, IndicatorUnknown):
            form.add_error(None, "Angka ini tidak dinilai dengan target.")
        else:
            messages.success(request, "Target desa tersimpan. Hanya desa ini yang melihatnya.")
            return htmx.go(request, reverse("figures:figure", args=[period, code]))
    return _shown(request, period, reading, at, status=htmx.UNPROCESSABLE, target_form=form)


def _target_form(reading: Reading, period: Period, course: Course, at: datetime, data: Any = None) -> OwnTargetForm:
    today = _today(at)
    return OwnTargetForm(
        data, is_share=reading.indicator.is_share, months=months_to_begin(course, today), today=today,
        initial={"value": held(course, period)},
    )  # fmt: skip


def _shown(
    request: HttpRequest, period: Period, reading: Reading, at: datetime, *, status: int = 200, **forms: Any
) -> HttpResponse:
    now = queries.counted_now(reading.indicator.code, period, at=at)
    is_closed = queries.is_closed(period)
    note = reading.note.text if reading.note else ""
    course = targets.own_targets().courses.get(reading.indicator.code, ())
    may_aim = reading.indicator.direction != Direction.CONTEXT and _may_answer(request)
    context = {
        "period": period,
        "reading": reading,
        "now": now,
        "ringing": ringing.of_figure(reading.indicator.code, period),
        "is_closed": is_closed,
        "may_revise": is_closed and now is not None and _may_answer(request),
        "may_answer": _may_answer(request),
        "remark_form": RemarkForm(initial={"text": note}),
        "revision_form": RevisionForm(),
        "origin": reading.indicator.origin(current.office().pk, period) if reading.indicator.origin else "",
        "home": targets.at_home(reading, held(course, period)),
        "may_aim": may_aim,
        "target_form": _target_form(reading, period, course, at),
        **forms,
    }
    return render(request, "supervision/own/figure.html", context, status=status)


def _close(request: HttpRequest, period: Period, at: datetime) -> str:
    """Close the month, or say why not."""
    try:
        actions.close_period(period=period, by=request.user, at=at)
    except (actions.PeriodNotOver, actions.PeriodAlreadyClosed) as refusal:
        return SAID[type(refusal)]
    return ""


def _figure_or_404(period: Period, code: str) -> Reading:
    try:
        return queries.figure_of(period, code)
    except IndicatorUnknown:
        raise Http404 from None


def _period_or_404(text: str, at: datetime) -> Period:
    try:
        period = Period(text)
    except NotAPeriod:
        raise Http404 from None
    if period > _today(at):
        raise Http404
    return period


def _today(at: datetime) -> Period:
    return Period.month_of(at.astimezone(current.office().tzinfo))


def _may_answer(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.may(ANSWER))


@never_cache
@require_safe
@requires(SupervisionPermission.SEE_OWN_FIGURES)
def starting_steps(request: HttpRequest) -> HttpResponse:
    """The way to the first letter, each step with the page where it is done."""
    return render(request, "supervision/own/starting.html", {"standing": starting.standing()})


def _refuse_without_right(request: HttpRequest) -> None:
    if not _may_answer(request):
        raise PermissionDenied
